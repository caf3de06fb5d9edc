"""The roles page: who has which role, with how many people, and how that changed by day."""

from datetime import date
from functools import partial

import streamlit as st

from charts.palette import palette
from charts.personnel_ranges import personnel_ranges
from charts.role_matrix import role_matrix
from charts.statuses_over_time import statuses_over_time
from data.positions import Position
from data.words import ROLES, STATUSES
from share.chart_values import people_ranges, role_cells
from share.language import Language
from share.names import actor_name, component_label
from share.snapshot import Snapshot, contributing, counts_by_day, snapshot
from share.words import EVIDENCE, ROLE, STATUS
from views.clocks import two_clocks
from views.controls import component_control
from views.direction import in_direction
from views.legend import explain_legend
from views.marks import SEPARATOR, opener, show_evidence
from views.reading import chosen_mission, current, speaking
from views.tables import months, show_table
from views.viewport import viewport


def page() -> None:
    """Show the three charts of the chosen day and component, each with its table."""
    t, record = speaking(), chosen_mission()
    st.title(t("Roles"))
    two_clocks(record, t)
    component_control(record, t)
    view = current(record)
    charts, evidence = st.columns([2.4, 1], gap="medium")
    with charts:
        show_roles(view, t)
        show_people(view, t)
        show_days(view, t)
    with evidence:
        show_evidence(record, t)
        explain_legend(t)


def show_roles(view: Snapshot, t: Language) -> None:
    """Show the matrix of actors and roles: in several components, the firmest standing."""
    mission = view.record.mission
    cells = role_cells(view, t)
    order = {status: rank for rank, status in enumerate(STATUSES)}
    actors = sorted(
        view.shown.values(),
        key=lambda p: (order[p.status], t.order(actor_name(mission, p.actor, t))),
    )
    used = {cell.role for cell in cells}
    st.header(t("Who has which role"))
    st.markdown(
        t.n(
            "{count} actor on {day}. An empty place means that nothing is on record, not a "
            "refusal.",
            "{count} actors on {day}. An empty place means that nothing is on record, not a "
            "refusal.",
            len(actors),
            day=t.day(view.on),
        )
    )
    with st.container(key="role_matrix"):
        st.plotly_chart(
            in_direction(
                role_matrix(
                    cells,
                    actors=[actor_name(mission, position.actor, t) for position in actors],
                    roles=[t(ROLE[role]) for role in ROLES if t(ROLE[role]) in used],
                    colours=palette(st.context.theme.type),
                    narrow=viewport().narrow,
                ),
                t,
            ),
            key="role_matrix_figure",
            theme=None,
            on_select=opener("role_matrix_figure"),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=t("Matrix of actors and roles on {day}", day=t.day(view.on)),
        )
    show_table(
        [
            {
                t("Actor"): actor_name(mission, position.actor, t),
                t("Part"): component_label(mission, position.component, t),
                t("Role"): t(ROLE[role]),
                t("Status"): t(STATUS[status]),
                t("Evidence"): t(EVIDENCE[_evidence(view, position, role)]),
            }
            for position in contributing(view)
            for role, status in position.roles.items()
        ],
        t,
        key="roles_table",
    )


def _evidence(view: Snapshot, position: Position, role: str) -> str:
    return view.record.by_id[position.role_statements[role]].evidence


def show_people(view: Snapshot, t: Language) -> None:
    """Show the numbers of people that actors gave for themselves, as ranges."""
    rows = people_ranges(view, t)
    st.header(t("How many people"))
    if not rows:
        st.markdown(t("No contributor has a number of people on record here by this day."))
        return
    st.markdown(
        t(
            "The largest of each actor's newest numbers: teams overlap, so roles are not added "
            "up. Dotted: an end that nobody stated. The scale is logarithmic."
        )
    )
    with st.container(key="personnel_ranges"):
        st.plotly_chart(
            in_direction(
                personnel_ranges(
                    rows,
                    colours=palette(st.context.theme.type),
                    axis_title=t("People, logarithmic scale"),
                    ticks=[t.number(10**power) for power in range(5)],
                    narrow=viewport().narrow,
                ),
                t,
            ),
            key="personnel_ranges_figure",
            theme=None,
            on_select=opener("personnel_ranges_figure"),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=t("Numbers of people by actor on {day}", day=t.day(view.on)),
        )
    show_table(
        [
            {
                t("Actor"): row.name,
                t("Number"): row.text,
                t("At least"): row.low,
                t("At most"): row.high,
                t("Status"): t(STATUS[row.status]),
            }
            for row in rows
        ],
        t,
        key="people_table",
    )


def show_days(view: Snapshot, t: Language) -> None:
    """Show how many actors stood where on each day, for the chosen component."""
    by_day = counts_by_day(view.record, view.known, view.component)
    days = [day for day, _ in by_day]
    counts = {
        status: [found[status] for _, found in by_day] for status in STATUSES if status != "open"
    }
    st.header(t("How many stood where, day by day"))
    with st.container(key="statuses_over_time"):
        st.plotly_chart(
            statuses_over_time(
                days,
                counts,
                names={status: t(STATUS[status]) for status in counts},
                colours=palette(st.context.theme.type),
                chosen=view.on,
                ticks=months(days[0], days[-1], t),
                written=[t.day(day, "medium") for day in days],
                axis_title=t("Actors"),
            ),
            key="statuses_over_time_figure",
            theme=None,
            on_select=opener("statuses_over_time_figure", partial(_carrying, view)),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=t("Number of actors by status on each day"),
        )
    show_table(
        [
            {t("Day"): t.day(day, "medium")}
            | {t(STATUS[status]): found[status] for status in counts if any(counts[status])}
            for day, found in by_day
        ],
        t,
        key="days_table",
    )


def _carrying(view: Snapshot, key: str) -> list[str]:
    """Return what carries the positions of a status on a day, the two parted by a bar."""
    day, status = key.split(SEPARATOR)
    then = snapshot(view.record, date.fromisoformat(day), view.known, view.component)
    return [p.statement_ids[0] for p in then.shown.values() if p.status == status]


if __name__ == "__main__":
    page()
