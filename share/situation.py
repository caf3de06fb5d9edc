"""The situation of a day in a few sentences, made from the same positions as the map."""

from dataclasses import dataclass
from datetime import date

from data.positions import Position
from share.language import Language
from share.names import actor_name, component_name
from share.snapshot import ALL, Snapshot
from share.words import TOPIC

NAMED_AT_MOST = 4
"""Longer lists of actors are counted, not named."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the statements it rests on, the carrying ones."""

    text: str
    statement_ids: tuple[str, ...]


def which_days(on: date, known: date, t: Language, *, days: str = "") -> str:
    """
    Say in one sentence which day is shown, and by when it had to be published.

    Args:
        known: `date.max` where the reader has set no second clock.
        days: Said instead of `on`, where a page shows two days or all between them.
    """
    shown = days or t.day(on)
    if known == date.max:
        return t("Shown here: {days}, with everything published so far.", days=shown)
    return t(
        "Shown here: {days}, using only what was published by {known}.",
        days=shown,
        known=t.day(known),
    )


def situation(view: Snapshot, t: Language) -> tuple[Sentence, ...]:
    """
    Say who is present, who pledged, who stepped back, who is kept out and what is open.

    Counts are of contributors; a list of at most NAMED_AT_MOST actors is named.
    """
    made = [_present(view, t), _promised(view, t), _stepped_back(view, t), _kept_out(view, t)]
    made.append(_not_settled(view, t))
    said = tuple(sentence for sentence in made if sentence)
    if view.shown:
        return said
    nobody = t(
        "By {day} the record holds no position of a contributor here.",
        day=t.day(view.on),
    )
    return (Sentence(nobody, ()), *said[1:])


def _present(view: Snapshot, t: Language) -> Sentence:
    day = t.day(view.on)
    present = _with(view, "deployed")
    count = len(present)
    if not present:
        part = component_name(view.record.mission, view.component, t)
        text = t("{part}: on {day}, nobody is stated to be present.", day=day, part=part)
        return Sentence(text, ())
    if view.component != ALL:
        part = component_name(view.record.mission, view.component, t)
        text = t.n(
            "On {day}, {count} actor is stated to be present in this part of the mission: {part}.",
            "On {day}, {count} actors are stated to be present in this part of the mission: "
            "{part}.",
            count,
            day=day,
            part=part,
        )
        return Sentence(text, _ids(present))
    text = t.n(
        "On {day}, {count} actor is stated to be present somewhere in the mission",
        "On {day}, {count} actors are stated to be present somewhere in the mission",
        count,
        day=day,
    )
    return Sentence(text + _by_component(view, count, t) + ".", _ids(present))


def _by_component(view: Snapshot, count: int, t: Language) -> str:
    """Name the part in which the most of `count` actors are present."""
    parts = view.record.mission.settings.components
    present = {
        part.component: sum(
            p.component == part.component
            and p.status == "deployed"
            and view.record.is_contributor(p.actor)
            for p in view.positions
        )
        for part in parts
    }
    fullest = max(parts, key=lambda part: present[part.component], default=None)
    if fullest is None or not present[fullest.component]:
        return ""
    if present[fullest.component] == count:
        return t(", in one part: {part}", part=t.pick(fullest.name))
    return t(
        ", {count} of them in one part: {part}",
        count=t.number(present[fullest.component]),
        part=t.pick(fullest.name),
    )


def _promised(view: Snapshot, t: Language) -> Sentence | None:
    pledged, on_terms = _with(view, "committed"), _with(view, "conditional")
    if not pledged and not on_terms:
        return None
    if not on_terms:
        text = t.n(
            "{count} has pledged a contribution.",
            "{count} have pledged a contribution.",
            len(pledged),
        )
    elif not pledged:
        text = t.n(
            "{count} would contribute on conditions.",
            "{count} would contribute on conditions.",
            len(on_terms),
        )
    else:
        text = t.n(
            "{count} has pledged a contribution, {others} would contribute on conditions.",
            "{count} have pledged a contribution, {others} would contribute on conditions.",
            len(pledged),
            others=t.number(len(on_terms)),
        )
    return Sentence(text, _ids(pledged + on_terms))


def _stepped_back(view: Snapshot, t: Language) -> Sentence | None:
    held, refused = _with(view, "suspended"), _with(view, "declined") + _with(view, "withdrawn")
    parts = []
    if held:
        parts.append(t("On hold: {names}.", names=_names(view, held, t)))
    if refused:
        parts.append(t("Declined or withdrawn: {names}.", names=_names(view, refused, t)))
    return Sentence(" ".join(parts), _ids(held + refused)) if parts else None


def _kept_out(view: Snapshot, t: Language) -> Sentence | None:
    barred = [
        position
        for position in view.positions
        if position.kept_out
        and view.component in (ALL, position.component)
        and view.record.is_contributor(position.actor)
    ]
    within_limits = _with(view, "excluded")
    within_limits = [position for position in within_limits if not position.kept_out]
    if not barred and not within_limits:
        return None
    mission = view.record.mission
    by: dict[str, list[str]] = {}
    named = {position.actor for position in barred if position.kept_out_by}
    for position in barred:
        if not position.kept_out_by and position.actor in named:
            continue
        keeper = actor_name(mission, position.kept_out_by, t) if position.kept_out_by else ""
        name = actor_name(mission, position.actor, t)
        if name not in by.setdefault(keeper, []):
            by[keeper].append(name)
    parts = []
    for keeper, names in by.items():
        said = t.listing(sorted(names, key=t.order))
        parts.append(t("{names} (by {keeper})", names=said, keeper=keeper) if keeper else said)
    told = [t("Kept out: {names}.", names=t.row(parts))] if parts else []
    if within_limits:
        limited = _names(view, within_limits, t)
        told.append(t("Kept out within limits: {names}.", names=limited))
    return Sentence(" ".join(told), _ids(barred + within_limits))


def _not_settled(view: Snapshot, t: Language) -> Sentence | None:
    still = [question for question in view.questions() if not question.answered_by]
    if not still:
        return None
    topics = list(dict.fromkeys(t(TOPIC[question.topic]) for question in still))
    named = t.listing(topic.lower() for topic in topics[:NAMED_AT_MOST])
    if len(topics) > NAMED_AT_MOST:
        text = t.n(
            "Said to be unsettled: {count} question, among others {topics}.",
            "Said to be unsettled: {count} questions, among others {topics}.",
            len(still),
            topics=named,
        )
    else:
        text = t("Said to be unsettled: {topics}.", topics=named)
    return Sentence(text, tuple(q.raised_by[-1].statement_id for q in still))


def _with(view: Snapshot, status: str) -> list[Position]:
    return [position for position in view.shown.values() if position.status == status]


def _ids(positions: list[Position]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(position.statement_ids[0] for position in positions))


def _names(view: Snapshot, positions: list[Position], t: Language) -> str:
    names = sorted((actor_name(view.record.mission, p.actor, t) for p in positions), key=t.order)
    if len(names) <= NAMED_AT_MOST:
        return t.listing(names)
    return t.n("{count} actor", "{count} actors", len(names))
