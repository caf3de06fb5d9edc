"""What the rules cost on a large record, beside one pandas groupby over the same rows."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd

from data.changes import Change, changes_between
from data.disagreements import Disagreement, Pairs, disagreements_on, find_pairs
from data.index import COLUMNS, Index, index_frame, index_row
from data.load import missions
from data.model import Statement
from data.positions import positions_on
from data.record import Record, open_record
from data.schema import STATES, missions_root

SIZES = (1_000, 10_000, 100_000, 1_000_000)
COMPARED = 100_000
"""Statements of a synthetic record, and the size at which pandas is asked too."""

ACTORS = 200
SEED = 20251010
ROUNDS = 7
PARTS_OF_THE_SPAN = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Where in the record's span of days the positions are asked for."""


@dataclass(frozen=True, eq=False, slots=True)
class Synthetic:
    """
    A record of resampled rows: ready for the rules, and as its statements.csv would load.

    `by_id` holds for each row the statement it was made from.
    """

    index: Index
    pairs: Pairs
    rows: pd.DataFrame
    by_id: Mapping[str, Statement]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """
    What one run found, of the fastest of its rounds.

    `against_pandas` is the cost of the dearest day over that of one groupby; `relative`
    the cost of the dearest day by size, over that of the smallest; `exponents` the power
    by which it grows from each size to the next (1 is linear).
    """

    against_pandas: float
    relative: Mapping[int, float]
    exponents: Mapping[int, float]


def measure() -> Costs:
    """Build the synthetic records and time the rules on them, sizes and pandas interleaved."""
    record = open_record(missions()[0])
    made = {size: synthesise(record, size) for size in SIZES}
    tasks: dict[object, Callable[[], object]] = {
        (size, day): partial(positions_on, one.index, one.pairs, on=day)
        for size, one in made.items()
        for day in one.days
    }
    tasks["pandas"] = partial(group, made[COMPARED].rows)
    spent = _interleaved(tasks)
    dearest = {size: max(spent[size, day] for day in one.days) for size, one in made.items()}
    return Costs(
        against_pandas=dearest[COMPARED] / spent["pandas"],
        relative={size: cost / dearest[SIZES[0]] for size, cost in dearest.items()},
        exponents={
            large: math.log(dearest[large] / dearest[small]) / math.log(large / small)
            for small, large in zip(SIZES, SIZES[1:], strict=False)
        },
    )


def measure_comparison() -> Mapping[tuple[date, date], float]:
    """Return what comparing each pair of days costs, over one groupby of all rows."""
    made = synthesise(open_record(missions()[0]), COMPARED)
    tasks: dict[object, Callable[[], object]] = {
        pair: partial(compare, made, *pair) for pair in combinations(made.days, 2)
    }
    tasks["pandas"] = partial(group, made.rows)
    spent = _interleaved(tasks)
    return {pair: spent[pair] / spent["pandas"] for pair in combinations(made.days, 2)}


def group(rows: pd.DataFrame) -> pd.DataFrame:
    """Answer a simpler question than the rules as pandas does: the last row of each position."""
    return rows.groupby(["actor", "component"]).last()


def compare(
    record: Synthetic, one: date, two: date
) -> tuple[tuple[Change, ...], tuple[Disagreement, ...]]:
    """Answer all that is asked of two days: where everybody stood, what changed, who disagrees."""
    before, after = (positions_on(record.index, record.pairs, on=day) for day in (one, two))
    return (
        changes_between(before, after, by_id=record.by_id),
        disagreements_on(record.index, record.pairs, on=two),
    )


def synthesise(record: Record, size: int, *, seed: int = SEED) -> Synthetic:
    """
    Resample a record's statements into one of `size` statements about ACTORS states.

    A row keeps its component, role, status, evidence, speaker, numbers and the days from
    said to published; its actor and its day are drawn anew. As in the record, some actors
    are spoken of far more often than others, and as many statements fall on a month:
    the span of days grows with the record.
    """
    random = np.random.default_rng(seed)
    real = record.mission.statements
    chosen = random.integers(len(real), size=size)
    actors = _actors(record, size, random)
    first = record.mission.first_day.toordinal()
    span = (record.mission.last_day.toordinal() - first + 1) * size // len(real)
    days = np.sort(first + random.integers(max(span, 1), size=size))
    frame = pd.DataFrame([index_row(s) for s in real], columns=COLUMNS).iloc[chosen]
    lag = frame["published"].to_numpy() - frame["day"].to_numpy()
    ids = [f"statement-{number}" for number in range(size)]
    said = [date.fromordinal(day).isoformat() for day in days.tolist()]
    frame = frame.assign(
        statement_id=ids, actor=actors, day=days, said_on=said, published=days + lag
    )
    index = index_frame(frame.reset_index(drop=True))
    table = _table(record).iloc[chosen].reset_index(drop=True)
    return Synthetic(
        index=index,
        pairs=find_pairs(index),
        rows=table.assign(statement_id=ids, actor=actors, said_on=said),
        by_id=dict(zip(ids, map(real.__getitem__, chosen.tolist()), strict=True)),
        days=tuple(
            date.fromordinal(first) + timedelta(days=int(span * part)) for part in PARTS_OF_THE_SPAN
        ),
    )


def _actors(record: Record, size: int, random: np.random.Generator) -> np.ndarray:
    """Draw actors of which as much is said, relative to each other, as of those of the record."""
    codes = np.array(sorted(STATES)[:ACTORS], dtype=object)
    said = [len(statements) for statements in record.by_actor.values()]
    weights = random.choice(said, size=len(codes)).astype(float)
    return random.choice(codes, size=size, p=weights / weights.sum())


def _table(record: Record) -> pd.DataFrame:
    """Read statements.csv as pandas does, one row per statement of the record, in its order."""
    path = missions_root(None) / record.mission.name / "statements.csv"
    rows = pd.read_csv(path).set_index("statement_id", drop=False)
    return rows.loc[[statement.statement_id for statement in record.mission.statements]]


def _interleaved(tasks: Mapping[object, Callable[[], object]]) -> Mapping[object, float]:
    """
    Run every task once per round, ROUNDS times; return the least seconds of each.

    They are seconds of this process alone, and the least of them: what is above it is what
    else the machine was doing, and it would count for some tasks and not for others.
    """
    spent: dict[object, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            started = time.process_time()
            task()
            spent[name].append(time.process_time() - started)
    return {name: min(seconds) for name, seconds in spent.items()}
