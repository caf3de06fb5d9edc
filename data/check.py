"""
Every rule about a mission's files; all problems are told at once.

What concerns one cell comes from data.schema and runs through pandera. Written by hand
here is only what looks across cells, rows and files, and the mission's own settings.
`python -m data.check [NAME ...]` prints every problem.
"""

import csv
import io
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from data import schema, words
from data.dates import parse_range, published_day, said_day
from data.errors import Problem
from data.model import Component, Moment, Settings, Theatre
from data.schema import DATAPACKAGE, RESOURCES, STATES, Resource, count_words

Row = Mapping[str, str]
Broken = tuple[str, str, str]
"""Field, rule and fix of a row that breaks a rule; the value is the row's."""

TITLE_WORDS: Final = 12
QUANTITY: Final = ("qty_low", "qty_high", "qty_unit", "qty_bound", "qty_of")
SHAPE: Final = re.compile(r"([A-Z]{3})(-[A-Z0-9]{1,3})?")
BOUND_RULES: Final[Mapping[str, tuple[Callable[[int | None, int | None], bool], str]]] = {
    "exact": (lambda low, high: low is not None and low == high, "the same low and high"),
    "about": (lambda low, high: low is not None and low == high, "the same low and high"),
    "up_to": (lambda low, high: low is None and high is not None, "only a high number"),
    "at_least": (lambda low, high: low is not None and high is None, "only a low number"),
    "between": (
        lambda low, high: low is not None and high is not None and low < high,
        "a low number below the high one",
    ),
}


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


@dataclass(frozen=True, eq=False, slots=True)
class Checked:
    """A mission's folder with everything that is wrong with it."""

    folder: Path
    tables: Mapping[str, Table]
    settings: Settings
    problems: tuple[Problem, ...]

    def unusable(self, name: str) -> frozenset[int]:
        """Return the rows of a table that a problem concerns; all, if a column is missing."""
        table = self.tables[name]
        if any(table.resource.column(column).required for column in table.missing):
            return frozenset(table.rows)
        file = table.resource.file
        return frozenset(p.row for p in self.problems if p.file == file and p.row is not None)


def check_mission(folder: Path | str) -> Checked:
    """
    Read a mission's files and hold every rule against them.

    Nothing is raised for what is in the files, however broken: a file that is missing or
    cannot be read is a problem like any other. Problems come sorted by file and row.
    """
    folder = Path(folder)
    tables = {resource.name: read_table(folder, resource) for resource in RESOURCES}
    package, problems = _read_package(folder)
    reader = _SettingsReader(package, tables=tables, name=folder.name, quiet=bool(problems))
    settings = reader.settings()
    problems += reader.problems
    components = [component.component for component in settings.components]
    for table in tables.values():
        problems += table.problems
        problems += _cell_problems(table, components=components)
        problems += _twice(table)
    for name, rules in _ROW_RULES.items():
        problems += _row_problems(tables[name], rules)
    problems += _reference_problems(tables)
    problems += _unused(tables)
    problems += _date_problems(tables, created=reader.created)
    unique = sorted(set(problems), key=_order)
    return Checked(folder, MappingProxyType(tables), settings, tuple(unique))


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.file, problem.row or 0, problem.field, problem.rule)


# Reading the tables


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


# One cell


def _cell_problems(table: Table, *, components: Sequence[str]) -> list[Problem]:
    """Run the column rules and tell each failure in the rule's own words."""
    present = [c.name for c in table.resource.columns if c.name not in table.missing]
    frame = table.frame.drop(index=list(table.unreadable))[present]
    if frame.empty:
        return []
    validator = schema.pandera_schema(table.resource, components=components)
    try:
        validator.select_columns(present).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _translate(table, errors.failure_cases, components=components)
    return []


def _translate(table: Table, failures: pd.DataFrame, *, components: Sequence[str]) -> list[Problem]:
    """Turn pandera's failure cases into problems."""
    rules = {
        (column.name, rule.name): (rule.rule, rule.fix)
        for column in table.resource.columns
        for rule in schema.rules_of(column, components=components)
    }
    problems = []
    for name, check, number in zip(
        failures["column"], failures["check"], failures["index"], strict=True
    ):
        row = int(number)
        if check != "field_uniqueness":
            problems.append(table.problem(row, name, *rules[name, check]))
        elif table.rows[row][name]:
            rule = f"Another row of {table.resource.file} has the same {name}."
            problems.append(table.problem(row, name, rule, "Give each row its own."))
    return problems


# One row


def _identity(row: Row) -> Iterator[Broken]:
    start = f"{row['actor'].lower()}-{row['said_on']}-"
    told_elsewhere = not re.fullmatch(schema.CODE, row["actor"]) or _range(row["said_on"]) is None
    if not told_elsewhere and not row["statement_id"].startswith(start):
        rule = "A statement_id starts with its actor in lower case and its said_on."
        yield "statement_id", rule, f"Begin it with '{start}', or correct actor or said_on."


def _exclusion(row: Row) -> Iterator[Broken]:
    if row["excluded_by"] and row["status"] != "excluded":
        rule = f"Only an excluded actor has an excluded_by, and the status is '{row['status']}'."
        yield "excluded_by", rule, "Empty it, or set the status to excluded."


def _condition(row: Row) -> Iterator[Broken]:
    if row["status"] == "conditional" and not row["condition_en"] and not row["condition_fr"]:
        rule = "A conditional statement names its condition."
        yield "condition_en", rule, "Fill in condition_en and condition_fr, or change the status."
    yield from _together(row, "condition_en", "condition_fr", "A condition is in both languages.")


def _quote(row: Row) -> Iterator[Broken]:
    yield from _together(row, "quote", "quote_lang", "A quote comes with its language.")


def _together(row: Row, first: str, second: str, rule: str) -> Iterator[Broken]:
    if bool(row[first]) != bool(row[second]):
        empty, filled = (second, first) if row[first] else (first, second)
        yield empty, rule, f"Fill in {empty}, or empty {filled}."


def _medium(row: Row) -> Iterator[Broken]:
    if row["speaker"] == words.PUBLISHER:
        rule = f"'{words.PUBLISHER}' is a medium in its own voice."
        if row["speaker_for"] != words.PRESS:
            yield "speaker_for", rule, f"Write {words.PRESS}, or name the speaker."
        if row["basis"] != "media_report":
            yield "basis", rule, "Write media_report, or name the speaker."


def _quantity(row: Row) -> Iterator[Broken]:
    if not any(row[name] for name in QUANTITY):
        return
    for name in ("qty_unit", "qty_bound", "qty_of"):
        if not row[name]:
            rule = "A number comes with its unit, its bound and whose it is."
            yield name, rule, "Fill it in, or empty the other qty_ columns."
    if not row["qty_low"] and not row["qty_high"]:
        rule = "A quantity has at least one number."
        yield "qty_low", rule, "Fill in qty_low or qty_high, or empty the other qty_ columns."
        return
    if row["qty_bound"] not in BOUND_RULES or not all(
        re.fullmatch(schema.INTEGER, row[name]) for name in ("qty_low", "qty_high") if row[name]
    ):
        return
    low, high = (int(row[name]) if row[name] else None for name in ("qty_low", "qty_high"))
    holds, needs = BOUND_RULES[row["qty_bound"]]
    if not holds(low, high):
        rule = f"This bound has {needs}; the row has '{row['qty_low']}' and '{row['qty_high']}'."
        yield "qty_bound", rule, "Correct the numbers or the bound."


def _other_statement(row: Row) -> Iterator[Broken]:
    if row["statement_a"] == row["statement_b"]:
        yield "statement_b", "A link joins two different statements.", "Correct one of them."


def _own_code(row: Row) -> Iterator[Broken]:
    if row["actor"] in STATES | {words.PRESS, words.OTHER}:
        rule = "This code already means a state, the press or an unnamed speaker."
        yield "actor", rule, "Choose another code."


RowRule = Callable[[Row], Iterator[Broken]]

_ROW_RULES: Final[Mapping[str, tuple[RowRule, ...]]] = {
    "statements": (_identity, _exclusion, _condition, _quote, _medium, _quantity),
    "actors": (_own_code,),
    "links": (_other_statement,),
}


def _row_problems(table: Table, rules: Iterable[RowRule]) -> list[Problem]:
    """Hold each rule against each readable row; a rule about a missing column says nothing."""
    return [
        table.problem(number, *broken)
        for number, row in table.sound
        for rule in rules
        for broken in rule(row)
        if broken[0] not in table.missing
    ]


# Across rows and files


def _twice(table: Table) -> list[Problem]:
    """Find two rows for one thing: the same address, or the same two statements."""
    groups: dict[object, list[int]] = defaultdict(list)
    for number, row in table.sound:
        if table.resource is schema.SOURCES and row["url"]:
            groups[row["url"]].append(number)
        elif table.resource is schema.LINKS:
            groups[frozenset((row["statement_a"], row["statement_b"]))].append(number)
    if table.resource is schema.SOURCES:
        name, fix = "url", "Keep one of them and point its statements to it."
        rule = "One document is one row, and another row has the same address."
    else:
        name, fix = "statement_b", "Keep one of them."
        rule = "Another row links the same two statements."
    return [
        table.problem(number, name, rule, fix)
        for numbers in groups.values()
        if len(numbers) > 1
        for number in numbers
    ]


def _reference_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """Find ids and codes that lead nowhere; nothing is said about a file that is not there."""
    problems: list[Problem] = []
    for table in tables.values():
        for column in table.resource.columns:
            if not column.refers_to:
                continue
            target = tables[column.refers_to[0]]
            if target.absent or column.refers_to[1] in target.missing:
                continue
            known = target.values(column.refers_to[1])
            file = target.resource.file
            rule = f"It is not in {file}, and {_REASONS[column.refers_to]}"
            problems += [
                table.problem(number, column.name, rule, "Add it there or correct the id.")
                for number, row in table.sound
                if row[column.name] and row[column.name] not in known
            ]
    return problems + _actor_problems(tables)


_REASONS: Final = {
    ("sources", "source_id"): "every statement needs a listed source.",
    ("places", "place_id"): "every place of a statement is listed.",
    ("statements", "statement_id"): "a link joins two statements of the record.",
}


def _actor_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """Find codes that are neither a state nor listed, and topics of what is not the mission."""
    statements, actors = tables["statements"], tables["actors"]
    if actors.absent:
        return []
    known = STATES | actors.values("actor")
    allowed = {
        "actor": known,
        "excluded_by": known,
        "speaker_for": known | {words.PRESS, words.OTHER},
    }
    bodies = {r["actor"] for r in actors.rows.values() if r["kind"] in words.MISSION_BODIES}
    rule = "It is neither a state (ISO 3166-1 alpha-3, Kosovo XKX) nor an actor of actors.csv."
    fix = "Correct the code, or add the actor to actors.csv."
    problems = []
    for number, row in statements.sound:
        for name, codes in allowed.items():
            code = row[name]
            if code in (words.PRESS, words.OTHER) and code not in codes:
                told = "PRESS and OTHER are for speakers only."
                problems.append(statements.problem(number, name, told, "Write a state or actor."))
            elif re.fullmatch(schema.CODE, code) and code not in codes:
                problems.append(statements.problem(number, name, rule, fix))
        if row["topic"] and row["actor"] not in bodies:
            told = "A topic is only for statements about the force, the centre or the board."
            advice = f"Empty it: {row['actor']} is no such actor."
            problems.append(statements.problem(number, "topic", told, advice))
    return problems


def _unused(tables: Mapping[str, Table]) -> list[Problem]:
    """Find sources and actors that nothing in the record rests on."""
    statements = tables["statements"]
    if statements.absent or statements.missing:
        return []
    uses = {
        "sources": ("source_id", statements.values("source_id"), "No statement uses this source."),
        "actors": (
            "actor",
            statements.values("actor", "speaker_for", "excluded_by"),
            "No statement is about this actor or made for it.",
        ),
    }
    return [
        tables[name].problem(number, key, rule, "Remove the row, or add the statement it is for.")
        for name, (key, used, rule) in uses.items()
        for number, row in tables[name].sound
        if row[key] and row[key] not in used
    ]


def _date_problems(tables: Mapping[str, Table], *, created: date | None) -> list[Problem]:
    """Find what is said after it was published, and dates later than the record itself."""
    statements, sources = tables["statements"], tables["sources"]
    published = {
        row["source_id"]: row["published"]
        for _, row in sources.sound
        if _range(row["published"]) is not None
    }
    problems = []
    for number, row in statements.sound:
        said, source = _range(row["said_on"]), published.get(row["source_id"])
        if said and source and said[0] > published_day(source):
            rule = f"Its source was published on {source}, before it was said."
            fix = "Correct said_on, or published in sources.csv."
            problems.append(statements.problem(number, "said_on", rule, fix))
    if created is None:
        return problems
    rule = f"It is later than the record, created on {created}."
    fix = f"Correct the date, or created in {DATAPACKAGE}."
    for table, name in ((statements, "said_on"), (sources, "published")):
        for number, row in table.sound:
            written = _range(row[name])
            if written and written[0] > created:
                problems.append(table.problem(number, name, rule, fix))
    return problems


def _range(text: str) -> tuple[date, date] | None:
    try:
        return parse_range(text)
    except ValueError:
        return None


# The mission's own settings


def _read_package(folder: Path) -> tuple[Mapping[str, Any], list[Problem]]:
    """Read datapackage.json; without it the settings are empty and one problem says why."""
    rule, fix = "", "Restore it from the last version that was right."
    try:
        package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        if isinstance(package, dict):
            return package, []
        rule = "A data package is a JSON object."
    except OSError as error:
        rule = f"A record has this file, but it cannot be read ({error.strerror})."
    except UnicodeDecodeError as error:
        rule = f"The file is UTF-8, but byte {error.start} is not."
    except json.JSONDecodeError as error:
        rule = f"The file is JSON, but line {error.lineno} is not ({error.msg})."
    except RecursionError:
        rule = "The file is JSON, but nested too deeply to read."
    return {}, [Problem(DATAPACKAGE, None, "", "file", DATAPACKAGE, rule, fix)]


@dataclass(eq=False)
class _SettingsReader:
    """Build the settings from what can be used, noting what cannot."""

    package: Mapping[str, Any]
    tables: Mapping[str, Table]
    name: str
    quiet: bool = False
    problems: list[Problem] = field(default_factory=list)
    created: date | None = None

    def say(self, name: str, value: object, rule: str, fix: str) -> None:
        if not self.quiet:
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            self.problems.append(Problem(DATAPACKAGE, None, "", name, shown, rule, fix))

    def settings(self) -> Settings:
        mission = self._object(self.package.get("mission"), "mission")
        self.created = self._created()
        view = self._object(mission.get("default_view"), "mission.default_view")
        components = self._components(mission)
        names = [component.component for component in components]
        if components and self.package.get("resources") != schema.resource_descriptors(names):
            rule = "The resources are generated from data/schema.py and are not up to date."
            self.say("resources", "", rule, f"Run: python -m data.schema --write {self.name}.")
        chosen = view.get("component")
        if chosen != "all" and chosen not in names:
            rule = "The first view shows 'all' components or one of the mission's."
            self.say("mission.default_view.component", chosen, rule, "Write 'all'.")
            chosen = "all"
        return Settings(
            title=self._languages(mission.get("title"), "mission.title"),
            description=self._languages(mission.get("description"), "mission.description"),
            version=self._version(),
            licences=self._licences(),
            components=components,
            theatre=self._theatre(mission),
            moments=self._moments(mission),
            component=str(chosen),
            borders=self._word(view.get("borders"), "mission.default_view.borders"),
        )

    def _object(self, value: object, name: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.say(name, value, "It is an object with settings.", "Add it.")
        return {}

    def _list(self, value: object, name: str) -> list[Any]:
        if isinstance(value, list) and value:
            return value
        self.say(name, value, "It is a list with at least one entry.", "Add it.")
        return []

    def _languages(self, value: object, name: str, *, most: int | None = None) -> Mapping[str, str]:
        entry = value if isinstance(value, dict) else {}
        texts = {}
        for locale in schema.LOCALES:
            text = entry.get(locale)
            if not isinstance(text, str) or not text.strip():
                rule = "A text for readers is in English and in French."
                self.say(f"{name}.{locale}", text, rule, "Add it.")
                text = self.name
            elif most is not None and count_words(text) > most:
                rule = f"It has at most {most} words."
                self.say(f"{name}.{locale}", text, rule, "Shorten it.")
            texts[locale] = text
        return MappingProxyType(texts)

    def _word(self, value: object, name: str) -> str:
        if isinstance(value, str) and re.fullmatch(schema.ID, value):
            return value
        self.say(name, value, "It is one lower-case word.", "Add it.")
        return ""

    def _created(self) -> date | None:
        value = self.package.get("created")
        if isinstance(value, str) and "T" in value:
            try:
                return datetime.fromisoformat(value).date()
            except ValueError:
                pass
        rule = "A record says when it was created (RFC 3339)."
        self.say("created", value, rule, "Write it like '2026-01-31T00:00:00Z'.")
        return None

    def _version(self) -> str:
        value = self.package.get("version")
        if isinstance(value, str) and re.fullmatch(r"\d+\.\d+\.\d+", value):
            return value
        rule = "A record's version is three numbers joined by points."
        self.say("version", value, rule, "Write it like '1.0.0'.")
        return ""

    def _licences(self) -> tuple[Mapping[str, str], ...]:
        licences = []
        for licence in self._list(self.package.get("licenses"), "licenses"):
            if isinstance(licence, dict) and isinstance(licence.get("name"), str):
                texts = {key: text for key, text in licence.items() if isinstance(text, str)}
                licences.append(MappingProxyType(texts))
            else:
                self.say("licenses", licence, "A licence has a name.", "Add it.")
        return tuple(licences)

    def _place(self, value: object, name: str) -> str:
        places = self.tables["places"]
        if isinstance(value, str) and (places.absent or value in places.values("place_id")):
            return value
        self.say(
            name,
            value,
            "It is not in places.csv, and every place of the settings is listed.",
            "Add it there or correct the id.",
        )
        return ""

    def _components(self, mission: Mapping[str, Any]) -> tuple[Component, ...]:
        components: list[Component] = []
        for position, value in enumerate(
            self._list(mission.get("components"), "mission.components")
        ):
            name = f"mission.components[{position}]"
            entry = self._object(value, name)
            word = self._word(entry.get("component"), f"{name}.component")
            if word == "all" or word in [component.component for component in components]:
                rule = "Each component has a word of its own, and 'all' means any of them."
                self.say(f"{name}.component", word, rule, "Choose another word.")
            elif word:
                label = self._languages(entry.get("label"), f"{name}.label")
                full = self._languages(entry.get("name"), f"{name}.name")
                place = self._place(entry.get("place"), f"{name}.place")
                components.append(Component(word, label, full, place))
        return tuple(components)

    def _theatre(self, mission: Mapping[str, Any]) -> Theatre:
        theatre = self._object(mission.get("theatre"), "mission.theatre")
        shapes = []
        for shape in self._list(theatre.get("shapes"), "mission.theatre.shapes"):
            match = SHAPE.fullmatch(shape) if isinstance(shape, str) else None
            if match and match[1] in STATES:
                shapes.append(shape)
            else:
                rule = "A shape is a state's code, with a part of it after a hyphen if need be."
                self.say("mission.theatre.shapes", shape, rule, "Write it like 'FRA' or 'FRA-GF'.")
        return Theatre(
            shapes=tuple(shapes),
            frame=self._frame(theatre.get("frame")),
            headquarters=self._place(mission.get("headquarters"), "mission.headquarters"),
        )

    def _frame(self, value: object) -> tuple[float, float, float, float]:
        world = (-180.0, -90.0, 180.0, 90.0)
        numbers = value if isinstance(value, list) else []
        if len(numbers) == 4 and all(
            isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n)
            for n in numbers
        ):
            west, south, east, north = map(float, numbers)
            if -180 <= west < east <= 180 and -90 <= south < north <= 90:
                return west, south, east, north
        rule = "A frame is west, south, east, north in degrees, west < east and south < north."
        self.say("mission.theatre.frame", value, rule, "Write it like [2.0, 48.5, 3.0, 49.5].")
        return world

    def _moments(self, mission: Mapping[str, Any]) -> tuple[Moment, ...]:
        said = self._said()
        moments: list[Moment] = []
        for position, value in enumerate(self._list(mission.get("moments"), "mission.moments")):
            name = f"mission.moments[{position}]"
            entry = self._object(value, name)
            written = entry.get("day")
            span = _range(written) if isinstance(written, str) else None
            if span is None or span[0] != span[1]:
                rule = "A moment is a real day (YYYY-MM-DD)."
                self.say(f"{name}.day", written, rule, "Write it in this form.")
                continue
            day = span[0]
            if moments and day < moments[-1].day:
                rule = f"Moments are in order of day, and this one follows {moments[-1].day}."
                self.say(f"{name}.day", written, rule, "Move it.")
            if said and not min(said.values()) <= day <= max(said.values()):
                rule = f"The record goes from {min(said.values())} to {max(said.values())}."
                self.say(f"{name}.day", written, rule, "Choose a day within it.")
            title = self._languages(entry.get("title"), f"{name}.title", most=TITLE_WORDS)
            ids = self._said_by(day, entry.get("statement_ids"), said, f"{name}.statement_ids")
            moments.append(Moment(day, title, ids))
        return tuple(sorted(moments, key=lambda moment: moment.day))

    def _said(self) -> Mapping[str, date]:
        """Return the day from which each readable statement counts."""
        published = {
            row["source_id"]: published_day(row["published"])
            for _, row in self.tables["sources"].sound
            if _range(row["published"])
        }
        return {
            row["statement_id"]: said_day(
                row["said_on"], published=published.get(row["source_id"], date.max)
            )
            for _, row in self.tables["statements"].sound
            if _range(row["said_on"])
        }

    def _said_by(
        self, day: date, value: object, said: Mapping[str, date], name: str
    ) -> tuple[str, ...]:
        ids = []
        for statement_id in self._list(value, name):
            if not isinstance(statement_id, str) or statement_id not in said:
                rule = "It is not in statements.csv, and a moment rests on statements."
                self.say(name, statement_id, rule, "Add it there or correct the id.")
            elif said[statement_id] > day:
                rule = f"It was said on {said[statement_id]}, after the moment's {day}."
                self.say(name, statement_id, rule, "Remove it, or move the moment.")
            else:
                ids.append(statement_id)
        return tuple(ids)


# The command


def summary(checked: Checked) -> str:
    """Count the rows of each file in one line."""
    counts = (f"{len(table.rows)} {name}" for name, table in checked.tables.items())
    return ", ".join(counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the missions named, or all: 0 no problem, 1 problems, 2 unknown mission."""
    wanted = sys.argv[1:] if arguments is None else list(arguments)
    known = schema.mission_names()
    for name in wanted:
        if name not in known:
            print(f"mission '{name}' is not known. Choose one of: {', '.join(known)}.")
            return 2
    found = 0
    for name in wanted or known:
        checked = check_mission(schema.missions_root() / name)
        found += len(checked.problems)
        for problem in checked.problems:
            print(problem)
        per_file = Counter(problem.file for problem in checked.problems)
        told = ", ".join(f"{count} in {file}" for file, count in sorted(per_file.items()))
        print(f"{name}: {summary(checked)}; {'problems: ' + told if told else 'no problems'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
