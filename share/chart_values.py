"""What the charts draw, as plain values of a view: the same for pages, pictures and files."""

from collections.abc import Mapping, Sequence
from datetime import date

from charts.personnel_ranges import PeopleRange
from charts.role_matrix import Cell
from charts.status_shifts import NOWHERE, STEPS, Shift
from charts.timeline import Lane, Said
from charts.total_over_time import Step
from data.changes import Change, changes_status
from data.model import Statement
from data.positions import Position
from data.record import Record
from data.words import REPORTED_ONLY, ROLES, STATUSES
from share.comparison import change_name, standing
from share.language import Language
from share.names import actor_name, component_label
from share.snapshot import ALL, Snapshot, contributing, counts_by_day, total_by_day
from share.storyline import Band, bands
from share.words import EVIDENCE, ROLE, STATUS, bounds, quantity

SEPARATOR = "|"
"""Parts the statement ids in a mark's key."""


def key_of(statement_ids: Sequence[str]) -> str:
    """Return the key by which a mark leads to its statements."""
    return SEPARATOR.join(statement_ids)


def role_cells(view: Snapshot, t: Language) -> list[Cell]:
    """Return one standing for each actor and role: in several components, the firmest."""
    best: dict[tuple[str, str], tuple[int, Cell]] = {}
    for position in contributing(view):
        for role, status in position.roles.items():
            rank = STATUSES.index(status)
            held = best.get((position.actor, role))
            if held is None or rank < held[0]:
                best[position.actor, role] = (rank, _cell(view, position, role, t))
    return [cell for _, cell in best.values()]


def _cell(view: Snapshot, position: Position, role: str, t: Language) -> Cell:
    mission, status = view.record.mission, position.roles[role]
    evidence = view.record.by_id[position.role_statements[role]].evidence
    name = actor_name(mission, position.actor, t)
    part = component_label(mission, position.component, t)
    return Cell(
        actor=name,
        role=t(ROLE[role]),
        status=status,
        hollow=evidence in REPORTED_ONLY,
        hover=f"<b>{name}</b><br>{t.term(f'{t(ROLE[role])} ({part})', t(STATUS[status]))}"
        f"<br>{t(EVIDENCE[evidence])}",
        key=key_of([position.role_statements[role]]),
    )


def actors_by_firmness(view: Snapshot, t: Language) -> list[str]:
    """Return the names of the actors shown, the firmest first, equal ones by name."""
    mission = view.record.mission
    shown = sorted(
        view.shown.values(),
        key=lambda p: (STATUSES.index(p.status), t.order(actor_name(mission, p.actor, t))),
    )
    return [actor_name(mission, position.actor, t) for position in shown]


def roles_used(cells: Sequence[Cell], t: Language) -> list[str]:
    """Return the names of the roles that have a cell, in the vocabulary's order."""
    used = {cell.role for cell in cells}
    return [t(ROLE[role]) for role in ROLES if t(ROLE[role]) in used]


def people_ranges(view: Snapshot, t: Language) -> list[PeopleRange]:
    """Return the numbers of people that actors gave for themselves, the largest first."""
    mission = view.record.mission
    rows = [
        PeopleRange(
            name=f"{actor_name(mission, position.actor, t)} · "
            f"{component_label(mission, position.component, t)}",
            low=given.quantity.low,
            high=given.quantity.high,
            status=given.status,
            hollow=position.reported_only,
            text=quantity(given.quantity, t),
            key=key_of(position.statement_ids),
        )
        for position in contributing(view)
        for given in position.largest
        if given.quantity.unit == "personnel"
    ]
    return sorted(rows, key=lambda row: -(row.high or row.low or 0))


def status_counts(view: Snapshot) -> tuple[list[date], Mapping[str, list[int]]]:
    """Return the days on which something is counted, and for each status a number per day."""
    by_day = counts_by_day(view.record, view.known, view.component)
    days = [day for day, _ in by_day]
    return days, {
        status: [found[status] for _, found in by_day] for status in STATUSES if status != "open"
    }


def shifts(found: Sequence[Change], record: Record, t: Language) -> list[Shift]:
    """Return the changes of status as shifts, those that led highest first."""
    made = [_shift(change, record, t) for change in found if changes_status(change)]
    return sorted(made, key=lambda shift: (-STEPS.index(shift.after), t.order(shift.name)))


def _shift(change: Change, record: Record, t: Language) -> Shift:
    name = change_name(change, record, t)
    return Shift(
        name=name,
        before=change.before.status if change.before else NOWHERE,
        after=change.after.status if change.after else NOWHERE,
        hollow=bool(change.after and change.after.reported_only),
        hover=f"<b>{name}</b><br>"
        + t(
            "{before} → {after}",
            before=standing(change.before, t),
            after=standing(change.after, t),
        ),
        key=key_of(change.statement_ids),
    )


def step_names(t: Language) -> list[str]:
    """Return the written forms of STEPS."""
    return [t(STATUS[step]) if step else t("Nothing on record") for step in STEPS]


def said_in_view(record: Record, view: Snapshot) -> list[Statement]:
    """Return the contributors' statements of the chosen component, as known."""
    return [
        statement
        for statement in record.by_id.values()
        if record.is_contributor(statement.actor)
        and view.component in (ALL, statement.component)
        and statement.source.published_on <= view.known
    ]


def stretches(view: Snapshot) -> list[Band]:
    """Return every stretch of days on which a contributor's status stayed the same."""
    return list(bands(view.record, view.known, view.component))


def lane(band: Band, name: str) -> Lane:
    """Return a stretch as a lane under the actor's shown name."""
    return Lane(name, band.start, band.end, band.status, band.reported_only)


def mark(statement: Statement, name: str, record: Record, t: Language) -> Said:
    """Return a statement's mark in its actor's lane."""
    part = component_label(record.mission, statement.component, t)
    role = t(ROLE[statement.role])
    return Said(
        actor=name,
        day=statement.said_from,
        status=statement.status,
        voice=statement.voice,
        hollow=statement.evidence in REPORTED_ONLY,
        hover=f"{t.beside(f'<b>{name}</b>', t.written(statement.said_on))}<br>"
        f"{t(STATUS[statement.status])} ({part} · {role})<br>{statement.who}",
        key=key_of([statement.statement_id]),
    )


def total_steps(view: Snapshot, component: str, unit: str, rule: str, t: Language) -> list[Step]:
    """Return a total as steps: from each day on, its two ends and both in words."""
    steps = total_by_day(view.record, view.known, component, unit, rule)
    return [
        Step(
            step.day,
            step.low,
            step.high,
            f"{t.day(step.day, 'medium')}<br>{bounds(step.low, step.high, unit, t)}",
        )
        for step in steps
    ]
