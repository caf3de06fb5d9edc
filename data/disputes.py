"""Which disagreements belong together: one dispute, side against side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.disagreements import DIRECTION, NOTED, QUANTITY, Disagreement
from data.index import DIRECTION_BY_STATUS, STATUS_CODE
from data.model import Quantity, Statement
from data.positions import CONTESTED_DAYS

TOWARDS, AWAY, NUMBER, VIEW = "towards", "away", "number", "view"
STANCES = (TOWARDS, AWAY, NUMBER, VIEW)
"""What a side says: contributing, not contributing, a number, or what only editors can tell."""


@dataclass(frozen=True, slots=True)
class Side:
    """
    Statements of a dispute that agree, oldest first.

    `quantity` is set for the stance NUMBER only: its statements give the same bounds.
    """

    stance: str
    quantity: Quantity | None
    statements: tuple[Statement, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Name who speaks on this side, in the order in which they first did."""
        return tuple(dict.fromkeys(statement.who for statement in self.statements))


@dataclass(frozen=True, slots=True)
class Dispute:
    """
    Disagreements of one kind about an actor in a component, joined by shared statements.

    Sides over a direction are TOWARDS, then AWAY; over numbers from the smallest up;
    over what editors noted, the side that spoke first is first. `disagreements` keep
    their own kind: a pair that the editors noted, since it is too far apart in time for
    the rule, may still point in opposite directions and then belongs to that dispute.
    """

    actor: str
    component: str
    kind: str
    sides: tuple[Side, ...]
    disagreements: tuple[Disagreement, ...]
    first: date
    last: date

    @property
    def speakers(self) -> tuple[str, ...]:
        """Name everybody who takes part, side by side."""
        return tuple(dict.fromkeys(name for side in self.sides for name in side.speakers))

    def is_fresh(self, *, on: date) -> bool:
        """Say whether the newest contradiction is recent enough to contest a position."""
        return (on - self.last).days <= CONTESTED_DAYS


def disputes(
    disagreements: Iterable[Disagreement], by_id: Mapping[str, Statement]
) -> tuple[Dispute, ...]:
    """
    Join disagreements that share statements, so that many pairs read as one dispute.

    Directions, numbers and what only the editors noted are never joined with each
    other. The dispute with the newest contradiction comes first.
    """
    matters: dict[tuple[str, str, str], list[Disagreement]] = {}
    for found in disagreements:
        kind = _matter(found, by_id)
        matters.setdefault((found.actor, found.component, kind), []).append(found)
    made = [
        _dispute(key, joined, by_id) for key, pairs in matters.items() for joined in _joined(pairs)
    ]
    return tuple(sorted(made, key=lambda d: (-d.last.toordinal(), d.actor, d.component, d.kind)))


def _matter(found: Disagreement, by_id: Mapping[str, Statement]) -> str:
    """Return the kind of dispute a pair belongs to: its own, but for noted opposites."""
    ways = direction(by_id[found.statement_a]) * direction(by_id[found.statement_b])
    return DIRECTION if found.kind == NOTED and ways == -1 else found.kind


def direction(statement: Statement) -> int:
    """Return 1 for towards contributing, -1 for away from it, 0 for not settled."""
    return int(DIRECTION_BY_STATUS[STATUS_CODE[statement.status]])


def _joined(pairs: Sequence[Disagreement]) -> list[list[Disagreement]]:
    """Part pairs into groups that share no statement, in the order in which each begins."""
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for pair in pairs:
        leader[lead(pair.statement_a)] = lead(pair.statement_b)
    groups: dict[str, list[Disagreement]] = {}
    for pair in pairs:
        groups.setdefault(lead(pair.statement_a), []).append(pair)
    return list(groups.values())


def _dispute(
    key: tuple[str, str, str], pairs: list[Disagreement], by_id: Mapping[str, Statement]
) -> Dispute:
    names = {name for pair in pairs for name in (pair.statement_a, pair.statement_b)}
    said = sorted((by_id[name] for name in names), key=lambda s: (s.said_from, s.statement_id))
    *_, kind = key
    if kind == DIRECTION:
        sides = _by_direction(said)
    elif kind == QUANTITY:
        sides = _by_number(said)
    else:
        sides = _by_opposition(said, pairs)
    return Dispute(*key, sides, tuple(pairs), said[0].said_from, said[-1].said_from)


def _by_direction(said: list[Statement]) -> tuple[Side, ...]:
    return tuple(
        Side(stance, None, tuple(s for s in said if direction(s) == way))
        for stance, way in ((TOWARDS, 1), (AWAY, -1))
    )


def _by_number(said: list[Statement]) -> tuple[Side, ...]:
    sides: dict[tuple[int, float], list[Statement]] = {}
    for statement in said:
        number = statement.quantity
        assert number is not None, statement.statement_id
        top = float("inf") if number.high is None else number.high
        sides.setdefault((number.low or 0, top), []).append(statement)
    return tuple(Side(NUMBER, told[0].quantity, tuple(told)) for _, told in sorted(sides.items()))


def _by_opposition(said: list[Statement], pairs: list[Disagreement]) -> tuple[Side, ...]:
    """
    Put statements that contradict each other on different sides, as few as it takes.

    Going from neighbour to neighbour, two sides are enough whenever two can be.
    """
    against: dict[str, list[str]] = {}
    for pair in pairs:
        against.setdefault(pair.statement_a, []).append(pair.statement_b)
        against.setdefault(pair.statement_b, []).append(pair.statement_a)
    side_of: dict[str, int] = {}
    waiting = [said[0].statement_id]
    for name in waiting:
        if name not in side_of:
            taken = {side_of[other] for other in against[name] if other in side_of}
            side_of[name] = next(side for side in range(len(said)) if side not in taken)
            waiting.extend(against[name])
    return tuple(
        Side(VIEW, None, tuple(s for s in said if side_of[s.statement_id] == side))
        for side in dict.fromkeys(side_of[s.statement_id] for s in said)
    )
