"""Two days compared: what changed for contributors between them, in words."""

from datetime import date, timedelta

from data.changes import KEPT_OUT, LET_IN, NUMBER, Change, changes_between, is_barred, number_in
from data.positions import Position
from data.record import Record
from share.language import Language
from share.names import actor_name, component_label
from share.snapshot import ALL, Snapshot, neighbours
from share.words import CHANGE, ROLE, STATUS, quantity

A_MONTH = timedelta(days=30)


def earlier_day(record: Record, on: date, since: date | None) -> date:
    """Return the day to compare with: the chosen one, else a month before, within the record."""
    return since or max(record.mission.first_day, on - A_MONTH)


def previous_moment(record: Record, on: date, since: date | None) -> date:
    """Return the day to compare with: the chosen one, else the moment of the story before."""
    before, _ = neighbours(record, on)
    return since or before or record.mission.first_day


def changes_in_view(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return what changed for contributors in the chosen component, or in any."""
    record = after.record
    return [
        change
        for change in changes_between(before.positions, after.positions, by_id=record.by_id)
        if after.component in (ALL, change.component) and record.is_contributor(change.actor)
    ]


def changes_apart(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return what changed for who is no contributor: the mission's own bodies, bystanders."""
    record = after.record
    return [
        change
        for change in changes_between(before.positions, after.positions, by_id=record.by_id)
        if after.component in (ALL, change.component) and not record.is_contributor(change.actor)
    ]


def changes_summary(found: list[Change], before: date, after: date, t: Language) -> str:
    """Say in a sentence how many changes of each kind there are."""
    days = {"first": t.day(before), "last": t.day(after)}
    if not found:
        return t("From {first} to {last} nothing changed here.", **days)
    counts = t.listing(
        _counted(kind, sum(change.kind == kind for change in found), t)
        for kind in CHANGE
        if any(change.kind == kind for change in found)
    )
    return t.n(
        "From {first} to {last} the record shows {count} change: {counts}.",
        "From {first} to {last} the record shows {count} changes: {counts}.",
        len(found),
        counts=counts,
        **days,
    )


def _counted(kind: str, count: int, t: Language) -> str:
    """Say how many changes of a kind there are; an actor counts in each part of the mission."""
    match kind:
        case "came_in":
            return t.n(
                "{count} newly in talks or further", "{count} newly in talks or further", count
            )
        case "moved_up":
            return t.n("{count} moved up", "{count} moved up", count)
        case "moved_down":
            return t.n("{count} moved down", "{count} moved down", count)
        case "left":
            return t.n(
                "{count} no longer even in talks",
                "{count} no longer even in talks",
                count,
            )
        case "refused":
            return t.n("{count} said no or not now", "{count} said no or not now", count)
        case "kept_out":
            return t.n("{count} was kept out", "{count} were kept out", count)
        case "let_in":
            return t.n("{count} is no longer kept out", "{count} are no longer kept out", count)
        case "number":
            return t.n("{count} gave another number", "{count} gave another number", count)
        case _:
            return f"{t(CHANGE[kind]).lower()} ({t.number(count)})"


def change_name(change: Change, record: Record, t: Language) -> str:
    """Name whom and what part of the mission a change is about."""
    part = component_label(record.mission, change.component, t)
    return f"{actor_name(record.mission, change.actor, t)} · {part}"


def standing(position: Position | None, t: Language) -> str:
    """Say a status with the role that carries it: training is not troops."""
    if position is None:
        return t("Nothing on record")
    status = t(STATUS[position.status])
    return status if position.role == "unspecified" else f"{status} ({t(ROLE[position.role])})"


def change_sides(change: Change, record: Record, t: Language) -> tuple[str, str]:
    """Say what was before and what is after, in words."""
    sides = (change.before, change.after)
    if change.kind in (KEPT_OUT, LET_IN):
        said = [_barred(position, record, t) for position in sides]
    elif change.kind == NUMBER:
        numbers = [number_in(position, change.unit) for position in sides]
        said = [quantity(number, t) if number else t("no number") for number in numbers]
    else:
        said = [standing(position, t) for position in sides]
    return said[0], said[1]


def _barred(position: Position | None, record: Record, t: Language) -> str:
    if not position or not is_barred(position):
        return t("not kept out")
    if not position.kept_out:
        return t("kept out within limits")
    if not position.kept_out_by:
        return t("kept out")
    return t("kept out by {name}", name=actor_name(record.mission, position.kept_out_by, t))
