"""Which statements decide where each actor stands, since when, and what is said against it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.disagreements import Pairs
from data.index import (
    DIRECTION_BY_STATUS,
    FIRMNESS_BY_STATUS,
    NONE,
    STATUS_CODE,
    Index,
    last_of_key,
    last_of_role,
    visible,
)
from data.quantities import newest_numbers
from data.roles import (
    IS_NEGATIVE,
    REPORTED,
    last_ends,
    spans,
    that_count,
    until_specified,
    without_superseded_unspecified,
)

CONTESTED_DAYS = 90
"""A disagreement older than this no longer makes a position contested."""


@dataclass(frozen=True, eq=False, slots=True)
class Carriers:
    """Places in the index that decide each position, by key, and by role; NONE is none."""

    current: np.ndarray
    stepped_back: np.ndarray
    carrying: np.ndarray
    since: np.ndarray
    last: np.ndarray
    barred: np.ndarray
    opposing: np.ndarray
    disputed: np.ndarray
    numbers: dict[int, list[tuple[int, int]]]


def find_carriers(index: Index, pairs: Pairs, *, on: date, known: date) -> Carriers:
    """Find what decides each position, from what was said by `on` and published by `known`."""
    seen = np.flatnonzero(visible(index, on=on, known=known))
    used = that_count(index, seen)
    negative = IS_NEGATIVE[index.status[used]]
    steps, positive = used[negative], used[~negative]
    sets, until = spans(index, used)
    current = without_superseded_unspecified(
        index, last_of_role(index, used[sets & ~negative & (until == NONE)])
    )
    # A step back is listed until anything positive is said of its role, even if that ended too.
    ended = last_of_role(index, steps)
    stepped_back = np.where(last_of_role(index, positive) < ended, ended, NONE)
    stepped_back[current != NONE] = NONE
    carrying = _carrying(index, current, steps, seen)
    barred = last_of_key(
        index, seen[(index.status[seen] == STATUS_CODE["excluded"]) & ~index.limited[seen]]
    )
    deployed = last_of_key(index, seen[index.status[seen] == STATUS_CODE["deployed"]])
    returned = (deployed != NONE) & (index.day[deployed] > index.day[barred])
    opposing, disputed = _contradicted(index, pairs, seen, carrying, on=on, known=known)
    return Carriers(
        current=current,
        stepped_back=stepped_back,
        carrying=carrying,
        since=_run_starts(index, seen, used, carrying, sets=sets, until=until),
        last=last_of_key(index, seen),
        barred=np.where(returned, NONE, barred),
        opposing=opposing,
        disputed=disputed,
        numbers=newest_numbers(
            index, used, after=np.where(current != NONE, last_ends(index, steps), NONE)
        ),
    )


def _carrying(index: Index, current: np.ndarray, steps: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Rule 3: the firmest role; else the newest step back; else the newest exclusion."""
    key, role = np.nonzero(current != NONE)
    place = current[key, role]
    order = np.lexsort((place, index.evidence[place], FIRMNESS_BY_STATUS[index.status[place]], key))
    positive = np.full(len(index.keys), NONE)
    positive[key[order]] = place[order]
    excluded = last_of_key(index, seen[index.status[seen] == STATUS_CODE["excluded"]])
    carrying = np.where(positive != NONE, positive, last_of_key(index, steps))
    return np.where(carrying != NONE, carrying, excluded)


def _run_starts(
    index: Index,
    seen: np.ndarray,
    used: np.ndarray,
    carrying: np.ndarray,
    *,
    sets: np.ndarray,
    until: np.ndarray,
) -> np.ndarray:
    """
    Return where each position began: the first statement of its status since the last break.

    A positive status is broken by a firmer statement, and from the day on which no role
    holds it any more to the day on which one does again. A step back is broken by any
    other, and by every role that stood until one ended it. What nobody specified holds
    only until a later day's statement specifies a role.
    """
    excluded = STATUS_CODE["excluded"]
    exclusions = seen[index.status[seen] == excluded]
    exclusions = exclusions[index.status[carrying[index.key[exclusions]]] == excluded]
    counts = sets & (used <= carrying[index.key[used]])
    said, ended = used[counts], until[counts]
    ends = until_specified(index, used, sets=sets, until=until)[counts]
    status, held = index.status[said], index.status[carrying[index.key[said]]]
    firmness, height = FIRMNESS_BY_STATUS[status], FIRMNESS_BY_STATUS[held]
    broken = last_of_key(index, said[np.where(height > 0, firmness > height, status != held)])
    stood = (firmness > 0) & (height == 0)
    np.maximum.at(broken, index.key[said[stood]], ended[stood] - 1)
    run = status == held
    said, ends, by_role = said[run], ends[run], height[run] > 0
    key = index.key[said]
    reach = np.maximum.accumulate(np.where(ends == NONE, carrying[key], ends))
    resumes = np.ones(len(said), bool)
    resumes[1:] = (key[1:] != key[:-1]) | (
        by_role[1:] & (index.day[said[1:]] > index.day[reach[:-1]])
    )
    resumed = last_of_key(index, said[resumes])
    begun = last_of_key(index, said[(said >= resumed[key]) & (said > broken[key])][::-1])
    begun[index.key[exclusions][::-1]] = exclusions[::-1]
    return begun


def _contradicted(
    index: Index, pairs: Pairs, seen: np.ndarray, carrying: np.ndarray, *, on: date, known: date
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each key the newest report against its position, and the newest disagreement."""
    carrier = carrying[index.key[seen]]
    direction = DIRECTION_BY_STATUS[index.status]
    against = seen[
        (carrier != NONE)
        & (index.evidence[seen] == REPORTED)
        & (index.day[seen] > index.day[carrier])
        & (direction[seen] * direction[carrier] == -1)
    ]
    recent = on.toordinal() - CONTESTED_DAYS
    disputed = seen[(index.day[seen] >= recent) & (pairs.opposed_since[seen] <= known.toordinal())]
    if len(pairs.across):
        first, second = pairs.first[pairs.across], pairs.second[pairs.across]
        both = np.isin(first, seen) & np.isin(second, seen) & (index.day[second] >= recent)
        disputed = np.union1d(disputed, first[both])
    return last_of_key(index, against), last_of_key(index, disputed)
