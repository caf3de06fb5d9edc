"""A question is open from the day somebody says so until a later day settles it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import statement

from data.model import Statement
from data.open_questions import Question, open_questions
from data.record import Record
from data.words import STATUSES, TOPICS


def said(number: int, status: str, *, topic: str = "size", actor: str = "CORPS") -> Statement:
    """Return a statement of a day of January about the force as such."""
    return statement(
        f"{topic}-{number:02}-{status}",
        said=f"2030-01-{number:02}",
        status=status,
        topic=topic,
        actor=actor,
        role="unspecified",
    )


def spells(*told: Statement) -> list[tuple[int, int | None]]:
    """Return from which to which day of January each question was open."""
    return [
        (question.since.day, question.answered_on.day if question.answered_on else None)
        for question in open_questions(told)
    ]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([], []),
        ([(1, "committed")], []),
        ([(1, "open")], [(1, None)]),
        ([(1, "open"), (4, "open")], [(1, None)]),
        ([(1, "open"), (4, "committed")], [(1, 4)]),
        ([(1, "open"), (4, "deployed")], [(1, 4)]),
        ([(1, "open"), (4, "conditional")], [(1, None)]),
        ([(1, "open"), (4, "considering")], [(1, None)]),
        ([(1, "open"), (4, "in_talks")], [(1, None)]),
        ([(1, "open"), (4, "declined")], [(1, None)]),
        ([(1, "open"), (1, "committed")], [(1, None)]),
        ([(1, "committed"), (4, "open")], [(4, None)]),
        ([(1, "open"), (4, "committed"), (6, "deployed")], [(1, 4)]),
        ([(1, "open"), (4, "committed"), (6, "open")], [(6, None), (1, 4)]),
        ([(1, "open"), (4, "committed"), (6, "open"), (9, "deployed")], [(1, 4), (6, 9)]),
        ([(1, "open"), (4, "open"), (4, "committed")], [(1, None)]),
        ([(1, "open"), (4, "open"), (4, "committed"), (5, "committed")], [(1, 5)]),
    ],
)
def test_raised_settled_and_raised_again(
    told: list[tuple[int, str]], found: list[tuple[int, int | None]]
) -> None:
    """Only a later day settles, only what is decided or in place; open ones come first."""
    statements = [said(number, status) for number, status in told]
    assert spells(*statements) == found
    assert spells(*reversed(statements)) == found


def test_both_sides_of_a_question_keep_their_statements() -> None:
    """Who raised it, oldest first, and all who settled it on the day that did."""
    told = [
        said(4, "open"),
        said(1, "open"),
        said(9, "committed"),
        said(9, "deployed"),
        said(12, "committed"),
    ]
    (question,) = open_questions(told)
    assert [one.said_from.day for one in question.raised_by] == [1, 4]
    assert [one.said_from.day for one in question.answered_by] == [9, 9]


def test_a_topic_is_settled_for_its_own_body_and_component_only() -> None:
    """Another topic, another body or no topic at all answers nothing."""
    told = [
        said(1, "open"),
        said(4, "committed", topic="base"),
        said(4, "committed", actor="EU"),
        statement("no-topic", said="2030-01-05", actor="CORPS", status="committed"),
        statement("other", said="2030-01-05", actor="CORPS", topic="size", component="hq"),
    ]
    assert spells(*told) == [(1, None)]


def test_a_statement_about_an_actor_without_a_topic_is_no_question() -> None:
    """To be undecided about a contributor is not a question about the mission."""
    assert open_questions([statement("one", status="open", topic="")]) == ()


@pytest.mark.parametrize(("on", "days"), [(1, 0), (3, 2), (31, 30)])
def test_open_days_are_counted_up_to_the_day(on: int, days: int) -> None:
    """While nobody settles it the count goes on."""
    (question,) = open_questions([said(1, "open")])
    assert question.days_open(on=date(2030, 1, on)) == days


@pytest.mark.parametrize("on", [9, 20, 31])
def test_the_days_of_a_settled_question_stand_still(on: int) -> None:
    """Afterwards it took as long as it took."""
    (question,) = open_questions([said(1, "open"), said(9, "committed")])
    assert question.days_open(on=date(2030, 1, on)) == 8


@settings(deadline=None, max_examples=50)
@given(
    told=st.lists(
        st.builds(
            said,
            st.integers(1, 12),
            st.sampled_from(STATUSES),
            topic=st.sampled_from(TOPICS[:2]),
        ),
        max_size=12,
        unique_by=lambda one: one.statement_id,
    ),
    data=st.data(),
)
def test_every_opening_is_in_one_question(told: list[Statement], data: st.DataObject) -> None:
    """No order of rows changes that, no answer is of the day it was raised, no spells overlap."""
    found = open_questions(told)
    assert open_questions(data.draw(st.permutations(told))) == found
    raised = [one.statement_id for question in found for one in question.raised_by]
    assert sorted(raised) == sorted(one.statement_id for one in told if one.status == "open")
    for question in found:
        assert {one.status for one in question.answered_by} <= {"deployed", "committed"}
        if question.answered_on:
            assert question.answered_on > question.raised_by[-1].said_from
    for topic in TOPICS[:2]:
        ended = sorted((q.since, q.answered_on or date.max) for q in found if q.topic == topic)
        for (_, end), (start, _) in zip(ended, ended[1:], strict=False):
            assert end < start


# --- the shipped record, read by hand -----------------------------------------------------


def of(record: Record, topic: str, *, actor: str, on: date) -> list[Question]:
    """Return a body's questions about a topic as heard by a day, the oldest first."""
    found = open_questions(record.heard(on=on))
    return sorted(
        (one for one in found if (one.actor, one.topic) == (actor, topic)), key=lambda q: q.since
    )


def test_the_creation_of_the_force_took_39_days(record: Record) -> None:
    """From Albares on 9 October to resolution 2803 on 17 November."""
    (question,) = of(record, "creation", actor="ISF", on=record.mission.last_day)
    assert (question.since, question.answered_on) == (date(2025, 10, 9), date(2025, 11, 17))
    assert [one.statement_id for one in question.answered_by] == ["isf-2025-11-17-resolution-2803"]
    assert question.days_open(on=record.mission.last_day) == 39


def test_the_creation_was_open_until_the_day_of_the_resolution(record: Record) -> None:
    """On the eve it counts 38 days and has no answer."""
    eve = date(2025, 11, 16)
    (question,) = of(record, "creation", actor="ISF", on=eve)
    assert (question.answered_on, question.days_open(on=eve)) == (None, 38)


def test_the_timetable_was_settled_and_opened_again(record: Record) -> None:
    """Days and weeks, says the Board in February; timelines may shift, say officials in March."""
    first, second = of(record, "timeline", actor="ISF", on=record.mission.last_day)
    assert (first.since, first.answered_on) == (date(2025, 12, 12), date(2026, 2, 24))
    assert (second.since, second.answered_on) == (date(2026, 3, 6), None)


def test_who_is_at_the_centre_was_settled_and_opened_again(record: Record) -> None:
    """Sixteen countries on 3 November; in January some Europeans were not back."""
    first, second = of(record, "composition", actor="CMCC", on=record.mission.last_day)
    assert first.days_open(on=record.mission.last_day) == 13
    assert (second.since, len(second.raised_by)) == (date(2026, 1, 20), 2)


@pytest.mark.parametrize("topic", ["rules_of_engagement", "chain_of_command", "legal_status"])
def test_what_the_article_of_the_day_left_open_is_open_to_the_end(
    record: Record, topic: str
) -> None:
    """218 days after 21 October nothing in the record settles it for the centre."""
    on = record.mission.last_day
    (question,) = of(record, topic, actor="CMCC", on=on)
    assert (question.since, question.answered_by) == (date(2025, 10, 21), ())
    assert question.days_open(on=on) == (on - date(2025, 10, 21)).days == 218


def test_an_answer_that_is_not_published_yet_is_not_known(record: Record) -> None:
    """Said on 17 November, printed on the 18th: on the 17th nobody could read it."""
    on = date(2025, 11, 17)
    heard = record.heard(on=on, known=on)
    (question,) = (one for one in open_questions(heard) if one.topic == "creation")
    assert question.answered_on is None


def test_questions_come_open_first_and_oldest_first(record: Record) -> None:
    """The list a reader sees starts with what has been open longest."""
    found = open_questions(record.heard(on=record.mission.last_day))
    assert [(bool(q.answered_by), q.since) for q in found] == sorted(
        (bool(q.answered_by), q.since) for q in found
    )
    assert {q.actor for q in found} <= record.bodies
    assert found[0].days_open(on=record.mission.last_day + timedelta(1)) == 219
