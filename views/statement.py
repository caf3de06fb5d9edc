"""A statement's own page: everything the record holds of it, and what is linked to it."""

from datetime import date, timedelta

import streamlit as st

from data.disagreements import KINDS, NOTED
from data.model import Statement
from data.positions import Position
from data.record import Record
from share.language import Language
from share.names import actor_full_name, component_label
from share.words import STATUS
from views.evidence import show_statements
from views.reading import chosen_mission, speaking


def page() -> None:
    """Show the statement that the link names."""
    t, record = speaking(), chosen_mission()
    statement = record.by_id.get(st.session_state.get("statement") or "")
    if statement is None:
        st.title(t("Statement"))
        st.markdown(
            t("This page shows one statement. Open it from a map, a chart, a table or a source.")
        )
        return
    name = actor_full_name(record.mission, statement.actor, t)
    what = t.beside(t.going_on(t(STATUS[statement.status])), t.written(statement.said_on, "long"))
    st.title(t.term(name, what))
    st.markdown(f"`{statement.statement_id}`")
    show_statements(record.mission, [statement], t)
    show_change(record, statement, t)
    show_against(record, statement, t)
    show_around(record, statement, t)
    if st.button(t("Show {name} on the map on this day", name=name), key="to_map"):
        st.session_state.update(
            on=statement.said_from, actor=statement.actor, component=statement.component
        )
        st.switch_page("views/map.py")


def show_change(record: Record, statement: Statement, t: Language) -> None:
    """Say where the actor stood in the component before the statement's day, and from it on."""
    day, part = statement.said_from, component_label(record.mission, statement.component, t)
    before, after = (_position(record, statement, on) for on in (day - timedelta(days=1), day))
    was, now = (
        t.going_on(t(STATUS[p.status])) if p else t("nothing on record") for p in (before, after)
    )
    if was == now:
        said = t(
            "The position stayed as it was on this day: {status} ({part}).", status=now, part=part
        )
    else:
        said = t(
            "The position changed on this day: {before} → {after} ({part}).",
            before=was,
            after=now,
            part=part,
        )
    if after and after.statement_ids[0] == statement.statement_id:
        said += " " + t("The position rests on this statement.")
    elif after and statement.statement_id not in after.statement_ids:
        said += " " + t("This statement stands aside: something stronger or newer counts.")
    with st.container(key="what_it_changed"):
        st.markdown(said)


def _position(record: Record, statement: Statement, on: date) -> Position | None:
    """Return where the statement's actor stood in its component on a day."""
    found = record.positions(on=on, component=statement.component)
    return next((position for position in found if position.actor == statement.actor), None)


def show_against(record: Record, statement: Statement, t: Language) -> None:
    """Show what contradicts the statement, and why it counts as a contradiction."""
    found = list(_against(record, statement))
    if not found:
        return
    st.header(t("In disagreement with"))
    why = {
        "direction": t("These point the other way:"),
        "quantity": t("These give a number that cannot be true at the same time:"),
        "noted": t("The editors noted a contradiction that the columns do not show:"),
    }
    for kind in KINDS:
        others = [other for other, of_kind in found if of_kind == kind]
        if others:
            st.markdown(why[kind])
            show_statements(record.mission, others, t)
        if kind == NOTED:
            for other in others:
                st.caption(t.pick(_note(record, statement, other)))


def _against(record: Record, statement: Statement) -> list[tuple[Statement, str]]:
    place = list(record.index.ids).index(statement.statement_id)
    pairs = record.pairs
    found = []
    for first, second, kind in zip(pairs.first, pairs.second, pairs.kind, strict=True):
        if place in (first, second):
            other = record.index.ids[second if place == first else first]
            found.append((record.by_id[other], KINDS[kind]))
    return found


def _note(record: Record, a: Statement, b: Statement) -> dict[str, str]:
    for link in record.mission.links:
        if {link.statement_a, link.statement_b} == {a.statement_id, b.statement_id}:
            return dict(link.note)
    return {}


def show_around(record: Record, statement: Statement, t: Language) -> None:
    """Show what was said of the actor in the same component before and after."""
    same = [s for s in record.by_actor[statement.actor] if s.component == statement.component]
    at = same.index(statement)
    for title, others in (
        (t("Said next about the same"), same[max(at - 1, 0) : at]),
        (t("Said before about the same"), same[at + 1 : at + 2]),
    ):
        if others:
            st.header(title)
            show_statements(record.mission, others, t)


if __name__ == "__main__":
    page()
