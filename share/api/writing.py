"""An answer's rows as JSON, CSV or GeoJSON, one page of them at a time."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from share.api.answers import JSON, Answer
from share.api.resources import Asked, Resource, rows_asked_for
from share.cells import neutralised
from share.shapes import as_geojson, contributors
from share.tables.content import KeptRow, Table
from share.tables.writing import as_csv, flat

MEDIA: Final = {
    "json": JSON,
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
}
"""The media type of each ending."""


def written(
    resource: Resource, ending: str, asked: Asked, query: Sequence[tuple[str, str]]
) -> Answer:
    """Write one page of what is asked for, and say where the next one is."""
    table = rows_asked_for(resource, asked)
    if ending == "geojson":
        body, total = _geojson(table, asked)
    else:
        total = len(table.rows)
        part = replace(table, rows=table.rows[asked.offset : asked.offset + asked.limit])
        body = as_csv(part, asked.facts) if ending == "csv" else b""
    following = _next(resource, ending, asked, query, total)
    if ending == "json":
        body = _json(resource, part, asked, total, following)
    headers = {"x-total-count": str(total)}
    if following:
        headers["link"] = f'<{following}>; rel="next"'
    if ending == "csv":
        name = f"{asked.choice.mission}-{resource.name}-{asked.choice.on}.csv"
        headers["content-disposition"] = f'inline; filename="{name}"'
    return Answer(body, MEDIA[ending], rests_on=[asked.record], headers=headers)


def _json(
    resource: Resource, table: Table, asked: Asked, total: int, following: str | None
) -> bytes:
    facts: dict[str, Any] = dict(asked.facts.as_dict())
    if "from" in resource.uses:
        facts |= {"from": asked.since, "to": asked.choice.on}
    return as_json(
        table,
        {
            "about": facts,
            "total": total,
            "limit": asked.limit,
            "offset": asked.offset,
            "next": following,
        },
    )


def as_json(table: Table, envelope: Mapping[str, Any]) -> bytes:
    """Write rows as the `data` of an object; days are ISO days."""
    rows = [row.json if isinstance(row, KeptRow) else row for row in _exact(table)]
    return orjson.dumps({**envelope, "data": rows}, option=orjson.OPT_APPEND_NEWLINE)


def _exact(table: Table) -> Sequence[Mapping[str, Any]]:
    """Return rows that hold the table's columns and nothing else; most tables' do already."""
    if all(len(row) == len(table.columns) for row in table.rows):
        return table.rows
    return [{name: row[name] for name in table.columns} for row in table.rows]


def plain_csv(table: Table) -> bytes:
    """Write rows as CSV (UTF-8, RFC 4180) where each row says itself where it comes from."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        cells = (flat(row[name]) for name in table.columns)
        writer.writerow(neutralised(cell) if isinstance(cell, str) else cell for cell in cells)
    return lines.getvalue().encode()


def _geojson(table: Table, asked: Asked) -> tuple[bytes, int]:
    """Write the contributors among the rows as the map shows them, one feature each."""
    codes = {row["actor"] for row in table.rows if row["on_map"]}
    frame = contributors(asked.view, asked.choice, asked.t)
    kept = frame[frame["actor"].isin(codes)]
    part = kept.iloc[asked.offset : asked.offset + asked.limit]
    return as_geojson(part, asked.facts), len(kept)


def _next(
    resource: Resource,
    ending: str,
    asked: Asked,
    query: Sequence[tuple[str, str]],
    total: int,
) -> str | None:
    """Return the address of the next page, relative to this one; None on the last."""
    following = asked.offset + asked.limit
    if following >= total:
        return None
    kept = [(name, value) for name, value in query if name not in ("limit", "offset")]
    paging = [("limit", str(asked.limit)), ("offset", str(following))]
    return f"{resource.name}.{ending}?{urlencode([*kept, *paging])}"
