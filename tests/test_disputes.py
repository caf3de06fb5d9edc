"""Who contradicts whom on a day, and which contradictions are one dispute."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import records, shuffled_days, statement

from data.disagreements import (
    DIRECTION,
    NOTED,
    QUANTITY,
    Disagreement,
    disagreements_on,
    find_pairs,
)
from data.disputes import AWAY, NUMBER, TOWARDS, VIEW, Dispute, direction, disputes
from data.index import index_statements
from data.model import Link, Statement
from data.positions import CONTESTED_DAYS
from data.record import open_record


@st.composite
def quarrels(draw: st.DrawFn) -> list[Statement]:
    """Draw a few speakers on one actor's troops, close in time, most of them with a number."""
    words = st.tuples(
        st.integers(1, 28),
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["committed", "considering", "declined"]),
        st.sampled_from([None, (50, 50), (200, 500), (None, 200), (500, None), (8000, 8000)]),
    )
    return [
        statement(f"s-{at}", said=f"2030-01-{day:02}", speaker=who, status=status, number=number)
        for at, (day, who, status, number) in enumerate(draw(st.lists(words, max_size=8)))
    ]


STORIES = st.one_of(records(), quarrels())


def found_in(
    told: Sequence[Statement],
    *,
    links: Sequence[Link] = (),
    on: date = date.max,
    known: date = date.max,
) -> tuple[Disagreement, ...]:
    """Apply the rules to some statements."""
    index = index_statements(told)
    return disagreements_on(index, find_pairs(index, links=links), on=on, known=known)


def disputed(told: Sequence[Statement], *, links: Sequence[Link] = ()) -> tuple[Dispute, ...]:
    """Join the disagreements of some statements."""
    return disputes(found_in(told, links=links), {one.statement_id: one for one in told})


def noted(a: str, b: str) -> Link:
    """Return an editors' link between two statements."""
    return Link(a, b, "contradicts", {})


def pairs_of(found: Sequence[Disagreement]) -> set[tuple[frozenset[str], str]]:
    """Return which statements contradict each other, whichever came first, and why."""
    return {(frozenset((one.statement_a, one.statement_b)), one.kind) for one in found}


def sides_of(dispute: Dispute) -> list[tuple[str, list[str]]]:
    """Return each side's stance and the ids of its statements."""
    return [(side.stance, [s.statement_id for s in side.statements]) for side in dispute.sides]


def of_record(**clocks: date) -> tuple[Disagreement, ...]:
    """Return the disagreements of the shipped record."""
    record = open_record("gaza")
    return disagreements_on(record.index, record.pairs, **{"on": date.max, **clocks})


@settings(deadline=None, max_examples=50)
@given(told=STORIES, data=st.data())
def test_a_disagreement_is_symmetric(told: list[Statement], data: st.DataObject) -> None:
    """Neither the order of the rows nor who spoke first decides whether two contradict."""
    found = found_in(told)
    assert pairs_of(found_in(data.draw(st.permutations(told)))) == pairs_of(found)
    by_id = {one.statement_id: one for one in told}
    for one in found:
        a, b = by_id[one.statement_a], by_id[one.statement_b]
        turned = [replace(a, said_from=b.said_from), replace(b, said_from=a.said_from)]
        assert pairs_of(found_in(turned)) == pairs_of([one])


@settings(deadline=None, max_examples=50)
@given(told=STORIES, on=shuffled_days(), known=shuffled_days(), later=shuffled_days())
def test_knowing_more_never_loses_a_disagreement(
    told: list[Statement], on: date, known: date, later: date
) -> None:
    """What was contradicted by then stays contradicted, on either clock."""
    found = set(found_in(told, on=on, known=known))
    assert found <= set(found_in(told, on=on, known=max(known, later)))
    assert found <= set(found_in(told, on=max(on, later), known=known))


@settings(deadline=None, max_examples=50)
@given(told=STORIES, on=shuffled_days(), known=shuffled_days())
def test_both_statements_are_said_and_published(
    told: list[Statement], on: date, known: date
) -> None:
    """A list for a day is the list made from what was there; the newest stands first."""
    visible = [s for s in told if s.said_from <= on and s.source.published_on <= known]
    found = found_in(told, on=on, known=known)
    assert set(found) == set(found_in(visible))
    by_id = {one.statement_id: one for one in told}
    for one in found:
        assert by_id[one.statement_a].said_from <= by_id[one.statement_b].said_from == one.day
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)


@settings(deadline=None, max_examples=50)
@given(told=STORIES)
def test_every_pair_is_in_one_dispute_between_two_sides(told: list[Statement]) -> None:
    """Nothing is lost in joining, and no side contradicts itself."""
    found = found_in(told)
    made = disputes(found, {one.statement_id: one for one in told})
    assert sorted(map(repr, (pair for one in made for pair in one.disagreements))) == sorted(
        map(repr, found)
    )
    for one in made:
        side_of = {s.statement_id: at for at, side in enumerate(one.sides) for s in side.statements}
        assert len(side_of) == sum(len(side.statements) for side in one.sides)
        assert all(side.statements for side in one.sides)
        for pair in one.disagreements:
            assert side_of[pair.statement_a] != side_of[pair.statement_b]
            assert (pair.actor, pair.component) == (one.actor, one.component)
        days = [s.said_from for side in one.sides for s in side.statements]
        assert (one.first, one.last) == (min(days), max(days))
        assert one.last == max(pair.day for pair in one.disagreements)
        if one.kind == DIRECTION:
            assert [side.stance for side in one.sides] == [TOWARDS, AWAY]
            assert [{direction(s) for s in side.statements} for side in one.sides] == [{1}, {-1}]


def test_numbers_stand_from_the_smallest_up() -> None:
    """Each number is a side; who gives the same bounds stands together."""
    (one,) = disputed(
        [
            statement("a", speaker="A", number=(5000, None)),
            statement("b", speaker="B", number=(600, 600)),
            statement("c", speaker="C", number=(None, 200)),
            statement("d", speaker="D", number=(600, 600)),
        ]
    )
    assert (one.kind, len(one.disagreements)) == (QUANTITY, 5)
    assert sides_of(one) == [(NUMBER, ["c"]), (NUMBER, ["b", "d"]), (NUMBER, ["a"])]
    assert one.speakers == ("C", "B", "D", "A")


def test_direction_and_number_are_two_disputes() -> None:
    """Whether somebody comes is another question than with how many."""
    made = disputed(
        [
            statement("few", speaker="A", number=(50, 50)),
            statement("many", speaker="B", number=(500, 500)),
            statement("no", speaker="C", status="declined"),
        ]
    )
    assert {one.kind: sides_of(one) for one in made} == {
        DIRECTION: [(TOWARDS, ["few", "many"]), (AWAY, ["no"])],
        QUANTITY: [(NUMBER, ["few"]), (NUMBER, ["many"])],
    }


def test_what_the_editors_noted_has_the_sides_that_its_links_draw() -> None:
    """Whoever is against the same word stands on one side."""
    told = [statement(name, said=f"2030-01-0{at}") for at, name in enumerate("abcd", start=1)]
    (one,) = disputed(told, links=[noted("a", "b"), noted("c", "b"), noted("c", "d")])
    assert (one.kind, sides_of(one)) == (NOTED, [(VIEW, ["a", "c"]), (VIEW, ["b", "d"])])


def test_three_that_contradict_each_other_are_three_sides() -> None:
    """Two sides are not made up where there are three."""
    told = [statement(name, said=f"2030-01-0{at}") for at, name in enumerate("abc", start=1)]
    (one,) = disputed(told, links=[noted("a", "b"), noted("b", "c"), noted("a", "c")])
    assert sides_of(one) == [(VIEW, ["a"]), (VIEW, ["b"]), (VIEW, ["c"])]


def test_opposites_too_far_apart_join_the_dispute_that_the_editors_link() -> None:
    """A noted pair keeps its own mark inside a dispute over direction."""
    told = [
        statement("early", said="2030-01-01", speaker="A"),
        statement("later", said="2030-02-20", speaker="B"),
        statement("no", said="2030-03-01", speaker="C", status="declined"),
    ]
    (one,) = disputed(told, links=[noted("early", "no")])
    assert sides_of(one) == [(TOWARDS, ["early", "later"]), (AWAY, ["no"])]
    assert {pair.statement_a: pair.kind for pair in one.disagreements} == {
        "early": NOTED,
        "later": DIRECTION,
    }


def test_a_dispute_is_fresh_for_as_long_as_it_contests_a_position() -> None:
    """The newest contradiction counts, and its ninetieth day is the last."""
    (one,) = disputed(
        [
            statement("yes", said="2030-01-01", speaker="A"),
            statement("no", said="2030-01-10", speaker="B", status="declined"),
        ]
    )
    last = date(2030, 1, 10) + timedelta(days=CONTESTED_DAYS)
    assert one.is_fresh(on=last)
    assert not one.is_fresh(on=last + timedelta(days=1))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (  # Healey: can help monitor the ceasefire. Carns: the team does not.
            *("gbr-2025-10-20-can-help-monitor-ceasefire", "gbr-2025-10-team-not-monitoring"),
            DIRECTION,
        ),
        (  # Falconer: contributes to verification. Carns: the team does not.
            *("gbr-2025-10-29-contributes-to-verification", "gbr-2025-10-team-not-monitoring"),
            DIRECTION,
        ),
        (  # Turkey's defence minister: ready. The Israeli Prime Minister's Office: no.
            *("tur-2025-10-16-guler-ready", "tur-2025-10-22-pmo-no"),
            DIRECTION,
        ),
        (  # Jakarta: talks on hold. Washington: talks continue.
            *("idn-2026-03-03-talks-on-hold", "idn-2026-03-06-us-says-talks-continue"),
            DIRECTION,
        ),
        (  # The army's chief: 5,000 to 8,000. The deputy minister: about 600.
            *("idn-2026-02-09-brigade-5000-8000", "idn-2026-02-10-about-600"),
            QUANTITY,
        ),
        (  # The same money, pledged or already sent: only a reader sees it.
            *("are-2026-04-police-27000", "are-2026-04-police-100m-sent"),
            NOTED,
        ),
    ],
)
def test_the_known_contradictions_are_found(a: str, b: str, kind: str) -> None:
    """Each stands in statements.csv; the rule finds it without an editor, except the last."""
    (one,) = (d for d in of_record() if {d.statement_a, d.statement_b} == {a, b})
    assert (one.statement_a, one.statement_b, one.kind) == (a, b, kind)


def test_a_contradiction_appears_when_the_second_word_is_published() -> None:
    """Al Carns spoke in October 2025, and nobody could read it before his source appeared."""
    record = open_record("gaza")
    name = "gbr-2025-10-team-not-monitoring"
    day = record.by_id[name].source.published_on
    before = of_record(known=day - timedelta(days=1))
    assert not any(name in (d.statement_a, d.statement_b) for d in before)
    assert any(d.statement_b == name for d in of_record(known=day))


def test_turkey_is_one_dispute_side_against_side() -> None:
    """More than thirty pairs read as one: ready on one side, kept out on the other."""
    record = open_record("gaza")
    made = [
        one
        for one in disputes(of_record(), record.by_id)
        if (one.actor, one.component) == ("TUR", "isf")
    ]
    (one,) = made
    towards, away = one.sides
    assert len(one.disagreements) > 30
    assert {"Yaşar Güler", "Hakan Fidan", "Tom Barrack"} <= set(towards.speakers)
    assert {"Gideon Saar", "Benjamin Netanyahu"} <= set(away.speakers)
    assert (one.first, one.last) == (date(2025, 10, 16), date(2026, 1, 31))
    assert one.is_fresh(on=date(2026, 5, 1))
    assert not one.is_fresh(on=date(2026, 5, 2))


def test_every_noted_link_of_the_record_is_shown_or_already_seen() -> None:
    """What the editors link is in a dispute, and marked as theirs unless the columns say it."""
    record = open_record("gaza")
    shown = {pair for pair, _ in pairs_of(of_record())}
    for link in record.mission.links:
        if link.kind == "contradicts":
            assert frozenset((link.statement_a, link.statement_b)) in shown
