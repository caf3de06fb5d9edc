"""Where each actor stands on a day: computed from what was said by then, never typed."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from data.carriers import CONTESTED_DAYS, Carriers, find_carriers
from data.disagreements import Pairs
from data.errors import RecordError
from data.index import NONE, Index
from data.model import Quantity
from data.quantities import RoleNumber, largest_by_unit, role_numbers
from data.words import EVIDENCE, FIRMNESS, LADDER, NEGATIVES, REPORTED_ONLY, ROLES, STATUSES

_STATUS_WORDS, _EVIDENCE_WORDS, _ROLE_WORDS = (
    np.array(words, dtype=object) for words in (STATUSES, EVIDENCE, ROLES)
)
"""By code, to read many cells at once."""

__all__ = ["CONTESTED_DAYS", "Position", "as_dict", "overall", "positions_on"]


@dataclass(frozen=True, slots=True)
class Position:
    """
    What the record says of an actor in a component on a day.

    `roles` maps each role the actor has, or has stepped back from, to its status;
    `role_statements` to the statement that says so. `statement_ids` starts with
    the statement that carries the position. `kept_out_by` is the code of whoever
    keeps the actor out, None when nobody is known to; `kept_out` is True even when
    nobody is named.

    `numbers` are the newest own numbers of `roles`, unit by unit, the largest first.
    `largest` are those that count, one of each unit, people before money: teams overlap,
    so roles are never added up. A role that the actor has stepped back from lends its number
    only where no role is left: it then says what is on hold, withdrawn or refused.

    `since`, `said` (of the carrying statement) and `last_heard` are the days from which
    what was said counts; each has a form as it was written, in which a month is a month:
    "2026-01", never its last day.
    """

    actor: str
    component: str
    status: str
    evidence: str
    role: str
    roles: Mapping[str, str]
    role_statements: Mapping[str, str]
    contested: bool
    kept_out: bool
    kept_out_by: str | None
    numbers: tuple[RoleNumber, ...]
    largest: tuple[RoleNumber, ...]
    since: date
    since_written: str
    said: date
    said_written: str
    last_heard: date
    last_heard_written: str
    statement_ids: tuple[str, ...]

    @property
    def reported_only(self) -> bool:
        """Say that neither the actor nor anybody's eyes carry this: only others' words do."""
        return self.evidence in REPORTED_ONLY

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the largest number of each unit, whatever role it is of."""
        return tuple([number.quantity for number in self.largest])

    @property
    def quantity(self) -> Quantity | None:
        """Return the number to name first: people before money."""
        return self.largest[0].quantity if self.largest else None


Made = MutableMapping[tuple[bytes, tuple[tuple[int, int], ...]], Position]
"""Positions that were made before, by the places of the statements they rest on."""

MOST_MADE = 10_000
"""Positions that are kept at most; where there are as many, all are forgotten."""


def positions_on(
    index: Index,
    pairs: Pairs,
    *,
    on: date,
    known: date = date.max,
    component: str | None = None,
    made: Made | None = None,
) -> tuple[Position, ...]:
    """
    Say where each actor stands in each component on a day.

    Presence is observed and will is declared: what others claim about an actor
    counts only while nothing stronger is said, and is then marked *reported only*.
    An actor that nobody has spoken about, or only with open questions, is left
    out: silence is not a refusal. Sorted by actor, then component.

    Args:
        on: Statements said after this day are ignored.
        known: Statements published after this day are ignored.
        component: Give only the positions in this one.
        made: Positions of the same index that were made before. What decides each position
            is found anew, and one that the same statements decided already is given again.
    """
    if not len(index):
        return ()
    carriers = find_carriers(index, pairs, on=on, known=known)
    keys = np.flatnonzero(carriers.carrying != NONE)
    if component is not None:
        in_view = [index.keys[key][1] == component for key in keys.tolist()]
        keys = keys[np.array(in_view, bool)]
    if made is None:
        return tuple(_positions(index, carriers, keys))
    return _positions_or_made(index, carriers, keys, made)


def _positions(index: Index, carriers: Carriers, keys: np.ndarray) -> Iterable[Position]:
    for key, stand, roles in zip(*_stands(index, carriers, keys), strict=True):
        yield _position(index, stand, roles, carriers.numbers.get(key, ()))


def _positions_or_made(
    index: Index, carriers: Carriers, keys: np.ndarray, made: Made
) -> tuple[Position, ...]:
    """Give the positions made before, and make and keep the others."""
    decided = _decided(carriers, keys)
    found = [made.get(one) for one in decided]
    missing = [at for at, position in enumerate(found) if position is None]
    if missing:
        if len(made) + len(missing) > MOST_MADE:
            made.clear()
        new = _positions(index, carriers, keys[missing])
        for at, position in zip(missing, new, strict=True):
            found[at] = made[decided[at]] = position
    return tuple(position for position in found if position is not None)


def _decided(
    carriers: Carriers, keys: np.ndarray
) -> list[tuple[bytes, tuple[tuple[int, int], ...]]]:
    """Return for each position every place in the index that it is made from, and no other."""
    places = np.column_stack([part[keys] for part in (*_single(carriers), _held(carriers))])
    width = places.shape[1] * places.itemsize
    written, numbers = places.tobytes(), carriers.numbers
    return [
        (written[at * width : (at + 1) * width], tuple(numbers.get(key, ())))
        for at, key in enumerate(keys.tolist())
    ]


def _single(carriers: Carriers) -> tuple[np.ndarray, ...]:
    """Return the places of which each position has one, in the order of a _Stand."""
    decisive = (carriers.carrying, carriers.since, carriers.last)
    return (*decisive, carriers.barred, carriers.opposing, carriers.disputed)


def _held(carriers: Carriers) -> np.ndarray:
    """Return the place on which each role rests, of those held and those stepped back from."""
    return np.where(carriers.current != NONE, carriers.current, carriers.stepped_back)


class _Stand(NamedTuple):
    """What is read of a position for all of them at once: words, and places in the index."""

    actor: str
    component: str
    status: str
    evidence: str
    role: str
    carrier: int
    since: int
    last: int
    barred: int
    opposing: int
    disputed: int


_Roles = Mapping[int, tuple[str, int]]
"""For each role of a position its status, and the place of the statement it rests on."""


def _stands(
    index: Index, carriers: Carriers, keys: np.ndarray
) -> tuple[Sequence[int], Iterable[_Stand], Iterable[_Roles]]:
    """Read the columns of many positions together: cell by cell costs many times as much."""
    carrier = carriers.carrying[keys]
    role = index.role[carrier]
    status = _STATUS_WORDS[index.status[carrier]]
    places = (part[keys] for part in _single(carriers))
    cells = (status, _EVIDENCE_WORDS[index.evidence[carrier]], _ROLE_WORDS[role], *places)
    listed = keys.tolist()
    stands = (
        _Stand(*index.keys[key], *row)
        for key, *row in zip(listed, *(column.tolist() for column in cells), strict=True)
    )
    roles: dict[int, dict[int, tuple[str, int]]] = {key: {} for key in listed}
    held = _held(carriers)[keys]
    of_row, of_role = np.nonzero(held != NONE)
    of_key, place = keys[of_row], held[of_row, of_role]
    # An exclusion sets no role: it is named where it is all there is.
    of_key, of_role, place = (
        np.concatenate([carrying, found])
        for carrying, found in ((keys, of_key), (role, of_role), (carrier, place))
    )
    for key, number, word, at in zip(
        *(of_key.tolist(), of_role.tolist(), _STATUS_WORDS[index.status[place]].tolist()),
        place.tolist(),
        strict=True,
    ):
        roles[key][number] = (word, at)
    return listed, stands, roles.values()


def _position(
    index: Index, stand: _Stand, roles: _Roles, newest: Sequence[tuple[int, int]]
) -> Position:
    numbering = [(role, place) for role, place in newest if role in roles]
    resting = {place for _, place in roles.values()}
    others = sorted(resting.union(place for _, place in numbering), reverse=True)
    places = (stand.carrier, *others, stand.barred, stand.opposing, stand.disputed)
    numbers = role_numbers(index, numbering, {role: status for role, (status, _) in roles.items()})
    statuses = LADDER if stand.status in LADDER else NEGATIVES
    return Position(
        actor=stand.actor,
        component=stand.component,
        status=stand.status,
        evidence=stand.evidence,
        role=stand.role,
        roles={ROLES[role]: status for role, (status, _) in roles.items()},
        role_statements={ROLES[role]: index.ids[place] for role, (_, place) in roles.items()},
        contested=stand.opposing != NONE or stand.disputed != NONE,
        kept_out=stand.barred != NONE,
        kept_out_by=(index.excluded_by[stand.barred] or None) if stand.barred != NONE else None,
        numbers=numbers,
        largest=tuple(largest_by_unit(numbers, statuses=statuses)),
        since=index.said_from(stand.since),
        since_written=index.said_on[stand.since],
        said=index.said_from(stand.carrier),
        said_written=index.said_on[stand.carrier],
        last_heard=index.said_from(stand.last),
        last_heard_written=index.said_on[stand.last],
        statement_ids=tuple(dict.fromkeys(index.ids[at] for at in places if at != NONE)),
    )


def overall(positions: Iterable[Position]) -> dict[str, Position]:
    """
    Give each actor its firmest position across components.

    A refusal in one component never hides a presence in another. Equal firmness
    goes to the stronger evidence, then to the newer statement.
    """
    best: dict[str, Position] = {}
    for position in positions:
        held = best.get(position.actor)
        if held is None or _rank(position) > _rank(held):
            best[position.actor] = position
    return best


def _rank(position: Position) -> tuple[float, int, date, str]:
    firmness = FIRMNESS.get(position.status, 0 if position.status == "excluded" else 0.5)
    strength = EVIDENCE.index(position.evidence) if position.status in LADDER else 0
    return (firmness, strength, position.said, position.component)


def as_dict(position: Position) -> dict[str, object]:
    """
    Return a position under the stable names that files and the command line use.

    `since` and `last_heard` are always days, so that scripts can sort and compare them;
    `since_written` and `last_heard_written` keep a month as the month that was written.
    `qty_...` is the number to name first, `numbers` has those of every role.
    """
    number = position.quantity
    return {
        "actor": position.actor,
        "component": position.component,
        "status": position.status,
        "evidence": position.evidence,
        "reported_only": position.reported_only,
        "contested": position.contested,
        "kept_out": position.kept_out,
        "kept_out_by": position.kept_out_by,
        "role": position.role,
        "roles": dict(position.roles),
        "qty_low": number.low if number else None,
        "qty_high": number.high if number else None,
        "qty_unit": number.unit if number else None,
        "qty_bound": number.bound if number else None,
        "numbers": [_number_as_dict(one) for one in position.numbers],
        "since": position.since.isoformat(),
        "since_written": position.since_written,
        "last_heard": position.last_heard.isoformat(),
        "last_heard_written": position.last_heard_written,
        "statement_ids": list(position.statement_ids),
    }


def _number_as_dict(number: RoleNumber) -> dict[str, object]:
    return {
        "role": number.role,
        "status": number.status,
        "qty_low": number.quantity.low,
        "qty_high": number.quantity.high,
        "qty_unit": number.quantity.unit,
        "qty_bound": number.quantity.bound,
        "statement_id": number.statement_id,
    }


def main(arguments: list[str] | None = None) -> int:
    """Print who stands where on a day and which statements carry it."""
    from data import command  # the command line sits above the rules

    made = command.parser("data.positions", "Say who stands where on a day.")
    made.add_argument("--on", metavar="DAY", required=True, help="the day to look at")
    made.add_argument("--component", help="only this part of the mission")
    asked = made.parse_args(arguments)
    record = command.open_or_leave(made, asked.mission)
    try:
        positions = record.positions(
            on=command.day(asked.on, name="--on", default=date.max),
            known=command.day(asked.known, name="--known", default=date.max),
            component=command.component(record, asked.component),
        )
    except RecordError as problem:
        made.error(str(problem))
    command.show(
        [as_dict(position) for position in positions],
        as_json=asked.json,
        lines=map(_line, positions),
    )
    return 0


def _line(position: Position) -> str:
    marks = [position.evidence]
    if position.contested:
        marks.append("contested")
    if position.kept_out:
        marks.append(f"kept out by {position.kept_out_by or 'somebody not named'}")
    return (
        f"{position.actor:6} {position.component:10} {position.status:12} "
        f"since {position.since_written}  [{', '.join(marks)}]  {' '.join(position.statement_ids)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
