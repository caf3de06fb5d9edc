"""The totals page: what contributions add up to, as ranges, with every addend visible."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from typing import NamedTuple

import streamlit as st

from charts.palette import palette
from charts.total_over_time import Step, round_levels, total_over_time
from data.model import Quantity
from data.positions import Position
from data.record import Record
from data.totals import COUNTED, DayTotal, Total
from share.language import Language
from share.names import actor_name, actors_listed, component_name
from share.snapshot import Snapshot, snapshot, total_by_day, totals_in_view, uncounted_in_view
from share.words import COUNTING, ROLE, STATUS, UNIT, amount, bounds, quantity
from views.clocks import two_clocks
from views.controls import component_control
from views.marks import open_statements, opener, show_evidence
from views.reading import chosen_mission, current, speaking
from views.tables import months, show_table
from views.viewport import viewport


def page() -> None:
    """Show a total for each component and unit in view, under the rule the reader picks."""
    t, record = speaking(), chosen_mission()
    st.title(t("Totals"))
    st.markdown(
        t(
            "Each total is a range: the least and the most that the stated numbers add up to. “Up "
            "to 200” may be none; “at least 20” may be more, and then the total says “or more”. "
            "Units are never mixed, and an actor counts once in each part of the mission."
        )
    )
    two_clocks(record, t)
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        component_control(record, t)
        rule = st.segmented_control(
            t("What is counted"),
            list(COUNTED),
            key="rule",
            default="promised",
            required=True,
            persist_state="session",
            format_func=lambda key: t(COUNTING[key]),
        )
    view = current(record)
    found = totals_in_view(view, str(rule))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        for total in found:
            show_total(view, total, str(rule), t)
        show_uncounted(view, str(rule), t)
    with right:
        show_evidence(record, t)


def show_total(view: Snapshot, total: Total, rule: str, t: Language) -> None:
    """Show one total: in words, by day, and addend by addend."""
    record = view.record
    part = component_name(record.mission, total.component, t)
    st.header(f"{part} · {t(UNIT[total.unit])}")
    about = any(number.bound == "about" for _, number in total.addends)
    said = bounds(total.low, total.high, total.unit, t, about=about)
    st.markdown(
        t.n(
            "On {day}: **{range}**, from {count} actor that gives a number.",
            "On {day}: **{range}**, from {count} actors that give a number.",
            len(total.addends),
            day=t.day(view.on),
            range=said,
        )
    )
    key = f"total_{total.component}_{total.unit}"
    addends = [_addend(position, number, rule) for position, number in total.addends]
    with st.container(key=f"addends_{total.component}_{total.unit}", gap=None):
        _show_addends(addends, record, t, key=key)
    for line in (_overlapping(total, record, t), _unnumbered(total, record, t)):
        if line:
            st.caption(line)
    steps = total_by_day(record, view.known, total.component, total.unit, rule)
    if len(steps) > 1:
        with st.container(key=key):
            _show_days(view, total, rule, steps, t, key=key)
    else:
        st.caption(t("The total has not changed since {day}.", day=t.day(steps[0].day)))
    show_table(
        [
            {
                t("Actor"): actor_name(record.mission, addend.position.actor, t),
                t("Number"): quantity(addend.number, t),
                t("At least"): addend.number.low,
                t("At most"): addend.number.high,
                t("Role"): t(ROLE[addend.role]),
                t("Status"): t(STATUS[addend.status]),
            }
            for addend in addends
        ],
        t,
        key=f"{key}_table",
    )


class Addend(NamedTuple):
    """A number in a total, the role that gives it and where that stands, and what says so."""

    position: Position
    number: Quantity
    role: str
    status: str
    statement_ids: tuple[str, ...]


def _addend(position: Position, number: Quantity, rule: str) -> Addend:
    given = next(
        one for one in position.numbers if one.quantity == number and one.status in COUNTED[rule]
    )
    behind = (given.statement_id, position.role_statements.get(given.role, given.statement_id))
    return Addend(position, number, given.role, given.status, tuple(dict.fromkeys(behind)))


def show_uncounted(view: Snapshot, rule: str, t: Language) -> None:
    """Name the parts of the mission that have no total, and who counts there without a number."""
    mission = view.record.mission
    lines = []
    for part, unnumbered in uncounted_in_view(view, rule):
        name = component_name(mission, part, t)
        if not unnumbered:
            lines.append(t.term(name, t("nobody counts under this rule.")))
            continue
        names = actors_listed(mission, [p.actor for p in unnumbered], t)
        text = t.n(
            "{count} actor counts here, but gives no number: {names}.",
            "{count} actors count here, but give no number: {names}.",
            len(unnumbered),
            names=names,
        )
        lines.append(t.term(name, text))
    if lines:
        with st.container(key="uncounted"):
            st.header(t("Without a number"))
            st.markdown("\n".join(f"- {line}" for line in lines))


def _show_addends(addends: Sequence[Addend], record: Record, t: Language, *, key: str) -> None:
    """Name each addend, the largest first; choosing it opens its statements."""
    largest_first = sorted(addends, key=lambda a: -(a.number.high or a.number.low or 0))
    for position, number, role, status, statement_ids in largest_first:
        name = actor_name(record.mission, position.actor, t)
        stands = t("Paid") if number.unit == "usd" and status == "deployed" else t(STATUS[status])
        told = [stands, *(() if role == "unspecified" else (t(ROLE[role]),))]
        st.button(
            f"{t.term(name, f'**{quantity(number, t)}**')} ({t.beside(*map(t.going_on, told))})",
            key=f"{key}_{position.actor}",
            type="tertiary",
            on_click=open_statements,
            args=(statement_ids,),
        )


def _overlapping(total: Total, record: Record, t: Language) -> str:
    """Say which smaller numbers of the same actors are in no sum."""
    if not total.overlapping:
        return ""
    parts = [
        f"{t.term(actor_name(record.mission, position.actor, t), quantity(one.quantity, t))} "
        f"({t(ROLE[one.role])})"
        for position, one in total.overlapping
    ]
    return t("Not added, since teams of one actor overlap: {numbers}.", numbers=t.row(parts))


def _unnumbered(total: Total, record: Record, t: Language) -> str:
    if not total.unnumbered:
        return ""
    names = actors_listed(record.mission, [p.actor for p in total.unnumbered], t)
    return t.n(
        "{count} more actor counts here, but gives no number to add: {names}.",
        "{count} more actors count here, but give no number to add: {names}.",
        len(total.unnumbered),
        names=names,
    )


def _show_days(
    view: Snapshot, total: Total, rule: str, steps: Sequence[DayTotal], t: Language, *, key: str
) -> None:
    """Draw the total day by day, and say how to read it."""
    record = view.record
    last: date = record.mission.last_day
    st.html(f'<p class="keys">{escape(_how_drawn(steps, t))}</p>')
    st.plotly_chart(
        total_over_time(
            [
                Step(
                    step.day,
                    step.low,
                    step.high,
                    f"{t.day(step.day, 'medium')}<br>{bounds(step.low, step.high, total.unit, t)}",
                )
                for step in steps
            ],
            first=record.mission.first_day,
            last=last,
            chosen=view.on,
            ticks=months(record.mission.first_day, last, t),
            colours=palette(st.context.theme.type),
            narrow=viewport().narrow,
            levels={
                level: amount(level, total.unit, t) if level else t.number(0)
                for level in round_levels(max((s.high or s.low for s in steps), default=0))
            },
        ),
        key=f"{key}_figure",
        theme=None,
        on_select=opener(f"{key}_figure", partial(_added, view, total, rule)),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=t("Lowest and highest reading of the total by day"),
    )


def _how_drawn(steps: Sequence[DayTotal], t: Language) -> str:
    """Say what the band and its signs mean, as far as they are there."""
    said = [t("Band: from the least to the most by day. Vertical line: the chosen day.")]
    if any(step.high is None for step in steps):
        said.append(t("Arrow: somebody said “at least”, so that it may be more."))
    return " ".join(said)


def _added(view: Snapshot, total: Total, rule: str, day: str) -> list[str]:
    """Return what is behind the total of a day."""
    then = snapshot(view.record, date.fromisoformat(day), view.known, total.component)
    same = [found for found in totals_in_view(then, rule) if found.unit == total.unit]
    return [
        name
        for found in same
        for position, number in found.addends
        for name in _addend(position, number, rule).statement_ids
    ]


if __name__ == "__main__":
    page()
