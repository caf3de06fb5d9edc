"""A mission's tables as read: strings by row, with what made a file or a row unreadable."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.errors import Problem
from data.schema import Resource

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """
    One file as read: strings, indexed by the row number in the file (header = row 1).

    `unreadable` are rows whose cells cannot be told apart or decoded; they are in the
    frame, but no further rule looks at them. `absent` is True when there is no such table.
    """

    resource: Resource
    frame: pd.DataFrame
    rows: Mapping[int, Row]
    unreadable: frozenset[int] = frozenset()
    missing: frozenset[str] = frozenset()
    absent: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows that can be read, with their numbers."""
        return ((number, row) for number, row in self.rows.items() if number not in self.unreadable)

    def values(self, *columns: str) -> frozenset[str]:
        """Return every filled-in value of the columns."""
        return frozenset(row[name] for row in self.rows.values() for name in columns) - {""}

    def problem(self, number: int, name: str, rule: str, fix: str) -> Problem:
        """Tell what is wrong with one cell of a row."""
        row = self.rows[number]
        row_id = " + ".join(row[key] for key in self.resource.key)
        return Problem(self.resource.file, number, row_id, name, row[name], rule, fix)


def read_table(folder: Path, resource: Resource) -> Table:
    """Read one CSV file as strings; what cannot be read is told, the rest is kept."""
    file = resource.file
    names = [column.name for column in resource.columns]
    empty = pd.DataFrame({name: [] for name in names}, dtype="str").rename_axis("row")
    try:
        text = (folder / file).read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError as error:
        rule = f"A record has this file, but it cannot be read ({error.strerror})."
        fix = "Add it, with its header if nothing else."
        told = Problem(file, None, "", "file", file, rule, fix)
        return Table(resource, empty, {}, absent=True, problems=(told,))
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        rule, fix = "The file begins with a byte order mark.", "Save it as UTF-8 without one."
        problems.append(Problem(file, None, "", "encoding", "U+FEFF", rule, fix))
        text = text[1:]
    lines, stopped = _parse(text)
    if stopped:
        rule = f"From here on the file is not RFC 4180 CSV ({stopped})."
        fix = "Close every quoted cell and double each quote inside it."
        problems.append(Problem(file, len(lines) + 1, "", "quoting", '"', rule, fix))
    header = [_decoded(cell) for cell in lines[0]] if lines else []
    problems += _header_problems(header, resource)
    rows: dict[int, Row] = {}
    unreadable: set[int] = set()
    for number, cells in enumerate(lines[1:], start=2):
        clean = [_decoded(cell) for cell in cells]
        found = dict(zip(header, clean, strict=False))
        rows[number] = {name: found.get(name, "") for name in names}
        row_id = " + ".join(rows[number][key] for key in resource.key)
        for name, value, rule, fix in _unreadable(cells, clean, width=len(header)):
            problems.append(Problem(file, number, row_id, name, value, rule, fix))
            unreadable.add(number)
    frame = pd.DataFrame(list(rows.values()), index=list(rows), dtype="str") if rows else empty
    return Table(
        resource,
        frame.rename_axis("row"),
        rows,
        unreadable=frozenset(unreadable),
        missing=frozenset(names) - set(header),
        problems=tuple(problems),
    )


def _decoded(cell: str) -> str:
    """Show bytes that are not UTF-8 as question marks."""
    return cell.encode("utf-8", "replace").decode()


def _header_problems(header: Sequence[str], resource: Resource) -> list[Problem]:
    """Find columns that are missing, unknown or there twice."""
    names = [column.name for column in resource.columns]
    told = [
        (name, "", "The header lacks this column.", "Add it, with empty cells if need be.")
        for name in names
        if name not in header
    ]
    for name, count in Counter(header).items():
        if name not in names:
            rule = f"The header has this column, which {resource.file} does not know."
            told.append(("header", name, rule, "Rename or remove it."))
        elif count > 1:
            rule = f"The header has this column {count} times."
            told.append(("header", name, rule, "Keep one of them."))
    return [Problem(resource.file, 1, "", *each) for each in told]


def _unreadable(
    cells: Sequence[str], clean: Sequence[str], *, width: int
) -> Iterator[tuple[str, str, str, str]]:
    """Say why the cells of a row cannot be read: field, value, rule and fix."""
    for cell, shown in zip(cells, clean, strict=True):
        if cell != shown:
            rule = "The cell has bytes that are not UTF-8."
            yield "encoding", shown, rule, "Save the file as UTF-8."
    if len(cells) != width:
        rule = f"The row has {len(cells)} cells, the header {width}."
        fix = "Quote cells that hold a comma, or add what is missing; remove empty lines."
        yield "cells", str(len(cells)), rule, fix


def _parse(text: str) -> tuple[list[list[str]], str]:
    """Split CSV text into rows; with what stopped the reading, if anything did."""
    lines: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for line in reader:
            lines.append(line)
    except csv.Error as error:
        return lines, str(error)
    return lines, ""
