"""The controls that every page shares; views.link keeps their values in the address bar."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from data.load import load_mission, missions
from data.record import Record
from geo.boundaries import VIEWS
from share.language import Language, languages, speak
from share.links import MAP, TILES
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
    st.selectbox(
        speak(chosen_language())("Language"),
        codes,
        index=codes.index(chosen_language()),
        key="lang",
        persist_state="session",
        format_func=lambda code: speak(code).language_name(code).capitalize(),
        label_visibility="collapsed",
        filter_mode=None,
        width=124,
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
    for name in (*OF_A_MISSION, "day_slider", "day_begun"):
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
        label_visibility="collapsed",
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


def view_control(t: Language, *, usual: str) -> str:
    """
    Let the reader choose between the map and its tiles, and return what is shown.

    What is usual in a window is no choice: it does not enter the link.
    """
    state = st.session_state
    shown: str = state.get("view") or usual
    state["view_shown"] = shown
    names = {MAP: t("Map"), TILES: t("Tiles")}
    st.segmented_control(
        t("Layout"),
        tuple(names),
        key="view_shown",
        required=True,
        format_func=names.__getitem__,
        on_change=lambda: state.update(view=state["view_shown"]),
    )
    return shown


def known_control(record: Record, t: Language) -> None:
    """Let the reader look with the eyes of an earlier day."""
    st.date_input(
        t("Using only what was published by"),
        value=None,
        min_value=first_day(record),
        max_value=last_published(record),
        key="known",
        persist_state="session",
        format=t.day_field,
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
        width=260,
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
    if state.get("day_begun") not in days:
        state["day_begun"] = shown
    if state.get("day_slider", state["day_begun"]) != shown:
        state["day_slider"] = shown
    before, after = neighbours(record, typed)
    with st.container(key="day", horizontal=True, vertical_alignment="center"):
        _step("previous_moment", ":material/skip_previous:", t("Previous moment"), before)
        st.select_slider(
            t("Day"),
            days,
            # The visit's first day, even if its first run is cut short; the same from then on,
            # so that the slider is not sent anew with each step.
            value=state["day_begun"],
            key="day_slider",
            format_func=lambda day: t.day(day, "medium"),
            on_change=lambda: state.update(on=state["day_slider"]),
            label_visibility="collapsed",
        )
        _step("next_moment", ":material/skip_next:", t("Next moment"), after)
        exact_control(record, t)
        st.html(_moment_marks(record, days, t))
    st.html(_latest_moment(record, typed, shown, t))


RUNS_AFTER = 3
"""For how many runs, the one in which it is closed among them, a popover keeps its fields."""


def exact_control(record: Record, t: Language) -> None:
    """Let the reader type a day and choose the other clock; made once the reader asks for it."""
    more = st.popover(
        t("Exact day, publication date"),
        icon=":material/calendar_month:",
        key="exact",
        on_change="rerun",
    )
    # What is typed arrives with the click that closes the popover, or just after: its fields
    # must still be there for it.
    state = st.session_state
    state["exact_runs"] = RUNS_AFTER if more.open else max(state.get("exact_runs", 0) - 1, 0)
    if not state["exact_runs"]:
        return
    with more:
        st.date_input(
            t("Exact day"),
            value=last_day(record),
            min_value=first_day(record),
            max_value=last_day(record),
            key="on",
            persist_state="session",
            format=t.day_field,
        )
        known_control(record, t)


def _latest_moment(record: Record, typed: date, shown: date, t: Language) -> str:
    """Say what the newest moment of the story is, and where the slider stands if not on the day."""
    moments = [m for m in record.mission.settings.moments if m.day <= typed]
    said = ""
    if moments:
        moment = max(moments, key=lambda m: m.day)
        said = f"<b>{escape(t.day(moment.day, 'medium'))}</b> {escape(t.pick(moment.title))} "
    if typed != shown:
        between = t(
            "Nothing was said on {day}: the slider stands on {shown}, the day of the last "
            "statement before.",
            day=t.day(typed),
            shown=t.day(shown),
        )
        said += f"<br>{escape(between)}"
    return f'<p class="moment">{said}</p>'


def _moment_marks(record: Record, days: Sequence[date], t: Language) -> str:
    """Return a mark under the slider for each moment of the story; its title shows on hover."""
    marks = []
    for moment in record.mission.settings.moments:
        reached = max((place for place, day in enumerate(days) if day <= moment.day), default=0)
        share = 100 * reached / max(len(days) - 1, 1)
        title = f"{t.day(moment.day, 'medium')}: {t.pick(moment.title)}"
        marks.append(f'<i style="inset-inline-start:{share:.1f}%" title="{escape(title)}"></i>')
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
        format=t.day_field,
        width=150,
    )


def since_control(record: Record, t: Language) -> None:
    """Let the reader leave out what is older than a day, such as the first of a month."""
    st.date_input(
        t("Only from this day on"),
        value=None,
        min_value=first_day(record),
        max_value=last_day(record),
        key="from",
        persist_state="session",
        format=t.day_field,
        width=200,
    )


def _step(key: str, icon: str, label: str, day: date | None) -> None:
    """Show a button of one sign; the style sheet keeps its words for who cannot see it."""
    st.button(
        label,
        icon=icon,
        key=key,
        disabled=day is None,
        on_click=lambda: st.session_state.update(on=day),
    )
