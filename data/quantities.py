"""How much an actor gives in each of its roles, and which of these numbers is its own largest."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.index import NO_BOUND, NONE, Index
from data.model import Quantity
from data.words import QUANTITY_OWNERS, ROLES, UNITS

_OWN = QUANTITY_OWNERS.index("own")


@dataclass(frozen=True, slots=True)
class RoleNumber:
    """
    The newest own number of one role, and the statement that gives it.

    `status` is where the role stands now: the number itself may have been given when
    it stood elsewhere, as when soldiers that were promised arrive.
    """

    role: str
    status: str
    quantity: Quantity
    statement_id: str


def newest_numbers(
    index: Index, used: np.ndarray, *, after: np.ndarray
) -> dict[int, list[tuple[int, int]]]:
    """
    Return for each key the newest own number of each role and unit, as (role, place).

    `after` holds a place for each key and role: what was said no later does not count. A
    role that was given up and taken on again does not bring its old number back.
    """
    own = np.flatnonzero(used & (index.owner == _OWN) & (index.unit >= 0))
    own = own[own > after.ravel()[index.cell[own]]]
    newest = np.full(after.size * len(UNITS), NONE)
    newest[index.cell[own] * len(UNITS) + index.unit[own]] = own
    place = newest[newest != NONE]
    numbers: dict[int, list[tuple[int, int]]] = {}
    for key, role, at in zip(
        index.key[place].tolist(), index.role[place].tolist(), place.tolist(), strict=True
    ):
        numbers.setdefault(key, []).append((role, at))
    return numbers


def role_numbers(
    index: Index, newest: Sequence[tuple[int, int]], statuses: Mapping[int, str]
) -> tuple[RoleNumber, ...]:
    """
    Name numbers, given as (role, place), unit by unit, the largest first.

    The largest is the one with the largest number written; of equals "or more", then the
    larger lower bound, then the newer. `statuses` says where each role stands.
    """
    if not newest:
        return ()
    held = list(newest)
    held.sort(key=lambda one: _size(index, one[1]), reverse=True)
    held.sort(key=lambda one: index.unit.item(one[1]))
    return tuple(
        RoleNumber(
            role=ROLES[role],
            status=statuses[role],
            quantity=_quantity(index, place),
            statement_id=index.ids[place],
        )
        for role, place in held
    )


def largest_by_unit(
    numbers: Iterable[RoleNumber], *, statuses: Collection[str]
) -> Iterator[RoleNumber]:
    """
    Yield the largest number of each unit among the roles of some statuses: teams overlap.

    Numbers of roles are never added up. They are given in the order of role_numbers.
    """
    seen: set[str] = set()
    for number in numbers:
        if number.status in statuses and number.quantity.unit not in seen:
            seen.add(number.quantity.unit)
            yield number


def _size(index: Index, place: int) -> tuple[int, bool, int, int]:
    """Rank by the largest number written, then "or more", the lower bound, the day."""
    low, high = index.low.item(place), index.high.item(place)
    return (max(low, high), high == NO_BOUND, low, place)


def _quantity(index: Index, place: int) -> Quantity:
    low, high = index.low.item(place), index.high.item(place)
    return Quantity(
        low=None if low == NO_BOUND else low,
        high=None if high == NO_BOUND else high,
        unit=UNITS[index.unit.item(place)],
        bound=str(index.bound[place]),
    )
