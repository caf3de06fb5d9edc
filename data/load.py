"""
The only reader of the record: a mission's folder becomes one immutable Mission.

A row is left out when a problem concerns it, or when a row it rests on is left out: a
statement without its source says nothing that can be checked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from data import schema
from data.check import Checked, check_mission
from data.dates import published_day, said_day
from data.errors import Problem, RecordError
from data.evidence import evidence_of, voice_of
from data.model import Actor, Link, Mission, Place, Quantity, Settings, Source, Statement
from data.tables import Row
from data.words import MISSION_BODIES, OTHER, PRESS

T = TypeVar("T")

Names = Mapping[str, Mapping[str, Mapping[str, str]]]
"""What rows are called in further languages: by kind of name, row and language."""

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

NOT_LISTED: Final = schema.STATES | {PRESS, OTHER, ""}
"""Codes that rest on no row of actors.csv."""


def missions(*, root: Path | str | None = None) -> tuple[str, ...]:
    """
    Return the missions there are, in alphabetical order.

    They are the folders with a datapackage.json in data/missions, or in the folder that
    the environment variable MISSIONMAP_DATA names.
    """
    return schema.mission_names(root)


def load_mission(name: str, *, root: Path | str | None = None) -> Mission:
    """
    Return one mission's record: what can be used, and every problem found.

    A broken record is never raised. Each mission is read once per process.
    Raises RecordError for a mission that is not among `missions()`.
    """
    known = missions(root=root)
    if name not in known:
        raise RecordError(f"mission '{name}' is not known. Choose one of: {', '.join(known)}.")
    return _load(name, schema.missions_root(root))


@cache
def _load(name: str, root: Path) -> Mission:
    """Build the mission from its checked tables, the rows others rest on first."""
    checked = check_mission(root / name)
    cascade: list[Problem] = []
    sources = {r["source_id"]: _source(r) for _, r in _usable(checked, "sources")}
    names = checked.settings.names
    places = {r["place_id"]: _place(r, names) for _, r in _usable(checked, "places")}
    actors = {r["actor"]: _actor(r, names) for _, r in _usable(checked, "actors")}
    bodies = frozenset(code for code, actor in actors.items() if actor.kind in MISSION_BODIES)
    found: Mapping[str, tuple[str, Callable[[str], bool]]] = {
        "source_id": ("sources.csv", lambda key: key in sources),
        "place_id": ("places.csv", lambda key: not key or key in places),
        "not_in": ("places.csv", lambda key: not key or key in places),
        "actor": ("actors.csv", lambda key: key in NOT_LISTED or key in actors),
        "excluded_by": ("actors.csv", lambda key: key in NOT_LISTED or key in actors),
        "speaker_for": ("actors.csv", lambda key: key in NOT_LISTED or key in actors),
    }
    statements = {
        row["statement_id"]: _statement(row, source=sources[row["source_id"]], bodies=bodies)
        for row in _resting_on(checked, "statements", found, cascade)
    }
    joined: Mapping[str, tuple[str, Callable[[str], bool]]] = {
        end: ("statements.csv", lambda key: key in statements)
        for end in ("statement_a", "statement_b")
    }
    links = [_link(row) for row in _resting_on(checked, "links", joined, cascade)]
    settings = _settings(checked.settings, statements, places, cascade)
    used = {
        "statements": len(statements),
        "sources": len(sources),
        "places": len(places),
        "actors": len(actors),
        "links": len(links),
    }
    return Mission(
        name=name,
        settings=settings,
        statements=tuple(sorted(statements.values(), key=_by_day)),
        sources=_sorted(sources),
        places=_sorted(places),
        actors=_sorted(actors),
        links=tuple(sorted(links, key=lambda link: (link.statement_a, link.statement_b))),
        problems=checked.problems + tuple(cascade),
        left_out=MappingProxyType(
            {
                table.resource.file: len(table.rows) - used[kind]
                for kind, table in checked.tables.items()
            }
        ),
    )


def _by_day(statement: Statement) -> tuple[object, str]:
    return statement.said_from, statement.statement_id


def _sorted(rows: Mapping[str, T]) -> Mapping[str, T]:
    """Freeze rows by id, in an order that does not depend on the file's."""
    return MappingProxyType(dict(sorted(rows.items())))


def _usable(checked: Checked, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table that no problem concerns."""
    unusable = checked.unusable(name)
    return ((n, row) for n, row in checked.tables[name].rows.items() if n not in unusable)


def _resting_on(
    checked: Checked,
    name: str,
    found: Mapping[str, tuple[str, Callable[[str], bool]]],
    cascade: list[Problem],
) -> Iterator[Row]:
    """Yield the usable rows whose references all lead to a row in use; tell of the others."""
    for number, row in _usable(checked, name):
        lost = [(field, file) for field, (file, known) in found.items() if not known(row[field])]
        for field, file in lost:
            rule = f"Its row in {file} is missing or left out, and this row rests on it."
            fix = f"Correct {file} first."
            cascade.append(checked.tables[name].problem(number, field, rule, fix))
        if not lost:
            yield row


def _settings(
    settings: Settings,
    statements: Mapping[str, Statement],
    places: Mapping[str, Place],
    cascade: list[Problem],
) -> Settings:
    """Let the settings name only what is in use; a moment that rests on nothing is left out."""

    def kept(key: str, name: str, file: str, rows: Mapping[str, object]) -> str:
        if not key or key in rows:
            return key
        rule = f"Its row in {file} is missing or left out, and the settings rest on it."
        cascade.append(Problem(schema.DATAPACKAGE, None, "", name, key, rule, f"Correct {file}."))
        return ""

    components = tuple(
        replace(
            component,
            place_id=kept(component.place_id, "mission.components", "places.csv", places),
        )
        for component in settings.components
    )
    moments = (
        replace(
            moment,
            statement_ids=tuple(
                key
                for key in moment.statement_ids
                if kept(key, "mission.moments", "statements.csv", statements)
            ),
        )
        for moment in settings.moments
    )
    seat = kept(settings.theatre.headquarters, "mission.headquarters", "places.csv", places)
    return replace(
        settings,
        components=components,
        theatre=replace(settings.theatre, headquarters=seat),
        moments=tuple(moment for moment in moments if moment.statement_ids),
    )


def _texts(row: Row, stem: str, further: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
    """Collect a text's languages, with `further` ones; {} when there is none."""
    texts = {locale: row[f"{stem}_{locale}"] for locale in schema.LOCALES}
    return MappingProxyType({**texts, **further} if any(texts.values()) else {})


def _source(row: Row) -> Source:
    return Source(**row, published_on=published_day(row["published"]))


def _place(row: Row, names: Names) -> Place:
    return Place(
        place_id=row["place_id"],
        name=_texts(row, "name", names["places"].get(row["place_id"], NOTHING)),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision=row["precision"],
        kind=row["kind"],
        country=row["country"],
        note=row["note"],
    )


def _actor(row: Row, names: Names) -> Actor:
    return Actor(
        actor=row["actor"],
        kind=row["kind"],
        name=_texts(row, "name", names["actors"].get(row["actor"], NOTHING)),
        short=_texts(row, "short", names["short"].get(row["actor"], NOTHING)),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        note=row["note"],
    )


def _link(row: Row) -> Link:
    return Link(row["statement_a"], row["statement_b"], row["kind"], _texts(row, "note"))


def _quantity(row: Row) -> Quantity | None:
    low, high = (int(row[name]) if row[name] else None for name in ("qty_low", "qty_high"))
    if low is None and high is None:
        return None
    return Quantity(low, high, row["qty_unit"], row["qty_bound"])


def _statement(row: Row, *, source: Source, bodies: frozenset[str]) -> Statement:
    """Build a statement, with what the rules derive from its columns."""
    return Statement(
        statement_id=row["statement_id"],
        actor=row["actor"],
        component=row["component"],
        topic=row["topic"],
        role=row["role"],
        status=row["status"],
        excluded_by=row["excluded_by"],
        said_on=row["said_on"],
        said_from=said_day(row["said_on"], published=source.published_on),
        speaker=row["speaker"],
        speaker_office=row["speaker_office"],
        speaker_for=row["speaker_for"],
        voice=voice_of(actor=row["actor"], speaker_for=row["speaker_for"], mission_bodies=bodies),
        basis=row["basis"],
        evidence=evidence_of(
            actor=row["actor"],
            status=row["status"],
            speaker=row["speaker"],
            speaker_for=row["speaker_for"],
            basis=row["basis"],
            mission_bodies=bodies,
        ),
        quantity=_quantity(row),
        qty_of=row["qty_of"],
        place_id=row["place_id"],
        not_in=row["not_in"],
        condition=_texts(row, "condition"),
        summary=_texts(row, "summary"),
        quote=row["quote"],
        quote_lang=row["quote_lang"],
        locator=row["locator"],
        source=source,
    )
