"""Which roles an actor takes on and gives up, and which statements count: rules 1 and 2."""

from datetime import date

import numpy as np

from data.index import FIRMNESS_BY_STATUS, NONE, Index, last_of_key, last_of_role
from data.words import ENDS_EVERY_ROLE, EVIDENCE, LADDER, NEGATIVES, ROLES, STATUSES

IS_NEGATIVE = np.isin(STATUSES, NEGATIVES)
"""By status code: a step back."""

REPORTED, _MISSION, _OBSERVED, _OWN = range(len(EVIDENCE))
_UNSPECIFIED = ROLES.index("unspecified")
_ASIDE = np.isin(STATUSES, ("open", "excluded"))
_ENDS_ALL = np.isin(ROLES, ENDS_EVERY_ROLE)


def that_count(index: Index, seen: np.ndarray) -> np.ndarray:
    """Rule 1: open questions and exclusions stand aside, and reports where anything is stronger."""
    said = seen[~_ASIDE[index.status[seen]]]
    strong = index.evidence[said] > REPORTED
    has_strong = np.zeros(len(index.keys), bool)
    has_strong[index.key[said[strong]]] = True
    return said[strong | ~has_strong[index.key[said]]]


def last_ends(index: Index, steps: np.ndarray) -> np.ndarray:
    """Return for each key and role the last step back, of `steps`, that ended it."""
    from_all = last_of_key(index, steps[_ENDS_ALL[index.role[steps]]])
    return np.maximum(last_of_role(index, steps), from_all[:, np.newaxis])


def spans(index: Index, used: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """
    Rule 2: say which statements set their role, and the place of the one that ends that.

    A statement holds its role until the next one that sets the role, or until a step
    back from every role; -1 is never. A positive one sets its role unless it is less
    firm and has weaker evidence than what the role rests on. Only the mission's word
    can be both: what was observed is always firmest and the actor's own word strongest.
    So in each part of a role's story that begins with one of these, the mission's words
    set it only once one of them is at least as firm.
    """
    order = np.argsort(index.role[used], kind="stable")
    said = used[order]
    key, role, status = index.key[said], index.role[said], index.status[said]
    negative, firmness = IS_NEGATIVE[status], FIRMNESS_BY_STATUS[status]
    steps = used[IS_NEGATIVE[index.status[used]]]
    from_all = steps[_ENDS_ALL[index.role[steps]]]
    anchor = ~negative & (index.evidence[said] >= _OBSERVED)
    begins = negative | anchor
    begins[:1] = True
    begins[1:] |= (key[1:] != key[:-1]) | (role[1:] != role[:-1])
    passed = np.searchsorted(from_all, said)
    begins[1:] |= passed[1:] != passed[:-1]
    part = np.cumsum(begins)
    to_reach = np.where(anchor, firmness, 0)[begins][part - 1]
    steps_up = part * (len(LADDER) + 1)
    reached = np.maximum.accumulate(steps_up + np.where(anchor, 0, firmness)) - steps_up
    sets = begins | (reached >= to_reach)
    until = np.full(len(said), NONE)
    at = np.flatnonzero(sets)
    here, after = at[:-1], at[1:]
    same = (key[here] == key[after]) & (role[here] == role[after])
    until[here[same]] = said[after[same]]
    ahead = np.append(from_all, NONE)[np.searchsorted(from_all, said, side="right")]
    until = _sooner(index, said, until, ahead)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return sets[back], until[back]


def _sooner(index: Index, said: np.ndarray, until: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """Return `ahead` where it is about the same key and comes before `until`, else `until`."""
    meant = (ahead != NONE) & (index.key[ahead] == index.key[said])
    return np.where(meant & ((until == NONE) | (ahead < until)), ahead, until)


def until_specified(
    index: Index, used: np.ndarray, *, sets: np.ndarray, until: np.ndarray
) -> np.ndarray:
    """Let what nobody specified hold only until a later day's statement specifies a role."""
    positive = sets & ~IS_NEGATIVE[index.status[used]]
    unspecified = index.role[used] == _UNSPECIFIED
    outlasts_its_day = (until == NONE) | (index.day[until] > index.day[used])
    specific = used[positive & ~unspecified & outlasts_its_day]
    general = np.flatnonzero(positive & unspecified)
    ahead = np.append(specific, NONE)[
        np.searchsorted(_days(index, specific), _days(index, used[general]), side="right")
    ]
    held = until.copy()
    held[general] = _sooner(index, used[general], until[general], ahead)
    return held


def _days(index: Index, places: np.ndarray) -> np.ndarray:
    """Number the days of every key in one ascending row."""
    return index.key[places].astype(np.int64) * date.max.toordinal() + index.day[places]


def without_superseded_unspecified(index: Index, current: np.ndarray) -> np.ndarray:
    """Drop a role that nobody specified once a newer statement specifies one."""
    days = np.where(current == NONE, NONE, index.day[current])
    specific = np.delete(days, _UNSPECIFIED, axis=1).max(axis=1)
    superseded = (current[:, _UNSPECIFIED] != NONE) & (specific > days[:, _UNSPECIFIED])
    current[superseded, _UNSPECIFIED] = NONE
    return current
