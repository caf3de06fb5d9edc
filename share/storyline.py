"""The whole story as changes: where each actor stood from which day to which, and day by day."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.positions import Position, overall
from data.record import Record
from share.snapshot import ALL


@dataclass(frozen=True, slots=True)
class Band:
    """Where an actor stood from `start` until `end`, and the statement that carried it."""

    actor: str
    start: date
    end: date
    status: str
    reported_only: bool
    statement_id: str


@functools.lru_cache(maxsize=64)
def standings(
    record: Record, known: date, component: str
) -> Mapping[str, tuple[tuple[date, Position | None], ...]]:
    """
    Return for each contributor the days on which its standing changes, with the new one.

    A standing is the position in `component`, or the firmest of any. Computed day by day
    for everybody at once, so that the cost grows with the days and not with days times actors.
    """
    asked = None if component == ALL else component
    actors = [actor for actor in record.by_actor if record.is_contributor(actor)]
    changes: dict[str, list[tuple[date, Position | None]]] = {actor: [] for actor in actors}
    held: dict[str, Position] = {}
    for day in sorted({s.said_from for s in record.mission.statements}):
        now = overall(record.positions(on=day, known=known, component=asked))
        for actor in actors:
            if _look(now.get(actor)) != _look(held.get(actor)):
                changes[actor].append((day, now.get(actor)))
        held = dict(now)
    return {actor: tuple(found) for actor, found in changes.items()}


def _look(position: Position | None) -> tuple[object, ...] | None:
    """Return what a mark shows of a position; two that look alike are one band."""
    if position is None:
        return None
    return (position.component, position.status, position.reported_only, position.kept_out)


def bands(record: Record, known: date, component: str) -> tuple[Band, ...]:
    """Return every stretch of days on which an actor's status stayed the same."""
    last = record.mission.last_day
    found = []
    for actor, changes in standings(record, known, component).items():
        if not changes:
            continue
        ends = [day for day, _ in changes[1:]] + [last]
        for (start, position), end in zip(changes, ends, strict=True):
            if position is not None:
                found.append(
                    Band(
                        actor,
                        start,
                        end,
                        position.status,
                        position.reported_only,
                        position.statement_ids[0],
                    )
                )
    return tuple(found)


def change_days(record: Record, known: date, component: str) -> tuple[date, ...]:
    """Return the days on which anybody's standing changes, first to last."""
    changes = standings(record, known, component).values()
    return tuple(sorted({day for actor in changes for day, _ in actor}))


def story_days(record: Record, known: date, component: str) -> tuple[date, ...]:
    """Return the days to play: those on which something changes, and the moments."""
    moments = {moment.day for moment in record.mission.settings.moments}
    return tuple(sorted({*change_days(record, known, component), *moments}))
