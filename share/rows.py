"""The record's values written back as rows of its own columns, as the codebook names them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from data import schema
from data.model import Actor, Link, Mission, Place, Source, Statement

Row = dict[str, Any]
"""A row by column; None is an empty cell, numbers are numbers."""


def statement_row(statement: Statement) -> Row:
    """Return a statement as its row of statements.csv."""
    number = statement.quantity
    told = {
        "qty_low": number.low if number else None,
        "qty_high": number.high if number else None,
        "qty_unit": number.unit if number else "",
        "qty_bound": number.bound if number else "",
        "source_id": statement.source.source_id,
    }
    return _row(schema.STATEMENTS, statement, told)


def source_row(source: Source) -> Row:
    """Return a source as its row of sources.csv."""
    return _row(schema.SOURCES, source, {})


def place_row(place: Place) -> Row:
    """Return a place as its row of places.csv."""
    return _row(schema.PLACES, place, {})


def actor_row(actor: Actor) -> Row:
    """Return an actor that is not a state as its row of actors.csv."""
    return _row(schema.ACTORS, actor, {})


def link_row(link: Link) -> Row:
    """Return what the editors noted between two statements as its row of links.csv."""
    return _row(schema.LINKS, link, {})


TABLES: Final[Mapping[str, Callable[[Mission], list[Row]]]] = {
    "statements": lambda mission: [statement_row(one) for one in mission.statements],
    "sources": lambda mission: [source_row(one) for one in mission.sources.values()],
    "places": lambda mission: [place_row(one) for one in mission.places.values()],
    "actors": lambda mission: [actor_row(one) for one in mission.actors.values()],
    "links": lambda mission: [link_row(one) for one in mission.links],
}
"""How to write each table of a record: the rows in use, in the record's own order."""


def _row(resource: schema.Resource, value: object, told: Mapping[str, Any]) -> Row:
    """Collect a row's cells: those told, else the attribute, else a language of a text."""
    return {
        column.name: _filled(told[column.name] if column.name in told else _cell(value, column))
        for column in resource.columns
    }


def _cell(value: object, column: schema.Column) -> Any:
    if hasattr(value, column.name):
        return getattr(value, column.name)
    stem, _, locale = column.name.rpartition("_")
    return getattr(value, stem).get(locale)


def _filled(cell: Any) -> str | int | float | None:
    return None if cell == "" else cell
