"""Totals are ranges in one unit, under the rule that the reader picks."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import positions, records, shuffled_days, statement

from data.model import Quantity, Statement
from data.positions import Position
from data.record import open_record
from data.totals import (
    COUNTED,
    OFFERED,
    PRESENT,
    PROMISED,
    Total,
    totals,
    totals_by_day,
    uncounted,
)
from data.words import LADDER
from share.snapshot import history, take_snapshot, totals_in_view, uncounted_in_view

RULES = tuple(COUNTED)


def add_up(*told: Statement, rule: str = OFFERED) -> tuple[Total, ...]:
    """Apply the rules to some statements and add up what they offer."""
    return totals(tuple(positions(*told).values()), rule=rule)


def contributors(on: date, known: date = date.max) -> list[Position]:
    """Return the contributors' positions of the shipped record on a day."""
    record = open_record("gaza")
    found = record.positions(on=on, known=known)
    return [position for position in found if record.is_contributor(position.actor)]


def by_unit(found: Iterable[Total]) -> dict[tuple[str, str], tuple[int, int | None]]:
    """Return the sums by component and unit."""
    return {(total.component, total.unit): (total.low, total.high) for total in found}


@pytest.mark.parametrize(
    ("numbers", "low", "high", "stated_high"),
    [
        ([(3, 3), (200, 200)], 203, 203, 203),
        ([(None, 200), (3, 3)], 3, 203, 203),
        ([(50, None), (3, 3)], 53, None, 53),
        ([(50, None), (None, 200)], 50, None, 250),
        ([(5000, 8000), (None, 9)], 5000, 8009, 8009),
        ([(0, 0)], 0, 0, 0),
    ],
)
def test_a_missing_bound_stays_missing(
    numbers: list[tuple[int | None, int | None]], low: int, high: int | None, stated_high: int
) -> None:
    """'Up to' adds nothing to the lower sum; 'at least' leaves the upper one open: or more."""
    actors = ("FRA", "KEN", "XKX")
    told = [
        statement(actor, actor=actor, number=number)
        for actor, number in zip(actors, numbers, strict=False)
    ]
    (total,) = add_up(*told)
    assert (total.low, total.high, total.stated_high) == (low, high, stated_high)


def test_units_are_told_apart() -> None:
    """Police are not soldiers, and money is neither, even when one actor gives all three."""
    told = [
        statement(unit, said=f"2030-01-{day}", role=role, number=Quantity(7, 7, unit, "exact"))
        for unit, role, day in (
            ("personnel", "troops", 10),
            ("police", "police", 11),
            ("usd", "funding", 12),
        )
    ]
    assert by_unit(add_up(*told)) == {
        ("patrol", "personnel"): (7, 7),
        ("patrol", "police"): (7, 7),
        ("patrol", "usd"): (7, 7),
    }


def test_who_gives_no_number_is_named_and_not_counted_as_zero() -> None:
    """The sums stand beside the contributors that they leave out."""
    (total,) = add_up(statement("a", number=(7, 7)), statement("b", actor="KEN"))
    assert [position.actor for position, _ in total.addends] == ["FRA"]
    assert [position.actor for position in total.unnumbered] == ["KEN"]


@pytest.mark.parametrize("status", [*LADDER, "suspended", "withdrawn", "declined"])
def test_the_rule_picks_the_statuses(status: str) -> None:
    """Present is what is in place, promised adds what is pledged, offered all that is positive."""
    counted = {
        rule for rule in RULES if add_up(statement("a", status=status, number=(7, 7)), rule=rule)
    }
    expected = {
        "deployed": {PRESENT, PROMISED, OFFERED},
        "committed": {PROMISED, OFFERED},
    }
    assert counted == expected.get(status, {OFFERED} if status in LADDER else set())


def test_teams_of_one_actor_are_not_added_up() -> None:
    """Its largest number counts: the staff may be among the soldiers."""
    told = (
        statement("a", role="troops", number=(200, 200)),
        statement("b", role="planning", number=(9, 9)),
    )
    (total,) = add_up(*told)
    assert (total.low, total.high) == (200, 200)
    assert [(number.role, number.quantity.high) for _, number in total.overlapping] == [
        ("planning", 9)
    ]


def test_a_promise_beside_a_presence_is_not_present() -> None:
    """One officer is there; that 200 soldiers are promised too makes none of them present."""
    told = (
        statement("a", role="troops", status="committed", number=(None, 200)),
        statement("b", role="liaison", status="deployed", number=(1, 1)),
    )
    assert by_unit(add_up(*told, rule=PRESENT)) == {("patrol", "personnel"): (1, 1)}
    assert by_unit(add_up(*told, rule=PROMISED)) == {("patrol", "personnel"): (0, 200)}
    assert add_up(told[0], statement("c", role="liaison", status="deployed"), rule=PRESENT) == ()


def test_what_has_no_total_says_whom_it_leaves_out() -> None:
    """A part where people stand without a number is not a part where nobody is."""
    told = (
        statement("a", component="hq", status="deployed", number=(3, 3)),
        statement("b", component="patrol", status="deployed"),
        statement("c", component="patrol", status="committed", actor="KEN", number=(9, 9)),
    )
    held = tuple(positions(*told).values())
    found = uncounted(held, rule=PRESENT, components=("patrol", "hq", "aid"))
    assert [(part, [p.actor for p in who]) for part, who in found] == [
        ("patrol", ["FRA"]),
        ("aid", []),
    ]
    assert uncounted(held, rule=PROMISED, components=("patrol", "hq")) == ()


@settings(deadline=None, max_examples=50)
@given(told=records(), on=shuffled_days(), rule=st.sampled_from(RULES))
def test_only_roles_that_stand_where_the_rule_counts_are_added(
    told: list[Statement], on: date, rule: str
) -> None:
    """Each addend is the largest number of a role of a counted status; no role is left out."""
    held = tuple(positions(*told, on=on).values())
    for total in totals(held, rule=rule):
        for position, quantity in total.addends:
            counted = {
                number.role: number.quantity
                for number in position.numbers
                if position.roles[number.role] in COUNTED[rule]
                and number.quantity.unit == total.unit
            }
            beside = {n.role: n.quantity for p, n in total.overlapping if p is position}
            assert quantity in counted.values()
            assert len(beside) == len(counted) - 1
            assert beside.items() <= counted.items()
            top = max(max(n.low or 0, n.high or 0) for n in counted.values())
            assert max(quantity.low or 0, quantity.high or 0) == top


@settings(deadline=None, max_examples=50)
@given(told=records(), on=shuffled_days(), rule=st.sampled_from(RULES))
def test_nobody_who_counts_is_lost(told: list[Statement], on: date, rule: str) -> None:
    """Whoever stands where the rule counts is an addend, unnumbered, or in a part without total."""
    held = tuple(positions(*told, on=on).values())
    found = totals(held, rule=rule)
    named = {
        (p.actor, p.component)
        for total in found
        for p in (*(position for position, _ in total.addends), *total.unnumbered)
    }
    parts = uncounted(held, rule=rule, components=("patrol", "hq"))
    apart = {(p.actor, p.component) for part in parts for p in part.unnumbered}
    assert not named & apart
    assert named | apart == {(p.actor, p.component) for p in held if p.status in COUNTED[rule]}


@settings(deadline=None, max_examples=50)
@given(told=records(), on=shuffled_days(), rule=st.sampled_from(RULES))
def test_totals_never_mix_units(told: list[Statement], on: date, rule: str) -> None:
    """Every addend is in the total's unit and component, and no actor is in it twice."""
    for total in totals(tuple(positions(*told, on=on).values()), rule=rule):
        actors = [position.actor for position, _ in total.addends]
        assert actors
        assert len(set(actors)) == len(actors)
        assert {number.unit for _, number in total.addends} == {total.unit}
        held = [*(position for position, _ in total.addends), *total.unnumbered]
        assert {position.component for position in held} == {total.component}
        assert {position.status for position in held} <= set(COUNTED[rule])
        assert not set(actors) & {position.actor for position in total.unnumbered}


@settings(deadline=None, max_examples=50)
@given(told=records(), on=shuffled_days(), rule=st.sampled_from(RULES))
def test_a_total_is_open_only_when_an_addend_is(told: list[Statement], on: date, rule: str) -> None:
    """The sums are those of the addends, and a lower one never passes an upper one."""
    for total in totals(tuple(positions(*told, on=on).values()), rule=rule):
        numbers = [number for _, number in total.addends]
        assert total.low == sum(number.low for number in numbers if number.low is not None)
        assert (total.high is None) == any(number.high is None for number in numbers)
        if total.high is not None:
            assert total.low <= total.high == total.stated_high
        assert total.low <= total.stated_high


@settings(deadline=None, max_examples=50)
@given(told=records(), on=shuffled_days())
def test_a_wider_rule_never_counts_less(told: list[Statement], on: date) -> None:
    """What is present is among what is promised, and that among what is offered."""
    held = tuple(positions(*told, on=on).values())
    for narrow, wide in pairwise(by_unit(totals(held, rule=rule)) for rule in RULES):
        for key, (low, high) in narrow.items():
            assert wide[key][0] >= low
            assert wide[key][1] is None or (high is not None and wide[key][1] >= high)


@settings(deadline=None, max_examples=50)
@given(data=st.data(), told=records(), rule=st.sampled_from(RULES))
def test_the_order_of_positions_does_not_change_the_sums(
    data: st.DataObject, told: list[Statement], rule: str
) -> None:
    """A sum is a sum."""
    held = list(positions(*told).values())
    shuffled = data.draw(st.permutations(held))
    assert by_unit(totals(shuffled, rule=rule)) == by_unit(totals(held, rule=rule))


def test_who_is_at_the_centre_in_february() -> None:
    """On 20 February 2026: DEU up to 7, FRA 3, GBR up to 9, ISR 1, NZL 1, USA about 200."""
    found = totals(contributors(date(2026, 2, 20)), rule=PRESENT)
    (centre,) = (total for total in found if total.component == "cmcc")
    assert {position.actor: (number.low, number.high) for position, number in centre.addends} == {
        "DEU": (None, 7),
        "FRA": (3, 3),
        "GBR": (None, 9),
        "ISR": (1, 1),
        "NZL": (1, 1),
        "USA": (200, 200),
    }
    assert (centre.unit, centre.low, centre.high) == ("personnel", 205, 221)


def test_what_was_promised_in_washington() -> None:
    """19 February 2026: 8,000 soldiers or more, 14.2 billion dollars, kept in their own units."""
    found = by_unit(totals(contributors(date(2026, 2, 20)), rule=PROMISED))
    assert found["isf", "personnel"] == (8000, None)
    assert found["funding", "usd"] == (14_200_000_000, 14_200_000_000)
    assert ("isf", "personnel") not in by_unit(
        totals(contributors(date(2026, 2, 20)), rule=PRESENT)
    )


def test_the_promised_force_rises_and_falls_by_day() -> None:
    """Indonesia's 8,000: 'or more' for three days, then exactly, then on hold."""
    steps = totals_by_day(open_record("gaza"), component="isf", unit="personnel", rule=PROMISED)
    assert steps == (
        (date(2026, 2, 19), 8000, None),
        (date(2026, 2, 22), 8000, 8000),
        (date(2026, 3, 3), 0, 0),
    )


def test_a_view_says_what_it_cannot_add_up() -> None:
    """On 20 February 2026 nobody of the force is present, and two present in aid give no number."""
    record = open_record("gaza")
    view = take_snapshot(record, on=date(2026, 2, 20), known=date.max)
    assert [total.component for total in totals_in_view(view, PRESENT)] == ["cmcc"]
    left_out = {part: [p.actor for p in who] for part, who in uncounted_in_view(view, PRESENT)}
    assert left_out["isf"] == []
    assert left_out["aid"] == ["EGY", "ISR"]
    assert list(left_out) == ["isf", "police", "border", "funding", "aid", "mediation"]
    force = take_snapshot(record, on=date(2026, 2, 20), known=date.max, component="isf")
    assert [part for part, _ in uncounted_in_view(force, PRESENT)] == ["isf"]
    assert uncounted_in_view(force, PROMISED) == ()


def test_the_history_of_an_actor_keeps_months() -> None:
    """What Berlin said in October 2025 stands on no day of it."""
    stands = history(open_record("gaza"), "DEU", date.max)
    assert {stand.written for stand in stands if stand.component == "cmcc"} >= {"2025-10"}
    assert all(str(stand.day).startswith(stand.written) for stand in stands)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("known", [date(2025, 12, 31), date.max])
@pytest.mark.parametrize(
    ("component", "unit"), [("cmcc", "personnel"), ("isf", "personnel"), ("funding", "usd")]
)
def test_the_days_of_the_chart_agree_with_the_totals_of_each_day(
    rule: str, known: date, component: str, unit: str
) -> None:
    """On every day on which anything was said, chart and table show the same sums."""
    record = open_record("gaza")
    steps = totals_by_day(record, known=known, component=component, unit=unit, rule=rule)
    assert [step.day for step in steps] == sorted({step.day for step in steps})
    assert all(before[1:] != after[1:] for before, after in pairwise(steps))
    for day in sorted({s.said_from for s in record.mission.statements}):
        sums = by_unit(totals(contributors(day, known), rule=rule)).get((component, unit))
        shown = [(step.low, step.high) for step in steps if step.day <= day]
        assert (shown[-1] if shown else (0, 0)) == (sums or (0, 0))
