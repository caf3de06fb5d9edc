"""How much is contributed in all: ranges, one unit at a time, under a rule the reader picks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from data.disagreements import find_pairs
from data.index import index_statements
from data.model import Quantity
from data.positions import Position, positions_on
from data.quantities import RoleNumber
from data.record import Record
from data.words import LADDER, UNITS

PRESENT, PROMISED, OFFERED = "present", "promised", "offered"

COUNTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PRESENT: ("deployed",),
        PROMISED: ("deployed", "committed"),
        OFFERED: LADDER,
    }
)
"""The counting rules, narrowest first, and the statuses of the roles whose numbers each counts."""


@dataclass(frozen=True, slots=True)
class Total:
    """
    What the contributors to a component add up to in one unit.

    `low` adds the lower bounds: "up to 200" adds 0 to it. `high` adds the upper ones
    and is None, "or more", as soon as one contributor has none. `stated_high` is then
    the largest number stated all the same, for a chart with an open end: it takes the
    lower bound where there is no upper one. `overlapping` are the smaller numbers that
    the same actors give for other roles that count: teams overlap, so they are in no sum.
    `unnumbered` are the positions that count under the rule but give no number in the
    unit for a role that does: they are not in the sums either.
    """

    component: str
    unit: str
    low: int
    high: int | None
    stated_high: int
    addends: tuple[tuple[Position, Quantity], ...]
    overlapping: tuple[tuple[Position, RoleNumber], ...]
    unnumbered: tuple[Position, ...]


class Uncounted(NamedTuple):
    """A component without a total, and who counts there under the rule without any number."""

    component: str
    unnumbered: tuple[Position, ...]


class DayTotal(NamedTuple):
    """From `day` on, until the next: the sums of a Total."""

    day: date
    low: int
    high: int | None


def totals(positions: Sequence[Position], *, rule: str) -> tuple[Total, ...]:
    """
    Add up the numbers of positions, by component and unit; units are never mixed.

    An actor counts once per component and unit, with the largest number of its roles that
    stand where the rule counts: what one role only promises is not present because another
    is. Only contributors should be given: what the mission says of its whole size is no
    contribution. A component and unit of which nobody gives a number has no total.

    Args:
        rule: One of COUNTED.
    """
    return tuple(
        total
        for component, held in sorted(_by_component(positions, rule).items())
        for unit in UNITS
        if (total := _total(component, unit, held, rule)).addends
    )


def uncounted(
    positions: Sequence[Position], *, rule: str, components: Sequence[str]
) -> tuple[Uncounted, ...]:
    """
    Say of which components `totals` says nothing, in the order given, and whom that leaves out.

    `unnumbered` is empty where nobody counts under the rule at all.
    """
    found = {total.component for total in totals(positions, rule=rule)}
    held = _by_component(positions, rule)
    return tuple(
        Uncounted(component, tuple(held.get(component, ())))
        for component in components
        if component not in found
    )


def _by_component(positions: Sequence[Position], rule: str) -> dict[str, list[Position]]:
    held: dict[str, list[Position]] = {}
    for position in positions:
        if position.status in COUNTED[rule]:
            held.setdefault(position.component, []).append(position)
    return held


def _total(component: str, unit: str, held: Sequence[Position], rule: str) -> Total:
    numbers = [(position, _counted(position, unit, rule)) for position in held]
    addends = tuple((position, counted[0].quantity) for position, counted in numbers if counted)
    highs = [number.high for _, number in addends]
    return Total(
        component=component,
        unit=unit,
        low=sum(number.low or 0 for _, number in addends),
        high=None if None in highs else sum(high or 0 for high in highs),
        stated_high=sum(number.high or number.low or 0 for _, number in addends),
        addends=addends,
        overlapping=tuple((position, one) for position, counted in numbers for one in counted[1:]),
        unnumbered=tuple(position for position, counted in numbers if not counted),
    )


def _counted(position: Position, unit: str, rule: str) -> list[RoleNumber]:
    """Return a position's numbers in a unit that the rule counts, the largest first."""
    return [
        number
        for number in position.numbers
        if number.quantity.unit == unit and number.status in COUNTED[rule]
    ]


def totals_by_day(
    record: Record, *, known: date = date.max, component: str, unit: str, rule: str
) -> tuple[DayTotal, ...]:
    """
    Give a total on each day on which its sums change, first to last.

    It begins with the first day that has a total; 0 to 0 is where nobody is counted
    any more. Only contributors count.
    """
    said = [
        s
        for s in record.mission.statements
        if s.component == component and record.is_contributor(s.actor)
    ]
    numbered = {s.actor for s in said if s.quantity and s.quantity.unit == unit}
    said = [s for s in said if s.actor in numbered]
    index = index_statements(said)
    pairs = find_pairs(index)
    steps: list[DayTotal] = []
    for day in sorted({s.said_from for s in said if s.source.published_on <= known}):
        positions = positions_on(index, pairs, on=day, known=known)
        total = next((t for t in totals(positions, rule=rule) if t.unit == unit), None)
        low, high = (total.low, total.high) if total else (0, 0)
        if steps[-1][1:] != (low, high) if steps else total:
            steps.append(DayTotal(day, low, high))
    return tuple(steps)
