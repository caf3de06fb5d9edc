"""The totals page: what contributions add up to, as ranges, with every addend visible."""

from datetime import date

import streamlit as st

from charts.palette import palette
from charts.total_over_time import Step, round_levels, total_over_time
from data.positions import Position
from data.record import Record
from data.totals import COUNTED, Total, totals
from share.language import Language
from share.names import actor_name, component_name
from share.snapshot import ALL, Snapshot, total_by_day
from share.words import COUNTING, STATUS, UNIT, amount, bounds, quantity
from views.controls import component_control, day_control
from views.marks import open_statements, show_evidence
from views.reading import chosen_mission, current, speaking
from views.tables import months, show_table


def page() -> None:
    """Show a total for each component and unit in view, under the rule the reader picks."""
    t, record = speaking(), chosen_mission()
    st.title(t("Totals"))
    st.markdown(
        t(
            "A total goes from the sum of the lower bounds to the sum of the upper ones. “Up to” "
            "has no lower bound; where somebody said “at least”, the total says “or more”. Units "
            "are never mixed, and an actor counts once in each part of the mission."
        )
    )
    day_control(record, t)
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
    found = totals(contributing(view), rule=str(rule))
    if not found:
        st.markdown(t("Nobody counted here has given a number by this day."))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        for total in found:
            show_total(view, total, str(rule), t)
    with right:
        show_evidence(record, t)


def contributing(view: Snapshot) -> list[Position]:
    """Return the contributors' positions in the chosen component, or in all of them."""
    return [
        position
        for position in view.positions
        if view.component in (ALL, position.component)
        and view.record.is_contributor(position.actor)
    ]


def show_total(view: Snapshot, total: Total, rule: str, t: Language) -> None:
    """Show one total: in words, by day, and addend by addend."""
    record = view.record
    part = component_name(record.mission, total.component, t)
    st.subheader(f"{part} · {t(UNIT[total.unit])}")
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
        + _unnumbered(total, record, t)
    )
    key = f"total_{total.component}_{total.unit}"
    with st.container(key=key):
        _show_days(view, total, rule, t, key=key)
    with st.container(key=f"{key}_addends", gap=None):
        _show_addends(total, record, t, key=key)
    show_table(
        [
            {
                t("Actor"): actor_name(record.mission, position.actor, t),
                t("Number"): quantity(number, t),
                t("At least"): number.low,
                t("At most"): number.high,
                t("Status"): t(STATUS[position.status]),
            }
            for position, number in total.addends
        ],
        t,
        key=f"{key}_table",
    )


def _show_addends(total: Total, record: Record, t: Language, *, key: str) -> None:
    """Name each addend; choosing it opens its statements."""
    for position, number in sorted(total.addends, key=lambda a: -(a[1].high or a[1].low or 0)):
        name = actor_name(record.mission, position.actor, t)
        st.button(
            f"{t.term(name, quantity(number, t))} · {t(STATUS[position.status])}",
            key=f"{key}_{position.actor}",
            type="tertiary",
            on_click=open_statements,
            args=(position.statement_ids,),
        )


def _unnumbered(total: Total, record: Record, t: Language) -> str:
    if not total.unnumbered:
        return ""
    names = t.listing(actor_name(record.mission, p.actor, t) for p in total.unnumbered)
    return " " + t(
        "Counted under this rule, but without a number at the strength of evidence that counts: "
        "{names}.",
        names=names,
    )


def _show_days(view: Snapshot, total: Total, rule: str, t: Language, *, key: str) -> None:
    record = view.record
    steps = total_by_day(record, view.known, total.component, total.unit, rule)
    last: date = record.mission.last_day
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
            levels={
                level: amount(level, total.unit, t)
                for level in round_levels(max((s.high or s.low for s in steps), default=0))
            },
        ),
        key=f"{key}_figure",
        theme=None,
        config={"displayModeBar": False},
        alt=t("Lowest and highest reading of the total by day"),
    )


if __name__ == "__main__":
    page()
