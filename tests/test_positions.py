"""Where each actor stands follows from what was said, word for word as the rules say it."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import BODIES, day, position, positions, records, shuffled_days, statement

from data.disagreements import find_pairs
from data.index import index_statements, visible
from data.model import Link, Quantity, Statement
from data.positions import Made, Position, overall, positions_on
from data.record import Record
from data.words import EVIDENCE, FIRMNESS, LADDER, NEGATIVES

THE_DAY = date(2025, 10, 21)
"""The British officers' arrival is published."""

MARCH = date(2026, 3, 20)
"""Indonesia has put everything on hold; nothing of weight is said in the week after it."""


FEW = settings(deadline=None, max_examples=40)
"""Enough for what always holds: the slow rules are held against far more statements."""


def expected_of(found: Position) -> oracle.Expected:
    """Return a position with the fields, and only those, that the slow rules know."""
    return oracle.Expected(
        status=found.status,
        evidence=found.evidence,
        role=found.role,
        roles=dict(found.roles),
        contested=found.contested,
        kept_out=found.kept_out,
        kept_out_by=found.kept_out_by,
        numbers=frozenset((one.role, one.status, one.quantity) for one in found.numbers),
        quantities=frozenset(found.quantities),
        carrying=found.statement_ids[0],
        since=found.since,
        since_written=found.since_written,
        last_heard=found.last_heard,
    )


def by_key(found: Iterable[Position]) -> dict[oracle.Key, oracle.Expected]:
    """Return positions as the slow rules give them."""
    return {(one.actor, one.component): expected_of(one) for one in found}


def many(low: int | None, high: int | None, bound: str = "exact") -> Quantity:
    """Return a number of people."""
    return Quantity(low, high, "personnel", bound)


# --- the shipped record, read by hand -----------------------------------------------------

GOLDEN: tuple[tuple[date, str, str, dict[str, Any]], ...] = (
    (
        THE_DAY,
        "GBR",
        "cmcc",
        {
            "status": "deployed",
            "evidence": "own",
            "role": "deputy_command",
            "roles": {
                "planning": "deployed",
                "deputy_command": "deployed",
                "ceasefire_monitoring": "considering",
                "unspecified": "considering",
                "lead": "declined",
            },
            "quantities": (many(None, 9, "up_to"),),
            "kept_out_by": None,
            "said": THE_DAY,
            "carrying": "gbr-2025-10-21-two-star-deputy-commander",
        },
    ),
    (THE_DAY, "GBR", "isf", {"status": "declined", "evidence": "own", "role": "troops"}),
    (THE_DAY, "ARE", "isf", {"status": "in_talks", "evidence": "reported", "kept_out": False}),
    (THE_DAY, "AZE", "isf", {"status": "in_talks", "evidence": "reported", "kept_out": False}),
    (THE_DAY, "QAT", "isf", {"status": "in_talks", "evidence": "reported", "kept_out": False}),
    (
        THE_DAY,
        "EGY",
        "isf",
        {
            "status": "conditional",
            "evidence": "own",
            "carrying": "egy-2025-10-20-peacekeeping-only",
        },
    ),
    (
        THE_DAY,
        "IDN",
        "isf",
        {"status": "considering", "evidence": "own", "carrying": "idn-2025-10-12-prepare-if-asked"},
    ),
    (
        THE_DAY,
        "TUR",
        "isf",
        {
            "status": "considering",
            "evidence": "own",
            "carrying": "tur-2025-10-16-guler-ready",
            "last_heard": THE_DAY,
            "kept_out": False,
        },
    ),
    (
        THE_DAY,
        "USA",
        "isf",
        {
            "status": "considering",
            "evidence": "own",
            "quantities": (many(None, 200, "up_to"),),
            "carrying": "usa-2025-10-21-up-to-200-soldiers",
        },
    ),
    (THE_DAY, "USA", "cmcc", {"status": "deployed", "quantities": (many(200, 200, "about"),)}),
    (
        MARCH,
        "IDN",
        "isf",
        {
            "status": "suspended",
            "evidence": "own",
            "role": "troops",
            "roles": {"troops": "suspended"},
            "quantities": (many(None, 8000, "up_to"),),
            "contested": True,
            "since": date(2026, 3, 16),
            "carrying": "idn-2026-03-17-everything-on-hold",
        },
    ),
    (
        MARCH,
        "TUR",
        "isf",
        {
            "status": "considering",
            "evidence": "own",
            "kept_out": True,
            "kept_out_by": "ISR",
            "contested": True,
            "since": date(2025, 10, 16),
            "carrying": "tur-2026-02-19-fidan-offers",
        },
    ),
    (MARCH, "TUR", "cmcc", {"status": "in_talks", "evidence": "reported", "kept_out_by": "ISR"}),
    (
        MARCH,
        "TUR",
        "aid",
        {"status": "conditional", "kept_out_by": "ISR", "quantities": (many(81, 81),)},
    ),
    (
        MARCH,
        "AZE",
        "isf",
        {
            "status": "declined",
            "roles": {"troops": "declined"},
            "carrying": "aze-2026-01-05-aliyev-refuses",
        },
    ),
    (
        MARCH,
        "QAT",
        "isf",
        {
            "status": "conditional",
            "evidence": "own",
            "role": "unspecified",
            "kept_out_by": "ISR",
            "contested": True,
            "carrying": "qat-2025-12-17-impartial-force",
            "last_heard": date(2026, 1, 31),
        },
    ),
    (
        MARCH,
        "QAT",
        "funding",
        {
            "status": "committed",
            "quantities": (Quantity(1_000_000_000, 1_000_000_000, "usd", "exact"),),
        },
    ),
    (
        MARCH,
        "KAZ",
        "isf",
        {
            "status": "committed",
            "evidence": "own",
            "role": "medical",
            "roles": {"troops": "committed", "medical": "committed"},
        },
    ),
    (
        MARCH,
        "KAZ",
        "funding",
        {"status": "declined", "contested": True, "roles": {"funding": "declined"}},
    ),
    (
        MARCH,
        "XKX",
        "isf",
        {
            "status": "committed",
            "evidence": "own",
            "roles": {
                "troops": "committed",
                "planning": "considering",
                "engineering": "in_talks",
            },
            "since": date(2026, 2, 19),
            "carrying": "xkx-2026-03-06-jashari-jeffers",
        },
    ),
    (
        MARCH,
        "JOR",
        "isf",
        {
            "status": "committed",
            "evidence": "mission",
            "role": "training",
            "roles": {"troops": "declined", "training": "committed"},
        },
    ),
    (
        MARCH,
        "GBR",
        "cmcc",
        {"status": "deployed", "contested": False, "quantities": (many(None, 9, "up_to"),)},
    ),
    (MARCH, "EU", "border", {"status": "deployed", "evidence": "own", "contested": True}),
    (
        date(2025, 12, 10),
        "EGY",
        "isf",
        {
            "status": "conditional",
            "role": "ceasefire_monitoring",
            "since": date(2025, 12, 6),
            "roles": {"ceasefire_monitoring": "conditional"},
        },
    ),
    (MARCH, "HAMAS", "isf", {"status": "conditional", "since": date(2025, 12, 11)}),
    (MARCH, "SAU", "isf", {"status": "conditional", "evidence": "reported"}),
    (
        MARCH,
        "PSE",
        "cmcc",
        {"status": "excluded", "evidence": "reported", "kept_out": True, "kept_out_by": None},
    ),
    (MARCH, "BEL", "cmcc", {"status": "excluded", "kept_out": False, "kept_out_by": None}),
    (MARCH, "FRA", "cmcc", {"status": "deployed", "kept_out": False}),
    (MARCH, "ALB", "isf", {"roles": {"planning": "committed", "troops": "conditional"}}),
)


@pytest.mark.parametrize(
    ("on", "actor", "component", "facts"),
    GOLDEN,
    ids=[f"{actor}-{component}-{on}" for on, actor, component, _ in GOLDEN],
)
def test_positions_read_by_hand_from_the_record(
    record: Record, on: date, actor: str, component: str, facts: dict[str, Any]
) -> None:
    """What a careful reader of the table would answer, line by line."""
    (found,) = (p for p in record.positions(on=on, component=component) if p.actor == actor)
    told = {field.name: getattr(found, field.name) for field in fields(found)}
    told |= {
        "carrying": found.statement_ids[0],
        "roles": dict(found.roles),
        "quantities": found.quantities,
    }
    assert {name: told[name] for name in facts} == facts


def test_of_six_states_in_talks_three_have_spoken_for_themselves(record: Record) -> None:
    """The article of the day names six; only those that nobody stronger spoke of are hollow."""
    named = {
        one.actor
        for one in record.mission.statements
        if one.statement_id.endswith("2025-10-21-in-talks-to-contribute")
    }
    assert named == {"ARE", "AZE", "EGY", "IDN", "QAT", "TUR"}
    found = {p.actor: p for p in record.positions(on=THE_DAY, component="isf")}
    hollow = {actor for actor in named if found[actor].reported_only}
    assert hollow == {"ARE", "AZE", "QAT"}
    assert {found[actor].status for actor in hollow} == {"in_talks"}


def test_what_was_published_later_was_not_known(record: Record) -> None:
    """Cairo's condition of 20 October stands in a page dated by its month only."""
    found = {p.actor: p for p in record.positions(on=THE_DAY, known=THE_DAY, component="isf")}
    assert (found["EGY"].status, found["EGY"].evidence) == ("in_talks", "reported")


def test_turkey_is_kept_out_from_the_refusal_on(record: Record) -> None:
    """Ready on the 21st, ready and kept out by Israel on the 22nd: two facts."""
    before, after = (
        next(p for p in record.positions(on=on, component="isf") if p.actor == "TUR")
        for on in (THE_DAY, THE_DAY + timedelta(1))
    )
    assert (before.status, before.kept_out_by, before.contested) == ("considering", None, False)
    assert (after.status, after.kept_out_by, after.contested) == ("considering", "ISR", True)
    assert "tur-2025-10-22-pmo-no" in after.statement_ids


def test_nobody_stands_anywhere_before_the_first_statement(record: Record) -> None:
    """The day before the record begins has no positions at all."""
    assert record.positions(on=record.mission.first_day - timedelta(1)) == ()
    assert record.positions(on=MARCH, known=record.mission.first_day - timedelta(1)) == ()


def test_a_component_alone_has_the_same_positions(record: Record) -> None:
    """Asking for one component only leaves the others out."""
    whole = record.positions(on=MARCH)
    for part in record.mission.settings.components:
        found = record.positions(on=MARCH, component=part.component)
        assert found == tuple(p for p in whole if p.component == part.component)


# --- positions that were made before ------------------------------------------------------


def test_positions_made_before_are_those_made_anew(record: Record) -> None:
    """Whatever was asked of the record before, each day has what the rules alone give."""
    first, last = record.mission.first_day, record.mission.last_day
    for on in (last - timedelta(9 * n) for n in range(40)):
        for known in (date.max, on, (on + timedelta(30)), first):
            plain = positions_on(record.index, record.pairs, on=on, known=known)
            assert record.positions(on=on, known=known) == plain


@settings(deadline=None, max_examples=100)
@given(
    told=records(),
    days=st.lists(st.tuples(shuffled_days(), shuffled_days()), min_size=2, max_size=6),
    links=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=3),
)
def test_any_positions_made_before_are_those_made_anew(
    told: list[Statement], days: list[tuple[date, date]], links: list[tuple[int, int]]
) -> None:
    """No position of one day is given on another that other statements decide."""
    index = index_statements(told)
    ids = [one.statement_id for one in told]
    ends = [(ids[one % len(ids)], ids[two % len(ids)]) for one, two in links] if ids else []
    noted = [Link(one, two, "contradicts", {}) for one, two in ends if one != two]
    made: Made = {}
    pairs = find_pairs(index, links=noted)
    for on, known in days:
        found = positions_on(index, pairs, on=on, known=known, made=made)
        assert found == positions_on(index, pairs, on=on, known=known)
        assert [list(one.roles) for one in found] == [
            list(one.roles) for one in positions_on(index, pairs, on=on, known=known)
        ]
        again = positions_on(index, pairs, on=on, known=known, made=made)
        assert all(one is two for one, two in zip(found, again, strict=True))


def test_no_more_positions_are_kept_than_there_is_room_for(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the room is full all are forgotten, and what is said stays the same."""
    plain = positions_on(record.index, record.pairs, on=MARCH)
    monkeypatch.setattr("data.positions.MOST_MADE", len(plain) + 1)
    made: Made = {}
    for on in (THE_DAY, MARCH, THE_DAY, MARCH):
        found = positions_on(record.index, record.pairs, on=on, made=made)
        assert len(made) <= len(plain) + 1
    assert found == plain


# --- the slow rules -----------------------------------------------------------------------


def test_evidence_and_days_of_the_record_are_those_of_the_words(record: Record) -> None:
    """What is derived while reading is what the words of the rules derive again."""
    for one in record.mission.statements:
        assert one.evidence == oracle.evidence(one, record.bodies), one.statement_id
        assert one.said_from == oracle.said_on(one), one.statement_id
        assert one.source.published_on == oracle.published_on(one), one.statement_id


def test_every_day_of_the_record_is_as_the_words_say(record: Record) -> None:
    """Each day of the story and the 100 after it, with all knowledge and with the day's own."""
    said = record.mission.statements
    found = oracle.disagreements(said, record.mission.links)
    on = record.mission.first_day - timedelta(1)
    while on <= record.mission.last_day + timedelta(100):
        for known in (date.max, on):
            slow = oracle.positions(said, found, bodies=record.bodies, on=on, known=known)
            assert by_key(record.positions(on=on, known=known)) == slow, (on, known)
        on += timedelta(1)


def test_every_week_of_knowledge_is_as_the_words_say(record: Record) -> None:
    """The last day, seen with what was published by each week before it."""
    said = record.mission.statements
    found = oracle.disagreements(said, record.mission.links)
    on, known = record.mission.last_day, record.mission.first_day
    while known <= on:
        slow = oracle.positions(said, found, bodies=record.bodies, on=on, known=known)
        assert by_key(record.positions(on=on, known=known)) == slow, known
        known += timedelta(7)


@settings(deadline=None, max_examples=100)
@given(
    told=st.one_of(
        records(),
        records(actors=("FRA", "KEN", "CORPS", "ESP", "ITA"), least=25, most=60),
    ),
    asked=st.lists(st.tuples(shuffled_days(), shuffled_days()), min_size=1, max_size=4),
    linked=st.sets(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
)
def test_any_statements_give_what_the_words_say(
    told: list[Statement],
    asked: list[tuple[date, date]],
    linked: set[tuple[int, int]],
) -> None:
    """Whatever is said, the fast rules and the slow ones agree on every position."""
    links = [
        Link(f"s-{one:02}", f"s-{two:02}", "contradicts", {}) for one, two in linked if one < two
    ]
    index = index_statements(told)
    pairs, found = find_pairs(index, links=links), oracle.disagreements(told, links)
    for on, known in asked:
        for by in (date.max, known):
            slow = oracle.positions(told, found, bodies=BODIES, on=on, known=by)
            assert by_key(positions_on(index, pairs, on=on, known=by)) == slow


WHOSE: dict[str, dict[str, str]] = {
    "own": {"speaker_for": "FRA"},
    "mission": {"speaker_for": "CORPS", "speaker": "B. General"},
    "reported": {"speaker_for": "OTHER", "speaker": "C. Somebody", "basis": "media_report"},
    "observed": {"speaker_for": "PRESS", "speaker": "the publisher", "basis": "media_report"},
}
"""The columns by which a statement is somebody's word."""


def told_by(lines: Iterable[tuple[Any, ...]]) -> list[Statement]:
    """Return one statement per line: day of January, role, status, whose word."""
    return [
        statement(f"s-{at:02}", said=f"2030-01-{number:02}", role=role, status=status, **WHOSE[by])
        for at, (number, role, status, by) in enumerate(lines)
    ]


LINES = st.tuples(
    st.integers(1, 9),
    st.sampled_from(["troops", "unspecified", "planning", "liaison"]),
    st.sampled_from([*LADDER, *NEGATIVES]),
    st.sampled_from(["own", "mission", "mission", "observed"]),
)


@settings(deadline=None, max_examples=200)
@given(lines=st.lists(LINES, min_size=1, max_size=10), on=st.integers(1, 9))
def test_any_story_of_one_actor_gives_what_the_words_say(
    lines: list[tuple[Any, ...]], on: int
) -> None:
    """A few days, a few roles, strong words only: where the order of things matters most."""
    told = told_by(lines)
    slow = oracle_of(told, on=f"2030-01-{on:02}", known="2030-12-31")
    assert by_key(positions(*told, on=date(2030, 1, on)).values()) == slow


# --- what always holds --------------------------------------------------------------------


def test_no_statements_give_no_positions() -> None:
    """An empty record is a silent one, not a broken one."""
    assert positions() == {}


@FEW
@given(told=records(), on=shuffled_days(), data=st.data())
def test_the_order_of_rows_does_not_matter(
    told: list[Statement], on: date, data: st.DataObject
) -> None:
    """A table sorted otherwise says the same."""
    other = data.draw(st.permutations(told))
    assert positions(*told, on=on) == positions(*other, on=on)


@FEW
@given(told=records(), on=shuffled_days(), one=shuffled_days(), two=shuffled_days())
def test_knowing_more_never_loses_a_statement(
    told: list[Statement], on: date, one: date, two: date
) -> None:
    """A later `known` sees all that an earlier one sees, and leaves no actor out."""
    early, late = sorted((one, two))
    index = index_statements(told)
    seen = visible(index, on=on, known=early)
    assert not (seen & ~visible(index, on=on, known=late)).any()
    before, after = positions(*told, on=on, known=early), positions(*told, on=on, known=late)
    assert before.keys() <= after.keys()
    for key, held in before.items():
        assert held.last_heard <= after[key].last_heard


@FEW
@given(told=records(), on=shuffled_days())
def test_exclusions_never_replace_a_position(told: list[Statement], on: date) -> None:
    """Without them the position is the same; they only stand beside it."""
    without = positions(*(one for one in told if one.status != "excluded"), on=on)
    for key, found in positions(*told, on=on).items():
        if key in without:
            bare = without[key]
            assert found.status != "excluded"
            assert {name: getattr(found, name) for name in CORE} == {
                name: getattr(bare, name) for name in CORE
            }
        else:
            assert found.status == "excluded"
            assert found.quantities == ()


CORE = ("status", "evidence", "role", "roles", "role_statements", "quantities", "since", "said")
"""What of a position neither exclusions nor weaker reports can touch."""


@FEW
@given(told=records(), on=shuffled_days())
def test_reports_change_nothing_once_something_stronger_is_said(
    told: list[Statement], on: date
) -> None:
    """They can contest a position, keep out and be heard of, and nothing else."""
    strong = {
        (one.actor, one.component)
        for one in told
        if one.evidence != "reported"
        and one.status not in ("open", "excluded")
        and one.said_from <= on
    }
    kept = [
        one
        for one in told
        if (one.actor, one.component) not in strong or one.evidence != "reported"
    ]
    before, after = positions(*told, on=on), positions(*kept, on=on)
    for key in strong:
        assert before[key].evidence != "reported"
        assert {name: getattr(before[key], name) for name in CORE} == {
            name: getattr(after[key], name) for name in CORE
        }


@FEW
@given(
    told=records(actors=("FRA",)),
    role=st.sampled_from(["troops", "unspecified"]),
    status=st.sampled_from(NEGATIVES),
)
def test_a_refusal_of_troops_ends_every_earlier_role(
    told: list[Statement], role: str, status: str
) -> None:
    """After the actor's own no, nothing it said before is left of any role."""
    no = statement("z-no", said="2031-01-01", role=role, status=status, component="patrol")
    found = positions(*told, no)["FRA", "patrol"]
    assert (found.status, found.role, found.statement_ids[0]) == (status, role, "z-no")
    assert set(found.roles.values()) <= set(NEGATIVES)


@FEW
@given(told=records(), on=shuffled_days())
def test_a_number_is_always_one_that_somebody_gave(told: list[Statement], on: date) -> None:
    """Numbers are picked, never added: one per unit, own, of a role that is listed."""
    for (actor, component), found in positions(*told, on=on).items():
        given_numbers = [
            one.quantity
            for one in told
            if (one.actor, one.component) == (actor, component)
            and one.qty_of == "own"
            and one.role in found.roles
            and one.said_from <= on
        ]
        assert all(one.quantity in given_numbers for one in found.numbers)
        units = [number.unit for number in found.quantities]
        assert len(set(units)) == len(units)


@FEW
@given(told=records(), on=shuffled_days())
def test_a_number_names_its_role_and_the_statement_that_gives_it(
    told: list[Statement], on: date
) -> None:
    """Where the role stands is beside the number; what was ended lends none to what stands."""
    by_id = {one.statement_id: one for one in told}
    for found in positions(*told, on=on).values():
        for one in found.numbers:
            said = by_id[one.statement_id]
            assert (said.role, said.quantity, said.qty_of) == (one.role, one.quantity, "own")
            assert one.status == found.roles[one.role]
            assert one.statement_id in found.statement_ids
        assert {one.quantity for one in found.largest} == set(found.quantities)
        standing = {one.quantity for one in found.numbers if one.status in LADDER}
        assert set(found.quantities) <= {one.quantity for one in found.numbers}
        if found.status in LADDER:
            assert set(found.quantities) <= standing


@FEW
@given(told=records(), on=shuffled_days())
def test_what_was_written_is_kept_beside_the_days_it_counts_from(
    told: list[Statement], on: date
) -> None:
    """A month is the month of a statement that counts from that day, never its last day."""
    for (actor, component), found in positions(*told, on=on).items():
        pairs = {
            (one.said_from, one.said_on)
            for one in told
            if (one.actor, one.component) == (actor, component)
        }
        assert (found.since, found.since_written) in pairs
        assert (found.said, found.said_written) in pairs
        assert (found.last_heard, found.last_heard_written) in pairs


@FEW
@given(told=records(), on=shuffled_days(), known=shuffled_days())
def test_every_position_leads_to_its_statements(
    told: list[Statement], on: date, known: date
) -> None:
    """Each id is of a statement about this actor and component, said and published by then."""
    by_id = {one.statement_id: one for one in told}
    for (actor, component), found in positions(*told, on=on, known=known).items():
        said = [by_id[name] for name in found.statement_ids]
        assert len(set(found.statement_ids)) == len(found.statement_ids)
        assert {(one.actor, one.component) for one in said} == {(actor, component)}
        assert all(one.said_from <= on and one.source.published_on <= known for one in said)
        assert (said[0].status, said[0].role, said[0].evidence) == (
            found.status,
            found.role,
            found.evidence,
        )
        assert found.role_statements.keys() == found.roles.keys()
        assert set(found.role_statements.values()) <= set(found.statement_ids)
        assert {role: by_id[name].status for role, name in found.role_statements.items()} == dict(
            found.roles
        )
        assert found.since <= found.said <= found.last_heard <= on
        assert found.reported_only == (found.evidence in ("mission", "reported"))
        assert found.kept_out or found.kept_out_by is None


@FEW
@given(told=records(), on=shuffled_days())
def test_a_refusal_never_hides_a_presence_elsewhere(told: list[Statement], on: date) -> None:
    """Over all components the firmest counts, whatever was refused in another."""
    found = positions(*told, on=on).values()
    for actor, one in overall(found).items():
        firmest = max(FIRMNESS.get(p.status, 0) for p in found if p.actor == actor)
        assert FIRMNESS.get(one.status, 0) == firmest


# --- examples, one for each sentence of the rules -----------------------------------------


@pytest.mark.parametrize(
    ("columns", "evidence"),
    [
        ({"status": "committed", "speaker_for": "FRA"}, "own"),
        ({"status": "open", "speaker_for": "FRA"}, "own"),
        ({"status": "withdrawn", "speaker_for": "FRA", "basis": "unnamed_official"}, "own"),
        ({"status": "excluded", "speaker_for": "FRA"}, "reported"),
        ({"status": "deployed", "speaker_for": "ISR"}, "observed"),
        ({"status": "withdrawn", "speaker_for": "ISR", "basis": "document"}, "observed"),
        (
            {
                "status": "deployed",
                "speaker": "the publisher",
                "speaker_for": "PRESS",
                "basis": "media_report",
            },
            "observed",
        ),
        ({"status": "deployed", "speaker_for": "PRESS", "basis": "media_report"}, "reported"),
        ({"status": "deployed", "speaker_for": "ISR", "basis": "unnamed_official"}, "reported"),
        ({"status": "suspended", "speaker_for": "ISR"}, "reported"),
        ({"status": "committed", "speaker_for": "CORPS"}, "mission"),
        ({"status": "committed", "speaker_for": "CORPS", "basis": "document"}, "mission"),
        ({"status": "deployed", "speaker_for": "CORPS"}, "observed"),
        (
            {"status": "committed", "speaker_for": "CORPS", "basis": "unnamed_official"},
            "reported",
        ),
        ({"status": "committed", "speaker_for": "CORPS", "actor": "CORPS"}, "own"),
        ({"status": "committed", "speaker_for": "OTHER"}, "reported"),
    ],
)
def test_how_strong_a_statement_is(columns: dict[str, str], evidence: str) -> None:
    """Own, observed, mission, reported: the first that fits."""
    one = statement("one", **columns)
    assert (one.evidence, oracle.evidence(one, BODIES)) == (evidence, evidence)


def story(*lines: tuple[Any, ...]) -> list[Statement]:
    """Return one statement per line: day of January, role, status, whose word."""
    told = told_by(lines)
    assert [one.evidence for one in told] == [word for *_, word in lines]
    return told


@pytest.mark.parametrize(
    ("lines", "status", "roles"),
    [
        pytest.param(
            [(1, "troops", "committed", "own"), (2, "troops", "considering", "own")],
            "considering",
            {"troops": "considering"},
            id="the actor may step down its own ladder",
        ),
        pytest.param(
            [(1, "troops", "conditional", "own"), (2, "troops", "in_talks", "mission")],
            "conditional",
            {"troops": "conditional"},
            id="less firm and weaker does not lower",
        ),
        pytest.param(
            [
                (1, "troops", "conditional", "own"),
                (2, "troops", "conditional", "mission"),
                (3, "troops", "in_talks", "mission"),
            ],
            "in_talks",
            {"troops": "in_talks"},
            id="equally firm sets the role whoever says it",
        ),
        pytest.param(
            [
                (1, "troops", "conditional", "own"),
                (2, "troops", "committed", "mission"),
                (3, "troops", "in_talks", "mission"),
            ],
            "in_talks",
            {"troops": "in_talks"},
            id="once the mission's firmer word stands it can lower itself",
        ),
        pytest.param(
            [(1, "troops", "in_talks", "own"), (2, "troops", "committed", "reported")],
            "in_talks",
            {"troops": "in_talks"},
            id="reports stand aside",
        ),
        pytest.param(
            [(1, "troops", "in_talks", "reported"), (2, "troops", "considering", "reported")],
            "considering",
            {"troops": "considering"},
            id="reports speak while nobody else does",
        ),
        pytest.param(
            [
                (1, "planning", "deployed", "own"),
                (2, "liaison", "committed", "own"),
                (3, "troops", "declined", "own"),
            ],
            "declined",
            {"troops": "declined"},
            id="no troops ends every earlier role",
        ),
        pytest.param(
            [(1, "troops", "declined", "own"), (2, "planning", "deployed", "own")],
            "deployed",
            {"troops": "declined", "planning": "deployed"},
            id="a later role stands beside the refusal",
        ),
        pytest.param(
            [
                (1, "planning", "committed", "own"),
                (2, "troops", "declined", "own"),
                (3, "planning", "in_talks", "mission"),
            ],
            "in_talks",
            {"troops": "declined", "planning": "in_talks"},
            id="what has ended is not there to be lowered",
        ),
        pytest.param(
            [(1, "planning", "deployed", "own"), (2, "liaison", "declined", "own")],
            "deployed",
            {"planning": "deployed", "liaison": "declined"},
            id="another role ends alone",
        ),
        pytest.param(
            [(1, "troops", "declined", "own"), (1, "training", "considering", "own")],
            "considering",
            {"troops": "declined", "training": "considering"},
            id="of one day the firmer comes last",
        ),
        pytest.param(
            [(1, "troops", "suspended", "own"), (2, "lead", "declined", "own")],
            "declined",
            {"troops": "suspended", "lead": "declined"},
            id="of negatives the newest",
        ),
        pytest.param(
            [
                (1, "unspecified", "suspended", "own"),
                (2, "unspecified", "conditional", "own"),
                (3, "troops", "suspended", "own"),
            ],
            "suspended",
            {"troops": "suspended"},
            id="a step back that was taken back is no longer listed",
        ),
        pytest.param(
            [(1, "unspecified", "committed", "own"), (2, "planning", "in_talks", "own")],
            "in_talks",
            {"planning": "in_talks"},
            id="an unspecified role yields to a newer specific one",
        ),
        pytest.param(
            [(1, "unspecified", "committed", "own"), (1, "planning", "in_talks", "own")],
            "committed",
            {"unspecified": "committed", "planning": "in_talks"},
            id="but not to one of the same day",
        ),
        pytest.param(
            [(1, "unspecified", "committed", "own"), (2, "planning", "declined", "own")],
            "committed",
            {"unspecified": "committed", "planning": "declined"},
            id="nor to a refusal",
        ),
        pytest.param(
            [(1, "planning", "deployed", "own"), (2, "liaison", "deployed", "observed")],
            "deployed",
            {"planning": "deployed", "liaison": "deployed"},
            id="two roles at once",
        ),
    ],
)
def test_each_statement_sets_its_role(
    lines: list[tuple[Any, ...]], status: str, roles: dict[str, str]
) -> None:
    """Rules 1 to 3, one sentence at a time."""
    found = position(*story(*lines))
    assert (found.status, dict(found.roles)) == (status, roles)


def test_equal_firmness_goes_to_the_stronger_evidence() -> None:
    """What the actor says of one role outweighs what was seen later of another."""
    found = position(
        *story((1, "planning", "deployed", "own"), (9, "liaison", "deployed", "observed"))
    )
    assert (found.role, found.evidence) == ("planning", "own")


def test_then_to_the_newer() -> None:
    """Two roles, equally firm and equally well said: the later day speaks."""
    found = position(*story((1, "planning", "deployed", "own"), (9, "liaison", "deployed", "own")))
    assert found.statement_ids == ("s-01", "s-00")


@pytest.mark.parametrize("status", ["open", "excluded"])
def test_open_questions_and_exclusions_stand_aside(status: str) -> None:
    """Even in the actor's own words they leave a mere report speaking."""
    report = statement("report", speaker_for="OTHER", basis="media_report", status="in_talks")
    later = statement("later", said="2030-02-01", status=status)
    assert position(report, later).status == "in_talks"


def test_an_open_question_alone_is_no_position() -> None:
    """To be undecided about somebody is not to say where it stands."""
    assert positions(statement("one", status="open")) == {}


def test_only_exclusions_make_a_position_excluded() -> None:
    """Nobody says anything else of the actor than that it is kept out."""
    first = statement("a", said="2030-01-01", status="excluded", excluded_by="KEN")
    second = statement("b", said="2030-01-05", status="excluded", excluded_by="ISR")
    found = position(first, second)
    assert (found.status, found.since, found.kept_out_by) == ("excluded", day(0), "ISR")


@pytest.mark.parametrize(
    ("exclusion", "deployed", "kept_out", "by"),
    [
        ({}, None, True, "ISR"),
        ({"excluded_by": ""}, None, True, None),
        ({"condition": "heads of mission only"}, None, False, None),
        ({}, {"said": "2030-01-11"}, False, None),
        ({}, {"said": "2030-01-10"}, True, "ISR"),
        ({}, {"said": "2030-01-09"}, True, "ISR"),
        (
            {},
            {
                "said": "2030-01-11",
                "speaker_for": "OTHER",
                "speaker": "C. Somebody",
                "basis": "unnamed_official",
            },
            False,
            None,
        ),
    ],
    ids=[
        "kept out",
        "by nobody named",
        "with a limit",
        "until present",
        "same day",
        "present before",
        "even if only reported present",
    ],
)
def test_being_kept_out_ends_with_presence(
    exclusion: dict[str, str], deployed: dict[str, str] | None, kept_out: bool, by: str | None
) -> None:
    """The newest exclusion without a limit counts until a newer statement of presence."""
    told = [
        statement("offer", said="2030-01-01", status="considering"),
        statement(
            "out",
            said="2030-01-10",
            status="excluded",
            speaker_for="ISR",
            **{"excluded_by": "ISR"} | exclusion,
        ),
    ]
    if deployed:
        told.append(statement("in", status="deployed", role="planning", **deployed))
    found = position(*told)
    assert (found.kept_out, found.kept_out_by) == (kept_out, by)


def test_a_limited_exclusion_does_not_lift_an_older_one() -> None:
    """The newest without a limit is looked for, not the newest of all."""
    found = position(
        statement("a", said="2030-01-01", status="excluded", excluded_by="ISR"),
        statement("b", said="2030-01-05", status="excluded", excluded_by="USA", condition="few"),
    )
    assert (found.status, found.kept_out_by, found.statement_ids[0]) == ("excluded", "ISR", "b")


@pytest.mark.parametrize(
    ("said", "status", "contested"),
    [
        ("2030-04-11", "declined", True),
        ("2030-04-10", "declined", False),
        ("2030-04-09", "declined", False),
        ("2030-04-11", "excluded", True),
        ("2030-04-11", "in_talks", False),
        ("2030-04-11", "open", False),
    ],
)
def test_a_newer_report_of_the_opposite_contests(said: str, status: str, contested: bool) -> None:
    """It does not change the position, and an older one, or one of the same day, does nothing."""
    own = statement("own", said="2030-04-10", status="considering", role="troops")
    report = statement(
        "report",
        said=said,
        status=status,
        role="planning",
        speaker="C. Somebody",
        speaker_for="OTHER",
        basis="unnamed_official",
    )
    found = position(own, report)
    assert (found.status, found.contested) == ("considering", contested)
    assert ("report" in found.statement_ids) == contested or status == "excluded"


@pytest.mark.parametrize(("later", "contested"), [(0, True), (90, True), (91, False)])
def test_a_disagreement_contests_for_ninety_days(later: int, contested: bool) -> None:
    """Counted from the later of the two statements."""
    told = (
        statement("yes", said="2030-01-01", speaker="A. Minister"),
        statement("no", said="2030-01-20", speaker="B. General", status="declined", role="police"),
        statement("other", said="2030-01-20", speaker="B. General", status="declined"),
    )
    found = position(*told, on=date(2030, 1, 20) + timedelta(later))
    assert found.contested == contested


def test_a_link_across_two_positions_contests_both() -> None:
    """What the editors noted between two actors is a disagreement about each of them."""
    told = [statement("one"), statement("two", actor="KEN", status="declined")]
    index = index_statements(told)
    pairs = find_pairs(index, links=[Link("two", "one", "contradicts", {})])
    found = positions_on(index, pairs, on=day(100))
    assert [one.contested for one in found] == [False, False]
    found = positions_on(index, pairs, on=day(99))
    assert [one.contested for one in found] == [True, True]


@pytest.mark.parametrize(
    ("numbers", "largest"),
    [
        ([(200, 200), (9, 9)], many(200, 200)),
        ([(None, 200), (50, 50)], many(None, 200, "up_to")),
        ([(50, None), (200, 200)], many(200, 200)),
        ([(50, None), (20, 20)], many(50, None, "at_least")),
        ([(None, 9), None], many(None, 9, "up_to")),
    ],
)
def test_of_several_roles_the_largest_number_counts(
    numbers: list[tuple[int | None, int | None] | None], largest: Quantity
) -> None:
    """Teams overlap, so roles are never added up."""
    told = [
        statement(f"s-{at}", role=role, number=number)
        for at, (role, number) in enumerate(zip(("troops", "planning"), numbers, strict=True))
    ]
    assert position(*told).quantities == (largest,)
    assert position(*told).quantity == largest


def test_of_one_role_the_newest_number_counts() -> None:
    """An actor that now says 20 no longer says 200."""
    told = (statement("a", number=(200, 200)), statement("b", said="2030-01-11", number=(20, 20)))
    assert position(*told).quantities == (many(20, 20),)


def test_a_refused_role_lends_its_number_only_when_no_role_is_left() -> None:
    """200 soldiers that will not come are no number of the staff who are there."""
    soldiers = statement("a", role="planning", number=(200, 200))
    refused = statement("b", role="planning", status="suspended", said="2030-01-12")
    staff = statement("c", role="liaison", status="deployed", said="2030-01-13")
    assert position(soldiers, refused).quantities == (many(200, 200),)
    assert position(soldiers, refused, staff).quantities == ()
    (number,) = position(soldiers, refused, staff).numbers
    assert (number.role, number.status, number.statement_id) == ("planning", "suspended", "a")


def test_a_role_taken_on_again_has_no_number_until_one_is_given() -> None:
    """200 soldiers were refused; nobody has said how many are considered now."""
    told = (
        statement("a", number=(200, 200)),
        statement("b", said="2030-01-12", status="declined"),
        statement("c", said="2030-01-14", status="considering"),
    )
    assert position(*told[:2]).quantities == (many(200, 200),)
    assert position(*told).numbers == ()
    again = statement("d", said="2030-01-16", number=(50, 50))
    assert position(*told, again).quantities == (many(50, 50),)


def test_since_a_month_is_written_as_the_month() -> None:
    """It counts from the month's last day, and says no more than was written."""
    month = statement("a", said="2030-01", published="2030-02-15")
    again = statement("b", said="2030-02-10")
    found = position(month, again)
    assert (found.since, found.since_written) == (date(2030, 1, 31), "2030-01")
    assert (found.said, found.said_written) == (date(2030, 2, 10), "2030-02-10")


def test_each_unit_has_its_own_number_people_first() -> None:
    """Money and people stand side by side."""
    dollars = Quantity(5, 5, "usd", "exact")
    told = (statement("a", number=dollars), statement("b", role="planning", number=(3, 3)))
    assert position(*told).quantities == (many(3, 3), dollars)


@pytest.mark.parametrize("owner", ["trained", "whole", "other"])
def test_only_own_numbers_count(owner: str) -> None:
    """Recruits, the size of a force and a request are no contribution."""
    assert position(statement("a", number=(500, 500), qty_of=owner)).quantities == ()


def test_numbers_of_what_stands_aside_do_not_count() -> None:
    """A reported 2,000 is no number of an actor that has spoken, nor is that of a gone role."""
    told = (
        statement("own", status="considering"),
        statement("report", speaker_for="OTHER", basis="media_report", number=(2000, 2000)),
    )
    assert position(*told).quantities == ()
    gone = story((1, "planning", "deployed", "own"), (2, "troops", "declined", "own"))
    assert position(replace(gone[0], quantity=many(9, 9), qty_of="own"), gone[1]).quantities == ()


@pytest.mark.parametrize(
    ("lines", "since"),
    [
        ([(1, "troops", "committed", "own"), (5, "troops", "committed", "own")], 1),
        ([(1, "planning", "committed", "own"), (5, "troops", "committed", "own")], 1),
        (
            [
                (1, "troops", "committed", "own"),
                (3, "troops", "declined", "own"),
                (5, "troops", "committed", "own"),
            ],
            5,
        ),
        (
            [
                (1, "troops", "committed", "own"),
                (3, "troops", "considering", "own"),
                (5, "troops", "committed", "own"),
            ],
            5,
        ),
        (
            [
                (1, "troops", "committed", "own"),
                (3, "troops", "considering", "mission"),
                (5, "troops", "committed", "mission"),
            ],
            1,
        ),
        (
            [
                (1, "troops", "considering", "own"),
                (3, "unspecified", "in_talks", "own"),
                (5, "unspecified", "considering", "own"),
            ],
            1,
        ),
        (
            [
                (1, "troops", "considering", "own"),
                (3, "troops", "committed", "own"),
                (5, "troops", "considering", "own"),
            ],
            5,
        ),
        (
            [
                (1, "liaison", "deployed", "own"),
                (3, "liaison", "declined", "own"),
                (5, "planning", "deployed", "own"),
            ],
            5,
        ),
        (
            [
                (1, "liaison", "deployed", "own"),
                (2, "planning", "deployed", "own"),
                (3, "liaison", "declined", "own"),
                (5, "planning", "deployed", "own"),
            ],
            1,
        ),
        (
            [
                (1, "liaison", "deployed", "own"),
                (3, "liaison", "declined", "own"),
                (3, "planning", "deployed", "own"),
            ],
            1,
        ),
        (
            [
                (1, "unspecified", "conditional", "own"),
                (3, "unspecified", "considering", "own"),
                (5, "liaison", "conditional", "own"),
            ],
            5,
        ),
        (
            [
                (1, "unspecified", "conditional", "own"),
                (3, "troops", "considering", "own"),
                (5, "troops", "conditional", "own"),
            ],
            5,
        ),
        (
            [
                (1, "unspecified", "conditional", "own"),
                (3, "planning", "in_talks", "mission"),
                (3, "planning", "declined", "own"),
                (5, "unspecified", "conditional", "own"),
            ],
            1,
        ),
        ([(1, "troops", "declined", "own"), (3, "lead", "declined", "own")], 1),
        ([(1, "troops", "suspended", "own"), (3, "troops", "declined", "own")], 3),
        (
            [
                (1, "planning", "in_talks", "own"),
                (2, "lead", "declined", "own"),
                (3, "planning", "declined", "own"),
            ],
            3,
        ),
    ],
    ids=[
        "repeated",
        "in another role",
        "after a step back",
        "after stepping down",
        "what lowers nothing breaks nothing",
        "talks about a role that had none lower nothing",
        "after something firmer",
        "nobody was left in between",
        "somebody was always left",
        "one role takes over from another on the same day",
        "lowered in one role, raised in another",
        "what nobody specified yields to a role",
        "but not to one of a few hours",
        "refusals go on",
        "another refusal begins anew",
        "a refusal beside a role is not where it stands",
    ],
)
def test_since_is_the_first_statement_after_the_last_break(
    lines: list[tuple[Any, ...]], since: int
) -> None:
    """Repeating a word does not begin it anew; leaving it and coming back does."""
    assert position(*story(*lines)).since == date(2030, 1, since)


@pytest.mark.parametrize(
    ("said", "published", "on", "known", "seen"),
    [
        ("2030-01-10", "2030-01-12", "2030-01-10", "2030-01-12", True),
        ("2030-01-10", "2030-01-12", "2030-01-09", "2030-01-12", False),
        ("2030-01-10", "2030-01-12", "2030-01-10", "2030-01-11", False),
        ("2030-01", "2030-03-05", "2030-01-30", "2030-12-31", False),
        ("2030-01", "2030-03-05", "2030-01-31", "2030-03-05", True),
        ("2030-01", "2030-01-12", "2030-01-12", "2030-01-12", True),
        ("2030-01", "2030-01-12", "2030-01-11", "2030-12-31", False),
        ("2030-01-10", "2030-01", "2030-01-10", "2030-01-30", False),
        ("2030-01-10", "2030-01", "2030-01-10", "2030-01-31", True),
        ("2030-02", "2030-02", "2030-02-27", "2030-02-28", False),
        ("2030-02", "2030-02", "2030-02-28", "2030-02-28", True),
    ],
)
def test_a_month_is_a_range_on_both_clocks(
    said: str, published: str, on: str, known: str, seen: bool
) -> None:
    """It counts from its last day, or from its publication if that is earlier."""
    one = statement("one", said=said, published=published)
    found = positions(one, on=date.fromisoformat(on), known=date.fromisoformat(known))
    assert bool(found) == seen
    assert bool(oracle_of([one], on=on, known=known)) == seen


def oracle_of(told: Sequence[Statement], *, on: str, known: str) -> dict[Any, oracle.Expected]:
    """Apply the slow rules to some statements."""
    return oracle.positions(
        told,
        oracle.disagreements(told),
        bodies=BODIES,
        on=date.fromisoformat(on),
        known=date.fromisoformat(known),
    )


def test_over_all_components_the_firmest_then_the_strongest_then_the_newest() -> None:
    """One position stands for an actor: rank by rank."""
    told = {
        "hq": statement("a", component="hq", status="deployed", speaker_for="ISR"),
        "patrol": statement("b", component="patrol", status="committed", said="2030-02-01"),
        "border": statement("c", component="border", status="declined", said="2030-03-01"),
    }
    assert overall(positions(*told.values()).values())["FRA"].component == "hq"
    told["patrol"] = statement("b", component="patrol", status="deployed")
    assert overall(positions(*told.values()).values())["FRA"].component == "patrol"
    told["border"] = statement("c", component="border", status="deployed", said="2030-03-01")
    assert overall(positions(*told.values()).values())["FRA"].component == "border"


def test_over_all_components_the_newest_refusal_counts() -> None:
    """However it was told: the actor's own older word does not outweigh it."""
    told = (
        statement("a", component="hq", status="declined", said="2030-01-01"),
        statement("b", status="withdrawn", said="2030-01-05", speaker_for="ISR"),
    )
    assert overall(positions(*told).values())["FRA"].status == "withdrawn"


def test_over_all_components_a_refusal_stands_before_an_exclusion() -> None:
    """Of refusals the newest; what others do to an actor comes after what it says itself."""
    told = (
        statement("a", component="hq", status="declined", said="2030-01-01"),
        statement("b", component="patrol", status="suspended", said="2030-01-05"),
        statement("c", component="border", status="excluded", said="2030-02-01"),
    )
    assert overall(positions(*told).values())["FRA"].status == "suspended"


def test_the_words_of_the_rules_are_those_of_the_record() -> None:
    """The slow rules know the same ladder, the same refusals and the same strengths."""
    assert tuple(reversed(oracle.POSITIVE)) == LADDER
    assert tuple(oracle.NEGATIVE) == NEGATIVES
    assert tuple(oracle.STRENGTH) == EVIDENCE
