"""One speaker who turns has changed their mind; it takes two to disagree."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import records, statement

from data.changes_of_mind import changes_of_mind
from data.disagreements import find_pairs
from data.index import index_statements
from data.model import Statement
from data.record import open_record


def turns(*told: Statement) -> list[tuple[str, str, str]]:
    """Return the changes of mind in some statements, as ids and kind."""
    return [
        (turn.before.statement_id, turn.after.statement_id, turn.kind)
        for turn in changes_of_mind(told)
    ]


def test_the_opposite_direction_later_is_a_change_of_mind() -> None:
    """However late: there is no window as there is between two speakers."""
    told = (
        statement("yes", said="2030-01-01"),
        statement("no", said="2031-01-01", status="declined"),
    )
    assert turns(*told) == [("yes", "no", "direction")]


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        ((600, 600), (8000, 8000), True),
        ((None, 200), (500, None), True),
        ((8000, None), (8000, 8000), False),  # "8,000 or more", then 8,000: both can be true
        ((5000, 8000), (None, 8000), False),
    ],
)
def test_another_number_is_one_that_cannot_be_true_beside_the_first(
    first: tuple[int | None, int | None], second: tuple[int | None, int | None], turned: bool
) -> None:
    """Saying a number more exactly is no change of mind."""
    told = (
        statement("old", said="2030-01-01", number=first),
        statement("new", said="2030-01-05", number=second),
    )
    assert turns(*told) == ([("old", "new", "quantity")] if turned else [])


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": "Somebody Else"},
        {"actor": "KEN"},
        {"component": "hq"},
        {"role": "training"},
        {"said": "2030-01-01"},
        {"status": "open"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_is_about_something_else_is_no_change_of_mind(other: dict[str, str]) -> None:
    """Another speaker, actor, component or role, the same day, or nothing settled."""
    told = (
        statement("yes", said="2030-01-01"),
        statement("no", **{"said": "2030-01-05", "status": "declined", **other}),
    )
    assert turns(*told) == []


def test_a_word_about_no_role_in_particular_is_held_against_any() -> None:
    """Whoever offered soldiers and then says no to everything has turned."""
    told = (
        statement("yes", said="2030-01-01", role="troops"),
        statement("no", said="2030-01-05", role="unspecified", status="suspended"),
    )
    assert turns(*told) == [("yes", "no", "direction")]


def test_only_the_last_word_is_held_against_the_next() -> None:
    """Yes, yes, no, no, yes: two turns, the newest first."""
    days = ("yes", "yes", "no", "no", "yes")
    told = [
        statement(f"{at}-{word}", said=f"2030-01-0{at}", status="committed")
        if word == "yes"
        else statement(f"{at}-{word}", said=f"2030-01-0{at}", status="declined")
        for at, word in enumerate(days, start=1)
    ]
    assert turns(*told) == [
        ("4-no", "5-yes", "direction"),
        ("2-yes", "3-no", "direction"),
    ]


def test_a_day_with_both_words_is_nobodys_turn() -> None:
    """Where one says yes and no on one day, nobody knows which was the last word."""
    told = (
        statement("yes", said="2030-01-01"),
        statement("no", said="2030-01-01", status="declined"),
        statement("again", said="2030-01-05"),
    )
    assert turns(*told) == []


def test_what_is_said_twice_on_a_day_is_told_once() -> None:
    """One speech in two newspapers is one change of mind."""
    told = (
        statement("yes", said="2030-01-01"),
        statement("no", said="2030-01-05", status="declined"),
        statement("no-too", said="2030-01-05", status="declined"),
    )
    assert turns(*told) == [("yes", "no", "direction")]


@settings(deadline=None, max_examples=50)
@given(told=records(), data=st.data())
def test_a_change_of_mind_is_never_a_disagreement(
    told: list[Statement], data: st.DataObject
) -> None:
    """The two lists share no pair, and neither depends on the order of the rows."""
    index = index_statements(told)
    found = find_pairs(index)
    disagreeing = {
        frozenset((index.ids[a], index.ids[b]))
        for a, b in zip(found.first, found.second, strict=True)
    }
    for turn in changes_of_mind(told):
        assert turn.before.who == turn.after.who
        assert turn.before.said_from < turn.after.said_from
        assert frozenset((turn.before.statement_id, turn.after.statement_id)) not in disagreeing
    assert turns(*data.draw(st.permutations(told))) == turns(*told)


def test_who_turned_in_the_record() -> None:
    """Three Indonesian officials: the spokesman, the foreign minister, the deputy minister."""
    record = open_record("gaza")
    found = changes_of_mind(record.by_id.values())
    assert [(t.after.speaker, t.kind, t.before.said_from, t.after.said_from) for t in found] == [
        ("Prasetyo Hadi", "direction", date(2026, 2, 10), date(2026, 3, 17)),
        ("Sugiono", "direction", date(2026, 2, 21), date(2026, 3, 3)),
        ("Donny Ermawan Taufanto", "quantity", date(2026, 2, 10), date(2026, 2, 22)),
    ]
