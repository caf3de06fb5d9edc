"""What changed between two days: who came in, moved, left, was kept out, gave another number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import RecordError
from data.model import Quantity, Statement
from data.positions import Position
from data.words import FIRMNESS, NEGATIVES, UNITS

CAME_IN, LEFT, MOVED_UP, MOVED_DOWN = "came_in", "left", "moved_up", "moved_down"
KEPT_OUT, LET_IN, NUMBER = "kept_out", "let_in", "number"
REFUSED, NOT_REFUSED = "refused", "not_refused"
STEPS = (CAME_IN, LEFT, MOVED_UP, MOVED_DOWN, REFUSED, NOT_REFUSED)
"""Kinds that are about the status itself; of these a position changes by one at most."""

KINDS = (*STEPS, KEPT_OUT, LET_IN, NUMBER)

HEIGHT: Mapping[str, int] = {
    **FIRMNESS,
    **{status: -depth for depth, status in enumerate(NEGATIVES, start=1)},
    "excluded": 0,
}
"""Where a status stands between declining and presence; 0 is where the actor says nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One thing that is different between two positions of an actor in a component.

    `before` or `after` is None where the record holds no position on that day.
    `unit` is set for the kind `number` only: each unit changes on its own.
    `statement_ids` are what made the change, those of `after` first.
    """

    actor: str
    component: str
    kind: str
    before: Position | None
    after: Position | None
    statement_ids: tuple[str, ...]
    unit: str = ""


def changes_between(
    before: Sequence[Position],
    after: Sequence[Position],
    *,
    by_id: Mapping[str, Statement] | None = None,
) -> tuple[Change, ...]:
    """
    List what changed from the positions of one day to those of another.

    A status above HEIGHT 0 is *in*: coming there is `came_in`, going from there `left`.
    Who steps back or says no without having been in has `refused`; a step on one side
    of the line is `moved_up` or `moved_down`. Being barred and each number are told
    beside it; of an actor of which nothing else is said than that it is excluded, the bar
    is all there is to tell. The days may stand in either order: read backwards, every
    change is there with its opposite kind. Sorted by actor, component and KINDS.

    Args:
        by_id: The record's statements, to name for a bar or a number only those that
            make it; without them, all that the two positions rest on.
    """
    earlier = {(position.actor, position.component): position for position in before}
    later = {(position.actor, position.component): position for position in after}
    return tuple(
        change
        for key in sorted(earlier | later)
        for change in _changes(key, earlier.get(key), later.get(key), by_id)
    )


def _changes(
    key: tuple[str, str],
    before: Position | None,
    after: Position | None,
    by_id: Mapping[str, Statement] | None,
) -> Iterator[Change]:
    step = _step(_height(before), _height(after))
    if step:
        yield Change(*key, step, before, after, _ids(_carrying(after), _carrying(before)))
    bar = _bar(before, after)
    if bar:
        lifts_or_bars = _bars if bar == KEPT_OUT else _is_present
        made = _ids(_that(lifts_or_bars, after, by_id), _that(_bars, before, by_id))
        within_limits = _ids(_carrying(after), _carrying(before))
        yield Change(*key, bar, before, after, made or within_limits)
    for unit, old, new in _numbers(before, after):
        made = _ids(_giving(new, after, by_id), _giving(old, before, by_id))
        yield Change(*key, NUMBER, before, after, made, unit)


def _height(position: Position | None) -> int:
    return HEIGHT[position.status] if position else 0


def _step(before: int, after: int) -> str | None:
    if before == after:
        return None
    if (before > 0) != (after > 0):
        return CAME_IN if after > 0 else LEFT
    if not before or not after:
        return REFUSED if after < before else NOT_REFUSED
    return MOVED_UP if after > before else MOVED_DOWN


def _bar(before: Position | None, after: Position | None) -> str | None:
    """Say whether an actor was barred, barred by somebody else, or let in again."""
    if before is None or after is None:
        # Barred within limits is the whole of a position too, when nothing else is said.
        barred_before, barred = is_barred(before), is_barred(after)
    else:
        barred_before, barred = before.kept_out, after.kept_out
    if barred_before and not barred:
        return LET_IN
    if barred and (not barred_before or keeper_of(before) != keeper_of(after)):
        return KEPT_OUT
    return None


def _numbers(
    before: Position | None, after: Position | None
) -> Iterator[tuple[str, Quantity | None, Quantity | None]]:
    """Yield each unit in which the number is another one, with the old and the new number."""
    olds, news = (position.quantities if position else () for position in (before, after))
    if olds != news:
        for unit in UNITS:
            old, new = number_in(before, unit), number_in(after, unit)
            if old != new:
                yield unit, old, new


def is_barred(position: Position | None) -> bool:
    """Say whether somebody keeps an actor out, were it within limits and nothing else be said."""
    return position is not None and (position.kept_out or position.status == "excluded")


def changes_status(change: Change) -> bool:
    """Say whether a change is the one that tells of another status: a step, or a first bar."""
    if change.kind in STEPS:
        return True
    first_or_last = change.before is None or change.after is None
    status = {position.status for position in (change.before, change.after) if position}
    return change.kind in (KEPT_OUT, LET_IN) and first_or_last and status == {"excluded"}


def keeper_of(position: Position | None) -> str | None:
    """Return who keeps an actor out; None for nobody, and for somebody who is not named."""
    return position.kept_out_by if position else None


def number_in(position: Position | None, unit: str) -> Quantity | None:
    """Return the number a position gives in a unit, if any."""
    numbers = position.quantities if position else ()
    return next((number for number in numbers if number.unit == unit), None)


def _carrying(position: Position | None) -> tuple[str, ...]:
    return position.statement_ids[:1] if position else ()


def _giving(
    number: Quantity | None, position: Position | None, by_id: Mapping[str, Statement] | None
) -> tuple[str, ...]:
    """Return the statements that give a number; the carrying one where none is given."""
    if number is None:
        return _carrying(position)

    def gives(statement: Statement) -> bool:
        own = statement.qty_of == "own" and statement.status not in ("open", "excluded")
        return own and statement.quantity == number

    return _that(gives, position, by_id)


def _that(
    makes: Callable[[Statement], bool],
    position: Position | None,
    by_id: Mapping[str, Statement] | None,
) -> tuple[str, ...]:
    """Return those of a position's statements that make something; all if they are unknown."""
    ids = position.statement_ids if position else ()
    return ids if by_id is None else tuple(name for name in ids if makes(by_id[name]))


def _bars(statement: Statement) -> bool:
    return statement.status == "excluded" and not statement.condition


def _is_present(statement: Statement) -> bool:
    return statement.status == "deployed"


def _ids(after: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*after, *before)))


def as_dict(change: Change) -> dict[str, object]:
    """Return a change under the stable names that files and the command line use."""
    return {
        "actor": change.actor,
        "component": change.component,
        "kind": change.kind,
        "before": _side(change, change.before),
        "after": _side(change, change.after),
        "statement_ids": list(change.statement_ids),
    }


def _side(change: Change, position: Position | None) -> object:
    """Return what a change is about on one of its days: a status, a code, a number or None."""
    if change.kind == NUMBER:
        number = number_in(position, change.unit)
        return number and {
            "qty_low": number.low,
            "qty_high": number.high,
            "qty_unit": number.unit,
            "qty_bound": number.bound,
        }
    if change.kind in STEPS:
        return position and position.status
    return keeper_of(position)


def main(arguments: list[str] | None = None) -> int:
    """Print what changed between two days and which statements made it so."""
    from data import command  # the command line sits above the rules

    made = command.parser("data.changes", "Say what changed between two days.")
    made.add_argument("first", metavar="DAY1", help="the day to start from")
    made.add_argument("second", metavar="DAY2", help="the day to compare with, earlier or later")
    asked = made.parse_args(arguments)
    record = command.open_or_leave(made, asked.mission)
    try:
        known = command.day(asked.known, name="--known", default=date.max)
        first = command.day(asked.first, name="DAY1", default=date.max)
        second = command.day(asked.second, name="DAY2", default=date.max)
    except RecordError as problem:
        made.error(str(problem))
    found = changes_between(
        record.positions(on=first, known=known),
        record.positions(on=second, known=known),
        by_id=record.by_id,
    )
    nothing = [f"Nothing changed between {first} and {second}."]
    command.show(
        [as_dict(change) for change in found],
        as_json=asked.json,
        lines=map(_line, found) if found else nothing,
    )
    return 0


def _line(change: Change) -> str:
    before, after = _words(change, change.before), _words(change, change.after)
    return (
        f"{change.actor:6} {change.component:10} {change.kind:10} "
        f"{before} -> {after}  {' '.join(change.statement_ids)}"
    )


def _words(change: Change, position: Position | None) -> str:
    if change.kind == NUMBER:
        number = number_in(position, change.unit)
        return _figure(number) if number else "no number"
    if change.kind in STEPS:
        return position.status if position else "nothing said"
    if position is None or not is_barred(position):
        return "not kept out"
    if not position.kept_out:
        return "kept out within limits"
    return f"kept out by {position.kept_out_by or 'somebody not named'}"


def _figure(number: Quantity) -> str:
    if number.bound == "between":
        return f"{number.low} to {number.high} {number.unit}"
    bound = "" if number.bound == "exact" else number.bound.replace("_", " ") + " "
    return f"{bound}{number.high if number.low is None else number.low} {number.unit}"


if __name__ == "__main__":
    raise SystemExit(main())
