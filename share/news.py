"""What is new in a record, day by day: changes of where actors stand, and corrections."""

import functools
import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from data.changes import Change, changes_between
from data.errors import RecordError
from data.model import Mission, Statement
from data.record import Record
from share.api.tables import change_sentence
from share.diff import WENT, Difference, differences, sentence, statement_of
from share.editions import read_edition
from share.language import Language
from share.query import last_published
from share.version import record_version

PREVIOUS_VARIABLE: Final = "MISSIONMAP_PREVIOUS"
"""Names a folder with the editions that readers knew before: `<mission>/` or `<mission>.zip`."""

MOST: Final = 100
"""Entries of a feed at most, the newest: a feed tells what is new, the API tells all."""


@dataclass(frozen=True, slots=True)
class News:
    """
    One thing that is new, told in a language.

    `key` names it for ever, whatever the language. `day` is when it came about,
    `published` when it could be known: not before its newest source. `statements` are
    those behind it, as ids; a correction of what is gone has none to lead to.
    """

    key: str
    kind: str
    sentence: str
    day: date
    published: date
    actor: str
    component: str
    statements: tuple[str, ...]


def news(record: Record, t: Language, *, actor: str | None = None) -> tuple[News, ...]:
    """
    Tell the newest changes, and the corrections since the edition before if that is there.

    Without `actor`, of every contributor, as on the page of changes; else of this actor,
    whoever that is. The newest first, by the day on which they could be known.
    """
    told = [*_changes(record, t, actor), *_corrections(record, t, actor)]
    told.sort(key=lambda one: (one.published, one.day, one.key), reverse=True)
    return tuple(told[:MOST])


@functools.lru_cache(maxsize=16)
def changes_by_day(record: Record) -> tuple[tuple[date, Change], ...]:
    """List every change from each day on which anything was said to the next, oldest first."""
    found: list[tuple[date, Change]] = []
    before = record.positions(on=date.min)
    for day in sorted({statement.said_from for statement in record.mission.statements}):
        after = record.positions(on=day)
        changes = changes_between(before, after, by_id=record.by_id)
        found += [(day, change) for change in changes]
        before = after
    return tuple(found)


def _changes(record: Record, t: Language, actor: str | None) -> Iterator[News]:
    for day, change in changes_by_day(record):
        if change.actor == actor if actor else record.is_contributor(change.actor):
            parts = (change.actor, change.component, change.kind, change.unit, str(day))
            yield News(
                key=_key(record, *parts),
                kind=change.kind,
                sentence=change_sentence(change, record, t),
                day=day,
                published=_known_from(record, change, day),
                actor=change.actor,
                component=change.component,
                statements=change.statement_ids,
            )


def _known_from(record: Record, change: Change, day: date) -> date:
    """Return when a change could be known: when the first of that day's sources came out."""
    said = [record.by_id[name] for name in change.statement_ids]
    out = [one.source.published_on for one in said if one.said_from == day]
    return max(day, min(out, default=day))


def _key(record: Record, *parts: str) -> str:
    return "/".join((record.mission.name, *parts))


@functools.lru_cache(maxsize=16)
def previous_edition(name: str) -> Mission | None:
    """
    Return the edition of a mission that readers knew before, if the server was given one.

    An edition that cannot be read is told in the server's log, once.
    """
    folder = os.environ.get(PREVIOUS_VARIABLE)
    if not folder:
        return None
    places = [Path(folder) / name, Path(folder) / f"{name}.zip"]
    try:
        return read_edition(next((path for path in places if path.exists()), places[0]))
    except RecordError as problem:
        logging.getLogger(__name__).warning("%s: %s", PREVIOUS_VARIABLE, problem)
        return None


def _corrections(record: Record, t: Language, actor: str | None) -> Iterator[News]:
    """Tell what was corrected or taken out; what came is told by the changes that it made."""
    old, new = previous_edition(record.mission.name), record.mission
    if old is None:
        return
    for found in differences(old, new):
        if found.table == "statements" and found.kind != "came":
            statement = statement_of(old if found.kind == WENT else new, found.row_id)
            if statement.actor == actor if actor else record.is_contributor(statement.actor):
                yield _correction(found, statement, record, old, t)


def _correction(
    found: Difference, statement: Statement, record: Record, old: Mission, t: Language
) -> News:
    """Date a correction by the last day the record has read: its own day nobody noted."""
    versions = (record_version(old), record_version(record))
    what = hashlib.sha256("/".join(versions).encode()).hexdigest()
    return News(
        key=_key(record, found.row_id, found.kind, what),
        kind=found.kind,
        sentence=sentence(found, old, record.mission, t),
        day=statement.said_from,
        published=last_published(record),
        actor=statement.actor,
        component=statement.component,
        statements=() if found.kind == WENT else (found.row_id,),
    )
