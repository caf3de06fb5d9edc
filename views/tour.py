"""The tour: the mission's moments one by one, beside a map that stays in the reader's hands."""

from html import escape

import streamlit as st

from data.model import Moment
from data.record import Record
from share.language import Language
from share.situation import situation
from share.snapshot import Snapshot
from views.evidence import show_statements

TOUR = "tour_at"
"""Session state: the place of the moment that is told, None when there is no tour."""


def tour_control(record: Record, t: Language) -> None:
    """Offer the tour, where the mission has moments to tell."""
    if record.mission.settings.moments:
        st.button(
            t("Tour"),
            key="start_tour",
            icon=":material/route:",
            on_click=_start,
            args=(record,),
        )


def _start(record: Record) -> None:
    """Begin with the first moment, in the part of the mission that is usually shown."""
    st.session_state["component"] = record.mission.settings.component
    _go_to(record, 0)


def on_tour(record: Record) -> bool:
    """Say whether the reader is on the tour."""
    place = st.session_state.get(TOUR)
    return place is not None and place < len(record.mission.settings.moments)


def show_tour(view: Snapshot, t: Language) -> None:
    """Tell one moment: its day and title, how things stand, and the statements it rests on."""
    record = view.record
    moments = _in_order(record)
    place = st.session_state[TOUR]
    moment = moments[place]
    with st.container(key="tour", border=True):
        at = t(
            "Moment {number} of {count}", number=t.number(place + 1), count=t.number(len(moments))
        )
        st.html(f'<p class="tour_at">{escape(at)} · {escape(t.day(moment.day))}</p>')
        st.header(t.pick(moment.title))
        with st.container(horizontal=True, gap="small"):
            _turn(record, place - 1, len(moments), "tour_back", t("Back"))
            _turn(record, place + 1, len(moments), "tour_on", t("Next"))
            st.button(
                t("End the tour"),
                key="tour_end",
                type="tertiary",
                shortcut="Esc",
                on_click=lambda: st.session_state.update({TOUR: None}),
            )
        _show_moment(view, moment, t)


def _show_moment(view: Snapshot, moment: Moment, t: Language) -> None:
    record = view.record
    if view.on == moment.day:
        st.html(f'<p class="facts">{escape(situation(view, t)[0].text)}</p>')
    said = [record.by_id[name] for name in moment.statement_ids if name in record.by_id]
    known = [s for s in said if s.source.published_on <= view.known]
    show_statements(record.mission, known, t)
    if len(known) < len(said):
        text = t.n(
            "{count} statement had not been published by the chosen day.",
            "{count} statements had not been published by the chosen day.",
            len(said) - len(known),
        )
        st.html(f'<p class="quiet">{escape(text)}</p>')


def _in_order(record: Record) -> list[Moment]:
    return sorted(record.mission.settings.moments, key=lambda moment: moment.day)


def _turn(record: Record, place: int, count: int, key: str, label: str) -> None:
    st.button(
        label,
        key=key,
        disabled=not 0 <= place < count,
        on_click=_go_to,
        args=(record, place),
    )


def _go_to(record: Record, place: int) -> None:
    """Tell a moment and look at the map on its day; what else the reader chose stays."""
    st.session_state.update({TOUR: place, "on": _in_order(record)[place].day})
