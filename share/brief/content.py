"""What a brief says of a view: the same facts as the pages, each with its footnotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.changes import Change
from data.disputes import Dispute, Side
from data.model import Statement
from data.positions import Position
from data.record import Record
from data.words import STATUSES
from share.brief.notes import Note, Notes
from share.comparison import (
    change_name,
    change_sides,
    changes_in_view,
    changes_summary,
    previous_moment,
)
from share.headline import view_of
from share.language import Language
from share.links import Choice
from share.names import actor_full_name, actor_name, component_label
from share.pages.caption import under_the_map
from share.pictures.captions import clocks, credit
from share.pictures.map_picture import drawing_of
from share.situation import situation
from share.snapshot import Snapshot, disputes_in_view, snapshot
from share.tables.about import about
from share.words import CHANGE, EVIDENCE, ROLE, STANCE, STATUS, STATUS_MEANING, TOPIC, quantity

MOST_ROWS: Final = 60
MOST_CHANGES: Final = 16
MOST_DISPUTES: Final = 9
MOST_QUESTIONS: Final = 12
"""What usually fits on four pages; what is left out is counted in the brief."""


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A text and the numbers of its footnotes; `lead` stands before it in bold.

    `said` is a statement's summary after it, in the language `said_lang`.
    """

    text: str
    notes: tuple[int, ...] = ()
    lead: str = ""
    said: str = ""
    said_lang: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under one status: its name, what it means, and who holds it."""

    status: str
    title: str
    meaning: str
    rows: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One actor's standing: name, part and role, number with its bounds, whose word it is."""

    name: str
    part: str
    number: str
    evidence: str
    hollow: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, what it says first, and its items; `rest` counts what is left out."""

    title: str
    intro: str
    items: tuple[Passage, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a brief says, in the order in which it is said."""

    lang: str
    direction: str
    title: str
    clocks: str
    summary_title: str
    summary: tuple[Passage, ...]
    map_alt: str
    map_note: str
    table_title: str
    table_rest: str
    groups: tuple[Group, ...]
    sections: tuple[Chapter, ...]
    notes_title: str
    notes: tuple[Note, ...]
    credit: str


def brief_of(record: Record, choice: Choice, t: Language, *, room: float = 1) -> Brief:
    """
    Say how things stand, who stands where, what changed, what is contested, what is open.

    Changes are counted from the choice's `since`, else from the story's moment before.
    `room` is the share of the usual length that lists may have.
    """
    view, notes = view_of(record, choice), Notes(record, t)
    facts = about(view, choice, t)
    said = situation(view, t)
    summary = tuple(Passage(one.text, notes.cite(one.statement_ids)) for one in said)
    shown = [p for p in view.shown.values() if not choice.status or p.status in choice.status]
    groups, left_out = _groups(view, shown, notes, t, most=_most(MOST_ROWS, room))
    sections = (
        _changes(view, choice, notes, t, most=_most(MOST_CHANGES, room)),
        _disagreements(view, notes, t, most=_most(MOST_DISPUTES, room)),
        _questions(view, notes, t, most=_most(MOST_QUESTIONS, room)),
    )
    return Brief(
        lang=t.code,
        direction=t.direction,
        title=t.pick(record.mission.settings.title),
        clocks=clocks(view, choice, t),
        summary_title=t("The situation"),
        summary=summary,
        map_alt=t("Map of the contributors and of the theatre on {day}", day=t.day(view.on)),
        map_note=under_the_map(view, drawing_of(view, choice, t), choice.borders, t),
        table_title=t("Who stands where"),
        table_rest=_rest(left_out, t),
        groups=groups,
        sections=sections,
        notes_title=t("Sources"),
        notes=notes.listed(),
        credit=credit(facts.version, facts.licence, t),
    )


def _most(usual: int, room: float) -> int:
    return max(round(usual * room), 1)


def _rest(count: int, t: Language) -> str:
    return t.n("and {count} more", "and {count} more", count) if count > 0 else ""


def _groups(
    view: Snapshot, shown: Sequence[Position], notes: Notes, t: Language, *, most: int
) -> tuple[tuple[Group, ...], int]:
    """Return the actors by status, firmest first, and how many did not fit."""
    mission = view.record.mission
    ordered = sorted(
        shown,
        key=lambda p: (STATUSES.index(p.status), t.order(actor_name(mission, p.actor, t))),
    )
    kept = ordered[:most]
    groups = []
    for status in dict.fromkeys(position.status for position in kept):
        rows = tuple(_row(view, p, notes, t) for p in kept if p.status == status)
        title = t("{status} {count}", status=t(STATUS[status]), count=t.number(len(rows)))
        groups.append(Group(status, title, t(STATUS_MEANING[status]), rows))
    return tuple(groups), len(ordered) - len(kept)


def _row(view: Snapshot, position: Position, notes: Notes, t: Language) -> Row:
    mission = view.record.mission
    part = component_label(mission, position.component, t)
    if position.role != "unspecified":
        part = f"{part} · {t(ROLE[position.role])}"
    limits = []
    if position.kept_out:
        keeper = position.kept_out_by
        by = actor_name(mission, keeper, t) if keeper else ""
        limits.append(t("kept out by {name}", name=by) if by else t("kept out"))
    limits += [t("contested")] if position.contested else []
    return Row(
        name=actor_name(mission, position.actor, t),
        part=t.row((part, *limits)),
        number=quantity(position.quantity, t) if position.quantity else "–",
        evidence=t(EVIDENCE[position.evidence]),
        hollow=position.reported_only,
        notes=notes.cite(position.statement_ids[:1]),
    )


def _changes(view: Snapshot, choice: Choice, notes: Notes, t: Language, *, most: int) -> Chapter:
    record = view.record
    day: date = previous_moment(record, view.on, choice.since)
    before = snapshot(record, day, view.known, view.component)
    found = changes_in_view(before, view)
    kinds = list(CHANGE)
    ordered = sorted(found, key=lambda change: kinds.index(change.kind))
    kept = ordered[:most]
    return Chapter(
        title=t("What changed since {day}", day=t.day(day)),
        intro=changes_summary(found, day, view.on, t),
        items=tuple(_change(change, record, notes, t) for change in kept),
        rest=_rest(len(ordered) - len(kept), t),
    )


def _change(change: Change, record: Record, notes: Notes, t: Language) -> Passage:
    before, after = change_sides(change, record, t)
    text = t("{before}, then {after}", before=before, after=after)
    return Passage(text, notes.cite(change.statement_ids[:1]), change_name(change, record, t))


def _disagreements(view: Snapshot, notes: Notes, t: Language, *, most: int) -> Chapter:
    found = disputes_in_view(view)
    fresh = sum(dispute.is_fresh(on=view.on) for dispute in found)
    intro = t.n(
        "By {day} the record holds {count} disagreement",
        "By {day} the record holds {count} disagreements",
        len(found),
        day=t.day(view.on),
    ) + t.n(
        ", {count} of them recent enough to contest a position.",
        ", {count} of them recent enough to contest a position.",
        fresh,
    )
    kept = found[:most]
    items = [passage for dispute in kept for passage in _dispute(dispute, view.record, notes, t)]
    return Chapter(t("Disagreements"), intro, tuple(items), _rest(len(found) - len(kept), t))


def _dispute(dispute: Dispute, record: Record, notes: Notes, t: Language) -> Iterator[Passage]:
    """Yield whom a dispute is about, then what each side said last."""
    name = actor_name(record.mission, dispute.actor, t)
    part = component_label(record.mission, dispute.component, t)
    yield Passage("", (), f"{name} · {part}")
    for side in dispute.sides:
        newest = side.statements[-1]
        by = t.beside(newest.who, t.written(newest.said_on))
        yield _told(newest, f"{_stance(side, t)} ({by})", notes, t)


def _told(newest: Statement, text: str, notes: Notes, t: Language, lead: str = "") -> Passage:
    """Put a statement's summary after a text, in the language in which there is one."""
    cited = notes.cite([newest.statement_id])
    language = t.language_of(newest.summary)
    return Passage(text, cited, lead, t.pick(newest.summary), language)


def _stance(side: Side, t: Language) -> str:
    return quantity(side.quantity, t) if side.quantity else t(STANCE[side.stance])


def _questions(view: Snapshot, notes: Notes, t: Language, *, most: int) -> Chapter:
    questions = view.questions()
    still = [question for question in questions if not question.answered_by]
    intro = t.n(
        "On {day}, {count} question is open",
        "On {day}, {count} questions are open",
        len(still),
        day=t.day(view.on),
    ) + t.n(
        ", {count} has been settled.",
        ", {count} have been settled.",
        len(questions) - len(still),
    )
    kept = still[:most]
    items = []
    for question in kept:
        newest = question.raised_by[-1]
        body = actor_full_name(view.record.mission, question.actor, t)
        since = t("open since {day}", day=t.day(question.since, "medium"))
        lead = f"{t(TOPIC[question.topic])} · {body}"
        items.append(_told(newest, since, notes, t, lead))
    return Chapter(t("Open questions"), intro, tuple(items), _rest(len(still) - len(kept), t))
