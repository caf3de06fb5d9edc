"""What a mission's record holds, as immutable values."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.errors import Problem
from data.words import PUBLISHER


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A number with its bounds, in `unit`.

    `low` None means no lower bound ("up to 200"), `high` None no upper one
    ("at least 50"). `bound` is the word the source allows (words.BOUNDS).
    """

    low: int | None
    high: int | None
    unit: str
    bound: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document; `published` is as written, `published_on` the day from which it counts."""

    source_id: str
    publisher: str
    relays: str
    title: str
    url: str
    language: str
    published: str
    published_on: date
    date_basis: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the record, WGS 84 degrees, never finer than a town or an announced site."""

    place_id: str
    name: Mapping[str, str]
    lat: float
    lon: float
    precision: str
    kind: str
    country: str
    note: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor that is not a state; `lon`, `lat` anchor its symbol."""

    actor: str
    kind: str
    name: Mapping[str, str]
    short: Mapping[str, str]
    lat: float
    lon: float
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One claim about one actor by one speaker in one source.

    `said_from` is the day it counts on the `on` clock; `voice` says for whom the
    speaker speaks, relative to the actor; `evidence` how strong it is for it.
    """

    statement_id: str
    actor: str
    component: str
    topic: str
    role: str
    status: str
    excluded_by: str
    said_on: str
    said_from: date
    speaker: str
    speaker_office: str
    speaker_for: str
    voice: str
    basis: str
    evidence: str
    quantity: Quantity | None
    qty_of: str
    place_id: str
    not_in: str
    condition: Mapping[str, str]
    summary: Mapping[str, str]
    quote: str
    quote_lang: str
    locator: str
    source: Source

    @property
    def who(self) -> str:
        """Name the speaker; a medium in its own voice is named by its publisher."""
        return self.source.publisher if self.speaker == PUBLISHER else self.speaker


@dataclass(frozen=True, slots=True)
class Link:
    """What the editors noted between two statements."""

    statement_a: str
    statement_b: str
    kind: str
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the mission; contributions without a place of their own go to `place_id`."""

    component: str
    label: Mapping[str, str]
    name: Mapping[str, str]
    place_id: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the story and the statements it rests on."""

    day: date
    title: Mapping[str, str]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theatre:
    """
    Where the mission works: shapes to stress, the inset's frame in degrees.

    `frame` is west, south, east, north; `headquarters` is a place.
    """

    shapes: tuple[str, ...]
    frame: tuple[float, float, float, float]
    headquarters: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a mission says about itself in its datapackage.json."""

    title: Mapping[str, str]
    description: Mapping[str, str]
    version: str
    licences: tuple[Mapping[str, str], ...]
    components: tuple[Component, ...]
    theatre: Theatre
    moments: tuple[Moment, ...]
    component: str
    borders: str
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    """What places and actors (`places`, `actors`, `short`) are called in further languages."""


@dataclass(frozen=True, eq=False, slots=True)
class Mission:
    """
    One mission's record as read: what can be used, and every problem found.

    Rows that break a rule are left out of `statements`; `left_out` counts them
    per file, and `problems` says why.
    """

    name: str
    settings: Settings
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]

    @property
    def first_day(self) -> date:
        """Return the first day on which anything in the record counts."""
        return _first_and_last_day(self)[0]

    @property
    def last_day(self) -> date:
        """Return the last day on which anything in the record was said."""
        return _first_and_last_day(self)[1]


@functools.lru_cache(maxsize=64)
def _first_and_last_day(mission: Mission) -> tuple[date, date]:
    days = [statement.said_from for statement in mission.statements]
    return min(days), max(days)
