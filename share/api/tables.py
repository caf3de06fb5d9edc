"""What changed, what contradicts and what is not settled, as tables of a view."""

from typing import Any

import pyarrow as pa

from data.changes import NUMBER, Change, changes_between
from data.changes import as_dict as change_dict
from data.disagreements import Disagreement, disagreements_on
from data.disagreements import as_dict as disagreement_dict
from data.open_questions import Question
from data.open_questions import as_dict as question_dict
from data.record import Record
from share.comparison import change_name, change_sides
from share.language import Language
from share.links import Choice
from share.names import actor_full_name, actor_name, component_label
from share.snapshot import ALL, Snapshot, disputes_in_view
from share.tables.content import Row, Table
from share.words import CHANGE, TOPIC

IDS = pa.list_(pa.string())
"""Statements by id, in a column of any of these tables."""


def changes_table(before: Snapshot, after: Snapshot, choice: Choice, t: Language) -> Table:
    """
    List what changed from one day to the other, everybody's, as `data.changes` finds it.

    The page on changes shows those with `contributor`. A status that was chosen keeps
    what changed from it or to it.
    """
    record = after.record
    found = changes_between(before.positions, after.positions, by_id=record.by_id)
    return Table(
        "changes",
        (
            *("from", "to", "actor", "actor_name", "component", "component_name", "kind", "unit"),
            *("before", "after", "before_text", "after_text", "sentence"),
            *("contributor", "statement_ids"),
        ),
        {
            "from": pa.date32(),
            "to": pa.date32(),
            "contributor": pa.bool_(),
            "statement_ids": IDS,
        },
        tuple(
            {"from": before.on, "to": after.on, **_change_row(change, record, t)}
            for change in found
            if after.component in (ALL, change.component)
            and (not choice.status or _statuses(change) & set(choice.status))
        ),
    )


def _statuses(change: Change) -> set[str]:
    return {position.status for position in (change.before, change.after) if position}


def _change_row(change: Change, record: Record, t: Language) -> Row:
    before, after = change_sides(change, record, t)
    return (
        change_dict(change)
        | _named(record, change.actor, change.component, t)
        | {
            "unit": change.unit if change.kind == NUMBER else None,
            "before_text": before,
            "after_text": after,
            "sentence": change_sentence(change, record, t),
            "contributor": record.is_contributor(change.actor),
        }
    )


def change_sentence(change: Change, record: Record, t: Language) -> str:
    """Say a change in one sentence that stands on its own."""
    before, after = change_sides(change, record, t)
    return t(
        "{name}: {change}, from “{before}” to “{after}”.",
        name=change_name(change, record, t),
        change=t(CHANGE[change.kind]).lower(),
        before=before,
        after=after,
    )


def disagreements_table(view: Snapshot, choice: Choice, t: Language) -> Table:
    """
    List which statements contradict each other, as `data.disagreements` finds them.

    `dispute` is the place, in the page's list, of the dispute that a pair belongs to.
    """
    record = view.record
    pairs = disagreements_on(record.index, record.pairs, on=view.on, known=view.known)
    places = {
        (pair.statement_a, pair.statement_b): place
        for place, dispute in enumerate(disputes_in_view(view), start=1)
        for pair in dispute.disagreements
    }
    return Table(
        "disagreements",
        (
            *("statement_a", "statement_b", "actor", "actor_name", "component"),
            *("component_name", "kind", "day", "dispute"),
        ),
        {"day": pa.date32(), "dispute": pa.int64()},
        tuple(
            disagreement_dict(pair)
            | _named(record, pair.actor, pair.component, t)
            | {"day": pair.day, "dispute": places[pair.statement_a, pair.statement_b]}
            for pair in pairs
            if view.component in (ALL, pair.component) and _has_status(pair, record, choice)
        ),
    )


def _has_status(pair: Disagreement, record: Record, choice: Choice) -> bool:
    said = {record.by_id[name].status for name in (pair.statement_a, pair.statement_b)}
    return not choice.status or bool(said & set(choice.status))


def questions_table(view: Snapshot, choice: Choice, t: Language) -> Table:
    """List what is not settled on the day, then what has been settled by it."""
    return Table(
        "open-questions",
        (
            *("actor", "actor_name", "component", "component_name", "topic", "topic_name"),
            *("since", "raised_by", "answered_on", "answered_by", "days_open", "summary"),
        ),
        {
            "since": pa.date32(),
            "answered_on": pa.date32(),
            "raised_by": IDS,
            "answered_by": IDS,
            "days_open": pa.int64(),
        },
        tuple(_question_row(question, view, t) for question in view.questions()),
    )


def _question_row(question: Question, view: Snapshot, t: Language) -> Row:
    names = _named(view.record, question.actor, question.component, t)
    newest = (question.answered_by or question.raised_by)[-1]
    return (
        question_dict(question, on=view.on)
        | names
        | {
            "actor_name": actor_full_name(view.record.mission, question.actor, t),
            "topic_name": t(TOPIC[question.topic]),
            "summary": t.pick(newest.summary),
        }
    )


def _named(record: Record, actor: str, component: str, t: Language) -> dict[str, Any]:
    return {
        "actor_name": actor_name(record.mission, actor, t),
        "component_name": component_label(record.mission, component, t),
    }
