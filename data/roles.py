"""Which roles an actor takes on and gives up, and which statements count: rules 1 and 2."""

from datetime import date

import numpy as np

from data.index import NONE, Index, last_of_key
from data.words import EVIDENCE, LADDER, ROLES

REPORTED, _MISSION, _OBSERVED, _OWN = range(len(EVIDENCE))
_UNSPECIFIED = ROLES.index("unspecified")


def that_count(index: Index, seen: np.ndarray) -> np.ndarray:
    """Rule 1: open questions and exclusions stand aside, and reports where anything is stronger."""
    said = seen & (index.negative | (index.firmness > 0))
    strong = said & (index.evidence > REPORTED)
    has_strong = np.zeros(len(index.keys), bool)
    has_strong[index.key[strong]] = True
    return strong | (said & ~has_strong[index.key])


def last_ends(index: Index, used: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Return for each key and role the last step back that ended it; `steps` has its own."""
    from_all = last_of_key(index, np.flatnonzero(used & index.leaves))
    return np.maximum(steps, from_all[:, np.newaxis])


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
    from_all = np.flatnonzero(used & index.leaves)
    said = index.by_cell[used[index.by_cell]]
    cell, firmness = index.cell[said], index.firmness[said]
    anchor = index.evidence[said] >= _OBSERVED
    begins = anchor | index.negative[said]
    begins[:1] = True
    passed = np.searchsorted(from_all, said)
    begins[1:] |= (cell[1:] != cell[:-1]) | (passed[1:] != passed[:-1])
    part = begins.cumsum() * (len(LADDER) + 1)
    to_reach = np.maximum.accumulate(part + np.where(anchor, firmness, 0))
    reached = np.maximum.accumulate(part + np.where(anchor, 0, firmness))
    setting = begins | (reached >= to_reach)
    said, cell, passed = said[setting], cell[setting], passed[setting]
    ended = np.full(len(said), NONE)
    ended[:-1] = np.where(cell[1:] == cell[:-1], said[1:], NONE)
    sets, until = np.zeros(len(index), bool), np.full(len(index), NONE)
    sets[said] = True
    ahead = _following(from_all, passed + index.leaves[said])
    until[said] = _sooner(index, said, ended, ahead)
    return sets, until


def _following(places: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return the places with these numbers; NONE for the number after the last."""
    return np.concatenate([places, [NONE]])[numbers]


def _sooner(index: Index, said: np.ndarray, until: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """Return `ahead` where it is about the same key and comes before `until`, else `until`."""
    meant = (ahead != NONE) & (index.key[ahead] == index.key[said])
    return np.where(meant & ((until == NONE) | (ahead < until)), ahead, until)


def until_specified(index: Index, *, sets: np.ndarray, until: np.ndarray) -> np.ndarray:
    """Let what nobody specified hold only until a later day's statement specifies a role."""
    positive = sets & ~index.negative
    unspecified = index.role == _UNSPECIFIED
    specific = np.flatnonzero(positive & ~unspecified)
    outlasts_its_day = (until[specific] == NONE) | (
        index.day[until[specific]] > index.day[specific]
    )
    specific, general = specific[outlasts_its_day], np.flatnonzero(positive & unspecified)
    number = np.searchsorted(_days(index, specific), _days(index, general), side="right")
    held = until.copy()
    held[general] = _sooner(index, general, until[general], _following(specific, number))
    return held


def _days(index: Index, places: np.ndarray) -> np.ndarray:
    """Number the days of every key in one ascending row."""
    return index.key[places] * date.max.toordinal() + index.day[places]


def without_superseded_unspecified(index: Index, current: np.ndarray) -> np.ndarray:
    """Drop a role that nobody specified once a newer statement specifies one."""
    days = np.where(current == NONE, NONE, index.day[current])
    general = days[:, _UNSPECIFIED].copy()
    days[:, _UNSPECIFIED] = NONE
    superseded = (general != NONE) & (days.max(axis=1) > general)
    current[superseded, _UNSPECIFIED] = NONE
    return current
