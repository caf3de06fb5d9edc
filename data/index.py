"""The record's statements as sorted columns, so that the rules can be asked for any day at once."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pandas as pd

from data.model import Statement
from data.words import (
    ENDS_EVERY_ROLE,
    EVIDENCE,
    FIRMNESS,
    LADDER,
    NEGATIVES,
    QUANTITY_OWNERS,
    ROLES,
    STATUSES,
    UNITS,
)

STATUS_CODE = {status: code for code, status in enumerate(STATUSES)}
FIRMNESS_BY_STATUS = np.array([FIRMNESS.get(status, 0) for status in STATUSES], dtype=np.int8)
DIRECTION_BY_STATUS = np.array(
    [
        1 if status in LADDER else -1 if status in (*NEGATIVES, "excluded") else 0
        for status in STATUSES
    ],
    dtype=np.int8,
)
"""1 towards contributing, -1 away from it, 0 for what is not settled."""

IS_NEGATIVE = np.isin(STATUSES, NEGATIVES)
"""By status code: a step back."""

_ENDING = [ROLES.index(role) for role in ENDS_EVERY_ROLE]

NONE = -1
"""Stands for no place in the index."""

NO_BOUND = -1
"""Stands for a missing lower or upper bound, since numbers of the record are never negative."""


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """
    Columns of equal length, sorted by actor and component, then by day.

    Statements of one day stand in the order in which the rules read them:
    stronger evidence last, then on record, then firmer. `day` and `published`
    are proleptic ordinals (date.toordinal), `said_on` is the day or month as written;
    `key` numbers the pairs in `keys`, `cell` the roles of each: its column in a table of
    keys and roles that is written as one row.

    `firmness`, `direction` and `negative` (a step back) follow from the status. `weight`
    is greater for a firmer statement, of equals for stronger evidence, then for the later.
    `leaves` marks steps back from every role. `by_cell` has all places sorted by cell.
    """

    keys: tuple[tuple[str, str], ...]
    ids: np.ndarray
    key: np.ndarray
    cell: np.ndarray
    by_cell: np.ndarray
    day: np.ndarray
    said_on: np.ndarray
    published: np.ndarray
    status: np.ndarray
    firmness: np.ndarray
    direction: np.ndarray
    negative: np.ndarray
    leaves: np.ndarray
    weight: np.ndarray
    role: np.ndarray
    evidence: np.ndarray
    speaker: np.ndarray
    limited: np.ndarray
    excluded_by: np.ndarray
    topic: np.ndarray
    unit: np.ndarray
    owner: np.ndarray
    low: np.ndarray
    high: np.ndarray
    bound: np.ndarray

    def __len__(self) -> int:
        """Count the statements."""
        return len(self.day)

    def said_from(self, place: int) -> date:
        """Return the day from which a statement counts."""
        return date.fromordinal(self.day.item(place))


COLUMNS = (
    *("statement_id", "actor", "component", "day", "said_on", "published"),
    *("status", "role", "evidence"),
    *("on_record", "speaker", "limited", "excluded_by", "topic"),
    *("unit", "owner", "low", "high", "bound"),
)
"""The columns that index_frame reads, in the order of index_row."""


def index_statements(statements: Sequence[Statement]) -> Index:
    """Build the index of a mission's statements."""
    rows = [index_row(statement) for statement in statements]
    return index_frame(pd.DataFrame(rows, columns=COLUMNS))


def index_row(statement: Statement) -> tuple[object, ...]:
    """Write a statement as a row of COLUMNS."""
    number = statement.quantity
    return (
        statement.statement_id,
        statement.actor,
        statement.component,
        statement.said_from.toordinal(),
        statement.said_on,
        statement.source.published_on.toordinal(),
        statement.status,
        statement.role,
        statement.evidence,
        statement.basis == "on_record",
        statement.who,
        bool(statement.condition),
        statement.excluded_by,
        statement.topic,
        number.unit if number else "",
        statement.qty_of,
        NO_BOUND if number is None or number.low is None else number.low,
        NO_BOUND if number is None or number.high is None else number.high,
        number.bound if number else "",
    )


def index_frame(frame: pd.DataFrame) -> Index:
    """
    Build an index from a frame with the columns in COLUMNS.

    `day` and `published` are ordinals; `on_record` and `limited` (the statement
    states a condition) are booleans; `low` and `high` are NO_BOUND when open.
    """
    pairs = pd.MultiIndex.from_frame(frame[["actor", "component"]])
    key, unique = pairs.factorize(sort=True)
    status = _codes(frame["status"], STATUSES)
    role = _codes(frame["role"], ROLES)
    evidence = _codes(frame["evidence"], EVIDENCE)
    firmness = FIRMNESS_BY_STATUS[status]
    day = frame["day"].to_numpy(np.int32)
    on_record = frame["on_record"].to_numpy(bool)
    ids = frame["statement_id"].to_numpy(object)
    id_rank = pd.factorize(frame["statement_id"], sort=True)[0]
    order = np.lexsort((id_rank, firmness, on_record, evidence, day, key))
    cell = key.astype(np.intp) * len(ROLES) + role
    negative = IS_NEGATIVE[status]
    later = np.argsort(order)
    columns = {
        "ids": ids,
        "key": key.astype(np.intp),
        "cell": cell,
        "day": day,
        "said_on": frame["said_on"].to_numpy(object),
        "published": frame["published"].to_numpy(np.int32),
        "status": status,
        "firmness": firmness,
        "direction": DIRECTION_BY_STATUS[status],
        "negative": negative,
        "leaves": negative & np.isin(role, _ENDING),
        "weight": (firmness.astype(np.int64) * len(EVIDENCE) + evidence) * len(frame) + later,
        "role": role,
        "evidence": evidence,
        "speaker": pd.factorize(frame["speaker"])[0].astype(np.int32),
        "limited": frame["limited"].to_numpy(bool),
        "excluded_by": frame["excluded_by"].to_numpy(object),
        "topic": pd.factorize(frame["topic"])[0].astype(np.int32),
        "unit": _codes(frame["unit"], UNITS),
        "owner": _codes(frame["owner"], QUANTITY_OWNERS),
        "low": frame["low"].to_numpy(np.int64),
        "high": frame["high"].to_numpy(np.int64),
        "bound": frame["bound"].to_numpy(object),
    }
    index = Index(
        keys=tuple(unique),
        by_cell=np.argsort(cell[order], kind="stable"),
        **{name: values[order] for name, values in columns.items()},
    )
    for column in fields(index)[1:]:
        getattr(index, column.name).flags.writeable = False
    return index


def _codes(column: pd.Series, words: Sequence[str]) -> np.ndarray:
    """Number a column by its place in `words`; -1 for anything else, such as an empty cell."""
    return pd.Index(words).get_indexer(pd.Index(column)).astype(np.int8)


def visible(index: Index, *, on: date, known: date) -> np.ndarray:
    """Return which statements were said by `on` and published by `known`, as a mask."""
    return (index.day <= on.toordinal()) & (index.published <= known.toordinal())


def last_of_key(index: Index, places: np.ndarray) -> np.ndarray:
    """Return for each key the last of some places, which are in ascending order."""
    last = np.full(len(index.keys), NONE)
    last[index.key[places]] = places
    return last


def last_of_role(index: Index, places: np.ndarray) -> np.ndarray:
    """Return the last of some places, which are in ascending order, for each key and role."""
    last = np.full(len(index.keys) * len(ROLES), NONE)
    last[index.cell[places]] = places
    return last.reshape(-1, len(ROLES))
