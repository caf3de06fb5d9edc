"""The page on what changed between two days: a chart, sentences with sources, a table."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from charts.palette import palette
from charts.status_shifts import NOWHERE, STEPS, Shift, status_shifts
from data.changes import KEPT_OUT, LET_IN, NUMBER, Change, changes_between, number_in
from data.changes import STEPS as LADDER_KINDS
from data.positions import Position
from data.record import Record
from share.language import Language
from share.links import statement_address
from share.names import actor_name, component_label
from share.snapshot import ALL, Snapshot, snapshot
from share.words import CHANGE, ROLE, STATUS, quantity
from views.controls import component_control, day_control, from_control
from views.marks import key_of, opener, show_evidence
from views.reading import chosen, chosen_mission, current, first_day, speaking
from views.tables import show_table

A_MONTH = timedelta(days=30)


def page() -> None:
    """Compare the positions of two days in the chosen component."""
    t, record = speaking(), chosen_mission()
    st.title(t("What changed"))
    earlier = first_of_two(record)
    day_control(record, t)
    from_control(record, earlier, t)
    component_control(record, t)
    view = current(record)
    choice = chosen(record)
    before = snapshot(record, earlier, choice.known or date.max, choice.component)
    found = changes_in_view(before, view)
    with st.container(key="situation"):
        st.html(f'<p class="situation">{escape(summary(found, before, view, t))}</p>')
    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_shifts(found, record, t)
        show_sentences(found, record, t)
        show_changes_table(found, record, t)
    with right:
        show_evidence(record, t)


def first_of_two(record: Record) -> date:
    """Return the earlier of the two days: the chosen one, else a month before the other."""
    asked = chosen(record).since
    return asked or max(first_day(record), chosen(record).on - A_MONTH)


def changes_in_view(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return what changed for contributors in the chosen component, or in any."""
    record = after.record
    return [
        change
        for change in changes_between(before.positions, after.positions, by_id=record.by_id)
        if after.component in (ALL, change.component) and record.is_contributor(change.actor)
    ]


def summary(found: list[Change], before: Snapshot, view: Snapshot, t: Language) -> str:
    """Say in a sentence how many changes of each kind there are."""
    days = t("Between {first} and {last}", first=t.day(before.on), last=t.day(view.on))
    counts = [
        f"{t(CHANGE[kind]).lower()} ({t.number(sum(change.kind == kind for change in found))})"
        for kind in CHANGE
        if any(change.kind == kind for change in found)
    ]
    return t.term(days, t.listing(counts) if counts else t("nothing changed here")) + "."


def show_shifts(found: list[Change], record: Record, t: Language) -> None:
    """Draw the changes of status."""
    shifts = [_shift(change, record, t) for change in found if change.kind in LADDER_KINDS]
    if not shifts:
        return
    shifts.sort(key=lambda shift: (-STEPS.index(shift.after), t.order(shift.name)))
    nothing = t("Nothing on record")
    with st.container(key="status_shifts"):
        st.plotly_chart(
            status_shifts(
                shifts,
                names=[t(STATUS[step]) if step else nothing for step in STEPS],
                colours=palette(st.context.theme.type),
            ),
            key="status_shifts_figure",
            theme=None,
            on_select=opener("status_shifts_figure"),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=t.n("{count} change of status", "{count} changes of status", len(shifts)),
        )


def _shift(change: Change, record: Record, t: Language) -> Shift:
    name = _name(change, record, t)
    return Shift(
        name=name,
        before=change.before.status if change.before else NOWHERE,
        after=change.after.status if change.after else NOWHERE,
        hollow=bool(change.after and change.after.reported_only),
        hover=f"<b>{name}</b><br>{_status(change.before, t)} → {_status(change.after, t)}",
        key=key_of(change.statement_ids),
    )


def _name(change: Change, record: Record, t: Language) -> str:
    part = component_label(record.mission, change.component, t)
    return f"{actor_name(record.mission, change.actor, t)} · {part}"


def _status(position: Position | None, t: Language) -> str:
    """Say a status with the role that carries it: training is not troops."""
    if position is None:
        return t("Nothing on record")
    status = t(STATUS[position.status])
    return status if position.role == "unspecified" else f"{status} ({t(ROLE[position.role])})"


def describe(change: Change, record: Record, t: Language) -> tuple[str, str]:
    """Say what was before and what is after, in words."""
    if change.kind in (KEPT_OUT, LET_IN):
        sides = []
        for position in (change.before, change.after):
            barred = bool(position and position.kept_out)
            keeper = position.kept_out_by if position and barred else None
            name = actor_name(record.mission, keeper, t) if keeper else ""
            barred_by = t("kept out by {name}", name=name) if name else t("kept out")
            sides.append(barred_by if barred else t("not kept out"))
        return sides[0], sides[1]
    if change.kind == NUMBER:
        numbers = [number_in(position, change.unit) for position in (change.before, change.after)]
        said = [quantity(number, t) if number else t("no number") for number in numbers]
        return said[0], said[1]
    return _status(change.before, t), _status(change.after, t)


def show_sentences(found: list[Change], record: Record, t: Language) -> None:
    """Say each change in a sentence that leads to its statements, kind by kind."""
    for kind, title in CHANGE.items():
        changes = [change for change in found if change.kind == kind]
        if not changes:
            continue
        rows = []
        for change in changes:
            before, after = describe(change, record, t)
            links = " · ".join(
                f'<a href="{escape(statement_address(record.mission.name, name, t.code))}">'
                f"{escape(record.by_id[name].who)}, "
                f"{escape(t.written(record.by_id[name].said_on))}</a>"
                for name in change.statement_ids[:3]
            )
            rows.append(
                f'<div class="statement"><p class="said"><b>{escape(_name(change, record, t))}</b> '
                f'{escape(before)} → {escape(after)}</p><p class="by">{links}</p></div>'
            )
        st.html(f'<p class="kicker">{escape(t(title))}</p>{"".join(rows)}')


def show_changes_table(found: list[Change], record: Record, t: Language) -> None:
    """Offer the changes as a table."""
    rows = []
    for change in found:
        before, after = describe(change, record, t)
        rows.append(
            {
                t("Actor"): actor_name(record.mission, change.actor, t),
                t("Part"): component_label(record.mission, change.component, t),
                t("Change"): t(CHANGE[change.kind]),
                t("Before"): before,
                t("After"): after,
                t("Statements"): ", ".join(change.statement_ids),
            }
        )
    show_table(rows, t, key="changes_table")


if __name__ == "__main__":
    page()
