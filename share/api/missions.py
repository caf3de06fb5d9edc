"""Which missions there are, for programs: what each is called, holds and offers."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from data.load import missions
from data.record import Record, open_record
from geo.boundaries import VIEWS
from share.api.resources import RESOURCES
from share.language import Language, languages
from share.query import last_published
from share.snapshot import ALL
from share.tables.content import Table
from share.version import record_version

TEXTS = pa.list_(pa.string())


def missions_table(t: Language) -> tuple[Table, tuple[Record, ...]]:
    """
    List the missions and the records they were read from.

    A mission without a usable statement has no days: nothing can be asked of it.
    """
    records = tuple(open_record(name) for name in missions())
    table = Table(
        "missions",
        (
            *("mission", "title", "description", "version", "edition", "first_day", "last_day"),
            *("last_published", "components", "borders", "languages", "actors", "statements"),
            *("sources", "rows_left_out", "licence", "licence_url", "tables"),
        ),
        {
            "first_day": pa.date32(),
            "last_day": pa.date32(),
            "last_published": pa.date32(),
            "components": TEXTS,
            "borders": TEXTS,
            "languages": TEXTS,
            "actors": pa.int64(),
            "statements": pa.int64(),
            "sources": pa.int64(),
            "rows_left_out": pa.int64(),
            "tables": TEXTS,
        },
        tuple(_row(record, t) for record in records),
    )
    return table, records


def _row(record: Record, t: Language) -> Mapping[str, Any]:
    mission, settings = record.mission, record.mission.settings
    licence = settings.licences[0] if settings.licences else {}
    return {
        "mission": mission.name,
        "title": t.pick(settings.title),
        "description": t.pick(settings.description),
        "version": record_version(record),
        "edition": settings.version,
        "first_day": mission.first_day if mission.statements else None,
        "last_day": mission.last_day if mission.statements else None,
        "last_published": last_published(record) if mission.statements else None,
        "components": [ALL, *(part.component for part in settings.components)],
        "borders": list(VIEWS),
        "languages": list(languages()),
        "actors": len(record.by_actor),
        "statements": len(mission.statements),
        "sources": len(mission.sources),
        "rows_left_out": sum(mission.left_out.values()),
        "licence": licence.get("title") or licence.get("name", ""),
        "licence_url": licence.get("path", ""),
        "tables": [f"/api/{mission.name}/{name}" for name in RESOURCES],
    }
