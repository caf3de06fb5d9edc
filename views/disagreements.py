"""The disagreements page: side against side, and apart from them who changed their mind."""

from datetime import date
from html import escape

import streamlit as st

from data.changes_of_mind import ChangeOfMind
from data.disagreements import NOTED
from data.disputes import Dispute, Side
from data.model import Statement
from data.record import Record
from share.language import Language
from share.names import actor_name, component_name
from share.snapshot import Snapshot, disputes_in_view, turns_in_view
from share.words import DISPUTE, STANCE, quantity
from views.controls import actor_control, component_control, day_control
from views.evidence import show_statements
from views.reading import chosen, chosen_mission, current, speaking
from views.tables import show_table


def page() -> None:
    """List the disputes of the chosen component and actor as known on the day."""
    t, record = speaking(), chosen_mission()
    st.title(t("Disagreements"))
    day_control(record, t)
    component_control(record, t)
    actor_control(record, t)
    view, actor = current(record), chosen(record).actor
    found = [d for d in disputes_in_view(view) if actor in (None, d.actor)]
    fresh = sum(dispute.is_fresh(on=view.on) for dispute in found)
    st.markdown(
        t.n(
            "By {day} the record holds {count} disagreement",
            "By {day} the record holds {count} disagreements",
            len(found),
            day=t.day(view.on),
        )
        + t.n(
            ", {count} of them recent enough to contest a position.",
            ", {count} of them recent enough to contest a position.",
            fresh,
        )
    )
    with st.container(key="disagreements"):
        for place, dispute in enumerate(found):
            show_dispute(dispute, view, t, opened=place == 0 and actor is not None)
    show_disputes_table(found, record, t)
    st.subheader(t("Changes of mind"))
    turns = [turn for turn in turns_in_view(view) if actor in (None, turn.after.actor)]
    st.markdown(
        t(
            "One speaker said one thing and later another about the same actor and part of the "
            "mission. That is a development, not a disagreement."
        )
    )
    if not turns:
        st.markdown(t("None is on record here by this day."))
    with st.container(key="changes_of_mind"):
        for turn in turns:
            show_turn(turn, record, t)


def show_dispute(dispute: Dispute, view: Snapshot, t: Language, *, opened: bool) -> None:
    """Show one dispute: who, about what, since when, and the sides beside each other."""
    mission = view.record.mission
    name = actor_name(mission, dispute.actor, t)
    part = component_name(mission, dispute.component, t)
    first, last = (t.written(s.said_on) for s in _ends(dispute))
    dates = first if first == last else t("{first} to {last}", first=first, last=last)
    with st.expander(f"**{name}** · {part} · {dates}", expanded=opened):
        st.markdown(t(DISPUTE[dispute.kind]))
        for column, side in zip(st.columns(len(dispute.sides)), dispute.sides, strict=True):
            with column:
                show_side(side, view.record, t)
        for note in _notes(dispute, view.record, t):
            st.caption(t("Noted by the editors: {note}", note=note))


def _ends(dispute: Dispute) -> tuple[Statement, Statement]:
    """Return the first and the last statement of a dispute, whose dates may be months."""
    said = sorted((s for side in dispute.sides for s in side.statements), key=_day)
    return said[0], said[-1]


def _day(statement: Statement) -> date:
    return statement.said_from


def show_side(side: Side, record: Record, t: Language) -> None:
    """Show what one side says, the newest last."""
    stance = t(STANCE[side.stance])
    if side.quantity:
        stance = quantity(side.quantity, t)
    speakers = t.row(side.speakers)
    st.html(f'<p class="kicker">{escape(stance)}</p><p class="facts">{escape(speakers)}</p>')
    show_statements(record.mission, side.statements, t)


def _notes(dispute: Dispute, record: Record, t: Language) -> list[str]:
    pairs = [{d.statement_a, d.statement_b} for d in dispute.disagreements if d.kind == NOTED]
    return [
        t.pick(link.note)
        for link in record.mission.links
        if {link.statement_a, link.statement_b} in pairs
    ]


def show_disputes_table(found: list[Dispute], record: Record, t: Language) -> None:
    """Offer the pairs as a table."""
    rows = [
        {
            t("Actor"): actor_name(record.mission, pair.actor, t),
            t("Part"): component_name(record.mission, pair.component, t),
            t("Why"): t(DISPUTE[pair.kind]),
            t("Said first"): t.pick(record.by_id[pair.statement_a].summary),
            t("Said against it"): t.pick(record.by_id[pair.statement_b].summary),
            t("Day"): t.day(pair.day, "medium"),
        }
        for dispute in found
        for pair in dispute.disagreements
    ]
    show_table(rows, t, key="disagreements_table")


def show_turn(turn: ChangeOfMind, record: Record, t: Language) -> None:
    """Show what a speaker said before and after."""
    name = actor_name(record.mission, turn.after.actor, t)
    with st.expander(f"**{turn.after.who}** · {name} · {t.written(turn.after.said_on)}"):
        show_statements(record.mission, [turn.before, turn.after], t)


if __name__ == "__main__":
    page()
