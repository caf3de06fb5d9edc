"""The strict reading of a link's parameters, for everything that is not a page."""

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from data.dates import parse_range
from data.record import Record
from data.totals import COUNTED
from data.words import STATUSES
from geo.boundaries import VIEWS
from share.language import SOURCE_LANGUAGE, languages
from share.links import MAP, PARAMETERS, TILES, Choice
from share.snapshot import ALL
from share.words import LANE_ORDER

SHOWN_STATUSES = tuple(status for status in STATUSES if status != "open")
"""Statuses that a position can have; what is open is a question, not a position."""

LONGEST_SEARCH = 100
"""Letters of a text that is searched for."""


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """One parameter that cannot be followed: its name, the exact value, the rule, the fix."""

    field: str
    value: str
    rule: str
    fix: str

    def __str__(self) -> str:
        return f"{self.field} '{self.value}': {self.rule} {self.fix}"

    def as_dict(self) -> dict[str, str]:
        """Return the parts by name, for an answer."""
        return asdict(self)


class QueryError(ValueError):
    """What was asked for cannot be given; `problems` are all of them, the first parameter first."""

    def __init__(self, problems: Sequence[QueryProblem]) -> None:
        """Keep every problem; the message has one line for each."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    One parameter of a link: how it is read, and how it is told.

    `read` raises ValueError for a value that `rule` does not allow. `schema` is the
    JSON Schema of the written value, as far as it can be said without the record's days.
    """

    name: str
    description: str
    rule: str
    fix: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]


Pairs = Mapping[str, str] | Sequence[tuple[str, str]]
"""Parameters as written; as pairs, one that is given twice can be told."""


def read_query(query: Pairs, record: Record, *, allowed: Collection[str] = PARAMETERS) -> Choice:
    """
    Read the parameters of a view strictly; what is left out is as on the pages.

    That is the record's last day, everything published, every actor, and the
    mission's own component and borders, in English. An empty value is a value.
    Raises QueryError with every problem: a parameter that is not allowed here, one
    given twice, a value that breaks its rule, another mission than the record's.

    Args:
        allowed: Names that may be given; `statement`, `source`, `find`, `rule` and `order` are
            checked and not part of the choice.
    """
    known = {one.name: one for one in parameters(record) if one.name in allowed}
    return choice_of(read_values(query, known), record)


def choice_of(values: Mapping[str, Any], record: Record) -> Choice:
    """Return the choice that values read by `read_values` make, with the pages' defaults."""
    settings = record.mission.settings
    return Choice(
        mission=record.mission.name,
        on=values.get("on", record.mission.last_day),
        since=values.get("from"),
        known=values.get("known"),
        component=values.get("component", settings.component),
        status=values.get("status", ()),
        actor=values.get("actor"),
        borders=values.get("borders", usual_borders(record)),
        lang=values.get("lang", SOURCE_LANGUAGE),
        view=values.get("view"),
    )


def read_values(query: Pairs, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """Read every value by its parameter; raises QueryError with every problem."""
    pairs = list(query.items()) if isinstance(query, Mapping) else list(query)
    values: dict[str, Any] = {}
    problems: list[QueryProblem] = []
    given: set[str] = set()
    for name, value in pairs:
        if name not in known:
            problems.append(_unknown(name, value, known))
        elif name in given:
            rule = "A parameter is given once."
            problems.append(QueryProblem(name, value, rule, "Leave out all but one of them."))
        else:
            try:
                values[name] = known[name].read(value)
            except ValueError:
                problems.append(QueryProblem(name, value, known[name].rule, known[name].fix))
        given.add(name)
    if problems:
        raise QueryError(problems)
    return values


def _unknown(name: str, value: str, known: Collection[str]) -> QueryProblem:
    rule = f"'{name}' is no parameter here."
    fix = f"Leave it out, or use one of: {', '.join(known)}." if known else "Leave it out."
    return QueryProblem(name, value, rule, fix)


def usual_borders(record: Record) -> str:
    """Return the boundary view that the mission asks for, else the first there is."""
    wanted = record.mission.settings.borders
    return wanted if wanted in VIEWS else next(iter(VIEWS))


def last_published(record: Record) -> date:
    """Return the last day on which a source of the record counts as published."""
    return max(statement.source.published_on for statement in record.mission.statements)


@functools.lru_cache(maxsize=64)
def parameters(record: Record) -> tuple[Parameter, ...]:
    """Return every parameter that a link to a record may carry, in the order of PARAMETERS."""
    made = {one.name: one for one in _parameters(record)}
    return tuple(made[name] for name in PARAMETERS if name in made)


def _parameters(record: Record) -> Iterator[Parameter]:
    mission = record.mission
    components = (ALL, *(part.component for part in mission.settings.components))
    first, last = mission.first_day, mission.last_day
    published = last_published(record)
    yield choice("mission", "The mission that is looked at.", (mission.name,))
    yield days("on", "The day that is looked at: what was said later does not count.", first, last)
    yield days("from", "The day that `on` is compared with, earlier or later.", first, last)
    yield days("known", "What was published after this day does not count.", first, published)
    yield choice("component", "The part of the mission; `all` is every one.", components)
    yield several("status", "Only positions of these statuses.", SHOWN_STATUSES)
    yield choice("actor", "Only this actor, by its code.", sorted(record.by_actor))
    yield choice("borders", "The boundary view that shapes are drawn in.", tuple(VIEWS))
    yield choice("view", "The contributors on a map, or as tiles of one size.", (MAP, TILES))
    yield choice("lang", "The language of names and sentences.", languages())
    yield named("statement", "One statement, by its id.", record.by_id, "a statement")
    yield named("source", "One source, by its id.", mission.sources, "a source")
    yield choice("rule", "How a total is counted, as on the page of totals.", tuple(COUNTED))
    yield choice("order", "The order of the timeline's lanes.", tuple(LANE_ORDER))
    yield words("find", "What is searched for, as on the search page.", LONGEST_SEARCH)


def choice(name: str, description: str, values: Sequence[str]) -> Parameter:
    """Return a parameter that is one of a few words."""
    listed = ", ".join(values)

    def read(value: str) -> str:
        if value not in values:
            raise ValueError(value)
        return value

    return Parameter(
        name,
        description,
        rule=f"It is one of: {listed}.",
        fix="Write one of them, or leave it out.",
        read=read,
        schema={"type": "string", "enum": list(values)},
    )


def several(name: str, description: str, values: Sequence[str]) -> Parameter:
    """Return a parameter that is some of a few words, with commas between them."""
    listed = ", ".join(values)

    def read(value: str) -> tuple[str, ...]:
        parts = tuple(value.split(","))
        if not set(parts) <= set(values):
            raise ValueError(value)
        return tuple(dict.fromkeys(parts))

    word = f"(?:{'|'.join(values)})"
    return Parameter(
        name,
        f"{description} Several are written with commas between them.",
        rule=f"It is some of: {listed}; with commas and no blanks between them.",
        fix="Write some of them, or leave it out for all.",
        read=read,
        schema={"type": "string", "pattern": f"^{word}(?:,{word})*$"},
    )


def named(name: str, description: str, rows: Collection[str], what: str) -> Parameter:
    """Return a parameter that names a row of the record."""

    def read(value: str) -> str:
        if value not in rows:
            raise ValueError(value)
        return value

    return Parameter(
        name,
        description,
        rule=f"It is the id of {what} of this record.",
        fix="Copy an id from the record's own table, or leave it out.",
        read=read,
        schema={"type": "string"},
    )


def words(name: str, description: str, most: int) -> Parameter:
    """Return a parameter that is a text of at most so many letters."""

    def read(value: str) -> str:
        if not 0 < len(value) <= most:
            raise ValueError(value)
        return value

    return Parameter(
        name,
        description,
        rule=f"It is a text of 1 to {most} letters.",
        fix="Write fewer words, or leave it out.",
        read=read,
        schema={"type": "string", "minLength": 1, "maxLength": most},
    )


def days(name: str, description: str, first: date, last: date) -> Parameter:
    """Return a parameter that is a day between two others."""

    def read(value: str) -> date:
        begins, ends = parse_range(value)
        if begins != ends or not first <= begins <= last:
            raise ValueError(value)
        return begins

    return Parameter(
        name,
        description,
        rule=f"It is a day from {first} to {last}, written YYYY-MM-DD.",
        fix="Write a day in between, or leave it out.",
        read=read,
        schema={"type": "string", "format": "date"},
    )


def whole(name: str, description: str, least: int, most: int) -> Parameter:
    """Return a parameter that is a whole number between two others."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= len(str(most))):
            raise ValueError(value)
        if not least <= int(value) <= most:
            raise ValueError(value)
        return int(value)

    return Parameter(
        name,
        description,
        rule=f"It is a whole number from {least} to {most}, written in digits.",
        fix="Write such a number, or leave it out.",
        read=read,
        schema={"type": "integer", "minimum": least, "maximum": most},
    )
