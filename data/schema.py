"""
Every file and column of a mission's record, defined once.

The table schemas in datapackage.json, the pandera schemas behind the checks and the
codebook are generated from here. `python -m data.schema --write NAME` brings the
resources of a mission's datapackage.json up to date and leaves the rest as it is.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import iso3166
import pandera.pandas as pa
from babel import Locale

from data import words
from data.dates import parse_range

DATAPACKAGE: Final = "datapackage.json"
ENCODING: Final = "utf-8"
LOCALES: Final = ("en", "fr")
ROOT_VARIABLE: Final = "MISSIONMAP_DATA"

STATES: Final = frozenset(iso3166.countries_by_alpha3) | {"XKX"}
"""ISO 3166-1 alpha-3, and XKX, the code in common use for Kosovo."""

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
CODE: Final = r"[A-Z][A-Z0-9]+"
DATE: Final = r"\d{4}-\d{2}(-\d{2})?"
URL: Final = r"https?://[^\s/]+\S*"
INTEGER: Final = r"\d{1,15}"
NUMBER: Final = r"-?\d+(\.\d+)?"


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a file.

    `kind` is string, integer, number, date (a day or a month), url, language (ISO 639-1)
    or state (ISO 3166-1 alpha-3). `refers_to` is a resource and its column. With
    `of_mission` the words allowed are the mission's own, by the name of the setting.
    """

    name: str
    description: str
    kind: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    unique: bool = False
    refers_to: tuple[str, str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_words: int | None = None
    of_mission: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One CSV file of the record; `key` are the columns that name a row."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Return the file's name inside the mission's folder."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one cell must satisfy; an empty cell satisfies everything but `required`."""

    name: str
    holds: Callable[[str], bool]
    rule: str
    fix: str


def _text(name: str, description: str, *, required: bool = True, **more: Any) -> Column:
    return Column(name, description, required=required, **more)


def _note(name: str, description: str, **more: Any) -> Column:
    return _text(name, description, required=False, **more)


STATEMENTS: Final = Resource(
    "statements",
    "One row is one claim about one actor by one speaker in one source",
    ("statement_id",),
    (
        _text(
            "statement_id",
            "Stable, lower-case name of the row: actor, date, slug.",
            pattern=ID,
            unique=True,
        ),
        _text(
            "actor",
            "Whom the statement is about: a state's code (ISO 3166-1 alpha-3, Kosovo XKX) "
            "or an actor of actors.csv.",
            pattern=CODE,
        ),
        _text(
            "component",
            "What part of the mission; the words are in datapackage.json.",
            pattern=ID,
            of_mission="components",
        ),
        _note(
            "topic",
            "Only for statements about the force, the centre or the board as such.",
            enum=words.TOPICS,
        ),
        _text("role", "What the actor does there.", enum=words.ROLES),
        _text(
            "status",
            "How firm it is. deployed: people or means in place (funding: paid). "
            "committed: announced or pledged by the contributor or the force's command "
            "(about the force: decided). conditional: only if a named condition is met. "
            "considering: the actor signals readiness, interest or weighing. "
            "in_talks: discussions confirmed or reported. "
            "suspended: had moved forward, paused it. withdrawn: was in, left. "
            "declined: said no or denied. excluded: somebody else keeps it out. "
            "open: said to be not settled yet.",
            enum=words.STATUSES,
        ),
        _note(
            "excluded_by",
            "For status excluded: the code of whoever keeps the actor out, when known.",
            pattern=CODE,
        ),
        _text("said_on", "The day or month it was said.", kind="date"),
        _text("speaker", "Who said it; 'the publisher' when a medium writes in its own voice."),
        _note("speaker_office", "The speaker's office or function."),
        _text(
            "speaker_for",
            "For whom the speaker speaks: a code as in actor, PRESS, or OTHER (unnamed, of "
            "unknown side).",
            pattern=CODE,
        ),
        _text("basis", "On what the claim stands.", enum=words.BASES),
        _note(
            "qty_low",
            "Lower bound; empty for 'up to 200', the same as qty_high for 'about 200'.",
            kind="integer",
            minimum=0,
        ),
        _note("qty_high", "Upper bound; empty for 'at least 50'.", kind="integer", minimum=0),
        _note("qty_unit", "What is counted.", enum=words.UNITS),
        _note("qty_bound", "The word the source allows for the number.", enum=words.BOUNDS),
        _note(
            "qty_of",
            "Whose number it is. own: the actor's own contribution, the only kind that totals "
            "may use. trained: people it trains. whole: the whole force, board or centre. "
            "other: applicants, capacity of a base, a request, a price.",
            enum=words.QUANTITY_OWNERS,
        ),
        _note("place_id", "Where.", refers_to=("places", "place_id")),
        _note("not_in", "A place the statement rules out.", refers_to=("places", "place_id")),
        _note("condition_en", "The condition in a few words, in English."),
        _note("condition_fr", "The condition in a few words, in French."),
        _text("summary_en", "What was said, in our own words, in English.", max_words=30),
        _text("summary_fr", "What was said, in our own words, in French.", max_words=30),
        _note(
            "quote",
            "Words really uttered by the speaker, in the language of the source.",
            max_words=8,
        ),
        _note("quote_lang", "Language of the quote (ISO 639-1).", kind="language"),
        _text("source_id", "The document.", refers_to=("sources", "source_id")),
        _text("locator", "Where in the source: p3 = third paragraph, or a short hint."),
    ),
)

SOURCES: Final = Resource(
    "sources",
    "One row is one document",
    ("source_id",),
    (
        _text("source_id", "Stable, lower-case name of the document.", pattern=ID, unique=True),
        _text("publisher", "Who published it."),
        _note("relays", "The outlet it repeats, if any."),
        _text("title", "Its title."),
        _note("url", "Its address; empty when no stable address is known.", kind="url"),
        _text("language", "Its language (ISO 639-1).", kind="language"),
        _text("published", "The day or month it was published.", kind="date"),
        _text(
            "date_basis",
            "page: the date is printed on it. inferred: deduced from its content.",
            enum=words.DATE_BASES,
        ),
        _text("kind", "What sort of publisher.", enum=words.SOURCE_KINDS),
    ),
)

PLACES: Final = Resource(
    "places",
    "Points named in the record",
    ("place_id",),
    (
        _text("place_id", "Stable, lower-case name of the place.", pattern=ID, unique=True),
        _text("name_en", "Its name in English."),
        _text("name_fr", "Its name in French."),
        _text(
            "lat",
            "Latitude, WGS 84 degrees, never finer than a town or an announced site.",
            kind="number",
            minimum=-90,
            maximum=90,
        ),
        _text("lon", "Longitude, WGS 84 degrees.", kind="number", minimum=-180, maximum=180),
        _text("precision", "How fine the point is.", enum=words.PRECISIONS),
        _text("kind", "What is there, in one lower-case word.", pattern=ID),
        _note("country", "The state or territory it is in; empty across borders.", kind="state"),
        _note("note", "Anything a reader should know about the point."),
    ),
)

ACTORS: Final = Resource(
    "actors",
    "Actors that are not states",
    ("actor",),
    (
        _text("actor", "Its code, upper-case.", pattern=CODE, unique=True),
        _text("kind", "What it is.", enum=words.ACTOR_KINDS),
        _text("name_en", "Its name in English."),
        _text("name_fr", "Its name in French."),
        _text("short_en", "Its short name in English."),
        _text("short_fr", "Its short name in French."),
        _text(
            "lat",
            "Latitude of its symbol, WGS 84 degrees.",
            kind="number",
            minimum=-90,
            maximum=90,
        ),
        _text(
            "lon",
            "Longitude of its symbol, WGS 84 degrees.",
            kind="number",
            minimum=-180,
            maximum=180,
        ),
        _note("note", "Anything a reader should know about it."),
    ),
)

LINKS: Final = Resource(
    "links",
    "What the editors noted between two statements",
    ("statement_a", "statement_b"),
    (
        _text("statement_a", "One statement.", refers_to=("statements", "statement_id")),
        _text("statement_b", "The other one.", refers_to=("statements", "statement_id")),
        _text("kind", "How the first relates to the second.", enum=words.LINK_KINDS),
        _text("note_en", "What a reader should see between them, in English."),
        _text("note_fr", "What a reader should see between them, in French."),
    ),
)

RESOURCES: Final = (STATEMENTS, SOURCES, PLACES, ACTORS, LINKS)


def missions_root(root: Path | str | None = None) -> Path:
    """Return the folder that holds the missions: the argument, MISSIONMAP_DATA, or our own."""
    chosen = root or os.environ.get(ROOT_VARIABLE)
    return Path(chosen).resolve() if chosen else Path(__file__).parent / "missions"


def mission_names(root: Path | str | None = None) -> tuple[str, ...]:
    """Return the folders that have a datapackage.json, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in missions_root(root).glob(f"*/{DATAPACKAGE}")))


def count_words(text: str) -> int:
    """
    Count words; punctuation that stands alone, as in French, is none.

    >>> count_words("Trois pays : « oui »")
    3
    """
    return sum(any(map(str.isalnum, token)) for token in text.split())


@cache
def languages() -> frozenset[str]:
    """Return the two-letter language codes (ISO 639-1) that CLDR can name."""
    return frozenset(str(code) for code in Locale("en").languages if len(str(code)) == 2)


def rules_of(column: Column, *, components: Sequence[str] = ()) -> tuple[Rule, ...]:
    """
    Return what each cell of a column must satisfy, with the words to say when it does not.

    Blanks around a value are one rule of their own and do not break the others.
    """
    rules = [
        Rule(
            "trimmed",
            lambda cell: cell == cell.strip() or not cell.strip() and column.required,
            "A value has no blanks before or after it.",
            "Remove them.",
        )
    ]
    if column.required:
        rules.append(
            Rule("required", lambda cell: bool(cell.strip()), "It must be filled in.", "Add it.")
        )
    enum = tuple(components) if column.of_mission else column.enum
    if enum:
        listed = f"Choose one of: {', '.join(enum)}."
        if column.of_mission:
            listed = listed[:-1] + f", or add it to the {column.of_mission} in {DATAPACKAGE}."
        rules.append(_rule("enum", enum.__contains__, "It is a word of a closed list.", listed))
    elif column.pattern == ID:
        rules.append(
            _rule(
                "pattern",
                _matches(ID),
                "It is made of lower-case letters and digits joined by hyphens.",
                "Write it like 'abc-2026-01-05-short-name'.",
            )
        )
    elif column.pattern == CODE:
        rules.append(
            _rule(
                "pattern",
                _matches(CODE),
                "A code is made of upper-case letters and digits.",
                "Write it like 'FRA'.",
            )
        )
    rules += _kind_rules(column)
    limit = column.max_words
    if limit is not None:
        rules.append(
            _rule(
                "max_words",
                lambda cell: count_words(cell) <= limit,
                f"It has at most {limit} words.",
                "Shorten it.",
            )
        )
    return tuple(rules)


def _rule(name: str, holds: Callable[[str], bool], rule: str, fix: str) -> Rule:
    """Make a rule that looks at the value without blanks and lets an empty cell pass."""
    return Rule(name, lambda cell: not cell.strip() or holds(cell.strip()), rule, fix)


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda cell: compiled.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    try:
        parse_range(cell)
    except ValueError:
        return False
    return True


def _kind_rules(column: Column) -> list[Rule]:
    """Return the rules that follow from a column's kind and range."""
    low, high = column.minimum, column.maximum
    match column.kind:
        case "date":
            rule = "A date is a real day (YYYY-MM-DD) or month (YYYY-MM)."
            return [_rule("date", _is_date, rule, "Write it in one of these forms.")]
        case "url":
            rule = "An address starts with http:// or https:// and has no blanks."
            fix = "Write the whole address, or leave it empty when none is known."
            return [_rule("url", _matches(URL), rule, fix)]
        case "language":
            rule = "A language is an ISO 639-1 code: two lower-case letters."
            return [_rule("language", languages().__contains__, rule, "Write it like 'fr'.")]
        case "state":
            rule = "A state is an ISO 3166-1 alpha-3 code (Kosovo XKX)."
            return [_rule("state", STATES.__contains__, rule, "Write it like 'FRA'.")]
        case "integer":
            rule = "A number is written with digits only and is not negative."
            return [_rule("integer", _matches(INTEGER), rule, "Write it like '1200'.")]
        case "number":
            number = _matches(NUMBER)

            def in_range(cell: str) -> bool:
                return (
                    number(cell)
                    and (low is None or float(cell) >= low)
                    and (high is None or float(cell) <= high)
                )

            rule = f"It is a number of degrees from {low} to {high}, with a decimal point."
            return [_rule("number", in_range, rule, "Write it like '31.5'.")]
    return []


def pandera_schema(resource: Resource, *, components: Sequence[str] = ()) -> pa.DataFrameSchema:
    """
    Return the column rules of a file, for a table read as strings.

    Each check is named after its rule, so that a failure can be told in the rule's words.
    """
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                str,
                checks=[
                    pa.Check(rule.holds, element_wise=True, name=rule.name, error=rule.name)
                    for rule in rules_of(column, components=components)
                ],
                unique=column.unique,
                report_duplicates="all",
            )
            for column in resource.columns
        },
        name=resource.name,
    )


def table_schema(resource: Resource, *, components: Sequence[str] = ()) -> dict[str, Any]:
    """Return the Table Schema of a file (Data Package v2)."""
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, components=components) for column in resource.columns],
        "missingValues": [""],
        "primaryKey": list(resource.key),
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": column.refers_to[0], "fields": [column.refers_to[1]]},
        }
        for column in resource.columns
        if column.refers_to
    ]
    return {**schema, "foreignKeys": keys} if keys else schema


def _field(column: Column, *, components: Sequence[str]) -> dict[str, Any]:
    """
    Return one field of a Table Schema.

    Dates are strings, as months have no type there, and the limit in words stands beside
    the constraints, as it is none of the standard's own.
    """
    kind = column.kind if column.kind in ("integer", "number") else "string"
    patterns = {"date": DATE, "url": URL, "language": r"[a-z]{2}", "state": r"[A-Z]{3}"}
    enum = list(components) if column.of_mission else list(column.enum)
    constraints: dict[str, Any] = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": enum or None,
        "pattern": None if enum else column.pattern or patterns.get(column.kind),
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    told = {name: value for name, value in constraints.items() if value is not None}
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "description": column.description,
    }
    if column.max_words is not None:
        field["maxWords"] = column.max_words
    return {**field, "constraints": told} if told else field


def resource_descriptors(components: Sequence[str]) -> list[dict[str, Any]]:
    """Return the `resources` of a mission's datapackage.json."""
    return [
        {
            "name": resource.name,
            "type": "table",
            "title": resource.title,
            "path": resource.file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": ENCODING,
            "schema": table_schema(resource, components=components),
        }
        for resource in RESOURCES
    ]


def codebook(*, components: Sequence[str] = ()) -> tuple[dict[str, str], ...]:
    """Return one row per column of the record: file, column, meaning, values and whether needed."""
    return tuple(
        {
            "file": resource.file,
            "column": column.name,
            "meaning": column.description,
            "values": _values(column, components=components),
            "required": "yes" if column.required else "no",
        }
        for resource in RESOURCES
        for column in resource.columns
    )


def _values(column: Column, *, components: Sequence[str]) -> str:
    """Say in a few words what a column may hold."""
    forms = {
        "integer": "a whole number from 0",
        "date": "YYYY-MM-DD or YYYY-MM",
        "url": "http or https address",
        "language": "ISO 639-1 code",
        "state": "ISO 3166-1 alpha-3 code",
    }
    if column.of_mission or column.enum:
        return ", ".join(components if column.of_mission else column.enum)
    if column.refers_to:
        return f"a {column.refers_to[1]} of {column.refers_to[0]}.csv"
    if column.kind == "number":
        return f"{column.minimum} to {column.maximum}"
    if column.max_words is not None:
        return f"at most {column.max_words} words"
    return forms.get(column.kind, "text")


def write_resources(path: Path) -> None:
    """Regenerate the `resources` of a datapackage.json; everything else stays as it is."""
    package = json.loads(path.read_text(encoding=ENCODING))
    components = [entry["component"] for entry in package["mission"]["components"]]
    package["resources"] = resource_descriptors(components)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding=ENCODING)


def main(arguments: Iterable[str] | None = None) -> int:
    """Write the resources of the missions named."""
    parser = argparse.ArgumentParser(prog="python -m data.schema", description=main.__doc__)
    parser.add_argument("--write", nargs="+", metavar="NAME", required=True)
    names = parser.parse_args(None if arguments is None else list(arguments)).write
    known = mission_names()
    for name in names:
        if name not in known:
            print(f"mission '{name}' is not known. Choose one of: {', '.join(known)}.")
            return 2
        write_resources(missions_root() / name / DATAPACKAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
