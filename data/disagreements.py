"""Which statements contradict each other: opposite directions, or impossible numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.errors import RecordError
from data.index import NO_BOUND, Index, visible
from data.model import Link
from data.words import ROLES

WINDOW_DAYS = 30
"""Two statements further apart than this are a development, not a disagreement."""

UNSPECIFIED = ROLES.index("unspecified")
NEVER = np.iinfo(np.int32).max

DIRECTION, QUANTITY, NOTED = "direction", "quantity", "noted"
KINDS = (DIRECTION, QUANTITY, NOTED)


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """
    Contradicting statements by their place in the index: `first[i]` was said before `second[i]`.

    `kind` numbers KINDS. `opposed_since` has one entry per statement: the ordinal
    of the day from which a statement it contradicts, said no later, is published.
    `across` numbers the pairs, noted by the editors, that join two positions.
    """

    first: np.ndarray
    second: np.ndarray
    kind: np.ndarray
    opposed_since: np.ndarray
    across: np.ndarray


def find_pairs(index: Index, *, links: Iterable[Link] = ()) -> Pairs:
    """
    Find every disagreement in a record.

    Two statements about the same actor and component, about the same role (or one
    of them about none in particular), by different speakers, said at most
    WINDOW_DAYS apart, that point in opposite directions or give numbers of the same
    unit, owner and topic whose ranges do not meet. What the editors linked as
    `contradicts` is added where the columns do not already say it.
    """
    found: list[np.ndarray] = [*_within_window(index)]
    pairs = np.concatenate(found) if found else np.empty((0, 3), np.int64)
    noted = _noted(index, links, {(int(a), int(b)) for a, b, _ in pairs})
    if noted:
        pairs = np.concatenate([pairs, np.array(noted, np.int64)])
    pairs = pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))]
    first, second, kind = pairs.T
    opposed_since = np.full(len(index), NEVER, np.int32)
    np.minimum.at(opposed_since, second, index.published[first])
    across = np.flatnonzero(index.key[first] != index.key[second])
    return Pairs(first, second, kind, opposed_since, across)


def _within_window(index: Index) -> Iterator[np.ndarray]:
    """Compare each statement with the next, the next but one, ... while any pair is in reach."""
    direction = index.direction
    starts = np.arange(len(index))
    for step in range(1, len(index)):
        a = starts[starts + step < len(index)]
        b = a + step
        near = (index.key[a] == index.key[b]) & (index.day[b] - index.day[a] <= WINDOW_DAYS)
        a, b = a[near], b[near]
        if not len(a):
            return
        starts = a
        role_a, role_b = index.role[a], index.role[b]
        may = (index.speaker[a] != index.speaker[b]) & (
            (role_a == role_b) | (role_a == UNSPECIFIED) | (role_b == UNSPECIFIED)
        )
        opposite = may & (direction[a] * direction[b] == -1)
        numbers = may & ~opposite & _ranges_apart(index, a, b)
        for mask, kind in ((opposite, DIRECTION), (numbers, QUANTITY)):
            if mask.any():
                code = np.full(int(mask.sum()), KINDS.index(kind))
                yield np.column_stack([a[mask], b[mask], code])


def _ranges_apart(index: Index, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Say where two numbers of the same unit, owner and topic cannot both be true."""
    same = (
        (index.unit[a] >= 0)
        & (index.unit[a] == index.unit[b])
        & (index.owner[a] == index.owner[b])
        & (index.topic[a] == index.topic[b])
    )
    below = (index.high[a] != NO_BOUND) & (index.high[a] < index.low[b])
    above = (index.high[b] != NO_BOUND) & (index.high[b] < index.low[a])
    return same & (below | above)


def _noted(
    index: Index, links: Iterable[Link], computed: set[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    place = {statement_id: at for at, statement_id in enumerate(index.ids)} if links else {}
    noted = []
    for link in links:
        ends = [place[end] for end in (link.statement_a, link.statement_b) if end in place]
        if link.kind != "contradicts" or len(ends) < 2:
            continue
        a, b = sorted(ends, key=lambda at: (index.day[at], at))
        if (a, b) not in computed and (b, a) not in computed:
            noted.append((a, b, KINDS.index(NOTED)))
    return noted


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    Two statements that contradict each other; `statement_a` was said first.

    `day` is that of the other one, which made it a disagreement; so are `actor` and
    `component`, since editors may note a contradiction between two of them.
    """

    statement_a: str
    statement_b: str
    actor: str
    component: str
    kind: str
    day: date


def disagreements_on(
    index: Index, pairs: Pairs, *, on: date, known: date = date.max
) -> tuple[Disagreement, ...]:
    """
    List the pairs of which both statements were said by `on` and published by `known`.

    The newest first, by the day of the statement that contradicts, then by actor and
    component. None is left out for its age: with time a disagreement stops
    contesting a position, not being one.
    """
    seen = visible(index, on=on, known=known)
    shown = np.flatnonzero(seen[pairs.first] & seen[pairs.second])
    first, second = pairs.first[shown], pairs.second[shown]
    order = np.lexsort((first, second, -index.day[second]))
    first, second = first[order], second[order]
    return tuple(
        Disagreement(a, b, actor, component, KINDS[kind], date.fromordinal(day))
        for a, b, (actor, component), kind, day in zip(
            index.ids[first].tolist(),
            index.ids[second].tolist(),
            (index.keys[key] for key in index.key[second].tolist()),
            pairs.kind[shown][order].tolist(),
            index.day[second].tolist(),
            strict=True,
        )
    )


def as_dict(disagreement: Disagreement) -> dict[str, object]:
    """Return a disagreement under the stable names that files and the command line use."""
    return {
        "statement_a": disagreement.statement_a,
        "statement_b": disagreement.statement_b,
        "actor": disagreement.actor,
        "component": disagreement.component,
        "kind": disagreement.kind,
    }


def main(arguments: list[str] | None = None) -> int:
    """Print which statements contradict each other, the newest contradiction first."""
    from data import command  # the command line sits above the rules

    made = command.parser("data.disagreements", "Say which statements contradict each other.")
    made.add_argument("--on", metavar="DAY", help="use only what was said by this day")
    asked = made.parse_args(arguments)
    record = command.open_or_leave(made, asked.mission)
    try:
        on = command.day(asked.on, name="--on", default=date.max)
        known = command.day(asked.known, name="--known", default=date.max)
    except RecordError as problem:
        made.error(str(problem))
    found = disagreements_on(record.index, record.pairs, on=on, known=known)
    command.show(
        [as_dict(disagreement) for disagreement in found],
        as_json=asked.json,
        lines=map(_line, found) if found else ["No disagreement by then."],
    )
    return 0


def _line(disagreement: Disagreement) -> str:
    return (
        f"{disagreement.day}  {disagreement.actor:6} {disagreement.component:10} "
        f"{disagreement.kind:9} {disagreement.statement_a} / {disagreement.statement_b}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
