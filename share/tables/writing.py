"""The formats of a table: CSV, XLSX, JSON and Parquet; each says where it comes from."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from share.cells import neutralised
from share.tables.about import About
from share.tables.content import Table

BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads a UTF-8 file in the code page of its country."""

ORIGIN = ("mission", "version", "on", "known", "boundaries", "licence")
"""Facts that stand in each row of a CSV file, which has no other place for them."""

WRITTEN = datetime(2000, 1, 1)
"""Creation date of workbooks: the same content must be the same bytes on any day."""

WIDEST = 60
"""Characters: longer cells of a workbook are wider than a screen."""


def as_csv(table: Table, facts: About, *, mark: bool = False) -> bytes:
    """
    Write a table as CSV (UTF-8, RFC 4180), its origin in the first columns.

    Lists are written with spaces, mappings as name=value; a text that a spreadsheet
    would run as a formula is neutralised. With `mark`, Excel opens it as UTF-8.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow((*ORIGIN, *table.columns))
    origin = [neutralised(facts.as_dict()[name]) for name in ORIGIN]
    for row in table.rows:
        writer.writerow((*origin, *(_text(row[name]) for name in table.columns)))
    return (BYTE_ORDER_MARK * mark + lines.getvalue()).encode()


def _text(value: Any) -> object:
    """Return a cell of a CSV file; texts neutralised, numbers as they are."""
    told = flat(value)
    if isinstance(told, bool):
        return str(told).lower()
    if isinstance(told, date):
        return told.isoformat()
    return neutralised(told) if isinstance(told, str) else told


def flat(value: Any) -> str | int | float | bool | date | None:
    """
    Return a value that fits into one cell.

    >>> flat(["a-1", "a-2"]), flat({"liaison": "deployed"})
    ('a-1 a-2', 'liaison=deployed')
    """
    if isinstance(value, Mapping):
        return " ".join(f"{name}={'' if one is None else one}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        joint = "; " if any(isinstance(one, Mapping) for one in value) else " "
        return joint.join(str(flat(one)) for one in value)
    return value


def as_xlsx(tables: Iterable[Table], told: Mapping[str, str]) -> bytes:
    """
    Write tables as the sheets of one workbook, after a sheet that says where they come from.

    Every text is stored as text and neutralised, so that it is none either when the
    workbook is saved as CSV and opened again.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": next(iter(told.values()), ""), "created": WRITTEN})
    head = book.add_format({"bold": True, "bottom": 1})
    first = book.add_worksheet("about")
    for row, (name, value) in enumerate(told.items()):
        first.write_string(row, 0, neutralised(name), head)
        first.write_string(row, 1, neutralised(value))
    first.set_column(0, 0, 24)
    first.set_column(1, 1, 100)
    for table in tables:
        _sheet(book, table, head)
    book.close()
    return made.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table, head: Any) -> None:
    sheet = book.add_worksheet(table.name)
    cells = [[flat(row[name]) for name in table.columns] for row in table.rows]
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
        longest = max((len(str(row[column])) for row in cells), default=0)
        sheet.set_column(column, column, min(max(len(name), longest) + 2, WIDEST))
    for at, row in enumerate(cells, start=1):
        _write_row(sheet, at, row)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(cells), 1), len(table.columns) - 1)


def _write_row(sheet: Any, at: int, row: Sequence[Any]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, bool):
            sheet.write_boolean(at, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(at, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(at, column, value)
        elif value is not None:
            sheet.write_string(at, column, neutralised(str(value)))


def as_json(table: Table, facts: About) -> bytes:
    """Write a table as one JSON object: what it is, under `about`, and the rows under `data`."""
    rows = [{name: row[name] for name in table.columns} for row in table.rows]
    made = {"about": facts.as_dict(), "data": rows}
    text = json.dumps(made, ensure_ascii=False, indent=1, default=date.isoformat)
    return f"{text}\n".encode()


def as_parquet(table: Table, facts: About) -> bytes:
    """Write a table as Parquet, with its types; what it is stands in the schema's metadata."""
    rows = [dict(row) for row in table.rows]
    schema = table.schema().with_metadata(facts.as_dict())
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), made, compression="zstd")
    return made.getvalue()
