"""Two statements disagree when the columns say so, or when the editors noted it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import records, statement

from data.disagreements import DIRECTION, KINDS, NOTED, QUANTITY, WINDOW_DAYS, Pairs, find_pairs
from data.index import Index, index_statements
from data.model import Link, Quantity, Statement
from data.record import Record


def named(index: Index, pairs: Pairs) -> dict[frozenset[str], str]:
    """Return the kind of each pair by its two ids; a pair may come once only."""
    found = {
        frozenset((index.ids[one], index.ids[two])): KINDS[kind]
        for one, two, kind in zip(pairs.first, pairs.second, pairs.kind, strict=True)
    }
    assert len(found) == len(pairs.first)
    return found


def kinds(told: Sequence[Statement], links: Sequence[Link] = ()) -> dict[frozenset[str], str]:
    """Apply the rule to some statements."""
    index = index_statements(told)
    return named(index, find_pairs(index, links=links))


def kind_of(one: Statement, two: Statement) -> str | None:
    """Return how two statements disagree, and see that the slow rule agrees."""
    (found,) = kinds([one, two]).values() or (None,)
    assert oracle.disagree(one, two) == oracle.disagree(two, one) == found
    return found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("gbr-2025-10-20-can-help-monitor-ceasefire", "gbr-2025-10-team-not-monitoring"),
        ("gbr-2025-10-29-contributes-to-verification", "gbr-2025-10-team-not-monitoring"),
        ("tur-2025-10-16-guler-ready", "tur-2025-10-22-pmo-no"),
        ("tur-2025-10-24-erdogan-talks", "tur-2025-10-27-saar-veto"),
        ("tur-2025-11-15-fidan-ready", "tur-2025-11-09-no-boots"),
        ("idn-2026-03-03-talks-on-hold", "idn-2026-03-06-us-says-talks-continue"),
    ],
)
def test_the_named_cases_are_found_by_the_columns(record: Record, one: str, two: str) -> None:
    """British ministers, Turkey and Israel, Jakarta and Washington: opposite directions."""
    without_links = named(record.index, find_pairs(record.index))
    assert without_links[frozenset((one, two))] == DIRECTION
    assert named(record.index, record.pairs)[frozenset((one, two))] == DIRECTION


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("isf-2025-12-13-wsj-10000", "isf-2025-12-13-wsj-under-8000"),
        ("tur-2025-10-16-guler-ready", "tur-2025-10-24-erdogan-talks"),
        ("gbr-2025-10-20-not-leading", "gbr-2025-10-20-anchor-role"),
    ],
)
def test_what_looks_alike_in_the_record(record: Record, one: str, two: str) -> None:
    """Two groups of officials give two sizes; two ministers agree; one man speaks twice."""
    found = named(record.index, record.pairs)
    expected = QUANTITY if one.startswith("isf") else None
    assert found.get(frozenset((one, two))) == expected


def test_every_pair_of_the_record_is_as_the_words_say(record: Record) -> None:
    """All statements compared with all others, slowly, give the same pairs of the same kind."""
    slow = oracle.disagreements(record.mission.statements, record.mission.links)
    found = {one.pair: one.kind for one in slow}
    assert named(record.index, record.pairs) == found
    assert set(found.values()) == set(KINDS)


def test_editors_add_only_what_the_columns_do_not_say(record: Record) -> None:
    """Each link of theirs is a pair, marked as theirs where no rule finds it."""
    computed = named(record.index, find_pairs(record.index))
    found = named(record.index, record.pairs)
    assert NOTED not in computed.values()
    assert {pair: kind for pair, kind in found.items() if kind != NOTED} == computed
    linked = {
        frozenset((link.statement_a, link.statement_b))
        for link in record.mission.links
        if link.kind == "contradicts"
    }
    assert {pair for pair, kind in found.items() if kind == NOTED} == linked - computed.keys()


@pytest.mark.parametrize("kind", ["contradicts", "repeats", "supersedes"])
def test_only_a_contradiction_is_a_disagreement(kind: str) -> None:
    """What repeats or supersedes another statement does not contradict it."""
    told = [statement("one"), statement("two", said="2030-09-01", status="declined")]
    found = kinds(told, [Link("two", "one", kind, {})])
    assert found == ({frozenset(("one", "two")): NOTED} if kind == "contradicts" else {})


def test_a_link_the_columns_already_say_changes_nothing() -> None:
    """The pair keeps its kind and comes once, whichever way round it was linked."""
    told = [statement("one"), statement("two", status="declined", speaker="B. General")]
    for ends in (("one", "two"), ("two", "one")):
        assert kinds(told, [Link(*ends, "contradicts", {})]) == {
            frozenset(("one", "two")): DIRECTION
        }


def test_a_link_to_a_statement_left_out_is_ignored() -> None:
    """What rests on a row that cannot be used says nothing."""
    assert kinds([statement("one")], [Link("one", "gone", "contradicts", {})]) == {}


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ({"status": "deployed"}, {"status": "withdrawn"}, DIRECTION),
        ({"status": "in_talks"}, {"status": "excluded"}, DIRECTION),
        ({"status": "conditional"}, {"status": "suspended"}, DIRECTION),
        ({"status": "committed"}, {"status": "declined"}, DIRECTION),
        ({"status": "deployed"}, {"status": "in_talks"}, None),
        ({"status": "declined"}, {"status": "excluded"}, None),
        ({"status": "committed"}, {"status": "open"}, None),
        ({"status": "open"}, {"status": "declined"}, None),
        ({"role": "troops"}, {"role": "police", "status": "declined"}, None),
        ({"role": "troops"}, {"role": "unspecified", "status": "declined"}, DIRECTION),
        ({"role": "unspecified"}, {"role": "police", "status": "declined"}, DIRECTION),
        ({}, {"status": "declined", "component": "hq"}, None),
        ({}, {"status": "declined", "actor": "KEN"}, None),
        ({}, {"status": "declined", "topic": "size"}, DIRECTION),
        ({}, {"status": "declined", "speaker": "A. Minister"}, None),
        ({}, {"status": "declined", "speaker": "A. Minister", "publisher": "The Post"}, None),
        (
            {"speaker": "the publisher", "publisher": "The Paper"},
            {"speaker": "the publisher", "publisher": "The Post", "status": "declined"},
            DIRECTION,
        ),
        (
            {"speaker": "the publisher", "publisher": "The Paper"},
            {"speaker": "the publisher", "publisher": "The Paper", "status": "declined"},
            None,
        ),
        (
            {"speaker": "The Paper"},
            {"speaker": "the publisher", "publisher": "The Paper", "status": "declined"},
            None,
        ),
    ],
)
def test_directions_are_opposed_about_one_thing_by_two_speakers(
    one: dict[str, str], two: dict[str, str], found: str | None
) -> None:
    """The same actor, component and role, or none in particular; a medium goes by its name."""
    assert kind_of(statement("one", **one), statement("two", **{"speaker": "B."} | two)) == found


@pytest.mark.parametrize(("apart", "found"), [(0, DIRECTION), (30, DIRECTION), (31, None)])
def test_thirty_days_apart_is_a_disagreement_and_one_more_a_development(
    apart: int, found: str | None
) -> None:
    """The window includes its last day, in both directions of time."""
    assert WINDOW_DAYS == 30
    first = date(2030, 1, 15)
    early, late = first.isoformat(), (first + timedelta(apart)).isoformat()
    for yes, no in ((early, late), (late, early)):
        assert (
            kind_of(
                statement("yes", said=yes),
                statement("no", said=no, status="declined", speaker="B. General"),
            )
            == found
        )


def test_a_month_counts_from_its_last_day_in_the_window_too() -> None:
    """Said in January and published in April, it is of 31 January."""
    month = statement("no", said="2030-01", published="2030-04", status="declined", speaker="B.")
    assert kind_of(statement("yes", said="2030-03-02"), month) == DIRECTION
    assert kind_of(statement("yes", said="2030-03-03"), month) is None


PEOPLE: tuple[Any, ...] = (
    ((200, 200), (200, 200), None),
    ((200, 200), (201, 201), QUANTITY),
    ((None, 200), (200, 200), None),
    ((None, 200), (201, None), QUANTITY),
    ((None, 200), (None, 9), None),
    ((50, None), (1000, None), None),
    ((50, None), (49, 49), QUANTITY),
    ((50, 100), (100, 150), None),
    ((50, 100), (101, 150), QUANTITY),
    ((50, 150), (60, 70), None),
    ((0, 0), (1, None), QUANTITY),
    ((0, 0), (None, 9), None),
    (None, (200, 200), None),
)


@pytest.mark.parametrize(("one", "two", "found"), PEOPLE)
def test_numbers_disagree_when_they_cannot_both_be_true(
    one: Any, two: Any, found: str | None
) -> None:
    """Their ranges have no number in common; a missing bound is no bound."""
    first, second = statement("one", number=one), statement("two", number=two, speaker="B.")
    assert kind_of(first, second) == found
    assert kind_of(second, first) == found


@pytest.mark.parametrize(
    "other",
    [
        {"qty_of": "whole"},
        {"topic": "size"},
        {"number": Quantity(900, 900, "police", "exact")},
        {"speaker": "A. Minister"},
        {"role": "police"},
        {"said": "2030-03-01"},
    ],
)
def test_other_numbers_are_about_something_else(other: dict[str, Any]) -> None:
    """Another owner, topic, unit, role or month, or the same speaker again: no disagreement."""
    one = statement("one", number=(200, 200))
    two = statement("two", **{"number": (900, 900), "speaker": "B. General"} | other)
    assert kind_of(one, two) is None


def test_opposite_directions_are_named_before_numbers() -> None:
    """A pair has one kind: to go or not to go matters more than how many."""
    one = statement("one", number=(200, 200))
    two = statement("two", number=(9, 9), status="declined", speaker="B. General")
    assert kind_of(one, two) == DIRECTION


def test_no_statements_never_disagree() -> None:
    """Neither does one alone."""
    assert kinds([]) == {}
    assert kinds([statement()]) == {}


@settings(deadline=None, max_examples=100)
@given(
    told=st.one_of(records(), records(least=20, most=50)),
    linked=st.sets(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=3),
)
def test_any_statements_disagree_as_the_words_say(
    told: list[Statement], linked: set[tuple[int, int]]
) -> None:
    """The fast rule and the slow one find the same pairs."""
    links = [
        Link(f"s-{two:02}", f"s-{one:02}", "contradicts", {}) for one, two in linked if one < two
    ]
    slow = {one.pair: one.kind for one in oracle.disagreements(told, links)}
    assert kinds(told, links) == slow


@settings(deadline=None, max_examples=50)
@given(told=records(actors=("FRA",)), data=st.data())
def test_the_order_of_rows_does_not_matter(told: list[Statement], data: st.DataObject) -> None:
    """Who is compared with whom first is nobody's advantage."""
    assert kinds(told) == kinds(data.draw(st.permutations(told)))


@settings(deadline=None, max_examples=50)
@given(told=records(actors=("FRA",)))
def test_first_is_never_said_after_second(told: list[Statement]) -> None:
    """In each pair the one that contradicts comes last; a speaker never contradicts itself."""
    index = index_statements(told)
    pairs = find_pairs(index)
    assert (index.day[pairs.first] <= index.day[pairs.second]).all()
    assert (index.speaker[pairs.first] != index.speaker[pairs.second]).all()
    by_id = {one.statement_id: one for one in told}
    for pair in named(index, pairs):
        assert len({by_id[name].who for name in pair}) == 2
