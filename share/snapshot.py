"""The one view model: what map, tables, sentence, exports and API all read for a chosen day."""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.changes_of_mind import ChangeOfMind, changes_of_mind
from data.disagreements import disagreements_on, find_pairs
from data.disputes import Dispute, disputes
from data.index import index_statements
from data.open_questions import Question, open_questions
from data.positions import Position, overall, positions_on
from data.record import Record
from data.totals import DayTotal, Total, Uncounted, totals, totals_by_day, uncounted
from data.words import STATUSES

ALL = "all"
"""The component a reader chooses to see every contribution, whatever it is to."""


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """
    How things stood `on` a day, as far as published by `known`.

    `positions` are all of them; `shown` has one per contributor, for `component`
    or the firmest of any. `apart` are those of the mission's own bodies and of
    bystanders, which are never counted as contributors.
    """

    record: Record
    on: date
    known: date
    component: str
    positions: tuple[Position, ...]
    shown: Mapping[str, Position]
    apart: tuple[Position, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Count the contributors by status, every status included."""
        found = Counter(position.status for position in self.shown.values())
        return {status: found[status] for status in STATUSES if status != "open"}

    def of(self, actor: str) -> tuple[Position, ...]:
        """Return an actor's positions in every component, firmest first."""
        own = [position for position in self.positions if position.actor == actor]
        return tuple(sorted(own, key=lambda p: STATUSES.index(p.status)))

    def questions(self) -> tuple[Question, ...]:
        """List the mission's open and answered questions as known on the day."""
        heard = self.record.heard(on=self.on, known=self.known)
        found = open_questions(heard)
        if self.component == ALL:
            return found
        return tuple(question for question in found if question.component == self.component)


def take_snapshot(record: Record, *, on: date, known: date, component: str = ALL) -> Snapshot:
    """Compute the positions of a day once, for everything that is shown of it."""
    positions = record.positions(on=on, known=known)
    in_view = [p for p in positions if component in (ALL, p.component)]
    contributors = [p for p in in_view if record.is_contributor(p.actor)]
    return Snapshot(
        record=record,
        on=on,
        known=known,
        component=component,
        positions=positions,
        shown=overall(contributors),
        apart=tuple(p for p in in_view if not record.is_contributor(p.actor)),
    )


@functools.lru_cache(maxsize=512)
def snapshot(record: Record, on: date, known: date, component: str) -> Snapshot:
    """Return a shared snapshot; readers of the same day pay for it once."""
    return take_snapshot(record, on=on, known=known, component=component)


@functools.lru_cache(maxsize=64)
def counts_by_day(
    record: Record, known: date, component: str
) -> tuple[tuple[date, Mapping[str, int]], ...]:
    """Count contributors by status on each day on which something changes, first to last."""
    days = sorted({s.said_from for s in record.mission.statements if s.said_from <= known})
    if days and days[-1] < min(known, record.mission.last_day):
        days.append(min(known, record.mission.last_day))
    return tuple(
        (day, take_snapshot(record, on=day, known=known, component=component).counts)
        for day in days
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """
    Where an actor stood in a component from a day on, and the statement that says so.

    `written` is the day as it was written: a month stays a month.
    """

    component: str
    day: date
    written: str
    status: str
    evidence: str
    statement_id: str


@functools.lru_cache(maxsize=256)
def history(record: Record, actor: str, known: date) -> tuple[Stand, ...]:
    """List every change of an actor's positions over the whole record, the newest first."""
    said = record.by_actor.get(actor, ())
    index = index_statements(said)
    pairs = find_pairs(index)
    stands: list[Stand] = []
    held: dict[str, Stand] = {}
    for day in sorted({statement.said_from for statement in said}):
        for position in positions_on(index, pairs, on=day, known=known):
            written = position.said_written if position.said == day else day.isoformat()
            stand = Stand(
                position.component,
                day,
                written,
                position.status,
                position.evidence,
                position.statement_ids[0],
            )
            before = held.get(position.component)
            if before is None or (before.status, before.evidence) != (
                stand.status,
                stand.evidence,
            ):
                stands.append(stand)
                held[position.component] = stand
    return tuple(reversed(stands))


@functools.lru_cache(maxsize=64)
def total_by_day(
    record: Record, known: date, component: str, unit: str, rule: str
) -> tuple[DayTotal, ...]:
    """Return a total on each day on which it changes (data.totals), shared by all readers."""
    return totals_by_day(record, known=known, component=component, unit=unit, rule=rule)


def contributing(view: Snapshot) -> tuple[Position, ...]:
    """List the contributors' positions in the chosen component, or in all of them."""
    return tuple(
        position
        for position in view.positions
        if view.component in (ALL, position.component)
        and view.record.is_contributor(position.actor)
    )


def totals_in_view(view: Snapshot, rule: str) -> tuple[Total, ...]:
    """Add up the chosen component, or each of them (data.totals)."""
    return totals(contributing(view), rule=rule)


def uncounted_in_view(view: Snapshot, rule: str) -> tuple[Uncounted, ...]:
    """List the chosen component, or those of all, that have no total, with whom that leaves out."""
    settings = view.record.mission.settings
    known = [part.component for part in settings.components]
    wanted = [name for name in known if view.component in (ALL, name)]
    return uncounted(contributing(view), rule=rule, components=wanted)


def disputes_in_view(view: Snapshot, *, since: date | None = None) -> tuple[Dispute, ...]:
    """
    List the disputes of the chosen component as known on the day, the newest first.

    Args:
        since: Pairs that became a contradiction before this day are left out.
    """
    record = view.record
    pairs = disagreements_on(record.index, record.pairs, on=view.on, known=view.known)
    in_view = [
        pair
        for pair in pairs
        if view.component in (ALL, pair.component) and pair.day >= (since or date.min)
    ]
    return disputes(in_view, record.by_id)


def turns_in_view(view: Snapshot, *, since: date | None = None) -> tuple[ChangeOfMind, ...]:
    """List who changed their mind about the chosen component, the newest first; since a day."""
    heard = view.record.heard(on=view.on, known=view.known)
    turns = changes_of_mind(s for s in heard if view.component in (ALL, s.component))
    return tuple(turn for turn in turns if turn.after.said_from >= (since or date.min))


def neighbours(record: Record, on: date) -> tuple[date | None, date | None]:
    """Return the moments of the story before and after a day."""
    days = [moment.day for moment in record.mission.settings.moments]
    before = max((day for day in days if day < on), default=None)
    after = min((day for day in days if day > on), default=None)
    return before, after


def days_silent(position: Position, on: date) -> timedelta:
    """Return how long nothing has been heard of an actor: it fades the certainty, not the fact."""
    return on - position.last_heard
