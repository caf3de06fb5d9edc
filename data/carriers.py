"""Which statements decide where each actor stands, since when, and what is said against it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.disagreements import Pairs
from data.index import NONE, STATUS_CODE, Index, last_of_key, last_of_role, visible
from data.quantities import newest_numbers
from data.roles import (
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


_EXCLUDED, _DEPLOYED = STATUS_CODE["excluded"], STATUS_CODE["deployed"]


def find_carriers(index: Index, pairs: Pairs, *, on: date, known: date) -> Carriers:
    """
    Find what decides each position, from what was said by `on` and published by `known`.

    Which statements are seen, which of them count and which set a role are masks over the
    whole index; only what they let through is looked up by its place.
    """
    seen = visible(index, on=on, known=known)
    used = that_count(index, seen)
    sets, until = spans(index, used)
    current = without_superseded_unspecified(
        index, last_of_role(index, np.flatnonzero(sets & ~index.negative & (until == NONE)))
    )
    is_held = current != NONE
    steps = np.flatnonzero(used & index.negative)
    # A step back is listed until anything positive is said of its role, even if that ended too.
    ended = last_of_role(index, steps)
    positive = last_of_role(index, np.flatnonzero(used & ~index.negative))
    excluded = seen & (index.status == _EXCLUDED)
    carrying = _carrying(index, current, steps, excluded)
    barred = last_of_key(index, np.flatnonzero(excluded & ~index.limited))
    deployed = last_of_key(index, np.flatnonzero(seen & (index.status == _DEPLOYED)))
    returned = (deployed != NONE) & (index.day[deployed] > index.day[barred])
    after = np.where(is_held, last_ends(index, used, ended), NONE)
    return Carriers(
        current=current,
        stepped_back=np.where(is_held | (positive > ended), NONE, ended),
        carrying=carrying,
        since=_run_starts(index, excluded, carrying, sets=sets, until=until),
        last=last_of_key(index, np.flatnonzero(seen)),
        barred=np.where(returned, NONE, barred),
        opposing=_opposing(index, seen, carrying),
        disputed=_disputed(index, pairs, seen, on=on, known=known),
        numbers=newest_numbers(index, used, after=after),
    )


def _carrying(
    index: Index, current: np.ndarray, steps: np.ndarray, excluded: np.ndarray
) -> np.ndarray:
    """Rule 3: the firmest role; else the newest step back; else the newest exclusion."""
    weight = np.where(current == NONE, NONE, index.weight[current])
    carrying = current[np.arange(len(current)), weight.argmax(axis=1)]
    for otherwise in (steps, np.flatnonzero(excluded)):
        carrying = np.where(carrying == NONE, last_of_key(index, otherwise), carrying)
    return carrying


def _run_starts(
    index: Index,
    excluded: np.ndarray,
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
    exclusions = np.flatnonzero(excluded)
    exclusions = exclusions[index.status[carrying[index.key[exclusions]]] == _EXCLUDED]
    said = np.flatnonzero(sets)
    said = said[said <= carrying[index.key[said]]]
    ends = until_specified(index, sets=sets, until=until)[said]
    key = index.key[said]
    held = carrying[key]
    run = index.status[said] == index.status[held]
    firmness, height = index.firmness[said], index.firmness[held]
    broken = last_of_key(index, said[np.where(height > 0, firmness > height, ~run)])
    stood = (firmness > 0) & (height == 0)
    np.maximum.at(broken, key[stood], until[said[stood]] - 1)
    said, key, ends, by_role = said[run], key[run], ends[run], height[run] > 0
    reach = np.maximum.accumulate(np.where(ends == NONE, held[run], ends))
    resumes = np.ones(len(said), bool)
    resumes[1:] = (key[1:] != key[:-1]) | (
        by_role[1:] & (index.day[said[1:]] > index.day[reach[:-1]])
    )
    resumed = last_of_key(index, said[resumes])
    begun = last_of_key(index, said[(said >= resumed[key]) & (said > broken[key])][::-1])
    begun[index.key[exclusions][::-1]] = exclusions[::-1]
    return begun


def _opposing(index: Index, seen: np.ndarray, carrying: np.ndarray) -> np.ndarray:
    """Return for each key the newest report against its position."""
    reports = np.flatnonzero(seen & (index.evidence == REPORTED))
    carrier = carrying[index.key[reports]]
    against = (
        (carrier != NONE)
        & (index.day[reports] > index.day[carrier])
        & (index.direction[reports] * index.direction[carrier] == -1)
    )
    return last_of_key(index, reports[against])


def _disputed(index: Index, pairs: Pairs, seen: np.ndarray, *, on: date, known: date) -> np.ndarray:
    """Return for each key the newest statement that is part of a recent disagreement."""
    recent = index.day >= on.toordinal() - CONTESTED_DAYS
    disputed = seen & recent & (pairs.opposed_since <= known.toordinal())
    first, second = pairs.first[pairs.across], pairs.second[pairs.across]
    disputed[first[seen[first] & seen[second] & recent[second]]] = True
    return last_of_key(index, np.flatnonzero(disputed))
