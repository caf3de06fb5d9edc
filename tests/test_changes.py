"""What changed between two days, in both directions, and which statements made it so."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import positions, records, shuffled_days, statement

from data.changes import (
    CAME_IN,
    KEPT_OUT,
    KINDS,
    LEFT,
    LET_IN,
    MOVED_DOWN,
    MOVED_UP,
    NOT_REFUSED,
    NUMBER,
    REFUSED,
    STEPS,
    Change,
    as_dict,
    changes_between,
    changes_status,
)
from data.model import Statement
from data.positions import Position
from data.record import open_record

OPPOSITE = {
    CAME_IN: LEFT,
    LEFT: CAME_IN,
    MOVED_UP: MOVED_DOWN,
    MOVED_DOWN: MOVED_UP,
    KEPT_OUT: LET_IN,
    LET_IN: KEPT_OUT,
    REFUSED: NOT_REFUSED,
    NOT_REFUSED: REFUSED,
    NUMBER: NUMBER,
}
"""Each kind read backwards; only another keeper is the same from both ends."""


def changed(*told: Statement, first: str, second: str) -> tuple[Change, ...]:
    """Apply the rules to some statements and compare two days."""
    return changes_between(
        tuple(positions(*told, on=date.fromisoformat(first)).values()),
        tuple(positions(*told, on=date.fromisoformat(second)).values()),
        by_id={one.statement_id: one for one in told},
    )


def changes_of_record(first: str, second: str, *, known: date = date.max) -> tuple[Change, ...]:
    """Compare two days of the shipped record."""
    record = open_record("gaza")
    return changes_between(
        record.positions(on=date.fromisoformat(first), known=known),
        record.positions(on=date.fromisoformat(second), known=known),
        by_id=record.by_id,
    )


def backwards(change: Change) -> tuple[object, ...]:
    """Return what a change must be when the two days are exchanged."""
    both = change.before and change.after and change.before.kept_out and change.after.kept_out
    another_keeper = change.kind == KEPT_OUT and both
    kind = KEPT_OUT if another_keeper else OPPOSITE[change.kind]
    return (change.actor, change.component, kind, change.after, change.before, change.unit)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, "in_talks", CAME_IN),
        ("declined", "considering", CAME_IN),
        ("excluded", "committed", CAME_IN),
        ("committed", "suspended", LEFT),
        ("deployed", "withdrawn", LEFT),
        ("conditional", "deployed", MOVED_UP),
        ("withdrawn", "suspended", MOVED_UP),
        ("committed", "considering", MOVED_DOWN),
        ("suspended", "declined", MOVED_DOWN),
        (None, "declined", REFUSED),
        (None, "suspended", REFUSED),
        ("excluded", "declined", REFUSED),
        ("committed", "committed", None),
    ],
)
def test_the_step_of_a_status(before: str | None, after: str, kind: str | None) -> None:
    """Crossing the line between in and out is not the same as a step on one side of it."""
    told = [statement("new", said="2030-02-01", status=after)]
    if before:
        told.insert(0, statement("old", said="2030-01-01", status=before))
    steps = [c for c in changed(*told, first="2030-01-15", second="2030-02-15") if c.kind in STEPS]
    assert [change.kind for change in steps] == ([kind] if kind else [])
    for change in steps:
        assert change.statement_ids == (("new", "old") if before else ("new",))


def test_being_kept_out_stands_beside_the_status() -> None:
    """Ready but kept out is two facts: the status does not move when somebody bars the actor."""
    told = (
        statement("ready", said="2030-01-01", status="considering"),
        statement("veto", said="2030-02-01", status="excluded", excluded_by="KEN", speaker="X"),
    )
    (change,) = changed(*told, first="2030-01-15", second="2030-02-15")
    assert (change.kind, change.statement_ids) == (KEPT_OUT, ("veto",))
    assert (as_dict(change)["before"], as_dict(change)["after"]) == (None, "KEN")


@pytest.mark.parametrize(("limit", "kept_out"), [("", True), ("heads of mission only", False)])
def test_who_is_only_excluded_was_kept_out_and_has_not_moved(limit: str, kept_out: bool) -> None:
    """To be shut out is no step of the actor's own, be it within limits; it is told once."""
    told = (statement("veto", said="2030-02-01", status="excluded", speaker="X", condition=limit),)
    (change,) = changed(*told, first="2030-01-15", second="2030-02-15")
    assert (change.kind, change.statement_ids) == (KEPT_OUT, ("veto",))
    assert change.after and change.after.kept_out == kept_out
    (back,) = changed(*told, first="2030-02-15", second="2030-01-15")
    assert (back.kind, back.statement_ids) == (LET_IN, ("veto",))
    assert changes_status(change) and changes_status(back)


def test_another_keeper_is_told_as_kept_out() -> None:
    """Who bars an actor is part of the fact."""
    told = (
        statement("one", said="2030-01-01", status="excluded", excluded_by="KEN"),
        statement("two", said="2030-02-01", status="excluded", excluded_by="XKX"),
    )
    (change,) = changed(*told, first="2030-01-15", second="2030-02-15")
    assert (change.kind, change.statement_ids) == (KEPT_OUT, ("two", "one"))
    assert (as_dict(change)["before"], as_dict(change)["after"]) == ("KEN", "XKX")


def test_presence_ends_being_kept_out() -> None:
    """An actor that is seen in place after all has been let in and has come in."""
    told = (
        statement("veto", said="2030-01-01", status="excluded", excluded_by="KEN"),
        statement("there", said="2030-02-01", status="deployed"),
    )
    found = changed(*told, first="2030-01-15", second="2030-02-15")
    assert [change.kind for change in found] == [CAME_IN, LET_IN]
    assert found[1].statement_ids == ("there", "veto")


def test_a_number_changes_with_its_bounds_and_in_its_own_unit() -> None:
    """From 'up to 200' to 200 is a change although the upper bound stays."""
    told = (
        statement("some", said="2030-01-01", number=(None, 200)),
        statement("all", said="2030-02-01", number=(200, 200)),
    )
    (change,) = changed(*told, first="2030-01-15", second="2030-02-15")
    assert (change.kind, change.unit, change.statement_ids) == (
        NUMBER,
        "personnel",
        ("all", "some"),
    )
    assert as_dict(change)["before"] == {
        "qty_low": None,
        "qty_high": 200,
        "qty_unit": "personnel",
        "qty_bound": "up_to",
    }


@settings(deadline=None, max_examples=50)
@given(told=records(), first=shuffled_days(), second=shuffled_days())
def test_read_backwards_every_change_turns_round(
    told: list[Statement], first: date, second: date
) -> None:
    """Changes from a to b reversed are the changes from b to a."""
    a, b = (tuple(positions(*told, on=day).values()) for day in (first, second))
    there = Counter(map(repr, map(backwards, changes_between(a, b))))
    back = Counter(
        repr((c.actor, c.component, c.kind, c.before, c.after, c.unit))
        for c in changes_between(b, a)
    )
    assert there == back


@settings(deadline=None, max_examples=50)
@given(told=records(), day=shuffled_days(), known=shuffled_days())
def test_nothing_changes_from_a_day_to_itself(
    told: list[Statement], day: date, known: date
) -> None:
    """The same day under the same knowledge is the same."""
    same = tuple(positions(*told, on=day, known=known).values())
    assert changes_between(same, same) == ()


def facts(position: Position | None) -> tuple[object, ...]:
    """Return what changes tell of a position."""
    if position is None:
        return (None, (False, None), frozenset())
    return (
        position.status,
        (position.kept_out, position.kept_out_by),
        frozenset(position.quantities),
    )


@settings(deadline=None, max_examples=50)
@given(told=records(), first=shuffled_days(), second=shuffled_days())
def test_every_difference_is_told_once(told: list[Statement], first: date, second: date) -> None:
    """A pair of positions has a change for its status, its bar and its numbers, or none."""
    a, b = (positions(*told, on=day) for day in (first, second))
    found = changes_between(tuple(a.values()), tuple(b.values()))
    assert list(found) == sorted(found, key=lambda c: (c.actor, c.component, KINDS.index(c.kind)))
    for key in a.keys() | b.keys():
        old, new = facts(a.get(key)), facts(b.get(key))
        kinds = [change.kind for change in found if (change.actor, change.component) == key]
        told_once = [c for c in found if (c.actor, c.component) == key and changes_status(c)]
        assert len(told_once) == (old[0] != new[0])
        first_bar = {old[0], new[0]} == {None, "excluded"}
        bars = sum(kind in (KEPT_OUT, LET_IN) for kind in kinds)
        assert bars == (old[1] != new[1] or first_bar)
        assert (NUMBER in kinds) == (old[2] != new[2])


@settings(deadline=None, max_examples=50)
@given(told=records(), first=shuffled_days(), second=shuffled_days())
def test_every_change_leads_to_statements_of_its_days(
    told: list[Statement], first: date, second: date
) -> None:
    """No change is without evidence, and none names a statement its positions do not rest on."""
    a, b = (tuple(positions(*told, on=day).values()) for day in (first, second))
    by_id = {one.statement_id: one for one in told}
    narrow, wide = changes_between(a, b, by_id=by_id), changes_between(a, b)
    assert [replace(c, statement_ids=()) for c in narrow] == [
        replace(c, statement_ids=()) for c in wide
    ]
    for change, all_of_it in zip(narrow, wide, strict=True):
        assert change.statement_ids
        assert set(change.statement_ids) <= set(all_of_it.statement_ids)


@settings(deadline=None, max_examples=50)
@given(data=st.data(), told=records(), first=shuffled_days(), second=shuffled_days())
def test_the_order_of_positions_does_not_matter(
    data: st.DataObject, told: list[Statement], first: date, second: date
) -> None:
    """The same positions in another order give the same changes in the same order."""
    a, b = (list(positions(*told, on=day).values()) for day in (first, second))
    shuffled = data.draw(st.permutations(a)), data.draw(st.permutations(b))
    assert changes_between(*shuffled) == changes_between(a, b)


def summary(changes: tuple[Change, ...], *kinds: str) -> set[tuple[str, str]]:
    """Return actor and component of the changes of some kinds."""
    return {(change.actor, change.component) for change in changes if change.kind in kinds}


def test_what_the_pledging_day_changed() -> None:
    """On 19 February 2026 pledges were made in Washington; each line stands in statements.csv."""
    found = changes_of_record("2026-02-18", "2026-02-20")
    assert summary(found, LEFT, MOVED_DOWN, KEPT_OUT, LET_IN) == set()
    assert summary(found, MOVED_UP) == {
        ("ALB", "isf"),  # Rama: considering, then committed
        ("EGY", "isf"),  # hosts training, says the force's commander
        ("IDN", "isf"),  # Prabowo: conditional, then committed
        ("JOR", "isf"),  # hosts training, says the force's commander
        ("JOR", "police"),  # trains police, says the force's commander
        ("MAR", "isf"),  # Bourita: in talks, then officers pledged
        ("XKX", "isf"),  # among the first five, says the force's commander
    }
    assert summary(found, CAME_IN) == {
        *(("ALB", "police"), ("ARG", "isf"), ("CYP", "isf"), ("ISF", "police")),
        *(("KAZ", "cmcc"), ("KAZ", "isf"), ("MAR", "police")),
        *(("BHR", "aid"), ("MAR", "aid"), ("UZB", "aid")),
        *((actor, "funding") for actor in ("ARE", "JPN", "KAZ", "KWT", "MAR", "QAT", "SAU")),
        *((actor, "funding") for actor in ("UN", "USA", "UZB")),
    }
    (qatar,) = (c for c in found if (c.actor, c.kind) == ("QAT", CAME_IN))
    assert qatar.statement_ids == ("qat-2026-02-19-pledge-1bn", "qat-2025-12-07-no-cheque")
    (number,) = (c for c in found if (c.actor, c.kind) == ("IDN", NUMBER))
    assert number.statement_ids == (
        "idn-2026-02-19-8000-or-more",
        "idn-2026-02-15-1000-april-8000-june",
    )


def test_who_left_in_march() -> None:
    """In March 2026 Jakarta put everything on hold, and Astana said that it paid nothing."""
    found = changes_of_record("2026-03-01", "2026-03-20")
    assert [(c.actor, c.component, c.kind, *c.statement_ids[:2]) for c in found] == [
        (
            *("IDN", "isf", LEFT),
            *("idn-2026-03-17-everything-on-hold", "idn-2026-02-22-no-departure-plan"),
        ),
        (
            *("IDN", "isf", NUMBER),
            *("idn-2026-03-17-everything-on-hold", "idn-2026-02-22-no-departure-plan"),
        ),
        (
            *("KAZ", "funding", LEFT),
            *("kaz-2026-03-zhumangarin-nothing-paid", "kaz-2026-02-19-cash"),
        ),
    ]


def test_turkey_is_kept_out_from_one_day_to_the_next() -> None:
    """On 22 October 2025 the Israeli Prime Minister's Office said no; Turkey stayed ready."""
    found = [c for c in changes_of_record("2025-10-21", "2025-10-22") if c.actor == "TUR"]
    assert [as_dict(change) for change in found] == [
        {
            "actor": "TUR",
            "component": "isf",
            "kind": KEPT_OUT,
            "before": None,
            "after": "ISR",
            "statement_ids": ["tur-2025-10-22-pmo-no"],
        }
    ]


def test_what_was_published_later_changes_nothing_yet() -> None:
    """On what was public by 18 February 2026, the pledges of the 19th had not been made."""
    known = date(2026, 2, 18)
    assert changes_of_record("2026-02-18", "2026-02-20", known=known) == ()


def test_the_days_of_the_record_can_be_read_backwards() -> None:
    """Over every fortnight of the record, the changes there are the changes back."""
    day, last = date(2025, 10, 1), date(2026, 5, 27)
    while day < last:
        after = day + timedelta(days=14)
        there = changes_of_record(str(day), str(after))
        back = changes_of_record(str(after), str(day))
        assert sorted(map(repr, map(backwards, there))) == sorted(
            repr((c.actor, c.component, c.kind, c.before, c.after, c.unit)) for c in back
        )
        day = after
