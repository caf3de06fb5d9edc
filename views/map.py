"""The map page: who contributes what on a day, and the evidence beside it."""

from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st

from charts.palette import palette
from charts.story import Scene, story
from data.record import Record
from geo.boundaries import VIEWS
from share.cartography import Drawing, ground
from share.language import Language
from share.links import MAP, TILES, Choice, statement_address
from share.names import actor_name, actors_listed, component_label
from share.situation import situation, which_days
from share.snapshot import Snapshot, snapshot
from share.storyline import story_days
from share.words import EVIDENCE, STATUS, quantity
from views.controls import (
    borders_control,
    component_control,
    day_control,
    view_control,
)
from views.dossier import show_dossier
from views.drawing import drawing_of, figure
from views.legend import explain_marks, show_legend
from views.questions import show_open_questions
from views.reading import chosen, chosen_mission, current, speaking
from views.tables import draw_table
from views.tour import on_tour, show_tour, tour_control
from views.viewport import Viewport, viewport

PLAYING = "playing"


def page() -> None:
    """Read the choice, compute the snapshot, show its parts."""
    t, record = speaking(), chosen_mission()
    view, choice = current(record), chosen(record)
    st.title(t.pick(record.mission.settings.title))
    show_situation(view, t)
    day_control(record, t)
    with st.container(key="choices", horizontal=True, vertical_alignment="center"):
        component_control(record, t)
        tour_control(record, t)
        story_control(record, view, t)
    left, right = st.columns([2, 1], gap="medium")
    with right:
        statuses = show_legend(view, t)
        if on_tour(record):
            show_tour(view, t)
        if choice.actor:
            show_dossier(view, choice.actor, t)
        else:
            explain_marks(t, tiles=_shows_tiles(choice))
    with left:
        drawing = drawing_of(view, choice.borders, statuses, choice.lang)
        if not drawing.marks:
            show_nobody(t)
        show_map(view, drawing, choice, statuses, t)
        show_table(view, statuses, t)
        with st.container(key="drawing", horizontal=True):
            view_control(t, usual=usual_view())
            if not _shows_tiles(choice):
                borders_control(record, t)
    show_open_questions(view, t)


def story_control(record: Record, view: Snapshot, t: Language) -> None:
    """Let the reader play the story; while it is on, step from change to change."""
    st.toggle(t("Play the story"), key=PLAYING, persist_state="session")
    if st.session_state.get(PLAYING):
        days = story_days(record, view.known, view.component)
        later = min((day for day in days if day > view.on), default=None)
        st.button(
            t("Step to the next change"),
            key="next_change",
            disabled=later is None,
            on_click=lambda: st.session_state.update(on=later, playing=False),
        )


def show_situation(view: Snapshot, t: Language) -> None:
    """
    Say the situation in words; each sentence opens a statement it rests on.

    Its full stop is no part of the link: links within a text may stand closer to each
    other than a thumb is wide (WCAG 2.2, 2.5.8).
    """
    made = []
    for sentence in situation(view, t):
        text = escape(sentence.text)
        if sentence.statement_ids:
            link = statement_address(view.record.mission.name, sentence.statement_ids[0], t.code)
            text = f'<a href="{escape(link)}">{text.removesuffix(".")}</a>.'
        made.append(text)
    if view.known != date.max:
        made.append(f"<b>{escape(which_days(view.on, view.known, t))}</b>")
    st.html(f'<p class="situation">{" ".join(made)}</p>')


def show_nobody(t: Language) -> None:
    """Say why the map is empty, and how to see somebody."""
    text = t(
        "No actor is on the map: nobody has one of these statuses, in this part of the mission, "
        "on this day. Choose another day, another part, or all statuses in the legend."
    )
    st.html(f'<p class="empty" role="status">{escape(text)}</p>')


def show_map(
    view: Snapshot, drawing: Drawing, choice: Choice, statuses: tuple[str, ...], t: Language
) -> None:
    """Show the figure or the story it is part of, what it cannot draw, and whose boundaries."""
    look = viewport()
    if st.session_state.get(PLAYING):
        with st.container(key="map"):
            show_story(view, choice, statuses, look, t)
    else:
        # Without a container, which would be sent with each step of the day.
        st.plotly_chart(
            _figure_for_reader(view, choice, statuses, look),
            key="map",
            theme=None,
            on_select=_open_clicked,
            selection_mode="points",
            config=_config(view, choice),
            # Without the day: between days on which nothing moves, nothing is sent again.
            alt=t("Map of the contributors and of the theatre"),
        )
    tiles = _shows_tiles(choice)
    for lines in (
        _not_drawn(view, drawing, t, tiles=tiles),
        "" if tiles else _boundaries(choice, t),
    ):
        # Each on its own: what the day does not change is not sent with it.
        if lines:
            st.html(f'<p class="quiet">{escape(lines)}</p>')


def _figure_for_reader(
    view: Snapshot,
    choice: Choice,
    statuses: tuple[str, ...],
    look: Viewport,
    *,
    playable: bool = False,
) -> go.Figure:
    return figure(
        view,
        choice.borders,
        statuses,
        choice.lang,
        theme=st.context.theme.type,
        room=look.room,
        tiles=_shows_tiles(choice),
        selected=choice.actor,
        playable=playable,
    )


def usual_view() -> str:
    """Return what reads better in the reader's window: on a narrow one, tiles."""
    return TILES if viewport().narrow else MAP


def _shows_tiles(choice: Choice) -> bool:
    return (choice.view or usual_view()) == TILES


def _config(view: Snapshot, choice: Choice) -> dict[str, Any]:
    folder = ground(view.record, choice.borders).world
    return {"topojsonURL": folder, "displayModeBar": False, "scrollZoom": False}


def show_story(
    view: Snapshot, choice: Choice, statuses: tuple[str, ...], look: Viewport, t: Language
) -> None:
    """Show the whole story at once, to be played in the browser from the chosen day on."""
    record = view.record
    titles = {m.day: t.pick(m.title) for m in record.mission.settings.moments}
    scenes = []
    days = story_days(record, view.known, choice.component)
    for day in days:
        then = snapshot(record, day, view.known, choice.component)
        drawn = _figure_for_reader(then, choice, statuses, look, playable=True)
        counts = tuple(
            f"{t(STATUS[status])} {t.number(count)}"
            for status, count in then.counts.items()
            if count
        )
        scenes.append(Scene(t.day(day, "medium"), titles.get(day, ""), drawn, counts))
    st.plotly_chart(
        story(
            scenes,
            begin=max((place for place, day in enumerate(days) if day <= view.on), default=0),
            colours=palette(st.context.theme.type),
            still=look.still,
            play=t("Play"),
            pause=t("Pause"),
            narrow=look.narrow,
        ),
        key="story_figure",
        theme=None,
        config=_config(view, choice),
        alt=t.n("The story in {count} day", "The story in {count} days", len(scenes)),
    )
    st.caption(
        t(
            "The story counts for itself: what stands above it is said of {day}.",
            day=t.day(view.on),
        )
    )
    if look.still:
        st.caption(t("Your settings ask for no motion: step through the days with the slider."))


def _open_clicked() -> None:
    """Open the dossier of the actor whose symbol, name or shape was clicked."""
    points: list[dict[str, Any]] = st.session_state["map"]["selection"]["points"]
    for point in points:
        code = point.get("customdata") or point.get("location")
        code = code[0] if isinstance(code, list) else code
        if code:
            st.session_state["actor"] = actor_of(str(code), chosen_mission())
            return


def actor_of(shape: str, record: Record) -> str | None:
    """Return the actor of a shape or symbol, None when the record says nothing of it."""
    for code in (shape, shape.split("-")[0]):
        if code in record.by_actor:
            return code
    return None


def _not_drawn(view: Snapshot, drawing: Drawing, t: Language, *, tiles: bool) -> str:
    mission = view.record.mission
    lines = []
    if drawing.borrowed and not tiles:
        names = actors_listed(mission, drawing.borrowed, t)
        lines.append(
            t("Not drawn as a shape of its own in this boundary view: {names}.", names=names)
        )
    if drawing.unplaced:
        names = actors_listed(mission, drawing.unplaced, t)
        lines.append(t("Without a place on the map: {names}.", names=names))
    return " ".join(lines)


def _boundaries(choice: Choice, t: Language) -> str:
    boundaries = VIEWS[choice.borders]
    return f"{t(boundaries.attribution)}. {t(boundaries.disclaimer)}"


def show_table(view: Snapshot, statuses: tuple[str, ...], t: Language) -> None:
    """List who stands where, once the reader asks for it; a row opens the dossier."""
    table = st.expander(t("The same as a table"), key="map_table", on_change="rerun")
    if not table.open:
        return
    mission = view.record.mission
    shown = sorted(
        (p for p in view.shown.values() if p.status in statuses),
        key=lambda p: (list(view.counts).index(p.status), t.order(actor_name(mission, p.actor, t))),
    )
    columns = {
        t("Actor"): [actor_name(mission, p.actor, t) for p in shown],
        t("Status"): _few([t(STATUS[p.status]) for p in shown]),
        t("Number"): _few([quantity(p.quantity, t) if p.quantity else "–" for p in shown]),
        t("Part"): _few([component_label(mission, p.component, t) for p in shown]),
        t("Evidence"): _few([t(EVIDENCE[p.evidence]) for p in shown]),
    }

    def open_row() -> None:
        rows = st.session_state["who_stands_where"]["selection"]["rows"]
        if rows:
            st.session_state["actor"] = shown[rows[0]].actor

    with table:
        draw_table(
            pa.table(columns),
            t,
            key="who_stands_where",
            on_select=open_row,
            selection_mode="single-row",
            alt=t("Who stands where on {day}", day=t.day(view.on)),
        )


def _few(words: list[str]) -> pa.DictionaryArray:
    """Pack a column of few different words: each travels once."""
    return pa.array(words).dictionary_encode()


if __name__ == "__main__":
    page()
