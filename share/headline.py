"""A view in one title and one description: for links that unfold, pictures and briefs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data.record import Record
from data.totals import PROMISED, Total, totals
from share.comparison import changes_in_view, changes_summary, earlier_day
from share.language import Language
from share.links import Choice
from share.names import actor_name, component_label
from share.situation import situation
from share.snapshot import Snapshot, contributing, disputes_in_view, snapshot
from share.words import EVIDENCE, N_, STATUS, UNIT, bounds, quantity

PAGE_TITLES: Mapping[str, str] = {
    "map": N_("Map"),
    "changes": N_("What changed"),
    "timeline": N_("Timeline"),
    "roles": N_("Roles"),
    "totals": N_("Totals"),
    "disagreements": N_("Disagreements"),
    "open_questions": N_("Open questions"),
    "sources": N_("Sources"),
    "method": N_("Method"),
    "statement": N_("Statement"),
}
"""The pages that a link can lead to, by the path of their address; the first is the default."""

HOME = "map"


@dataclass(frozen=True, slots=True)
class Headline:
    """What a view is called, and in a few sentences what it says."""

    title: str
    description: str


def view_of(record: Record, choice: Choice) -> Snapshot:
    """Return the snapshot that a choice looks at."""
    return snapshot(record, choice.on, choice.known or date.max, choice.component)


def headline(
    page: str, record: Record, choice: Choice, t: Language, *, statement: str = ""
) -> Headline:
    """Say what a page shows of a choice; a page that is not known is the map."""
    if page == "statement" and statement in record.by_id:
        return _of_statement(record, statement, t)
    view = view_of(record, choice)
    mission = t.pick(record.mission.settings.title)
    where = t.beside(mission, t.day(view.on))
    if choice.actor and choice.actor in record.by_actor and page in ("", HOME):
        name = actor_name(record.mission, choice.actor, t)
        return Headline(t.term(name, where), _clocked(stand_of(view, choice.actor, t), view, t))
    said = _SAID.get(page, _situation)(view, choice, t)
    if page in ("", HOME) or page not in PAGE_TITLES:
        return Headline(where, _clocked(said, view, t))
    return Headline(t.term(t(PAGE_TITLES[page]), where), _clocked(said, view, t))


def _clocked(said: str, view: Snapshot, t: Language) -> str:
    """Add with whose eyes the view looks, where that is not the record's end."""
    if view.known == date.max:
        return said
    return f"{said} {t('Using only what was published by {day}.', day=t.day(view.known))}"


def stand_of(view: Snapshot, actor: str, t: Language) -> str:
    """Say where an actor stands in each part of the mission on the day."""
    mission = view.record.mission
    name = actor_name(mission, actor, t)
    stands = []
    for position in view.of(actor):
        said = t.beside(t(STATUS[position.status]).lower(), t(EVIDENCE[position.evidence]))
        if position.quantity:
            said += f" ({quantity(position.quantity, t)})"
        stands.append(t.term(component_label(mission, position.component, t), said))
    if not stands:
        return t(
            "The record holds no position of {name} on {day}. Silence is not a refusal.",
            name=name,
            day=t.day(view.on),
        )
    day = t("{name} on {day}", name=name, day=t.day(view.on))
    return t.term(day, t.row(stands)) + "."


def _of_statement(record: Record, statement_id: str, t: Language) -> Headline:
    said = record.by_id[statement_id]
    name = actor_name(record.mission, said.actor, t)
    source = t(
        "Source: {publisher}, {day}.",
        publisher=said.source.publisher,
        day=t.written(said.source.published),
    )
    return Headline(
        t.term(t.beside(said.who, t.written(said.said_on)), name),
        f"{t.pick(said.summary)} {source}",
    )


def _situation(view: Snapshot, _: Choice, t: Language) -> str:
    return " ".join(sentence.text for sentence in situation(view, t))


def _changes(view: Snapshot, choice: Choice, t: Language) -> str:
    day = earlier_day(view.record, view.on, choice.since)
    before = snapshot(view.record, day, view.known, view.component)
    return changes_summary(changes_in_view(before, view), day, view.on, t)


def _totals(view: Snapshot, _: Choice, t: Language) -> str:
    found = totals(contributing(view), rule=PROMISED)
    if not found:
        return t("Nobody counted here has given a number by this day.")
    said = t.row(_total(view, total, t) for total in found)
    return t.term(t("Present and pledged"), said) + "."


def _total(view: Snapshot, total: Total, t: Language) -> str:
    about = any(number.bound == "about" for _, number in total.addends)
    part = component_label(view.record.mission, total.component, t)
    said = bounds(total.low, total.high, total.unit, t, about=about)
    return t.term(f"{part} · {t(UNIT[total.unit])}", said)


def _disagreements(view: Snapshot, choice: Choice, t: Language) -> str:
    found = [
        d for d in disputes_in_view(view, since=choice.since) if choice.actor in (None, d.actor)
    ]
    fresh = sum(dispute.is_fresh(on=view.on) for dispute in found)
    return t.n(
        "By {day} the record holds {count} disagreement",
        "By {day} the record holds {count} disagreements",
        len(found),
        day=t.day(view.on),
    ) + t.n(
        ", {count} of them recent enough to contest a position.",
        ", {count} of them recent enough to contest a position.",
        fresh,
    )


def _questions(view: Snapshot, _: Choice, t: Language) -> str:
    questions = view.questions()
    still = sum(not question.answered_by for question in questions)
    return t.n(
        "On {day}, {count} question is open",
        "On {day}, {count} questions are open",
        still,
        day=t.day(view.on),
    ) + t.n(", {count} has been settled.", ", {count} have been settled.", len(questions) - still)


_SAID: Mapping[str, Callable[[Snapshot, Choice, Language], str]] = {
    "changes": _changes,
    "totals": _totals,
    "disagreements": _disagreements,
    "open_questions": _questions,
}
