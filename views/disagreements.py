"""The disagreements page: side against side, and apart from them who changed their mind."""

from collections import Counter
from datetime import date
from html import escape

import streamlit as st

from data.changes_of_mind import ChangeOfMind
from data.disagreements import NOTED
from data.disputes import Dispute, Side
from data.model import Statement
from data.record import Record
from share.language import Language
from share.names import actor_name, component_label, component_name
from share.snapshot import Snapshot, disputes_in_view, turns_in_view
from share.words import DISPUTE, DISPUTE_ABOUT, STANCE, quantity
from views.clocks import clocks_of_stretch
from views.controls import actor_control, component_control
from views.direction import told_in
from views.evidence import show_statements, speaker
from views.reading import chosen, chosen_mission, current, speaking
from views.tables import show_table


def page() -> None:
    """List the disputes of the chosen component and actor as known on the day."""
    t, record = speaking(), chosen_mission()
    st.title(t("Disagreements"))
    clocks_of_stretch(record, t)
    with st.container(key="choices", horizontal=True, vertical_alignment="center"):
        component_control(record, t)
        actor_control(record, t)
    view, choice = current(record), chosen(record)
    actor = choice.actor
    found = [d for d in disputes_in_view(view, since=choice.since) if actor in (None, d.actor)]
    st.markdown(how_many(found, view, t))
    said = (s.summary for dispute in found for side in dispute.sides for s in side.statements)
    note = told_in(said, t)
    if note:
        st.html(note)
    fresh = [dispute for dispute in found if dispute.is_fresh(on=view.on)]
    older = [dispute for dispute in found if dispute not in fresh]
    with st.container(key="disagreements", gap="xsmall"):
        for title, part in (
            (t("Recent enough to contest a position"), fresh),
            (t("Older"), older),
        ):
            if part:
                st.html(f'<p class="kicker">{escape(title)}</p>')
            for dispute in part:
                first = dispute is (fresh or older)[0]
                show_dispute(dispute, view, t, opened=first and actor is not None)
    show_disputes_table(found, record, t)
    st.header(t("Changes of mind"))
    turns = [
        turn
        for turn in turns_in_view(view, since=choice.since)
        if actor in (None, turn.after.actor)
    ]
    st.markdown(
        t(
            "One speaker said one thing and later another about the same actor and part of the "
            "mission. That is a development, not a disagreement."
        )
    )
    if not turns:
        st.markdown(t("None is on record here by this day."))
    with st.container(key="changes_of_mind", gap="xsmall"):
        for turn in turns:
            show_turn(turn, record, t)


def how_many(found: list[Dispute], view: Snapshot, t: Language) -> str:
    """Say how many disputes there are, and how many are recent enough to contest a position."""
    if not found:
        return t("No disagreement is on record here for these days.")
    fresh = sum(dispute.is_fresh(on=view.on) for dispute in found)
    return t.n(
        "{count} disagreement is on record here.",
        "{count} disagreements are on record here.",
        len(found),
    ) + (
        " "
        + t.n(
            "{count} is recent enough to contest a position in its part of the mission.",
            "{count} are recent enough to contest a position in their part of the mission.",
            fresh,
        )
        if fresh
        else ""
    )


def _span(first: str, last: str, t: Language) -> str:
    """Write from when to when, as the record has it; a month says also its own days."""
    if first.startswith(last):
        return t.written(last)
    return f"{t.written(first)} – {t.written(last)}"


def show_dispute(dispute: Dispute, view: Snapshot, t: Language, *, opened: bool) -> None:
    """Show one dispute: who, about what, since when, and the sides beside each other."""
    mission = view.record.mission
    name = actor_name(mission, dispute.actor, t)
    part = component_label(mission, dispute.component, t)
    first, last = _ends(dispute)
    dates = _span(first.said_on, last.said_on, t)
    about = _matter(dispute, view.record, t)
    label = " · ".join((f"**{name}**", part, t.apart(about), t.apart(dates)))
    with st.expander(label, expanded=opened):
        st.markdown(t(DISPUTE[dispute.kind]))
        for column, side in zip(st.columns(len(dispute.sides)), dispute.sides, strict=True):
            with column:
                show_side(side, view.record, t)
        if both := speakers_on_both_sides(dispute, t):
            st.caption(both)
        for note in _notes(dispute, view.record, t):
            st.caption(t("Noted by the editors: {note}", note=note))


def _matter(dispute: Dispute, record: Record, t: Language) -> str:
    """Say what a dispute is about: which numbers, or what the editors noted, if it is one thing."""
    numbers = [quantity(side.quantity, t) for side in dispute.sides if side.quantity]
    if numbers:
        return " … ".join((numbers[0], numbers[-1])) if len(numbers) > 2 else t.row(numbers)
    notes = _notes(dispute, record, t) if dispute.kind == NOTED else []
    return notes[0].rstrip(".") if len(notes) == 1 else t(DISPUTE_ABOUT[dispute.kind])


def speakers_on_both_sides(dispute: Dispute, t: Language) -> str:
    """Say of whoever speaks on several sides that they changed their mind: nobody argues alone."""
    counted = Counter(who for side in dispute.sides for who in side.speakers)
    names = [who for who, sides in counted.items() if sides > 1]
    if not names:
        return ""
    return t.n(
        "{names} stands on more than one side, having said different things over time. "
        "Each of them is held against what others said, not against each other.",
        "{names} stand on more than one side, having said different things over time. "
        "Each of them is held against what others said, not against each other.",
        len(names),
        names=t.listing(names),
    )


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
    speakers = t.row(dict.fromkeys(speaker(said, t) for said in side.statements))
    st.html(f'<p class="kicker">{escape(stance)}</p><p class="facts">{escape(speakers)}</p>')
    show_statements(record.mission, side.statements, t, told=False)


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
        show_statements(record.mission, [turn.before, turn.after], t, told=False)


if __name__ == "__main__":
    page()
