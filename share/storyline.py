"""The whole story as changes: where each actor stood from which day to which, and day by day."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.disagreements import find_pairs
from data.index import index_statements
from data.positions import Position, overall, positions_on
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

    A standing is the position in `component`, or the firmest of any. Computed actor
    by actor, so that the cost grows with the statements and not with days times actors.
    """
    return {
        actor: tuple(_changes(record, actor, known, component))
        for actor in record.by_actor
        if record.is_contributor(actor)
    }


def _changes(
    record: Record, actor: str, known: date, component: str
) -> Iterator[tuple[date, Position | None]]:
    said = [s for s in record.by_actor[actor] if component in (ALL, s.component)]
    index = index_statements(said)
    pairs = find_pairs(index)
    held: Position | None = None
    for day in sorted({statement.said_from for statement in said}):
        now = overall(positions_on(index, pairs, on=day, known=known)).get(actor)
        if _look(now) != _look(held):
            yield day, now
        held = now


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
