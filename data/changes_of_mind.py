"""Who changed their mind: one speaker, first one way, later the other."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.disagreements import DIRECTION, QUANTITY
from data.disputes import direction
from data.model import Quantity, Statement

UNSPECIFIED = "unspecified"

_Matter = tuple[str, ...]
"""What two statements must share to be compared: the kind, then unit, owner and topic."""


@dataclass(frozen=True, slots=True)
class ChangeOfMind:
    """Two statements by one speaker; `kind` is direction or quantity, as for a disagreement."""

    before: Statement
    after: Statement
    kind: str


def changes_of_mind(statements: Iterable[Statement]) -> tuple[ChangeOfMind, ...]:
    """
    List where a speaker turned about the same actor and component, the newest first.

    It is what would be a disagreement between two people: the opposite direction, or
    a number that cannot be true beside the earlier one, about the same role (or one
    unspecified). A statement is held against the last thing its speaker said of it on
    an earlier day, however long ago; in which order one says two things on a day
    nobody knows. What is said twice on a day is told once.
    """
    threads: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        key = (statement.actor, statement.component, statement.who)
        threads.setdefault(key, []).append(statement)
    found = [turn for said in threads.values() for turn in _turns(said)]
    found.sort(key=lambda turn: (-turn.after.said_from.toordinal(), turn.after.statement_id))
    return tuple(found)


def _turns(said: list[Statement]) -> Iterator[ChangeOfMind]:
    """Go through one speaker's days, holding each against the latest of what came before."""
    latest: dict[_Matter, dict[str, list[Statement]]] = {}
    said.sort(key=lambda s: (s.said_from, s.statement_id))
    for _, on_the_day in itertools.groupby(said, key=lambda s: s.said_from):
        new: dict[_Matter, dict[str, list[Statement]]] = {}
        told: set[tuple[_Matter, str]] = set()
        for after in on_the_day:
            for matter in _matters(after):
                before = _last_word(latest.get(matter, {}), after.role)
                kind, *_ = matter
                if before and all(_turned(kind, earlier, after) for earlier in before):
                    newest = before[-1]
                    if (matter, newest.statement_id) not in told:
                        told.add((matter, newest.statement_id))
                        yield ChangeOfMind(newest, after, kind)
                new.setdefault(matter, {}).setdefault(after.role, []).append(after)
        for matter, by_role in new.items():
            latest.setdefault(matter, {}).update(by_role)


def _matters(statement: Statement) -> Iterator[_Matter]:
    if direction(statement):
        yield (DIRECTION,)
    number = statement.quantity
    if number:
        yield (QUANTITY, number.unit, statement.qty_of, statement.topic)


def _last_word(by_role: dict[str, list[Statement]], role: str) -> list[Statement]:
    """Return what was said on the latest day about a role, or about none in particular."""
    fitting = [said for of, said in by_role.items() if UNSPECIFIED in (role, of) or of == role]
    newest = max((said[0].said_from for said in fitting), default=None)
    return [s for said in fitting for s in said if s.said_from == newest]


def _turned(kind: str, before: Statement, after: Statement) -> bool:
    if kind == DIRECTION:
        return direction(before) * direction(after) == -1
    old, new = before.quantity, after.quantity
    return bool(old and new and (_below(old, new) or _below(new, old)))


def _below(one: Quantity, other: Quantity) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
