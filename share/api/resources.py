"""What the API offers of a mission, defined once for routes, documentation and tests."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from data.record import Record
from share.api.tables import changes_table, disagreements_table, questions_table
from share.comparison import earlier_day
from share.language import Language, speak
from share.links import Choice
from share.query import (
    Parameter,
    QueryError,
    QueryProblem,
    choice_of,
    days,
    parameters,
    read_values,
    whole,
)
from share.search import search
from share.snapshot import Snapshot, snapshot
from share.tables.about import About, about
from share.tables.content import Row, Table, positions_table, sources_table, statements_table

MOST: Final = 1000
"""Rows of one answer at most, and unless fewer are asked for; `next` leads to the others."""

DEEPEST: Final = 10_000_000
"""Rows that can be skipped at most: more than any record holds."""


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """
    One question to the API, read and checked; `since` is the day compared with.

    `statement`, `source` and `find` are None where every one counts.
    """

    record: Record
    choice: Choice
    since: date
    statement: str | None
    source: str | None
    find: str | None
    limit: int
    offset: int

    @property
    def t(self) -> Language:
        """Return the language of names and sentences."""
        return speak(self.choice.lang)

    @property
    def view(self) -> Snapshot:
        """Return the snapshot that the pages show for the same choice."""
        return self._on(self.choice.on)

    @property
    def before(self) -> Snapshot:
        """Return the snapshot of the day compared with."""
        return self._on(self.since)

    def _on(self, day: date) -> Snapshot:
        known = self.choice.known or date.max
        return snapshot(self.record, day, known, self.choice.component)

    @property
    def facts(self) -> About:
        """Return what an answer says of itself."""
        return about(self.view, self.choice, self.t)


@dataclass(frozen=True, slots=True)
class Resource:
    """
    One list of the API.

    `uses` names the parameters that make a difference here; every other one that a
    page's link may carry is checked and without effect. `ids` gives the statements
    that a row rests on, by which `statement`, `source` and `find` choose; None where the table
    has chosen for itself.
    """

    name: str
    title: str
    description: str
    uses: tuple[str, ...]
    table: Callable[[Asked], Table]
    ids: Callable[[Row], Sequence[str]] | None
    shapes: bool = False

    @property
    def endings(self) -> tuple[str, ...]:
        """Return the formats that there are, the default first."""
        return ("json", "csv", "geojson") if self.shapes else ("json", "csv")


def rows_asked_for(resource: Resource, asked: Asked) -> Table:
    """Return every row that the question is about, whatever the size of a page."""
    table = resource.table(asked)
    actor, wanted = asked.choice.actor, _statements_wanted(asked)
    ids = resource.ids
    if ids is None or (actor is None and wanted is None):
        return table
    kept = tuple(
        row
        for row in table.rows
        if actor in (None, row["actor"]) and (wanted is None or not wanted.isdisjoint(ids(row)))
    )
    return replace(table, rows=kept)


def _statements_wanted(asked: Asked) -> set[str] | None:
    if (asked.statement, asked.source, asked.find) == (None, None, None):
        return None
    found = _found(asked.record, asked.find) if asked.find else asked.record.by_id.keys()
    return {
        name
        for name in found
        if asked.statement in (None, name)
        and asked.source in (None, asked.record.by_id[name].source.source_id)
    }


def _found(record: Record, text: str) -> Set[str]:
    """Return the statements behind everything that the search page shows for a text."""
    groups = search(record, text)
    return {name for group in groups for hit in group.hits for name in hit.statement_ids}


def _sources(asked: Asked) -> Table:
    """Return the sources of the statements asked for; they count only these."""
    said = rows_asked_for(RESOURCES["statements"], asked)
    carried = Counter(row["source_id"] for row in said.rows)
    table = sources_table(asked.view, asked.choice, asked.t)
    kept = (row for row in table.rows if carried[row["source_id"]])
    return replace(
        table, rows=tuple({**row, "statements": carried[row["source_id"]]} for row in kept)
    )


VIEW: Final = (
    *("on", "known", "component", "actor", "status"),
    *("statement", "source", "find", "lang"),
)
"""Parameters that choose rows of every list, and the language that they are told in."""

_LISTED: Final = (
    Resource(
        "positions",
        "Where each actor stands",
        "What the record says of each actor in each part of the mission on a day, computed "
        "from the statements said by `on` and published by `known`. `on_map` marks the one "
        "position per contributor that map and counts of the pages show.",
        (*VIEW, "borders"),
        lambda asked: positions_table(asked.view, asked.choice, asked.t),
        lambda row: row["statement_ids"],
        shapes=True,
    ),
    Resource(
        "statements",
        "Who said what",
        "The statements said by `on` and published by `known`, the newest first, with the "
        "columns of the record and what the rules derive from them.",
        VIEW,
        lambda asked: statements_table(asked.view, asked.choice, asked.t),
        lambda row: (row["statement_id"],),
    ),
    Resource(
        "sources",
        "The documents behind the statements",
        "The sources of the same statements; `statements` counts what rests on each.",
        VIEW,
        _sources,
        None,
    ),
    Resource(
        "changes",
        "What changed between two days",
        "Each thing that is different between the positions of `from` and those of `to`: who "
        "came in, left, moved, was kept out or let in, gave another number. Without `from`, "
        "the day a month before is taken, as on the page.",
        ("from", "to", *VIEW),
        lambda asked: changes_table(asked.before, asked.view, asked.choice, asked.t),
        lambda row: row["statement_ids"],
    ),
    Resource(
        "disagreements",
        "Which statements contradict each other",
        "Pairs of statements that point in opposite directions, give numbers that cannot both "
        "be true, or were noted by the editors, the newest first.",
        VIEW,
        lambda asked: disagreements_table(asked.view, asked.choice, asked.t),
        lambda row: (row["statement_a"], row["statement_b"]),
    ),
    Resource(
        "open-questions",
        "What is not settled",
        "The questions that statements leave open, then those that have been settled by `on`.",
        tuple(name for name in VIEW if name != "status"),
        lambda asked: questions_table(asked.view, asked.choice, asked.t),
        lambda row: (*row["raised_by"], *row["answered_by"]),
    ),
)

RESOURCES: Final[Mapping[str, Resource]] = {one.name: one for one in _LISTED}


def parameters_of(resource: Resource, record: Record) -> tuple[Parameter, ...]:
    """Return every parameter that may be given: those of a link, a page's, those of paging."""
    mission = record.mission
    made = [*parameters(record)]
    if "to" in resource.uses:
        text = "The day that changes lead to; the same as `on`."
        made.append(days("to", text, mission.first_day, mission.last_day))
    made.append(whole("limit", "Rows of this answer at most.", 1, MOST))
    made.append(whole("offset", "Rows to skip.", 0, DEEPEST))
    return tuple(made)


def ask(resource: Resource, record: Record, query: Sequence[tuple[str, str]]) -> Asked:
    """Read a question; raises QueryError with everything that is off."""
    values = read_values(query, {one.name: one for one in parameters_of(resource, record)})
    _agree(values)
    choice = choice_of(values, record)
    return Asked(
        record=record,
        choice=choice,
        since=earlier_day(record, choice.on, choice.since),
        statement=values.get("statement"),
        source=values.get("source"),
        find=values.get("find"),
        limit=values.get("limit", MOST),
        offset=values.get("offset", 0),
    )


def _agree(values: dict[str, Any]) -> None:
    """Let `to` be the day that is looked at, as `on` is; they must not differ."""
    to = values.get("to")
    if to is None:
        return
    if values.setdefault("on", to) != to:
        rule = f"It is the same day as 'on', which is {values['on']}."
        problem = QueryProblem("to", to.isoformat(), rule, "Leave out one of the two.")
        raise QueryError([problem])
