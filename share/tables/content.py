"""What is in the tables of a view: its positions, the statements they rest on, and the sources."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
import pyarrow as pa

from data.positions import MOST_MADE, Position, as_dict
from data.record import Record
from data.schema import SOURCES, STATEMENTS, Resource
from share.language import Language
from share.links import Choice
from share.names import actor_name, component_label
from share.rows import source_row, statement_row
from share.snapshot import ALL, Snapshot
from share.words import STATUS, quantity

Row = Mapping[str, Any]

QUANTITIES = pa.list_(
    pa.struct(
        [
            ("low", pa.int64()),
            ("high", pa.int64()),
            ("unit", pa.string()),
            ("bound", pa.string()),
        ]
    )
)
NUMBERS = pa.list_(
    pa.struct(
        [
            ("role", pa.string()),
            ("status", pa.string()),
            ("qty_low", pa.int64()),
            ("qty_high", pa.int64()),
            ("qty_unit", pa.string()),
            ("qty_bound", pa.string()),
            ("statement_id", pa.string()),
        ]
    )
)
POSITION_TYPES = {
    "reported_only": pa.bool_(),
    "contested": pa.bool_(),
    "kept_out": pa.bool_(),
    "roles": pa.map_(pa.string(), pa.string()),
    "qty_low": pa.int64(),
    "qty_high": pa.int64(),
    "since": pa.date32(),
    "last_heard": pa.date32(),
    "statement_ids": pa.list_(pa.string()),
    "quantities": QUANTITIES,
    "numbers": NUMBERS,
    "contributor": pa.bool_(),
    "on_map": pa.bool_(),
}
STATEMENT_TYPES = {"said_from": pa.date32(), "qty_low": pa.int64(), "qty_high": pa.int64()}
SOURCE_TYPES = {"published_on": pa.date32(), "statements": pa.int64()}


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """
    Rows of one kind; every row has every column, None where nothing is stated.

    `types` has what is not text. Dates are datetime.date, lists and mappings plain.
    """

    name: str
    columns: tuple[str, ...]
    types: Mapping[str, pa.DataType]
    rows: tuple[Row, ...]

    def schema(self) -> pa.Schema:
        """Return the table's Arrow schema."""
        return pa.schema([(name, self.types.get(name, pa.string())) for name in self.columns])


def _of_actor(choice: Choice, actor: str) -> bool:
    return choice.actor in (None, actor)


def positions_table(view: Snapshot, choice: Choice, t: Language) -> Table:
    """
    List where each actor stands in each part of the chosen ones.

    `on_map` marks the one position that map, counts and page show of a contributor;
    `contributor` is false for the mission's own bodies and for bystanders.
    """
    return Table(
        "positions",
        POSITION_COLUMNS,
        POSITION_TYPES,
        tuple(_position_rows(view, _positions(view, choice), t)),
    )


POSITION_COLUMNS = (
    *("actor", "actor_name", "component", "component_name", "status", "status_name"),
    *("evidence", "reported_only", "contested", "kept_out", "kept_out_by", "role", "roles"),
    *("qty_low", "qty_high", "qty_unit", "qty_bound", "quantity", "quantities", "numbers"),
    *("since", "since_written", "last_heard", "last_heard_written"),
    *("contributor", "on_map", "statement_ids"),
)


def _positions(view: Snapshot, choice: Choice) -> Iterator[Position]:
    for position in view.positions:
        if (
            view.component in (ALL, position.component)
            and (not choice.status or position.status in choice.status)
            and _of_actor(choice, position.actor)
        ):
            yield position


class KeptRow(dict[str, Any]):
    """A row that is given again, never changed, and so is written as JSON once."""

    @functools.cached_property
    def json(self) -> orjson.Fragment:
        """Return the row as an object of JSON."""
        return orjson.Fragment(orjson.dumps(self))


Kept = dict[tuple[int, bool], tuple[Position, KeptRow]]
"""Rows by the identity of their position, which is held so that no other can have the same."""

LANGUAGES_KEPT: Final = 16
"""Records and languages whose rows are kept, those asked for last."""


@functools.lru_cache(maxsize=LANGUAGES_KEPT)
def _kept(record: Record, t: Language) -> Kept:
    """Return the rows that were made of a record's positions in a language."""
    return {}


def _position_rows(view: Snapshot, positions: Iterator[Position], t: Language) -> Iterator[KeptRow]:
    kept, shown = _kept(view.record, t), view.shown
    for position in positions:
        on_map = shown.get(position.actor) is position
        held = kept.get((id(position), on_map))
        if held is None:
            if len(kept) >= 2 * MOST_MADE:
                kept.clear()
            held = (position, KeptRow(_position_row(view.record, position, t, on_map=on_map)))
            kept[id(position), on_map] = held
        yield held[1]


def _position_row(record: Record, position: Position, t: Language, *, on_map: bool) -> Row:
    mission = record.mission
    return as_dict(position) | {
        "actor_name": actor_name(mission, position.actor, t),
        "component_name": component_label(mission, position.component, t),
        "status_name": t(STATUS[position.status]),
        "since": position.since,
        "last_heard": position.last_heard,
        "quantity": _in_words(position, t),
        "quantities": [
            {"low": number.low, "high": number.high, "unit": number.unit, "bound": number.bound}
            for number in position.quantities
        ],
        "contributor": record.is_contributor(position.actor),
        "on_map": on_map,
    }


def _in_words(position: Position, t: Language) -> str | None:
    if not position.quantities:
        return None
    return t.row(quantity(number, t) for number in position.quantities)


def statements_table(view: Snapshot, choice: Choice, t: Language) -> Table:
    """
    List the statements said by the day and published by the other, the newest first.

    The columns are those of the record, with what the rules derive from them and the
    address of the source beside them.
    """
    rows = tuple(
        statement_row(statement)
        | {
            "actor_name": actor_name(view.record.mission, statement.actor, t),
            "said_from": statement.said_from,
            "voice": statement.voice,
            "evidence": statement.evidence,
            "publisher": statement.source.publisher,
            "published": statement.source.published,
            "url": statement.source.url or None,
        }
        for statement in view.record.heard(on=view.on, known=view.known)
        if view.component in (ALL, statement.component)
        and (not choice.status or statement.status in choice.status)
        and _of_actor(choice, statement.actor)
    )
    derived = ("actor_name", "said_from", "voice", "evidence", "publisher", "published", "url")
    return Table("statements", (*_columns(STATEMENTS), *derived), STATEMENT_TYPES, rows)


def _columns(resource: Resource) -> tuple[str, ...]:
    return tuple(column.name for column in resource.columns)


def sources_table(view: Snapshot, choice: Choice, t: Language) -> Table:
    """List the sources that the statements of the view rest on, and how many each carries."""
    carried: dict[str, int] = {}
    for row in statements_table(view, choice, t).rows:
        carried[row["source_id"]] = carried.get(row["source_id"], 0) + 1
    sources = view.record.mission.sources
    rows = tuple(
        source_row(source)
        | {"published_on": source.published_on, "statements": carried[source.source_id]}
        for source in sources.values()
        if source.source_id in carried
    )
    return Table("sources", (*_columns(SOURCES), "published_on", "statements"), SOURCE_TYPES, rows)


TABLES = {
    "positions": positions_table,
    "statements": statements_table,
    "sources": sources_table,
}
"""How to make each table of a view."""
