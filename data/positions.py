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
    negative = _IS_NEGATIVE[index.status[used]]
    steps, positive = used[negative], used[~negative]
    sets, until = _spans(index, used)
    current = _without_superseded_unspecified(
        index, _table(index, used[sets & ~negative & (until == _NONE)])
    )
    # A step back is listed until anything positive is said of its role, even if that ended too.
    ended = _table(index, steps)
    stepped_back = np.where(_table(index, positive) < ended, ended, _NONE)
    stepped_back[current != _NONE] = _NONE
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
        since=_run_starts(index, seen, used, carrying, sets=sets, until=until),
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


def _spans(index: Index, used: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """
    Rule 2: say which statements set their role, and the place of the one that ends that.

    A statement holds its role until the next one that sets the role, or until a step
    back from every role; -1 is never. A positive one sets its role unless it is less
    firm and has weaker evidence than what the role rests on. Only the mission's word
    can be both: what was observed is always firmest and the actor's own word strongest.
    So in each part of a role's story that begins with one of these, the mission's words
    set it only once one of them is at least as firm.
    """
    order = np.argsort(index.role[used], kind="stable")
    said = used[order]
    key, role, status = index.key[said], index.role[said], index.status[said]
    negative, firmness = _IS_NEGATIVE[status], FIRMNESS_BY_STATUS[status]
    steps = used[_IS_NEGATIVE[index.status[used]]]
    from_all = steps[_ENDS_ALL[index.role[steps]]]
    anchor = ~negative & (index.evidence[said] >= OBSERVED)
    begins = negative | anchor
    begins[:1] = True
    begins[1:] |= (key[1:] != key[:-1]) | (role[1:] != role[:-1])
    passed = np.searchsorted(from_all, said)
    begins[1:] |= passed[1:] != passed[:-1]
    part = np.cumsum(begins)
    to_reach = np.where(anchor, firmness, 0)[begins][part - 1]
    steps_up = part * (len(LADDER) + 1)
    reached = np.maximum.accumulate(steps_up + np.where(anchor, 0, firmness)) - steps_up
    sets = begins | (reached >= to_reach)
    until = np.full(len(said), _NONE)
    at = np.flatnonzero(sets)
    here, after = at[:-1], at[1:]
    same = (key[here] == key[after]) & (role[here] == role[after])
    until[here[same]] = said[after[same]]
    ahead = np.append(from_all, _NONE)[np.searchsorted(from_all, said, side="right")]
    until = _sooner(index, said, until, ahead)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return sets[back], until[back]


def _sooner(index: Index, said: np.ndarray, until: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """Return `ahead` where it is about the same key and comes before `until`, else `until`."""
    meant = (ahead != _NONE) & (index.key[ahead] == index.key[said])
    return np.where(meant & ((until == _NONE) | (ahead < until)), ahead, until)


def _until_specified(
    index: Index, used: np.ndarray, *, sets: np.ndarray, until: np.ndarray
) -> np.ndarray:
    """Let what nobody specified hold only until a later day's statement specifies a role."""
    positive = sets & ~_IS_NEGATIVE[index.status[used]]
    unspecified = index.role[used] == _UNSPECIFIED
    outlasts_its_day = (until == _NONE) | (index.day[until] > index.day[used])
    specific = used[positive & ~unspecified & outlasts_its_day]
    general = np.flatnonzero(positive & unspecified)
    ahead = np.append(specific, _NONE)[
        np.searchsorted(_days(index, specific), _days(index, used[general]), side="right")
    ]
    held = until.copy()
    held[general] = _sooner(index, used[general], until[general], ahead)
    return held


def _days(index: Index, places: np.ndarray) -> np.ndarray:
    """Number the days of every key in one ascending row."""
    return index.key[places].astype(np.int64) * date.max.toordinal() + index.day[places]


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
    index: Index,
    seen: np.ndarray,
    used: np.ndarray,
    carrying: np.ndarray,
    *,
    sets: np.ndarray,
    until: np.ndarray,
) -> np.ndarray:
    """
    Return where each position began: the first statement of its status since the last break.

    A positive status is broken by a firmer statement, and from the day on which no role
    holds it any more to the day on which one does again. A step back is broken by any
    other, and by every role that stood until one ended it. What nobody specified holds
    only until a later day's statement specifies a role.
    """
    excluded = STATUS_CODE["excluded"]
    exclusions = seen[index.status[seen] == excluded]
    exclusions = exclusions[index.status[carrying[index.key[exclusions]]] == excluded]
    counts = sets & (used <= carrying[index.key[used]])
    said, ended = used[counts], until[counts]
    ends = _until_specified(index, used, sets=sets, until=until)[counts]
    status, held = index.status[said], index.status[carrying[index.key[said]]]
    firmness, height = FIRMNESS_BY_STATUS[status], FIRMNESS_BY_STATUS[held]
    broken = _last(index, said[np.where(height > 0, firmness > height, status != held)])
    stood = (firmness > 0) & (height == 0)
    np.maximum.at(broken, index.key[said[stood]], ended[stood] - 1)
    run = status == held
    said, ends, by_role = said[run], ends[run], height[run] > 0
    key = index.key[said]
    reach = np.maximum.accumulate(np.where(ends == _NONE, carrying[key], ends))
    resumes = np.ones(len(said), bool)
    resumes[1:] = (key[1:] != key[:-1]) | (
        by_role[1:] & (index.day[said[1:]] > index.day[reach[:-1]])
    )
    resumed = _last(index, said[resumes])
    begun = _last(index, said[(said >= resumed[key]) & (said > broken[key])][::-1])
    begun[index.key[exclusions][::-1]] = exclusions[::-1]
    return begun


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


def _size(index: Index, place: int) -> tuple[int, bool, int, int]:
    """Rank by the largest number written, then "or more", the lower bound, the day."""
    low, high = index.low.item(place), index.high.item(place)
    return (max(low, high), high == NO_BOUND, low, place)


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
