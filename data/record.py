"""A mission's record made ready for questions: read once, sorted once, asked for any day."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.disagreements import Pairs, find_pairs
from data.index import Index, index_statements
from data.load import load_mission
from data.model import Mission, Statement
from data.positions import Made, Position, positions_on
from data.words import MISSION_BODIES


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """A mission with its index, its disagreements and its statements by id and by actor."""

    mission: Mission
    index: Index
    pairs: Pairs
    by_id: Mapping[str, Statement]
    by_actor: Mapping[str, tuple[Statement, ...]]
    bodies: frozenset[str]
    """Actors that are the mission itself (force, centre, board), not contributors to it."""
    bystanders: frozenset[str]
    """Actors that speak to the mission without being asked to contribute."""
    _made: Made = field(default_factory=dict, repr=False)
    """Positions given before: most are the same on many days, and none ever changes."""

    def positions(
        self, *, on: date, known: date = date.max, component: str | None = None
    ) -> tuple[Position, ...]:
        """Say where each actor stands in each component on a day (data.positions)."""
        return positions_on(
            self.index, self.pairs, on=on, known=known, component=component, made=self._made
        )

    def heard(self, *, on: date, known: date = date.max) -> tuple[Statement, ...]:
        """Return the statements said by `on` and published by `known`, newest first."""
        return tuple(
            statement
            for statement in self.by_id.values()
            if statement.said_from <= on and statement.source.published_on <= known
        )

    def is_contributor(self, actor: str) -> bool:
        """Say whether an actor can contribute: neither the mission itself nor a bystander."""
        return actor not in self.bodies and actor not in self.bystanders


@functools.cache
def open_record(name: str, *, root: Path | None = None) -> Record:
    """
    Read a mission and prepare it; the result is shared and never changes.

    Raises RecordError for a mission that does not exist.
    """
    return prepare(load_mission(name, root=root))


def prepare(mission: Mission) -> Record:
    """Sort a mission's statements (newest first) and find its disagreements."""
    newest_first = sorted(
        mission.statements, key=lambda s: (s.said_from, s.statement_id), reverse=True
    )
    by_actor: dict[str, list[Statement]] = {}
    for statement in newest_first:
        by_actor.setdefault(statement.actor, []).append(statement)
    index = index_statements(mission.statements)
    kinds = {actor.actor: actor.kind for actor in mission.actors.values()}
    return Record(
        mission=mission,
        index=index,
        pairs=find_pairs(index, links=mission.links),
        by_id={statement.statement_id: statement for statement in newest_first},
        by_actor={actor: tuple(said) for actor, said in by_actor.items()},
        bodies=frozenset(actor for actor, kind in kinds.items() if kind in MISSION_BODIES),
        bystanders=frozenset(actor for actor, kind in kinds.items() if kind == "movement"),
    )
