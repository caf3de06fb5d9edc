"""What the reader looks at, from the controls' values: language, record, days, snapshot."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from data.load import missions
from data.record import Record, open_record
from geo.boundaries import VIEWS
from share.language import Language, best_language, languages, speak
from share.links import Choice
from share.names import component_label
from share.snapshot import Snapshot, snapshot


def chosen_language() -> str:
    """Return the interface language: the chosen one, else the link's, else the browser's."""
    wanted = st.session_state.get("lang") or st.query_params.get("lang")
    if wanted in languages():
        return str(wanted)
    return best_language(st.context.headers.get("accept-language") or st.context.locale)


def speaking() -> Language:
    """Return the language in which this reader is spoken to."""
    return speak(chosen_language())


def chosen_mission() -> Record:
    """Return the record that the reader chose, else the link's, else the first one there is."""
    names = missions()
    wanted = st.session_state.get("mission") or st.query_params.get("mission")
    return open_record(wanted if wanted in names else names[0])


def first_day(record: Record) -> date:
    """Return the first day a reader can choose."""
    return record.mission.first_day


def last_day(record: Record) -> date:
    """Return the last day a reader can choose: where reading for the record stopped."""
    return record.mission.last_day


def last_published(record: Record) -> date:
    """Return the last day on which a source of the record counts as published."""
    return max(s.source.published_on for s in record.mission.statements)


def usual_borders(record: Record) -> str:
    """Return the boundary view that the mission asks for, else the first there is."""
    wanted = record.mission.settings.borders
    return wanted if wanted in VIEWS else next(iter(VIEWS))


def chosen(record: Record) -> Choice:
    """Return the reader's choice, with the mission's default where nothing is chosen."""
    state = st.session_state
    settings = record.mission.settings
    return Choice(
        mission=record.mission.name,
        on=state.get("on") or last_day(record),
        since=state.get("from"),
        known=state.get("known"),
        component=state.get("component") or settings.component,
        status=tuple(state.get("status") or ()),
        actor=state.get("actor"),
        borders=state.get("borders") or usual_borders(record),
        lang=chosen_language(),
        view=state.get("view"),
    )


def current(record: Record) -> Snapshot:
    """Return the snapshot of the reader's choice."""
    choice = chosen(record)
    return snapshot(record, choice.on, choice.known or date.max, choice.component)


def label_of(record: Record, t: Language) -> Callable[[str], str]:
    """Return how to name components in a control."""
    return lambda key: component_label(record.mission, key, t)
