"""The controls that every page shares; views.link keeps their values in the address bar."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from data.load import load_mission, missions
from data.record import Record
from geo.boundaries import VIEWS
from share.language import Language, languages, speak
from share.names import actor_name
from share.snapshot import ALL, neighbours
from share.words import BORDERS
from views.reading import (
    chosen_language,
    first_day,
    label_of,
    last_day,
    last_published,
    usual_borders,
)


def language_control() -> None:
    """Let the reader choose the interface language, each named in itself."""
    codes = languages()
    st.segmented_control(
        speak(chosen_language())("Language"),
        codes,
        key="lang",
        default=chosen_language(),
        required=True,
        persist_state="session",
        format_func=lambda code: code.upper(),
        label_visibility="collapsed",
    )


def mission_control(record: Record, t: Language) -> None:
    """Let the reader choose the mission, where there is more than one."""
    names = missions()
    if len(names) > 1:
        st.selectbox(
            t("Mission"),
            names,
            index=names.index(record.mission.name),
            key="mission",
            on_change=_forget_the_other_mission,
            persist_state="session",
            format_func=lambda name: t.pick(load_mission(name).settings.title),
        )


OF_A_MISSION = ("on", "from", "known", "component", "status", "actor", "statement", "source")
"""What a reader chose in one mission and another does not know."""


def _forget_the_other_mission() -> None:
    for name in (*OF_A_MISSION, "day_slider"):
        st.session_state.pop(name, None)


def component_control(record: Record, t: Language) -> None:
    """Let the reader choose the part of the mission."""
    settings = record.mission.settings
    st.segmented_control(
        t("Part of the mission"),
        [ALL, *(part.component for part in settings.components)],
        key="component",
        default=settings.component,
        required=True,
        persist_state="session",
        format_func=label_of(record, t),
    )


def borders_control(record: Record, t: Language) -> None:
    """Let the reader choose whose boundaries are drawn."""
    st.segmented_control(
        t("Boundaries"),
        list(VIEWS),
        key="borders",
        default=usual_borders(record),
        required=True,
        persist_state="session",
        format_func=lambda view: t(BORDERS[view]),
    )


def known_control(record: Record, t: Language) -> None:
    """Let the reader look with the eyes of an earlier day."""
    st.date_input(
        t("Using only what was published by"),
        value=None,
        min_value=first_day(record),
        max_value=last_published(record),
        key="known",
        persist_state="session",
        format="YYYY-MM-DD",
        help=t("Leave empty to use everything published up to the end of the record."),
    )


def actor_control(record: Record, t: Language) -> None:
    """Let the reader find an actor by name."""
    names = {code: actor_name(record.mission, code, t) for code in record.by_actor}
    st.selectbox(
        t("Find an actor"),
        sorted(names, key=lambda code: t.order(names[code])),
        index=None,
        key="actor",
        persist_state="session",
        format_func=names.__getitem__,
        placeholder=t("Find an actor"),
        label_visibility="collapsed",
    )


def day_control(record: Record, t: Language) -> None:
    """
    Let the reader choose the day: by slider, by date, or from moment to moment.

    The date holds the value; the slider steps over the days on which something was said.
    """
    days = tuple(sorted({s.said_from for s in record.mission.statements}))
    state = st.session_state
    typed = state.get("on") or last_day(record)
    shown = max((day for day in days if day <= typed), default=days[0])
    if state.get("day_slider", days[-1]) != shown:
        state["day_slider"] = shown
    before, after = neighbours(record, typed)
    with st.container(key="day", horizontal=True, vertical_alignment="bottom"):
        _step("previous_moment", "◀", t("Previous moment"), before)
        st.select_slider(
            t("Day"),
            days,
            value=days[-1],
            key="day_slider",
            format_func=lambda day: t.day(day, "medium"),
            on_change=lambda: state.update(on=state["day_slider"]),
        )
        _step("next_moment", "▶", t("Next moment"), after)
        st.date_input(
            t("Exact day"),
            value=last_day(record),
            min_value=first_day(record),
            max_value=last_day(record),
            key="on",
            persist_state="session",
            format="YYYY-MM-DD",
            width=150,
        )
    st.html(_moment_marks(record, days, t))
    moment = max(
        (m for m in record.mission.settings.moments if m.day <= typed),
        key=lambda m: m.day,
        default=None,
    )
    if moment:
        day, title = t.day(moment.day, "medium"), t.pick(moment.title)
        st.caption(f"**{day}** {title}")


def _moment_marks(record: Record, days: Sequence[date], t: Language) -> str:
    """Return a mark under the slider for each moment of the story; its title shows on hover."""
    marks = []
    for moment in record.mission.settings.moments:
        reached = max((place for place, day in enumerate(days) if day <= moment.day), default=0)
        share = 100 * reached / max(len(days) - 1, 1)
        title = f"{t.day(moment.day, 'medium')}: {t.pick(moment.title)}"
        marks.append(f'<i style="left:{share:.1f}%" title="{escape(title)}"></i>')
    return f'<div class="moments">{"".join(marks)}</div>'


def from_control(record: Record, default: date, t: Language) -> None:
    """Let the reader choose the earlier of two days."""
    st.date_input(
        t("Compared with"),
        value=default,
        min_value=first_day(record),
        max_value=last_day(record),
        key="from",
        persist_state="session",
        format="YYYY-MM-DD",
        width=150,
    )


def _step(key: str, sign: str, label: str, day: date | None) -> None:
    st.button(
        sign,
        key=key,
        help=label,
        disabled=day is None,
        on_click=lambda: st.session_state.update(on=day),
    )
