"""Where each actor stands on a day: computed from what was said by then, never typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.disagreements import Pairs
from data.errors import RecordError
from data.index import (
    DIRECTION_BY_STATUS,
    FIRMNESS_BY_STATUS,
    NO_BOUND,
    STATUS_CODE,
    Index,
    visible,
)
from data.model import Quantity
from data.words import (
    ENDS_EVERY_ROLE,
    EVIDENCE,
    FIRMNESS,
    LADDER,
    NEGATIVES,
    QUANTITY_OWNERS,
    REPORTED_ONLY,
    ROLES,
    STATUSES,
    UNITS,
)

CONTESTED_DAYS = 90
"""A disagreement older than this no longer makes a position contested."""

REPORTED, MISSION, OBSERVED, _OWN = range(len(EVIDENCE))
_OWN_NUMBER = QUANTITY_OWNERS.index("own")
_UNSPECIFIED = ROLES.index("unspecified")
_IS_NEGATIVE = np.isin(STATUSES, NEGATIVES)
_ASIDE = np.isin(STATUSES, ("open", "excluded"))
_ENDS_ALL = np.isin(ROLES, ENDS_EVERY_ROLE)
_NONE = -1


@dataclass(frozen=True, slots=True)
class Position:
    """
    What the record says of an actor in a component on a day.

    `roles` maps each role the actor has, or has stepped back from, to its status;
    `role_statements` to the statement that says so. `statement_ids` starts with
    the statement that carries the position. `kept_out_by` is the code of whoever
    keeps the actor out, None when nobody is known to; `kept_out` is True even when
    nobody is named. `quantities` has at most one entry per unit.
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
    quantities: tuple[Quantity, ...]
    since: date
    said: date
    last_heard: date
    statement_ids: tuple[str, ...]

    @property
    def reported_only(self) -> bool:
        """Say that neither the actor nor anybody's eyes carry this: only others' words do."""
        return self.evidence in REPORTED_ONLY

    @property
    def quantity(self) -> Quantity | None:
        """Return the number to name first: people before money."""
        return self.quantities[0] if self.quantities else None


@dataclass(frozen=True, eq=False, slots=True)
class _Reading:
    """Places in the index that decide each position: by key, and role; -1 is none."""

    current: np.ndarray
    stepped_back: np.ndarray
    carrying: np.ndarray
    since: np.ndarray
    last: np.ndarray
    barred: np.ndarray
    opposing: np.ndarray
    disputed: np.ndarray
    numbers: dict[int, list[tuple[int, int]]]


def positions_on(
    index: Index, pairs: Pairs, *, on: date, known: date = date.max, component: str | None = None
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
    """
    if not len(index):
        return ()
    reading = _read(index, pairs, on=on, known=known)
    roles = _role_places(reading)
    return tuple(
        _position(index, reading, key, roles[key])
        for key, (_, in_component) in enumerate(index.keys)
        if key in roles and component in (None, in_component)
    )


def _read(index: Index, pairs: Pairs, *, on: date, known: date) -> _Reading:
    seen = np.flatnonzero(visible(index, on=on, known=known))
    used = _that_count(index, seen)
    steps = used[_IS_NEGATIVE[index.status[used]]]
    ended = _table(index, steps)
    current = _current_roles(index, used, steps, ended)
    taken_up = _table(index, used[~_IS_NEGATIVE[index.status[used]]])
    stepped_back = np.where((current == _NONE) & (taken_up < ended), ended, _NONE)
    carrying = _carrying(index, current, steps, seen)
    barred = _last(
        index, seen[(index.status[seen] == STATUS_CODE["excluded"]) & ~index.limited[seen]]
    )
    deployed = _last(index, seen[index.status[seen] == STATUS_CODE["deployed"]])
    returned = (deployed != _NONE) & (index.day[deployed] > index.day[barred])
    opposing, disputed = _contradicted(index, pairs, seen, carrying, on=on, known=known)
    return _Reading(
        current=current,
        stepped_back=stepped_back,
        carrying=carrying,
        since=_run_starts(index, seen, used, carrying),
        last=_last(index, seen),
        barred=np.where(returned, _NONE, barred),
        opposing=opposing,
        disputed=disputed,
        numbers=_newest_numbers(index, used),
    )


def _last(index: Index, places: np.ndarray) -> np.ndarray:
    """Return for each key the last of some places, which are in ascending order."""
    last = np.full(len(index.keys), _NONE)
    last[index.key[places]] = places
    return last


def _table(index: Index, places: np.ndarray) -> np.ndarray:
    """Return the last of some places for each key and role."""
    table = np.full((len(index.keys), len(ROLES)), _NONE)
    table[index.key[places], index.role[places]] = places
    return table


def _that_count(index: Index, seen: np.ndarray) -> np.ndarray:
    """Rule 1: open questions and exclusions stand aside, and reports where anything is stronger."""
    said = seen[~_ASIDE[index.status[seen]]]
    strong = index.evidence[said] > REPORTED
    has_strong = np.zeros(len(index.keys), bool)
    has_strong[index.key[said[strong]]] = True
    return said[strong | ~has_strong[index.key[said]]]


def _current_roles(
    index: Index, used: np.ndarray, steps: np.ndarray, ended: np.ndarray
) -> np.ndarray:
    """
    Rule 2: give each role the statement that sets it, or none.

    A positive statement lives until a negative one ends its role. Of those that
    live the newest sets the role, unless it is less firm and has weaker evidence
    than the one it would replace. Only the mission's word can be both: what was
    observed is always firmest and the actor's own word strongest. So from the last
    observed or own statement on, the newest word of the mission counts only once
    one of them is at least as firm.
    """
    ended_all = _last(index, steps[_ENDS_ALL[index.role[steps]]])
    positive = used[~_IS_NEGATIVE[index.status[used]]]
    key, role = index.key[positive], index.role[positive]
    positive = positive[positive > np.maximum(ended_all[key], ended[key, role])]
    newest = _table(index, positive)
    is_anchor = index.evidence[positive] >= OBSERVED
    anchor = _table(index, positive[is_anchor])
    others = positive[~is_anchor]
    key, role = index.key[others], index.role[others]
    firmness = FIRMNESS_BY_STATUS[index.status]
    before = anchor[key, role]
    takes_over = (others > before) & (firmness[others] >= firmness[before])
    taken_over = np.zeros(newest.shape, bool)
    taken_over[key[takes_over], role[takes_over]] = True
    current = np.where((anchor == _NONE) | taken_over, newest, anchor)
    return _without_superseded_unspecified(index, current)


def _without_superseded_unspecified(index: Index, current: np.ndarray) -> np.ndarray:
    """Drop a role that nobody specified once a newer statement specifies one."""
    days = np.where(current == _NONE, _NONE, index.day[current])
    specific = np.delete(days, _UNSPECIFIED, axis=1).max(axis=1)
    superseded = (current[:, _UNSPECIFIED] != _NONE) & (specific > days[:, _UNSPECIFIED])
    current[superseded, _UNSPECIFIED] = _NONE
    return current


def _carrying(index: Index, current: np.ndarray, steps: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Rule 3: the firmest role; else the newest step back; else the newest exclusion."""
    key, role = np.nonzero(current != _NONE)
    place = current[key, role]
    order = np.lexsort((place, index.evidence[place], FIRMNESS_BY_STATUS[index.status[place]], key))
    positive = np.full(len(index.keys), _NONE)
    positive[key[order]] = place[order]
    excluded = _last(index, seen[index.status[seen] == STATUS_CODE["excluded"]])
    carrying = np.where(positive != _NONE, positive, _last(index, steps))
    return np.where(carrying != _NONE, carrying, excluded)


def _run_starts(
    index: Index, seen: np.ndarray, used: np.ndarray, carrying: np.ndarray
) -> np.ndarray:
    """
    Return where each position began: the first statement of its status since the last break.

    A positive status is broken by a step back that ends its role, by a firmer
    statement, and by one that lowers the same role; a step back or an exclusion by
    anything else that counts.
    """
    exclusions = seen[index.status[seen] == STATUS_CODE["excluded"]]
    said = np.concatenate([used, exclusions])
    said.sort()
    carrier = carrying[index.key[said]]
    by_exclusion = index.status[carrier] == STATUS_CODE["excluded"]
    counts = (carrier != _NONE) & (said <= carrier)
    counts &= by_exclusion == (index.status[said] == STATUS_CODE["excluded"])
    said, carrier = said[counts], carrier[counts]
    status, held = index.status[said], index.status[carrier]
    firmness, height = FIRMNESS_BY_STATUS[status], FIRMNESS_BY_STATUS[held]
    same_role = index.role[said] == index.role[carrier]
    ends = _IS_NEGATIVE[status] & (same_role | _ENDS_ALL[index.role[said]])
    in_role = np.flatnonzero((height > 0) & (same_role | ends))
    lowers = np.zeros(len(said), bool)
    lowers[in_role] = _lowers(index, said[in_role], ends=ends[in_role], held=held[in_role])
    breaks = np.where(height > 0, ends | (firmness > height) | lowers, status != held)
    broken = _last(index, said[breaks])
    run = said[(status == held) & (said > broken[index.key[said]])]
    return _last(index, run[::-1])


def _lowers(index: Index, said: np.ndarray, *, ends: np.ndarray, held: np.ndarray) -> np.ndarray:
    """
    Say which statements about one role of each key lower it from the status `held`.

    What rule 2 passes over, less firm and with weaker evidence, lowers nothing. `said`
    holds the statements that set the role and, where `ends`, those that end it.
    """
    key, firmness = index.key[said], FIRMNESS_BY_STATUS[index.status[said]]
    anchor = ~ends & (index.evidence[said] >= OBSERVED)
    new_key = np.ones(len(said), bool)
    new_key[1:] = key[1:] != key[:-1]
    begins = new_key | ends | anchor
    part = np.cumsum(begins)
    to_reach = np.where(anchor, firmness, 0)[begins][part - 1]
    steps = part * (len(LADDER) + 1)
    reached = np.maximum.accumulate(steps + np.where(anchor, 0, firmness)) - steps
    sets = np.flatnonzero(anchor | (reached >= to_reach))
    before, after = sets[:-1], sets[1:]
    lowers = np.zeros(len(said), bool)
    lowers[after] = (
        (key[before] == key[after])
        & (index.status[said[before]] == held[before])
        & (firmness[after] < firmness[before])
        & ~ends[after]
    )
    return lowers


def _contradicted(
    index: Index, pairs: Pairs, seen: np.ndarray, carrying: np.ndarray, *, on: date, known: date
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each key the newest report against its position, and the newest disagreement."""
    carrier = carrying[index.key[seen]]
    direction = DIRECTION_BY_STATUS[index.status]
    against = seen[
        (carrier != _NONE)
        & (index.evidence[seen] == REPORTED)
        & (index.day[seen] > index.day[carrier])
        & (direction[seen] * direction[carrier] == -1)
    ]
    recent = on.toordinal() - CONTESTED_DAYS
    disputed = seen[(index.day[seen] >= recent) & (pairs.opposed_since[seen] <= known.toordinal())]
    if len(pairs.across):
        first, second = pairs.first[pairs.across], pairs.second[pairs.across]
        both = np.isin(first, seen) & np.isin(second, seen) & (index.day[second] >= recent)
        disputed = np.union1d(disputed, first[both])
    return _last(index, against), _last(index, disputed)


def _newest_numbers(index: Index, used: np.ndarray) -> dict[int, list[tuple[int, int]]]:
    """Return for each key the newest own number of each role and unit, as (role, place)."""
    own = used[(index.owner[used] == _OWN_NUMBER) & (index.unit[used] >= 0)]
    table = np.full((len(index.keys), len(ROLES), len(UNITS)), _NONE)
    table[index.key[own], index.role[own], index.unit[own]] = own
    key, role, unit = np.nonzero(table != _NONE)
    numbers: dict[int, list[tuple[int, int]]] = {}
    for at, of_role, place in zip(
        key.tolist(), role.tolist(), table[key, role, unit].tolist(), strict=True
    ):
        numbers.setdefault(at, []).append((of_role, place))
    return numbers


def _role_places(reading: _Reading) -> dict[int, dict[int, int]]:
    """Return for each key with a position the statement of each role, the carrying one first."""
    keys = np.flatnonzero(reading.carrying != _NONE)
    places: dict[int, dict[int, int]] = {key: {} for key in keys.tolist()}
    roles = np.where(reading.current != _NONE, reading.current, reading.stepped_back)
    key, role = np.nonzero(roles != _NONE)
    for at, number, place in zip(
        key.tolist(), role.tolist(), roles[key, role].tolist(), strict=True
    ):
        places[at][number] = place
    return places


def _position(index: Index, reading: _Reading, key: int, roles: dict[int, int]) -> Position:
    carrier, since, last, barred, opposing, disputed = (
        reading.carrying.item(key),
        reading.since.item(key),
        reading.last.item(key),
        reading.barred.item(key),
        reading.opposing.item(key),
        reading.disputed.item(key),
    )
    status = index.status.item(carrier)
    roles.setdefault(index.role.item(carrier), carrier)
    numbers = _largest_numbers(index, reading.numbers, key, roles)
    others = sorted({*roles.values(), *numbers.values()}, reverse=True)
    places = (carrier, *others, barred, opposing, disputed)
    actor, component = index.keys[key]
    return Position(
        actor=actor,
        component=component,
        status=STATUSES[status],
        evidence=EVIDENCE[index.evidence.item(carrier)],
        role=ROLES[index.role.item(carrier)],
        roles={ROLES[role]: STATUSES[index.status.item(at)] for role, at in roles.items()},
        role_statements={ROLES[role]: index.ids[at] for role, at in roles.items()},
        contested=opposing != _NONE or disputed != _NONE,
        kept_out=barred != _NONE,
        kept_out_by=(index.excluded_by[barred] or None) if barred != _NONE else None,
        quantities=tuple(_quantity(index, numbers[unit]) for unit in sorted(numbers)),
        since=date.fromordinal(index.day.item(since)),
        said=date.fromordinal(index.day.item(carrier)),
        last_heard=date.fromordinal(index.day.item(last)),
        statement_ids=tuple(dict.fromkeys(index.ids[at] for at in places if at != _NONE)),
    )


def _largest_numbers(
    index: Index, numbers: dict[int, list[tuple[int, int]]], key: int, roles: dict[int, int]
) -> dict[int, int]:
    """Pick for each unit the largest of the roles' newest numbers: teams overlap, so no adding."""
    largest: dict[int, int] = {}
    for role, place in numbers.get(key, ()):
        if role in roles:
            unit = index.unit.item(place)
            best = largest.get(unit, _NONE)
            if best == _NONE or _size(index, place) > _size(index, best):
                largest[unit] = place
    return largest


def _size(index: Index, place: int) -> tuple[int, int, int]:
    """Rank by the largest number written, then by the lower bound, then the newer first."""
    low, high = index.low.item(place), index.high.item(place)
    return (max(low, high), low, place)


def _quantity(index: Index, place: int) -> Quantity:
    low, high = index.low.item(place), index.high.item(place)
    return Quantity(
        low=None if low == NO_BOUND else low,
        high=None if high == NO_BOUND else high,
        unit=UNITS[index.unit[place]],
        bound=str(index.bound[place]),
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
    """Return a position under the stable names that files and the command line use."""
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
        "since": position.since.isoformat(),
        "last_heard": position.last_heard.isoformat(),
        "statement_ids": list(position.statement_ids),
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
        f"{position.actor:6} {position.component:10} {position.status:12} since {position.since}  "
        f"[{', '.join(marks)}]  {' '.join(position.statement_ids)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
