"""The page on what changed between two days: a chart, sentences with sources, a table."""

from datetime import date
from html import escape

import streamlit as st

from charts.palette import palette
from charts.status_shifts import status_shifts
from data.changes import Change
from data.model import Statement
from data.record import Record
from share.chart_values import shifts, step_names
from share.comparison import (
    change_name,
    change_sides,
    changes_apart,
    changes_in_view,
    changes_summary,
    earlier_day,
)
from share.language import Language
from share.links import statement_address
from share.names import actor_name, component_label
from share.snapshot import Snapshot, snapshot
from share.words import CHANGE
from views.clocks import clocks_of_comparison
from views.controls import component_control
from views.direction import in_direction
from views.evidence import speaker
from views.marks import opener, show_evidence
from views.reading import chosen, chosen_mission, current, speaking
from views.tables import show_table
from views.viewport import viewport


def page() -> None:
    """Compare the positions of two days in the chosen component."""
    t, record = speaking(), chosen_mission()
    st.title(t("What changed"))
    earlier = first_of_two(record)
    clocks_of_comparison(record, earlier, t)
    component_control(record, t)
    view = current(record)
    choice = chosen(record)
    before = snapshot(record, earlier, choice.known or date.max, choice.component)
    found = changes_by_name(before, view, t)
    with st.container(key="situation"):
        st.html(f'<p class="situation">{escape(changes_summary(found, before.on, view.on, t))}</p>')
    if not found:
        return
    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_shifts(found, record, t)
        show_sentences(found, record, t)
        show_changes_table(found, record, t)
        apart = changes_apart(before, view)
        if apart:
            st.header(t("Not counted as contributors"))
            show_sentences(apart, record, t)
    with right:
        show_evidence(record, t)


def first_of_two(record: Record) -> date:
    """Return the earlier of the two days: the chosen one, else a month before the other."""
    choice = chosen(record)
    return earlier_day(record, choice.on, choice.since)


def changes_by_name(before: Snapshot, after: Snapshot, t: Language) -> list[Change]:
    """Return what changed for contributors in the chosen component, or in any, by name."""
    mission = after.record.mission
    found = changes_in_view(before, after)
    return sorted(found, key=lambda change: t.order(actor_name(mission, change.actor, t)))


def show_shifts(found: list[Change], record: Record, t: Language) -> None:
    """Draw the changes of status."""
    moved = shifts(found, record, t)
    if not moved:
        return
    key = (
        t("Small ring: where an actor stood before. Symbol: where it stood after."),
        t("A hollow symbol: only reported by others, or only by the mission's command."),
    )
    st.html(f'<p class="keys">{escape(" ".join(key))}</p>')
    with st.container(key="status_shifts"):
        st.plotly_chart(
            in_direction(
                status_shifts(
                    moved,
                    names=step_names(t),
                    colours=palette(st.context.theme.type),
                    narrow=viewport().narrow,
                ),
                t,
            ),
            key="status_shifts_figure",
            theme=None,
            on_select=opener("status_shifts_figure"),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=t.n("{count} change of status", "{count} changes of status", len(moved)),
        )


def show_sentences(found: list[Change], record: Record, t: Language) -> None:
    """Say each change in a sentence that leads to its statements, kind by kind."""
    for kind, title in CHANGE.items():
        changes = [change for change in found if change.kind == kind]
        if changes:
            rows = "".join(_sentence(change, record, t) for change in changes)
            st.html(f'<p class="kicker">{escape(t(title))}</p>{rows}')


def _sentence(change: Change, record: Record, t: Language) -> str:
    """Return a change and who said what made it, as HTML."""
    by = " · ".join(_said_by(record.by_id[name], record, t) for name in change.statement_ids)
    before, after = change_sides(change, record, t)
    what = t("{before} → {after}", before=before, after=after)
    name = f"<b>{escape(change_name(change, record, t))}</b>"
    said = t.term(name, escape(what))
    return f'<div class="statement"><p class="said">{said}</p><p class="by">{by}</p></div>'


def _said_by(statement: Statement, record: Record, t: Language) -> str:
    """Return a link to a statement that says who said it, when and in which source."""
    link = statement_address(record.mission.name, statement.statement_id, t.code)
    said = t.beside(speaker(statement, t), t.written(statement.said_on))
    if statement.source.publisher not in said:
        said += f" ({statement.source.publisher})"
    return f'<a href="{escape(link)}" target="_self">{escape(said)}</a>'


def show_changes_table(found: list[Change], record: Record, t: Language) -> None:
    """Offer the changes as a table."""
    rows = []
    for change in found:
        before, after = change_sides(change, record, t)
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
