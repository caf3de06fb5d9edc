"""Which record this is: a version made from what the record says, and from nothing else."""

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from data.model import Mission
from data.record import Record
from share.rows import TABLES, Row

DIGITS = 10
"""Hexadecimal digits of the hash: two records agree by chance once in a million million."""


def record_version(of: Mission | Record) -> str:
    """
    Return the version of a record: its last day and a hash of its content.

    The hash covers every row in use of every table and the mission's settings, so it
    changes with any word of them and with nothing else: the order of rows, the
    formatting of files, the folder's name, the number that editors give to an edition
    and how the rules read the rows do not count. A record without a usable statement
    has no day, and the hash alone.
    """
    return _version(of.mission if isinstance(of, Record) else of)


@functools.lru_cache(maxsize=64)
def _version(mission: Mission) -> str:
    short = content_hash(mission)[:DIGITS]
    return f"{mission.last_day.isoformat()}-{short}" if mission.statements else short


def content_hash(mission: Mission) -> str:
    """Return the SHA-256 of a record's content, in hexadecimal digits."""
    written = json.dumps(content_of(mission), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def content_of(mission: Mission) -> Mapping[str, Any]:
    """Return what the version is made of: each table's rows, sorted, and the settings."""
    settings = {**_plain(mission.settings)}
    settings.pop("version", None)
    return {**{name: _sorted(rows(mission)) for name, rows in TABLES.items()}, "settings": settings}


def _sorted(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Sort rows by what they say; an empty cell says nothing, so it is left out."""
    kept = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
    return sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))


def _plain(value: Any) -> Any:
    """
    Return a value of the settings as JSON has it; the order of lists is the editors'.

    What is empty is left out: a setting that a record does not use is none of its words.
    """
    if is_dataclass(value):
        return _plain({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        plain = {key: _plain(inner) for key, inner in value.items()}
        return {key: inner for key, inner in plain.items() if inner not in ("", None, [], {})}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
