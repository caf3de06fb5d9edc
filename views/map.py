"""The map page: who contributes what on a day, and the evidence beside it."""

from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st

from charts.contribution_map import contribution_map
from charts.palette import palette
from charts.story import Scene, story
from data.record import Record
from geo.boundaries import VIEWS
from share.cartography import Drawing, areas, draw, ground, sites
from share.language import Language
from share.links import Choice, statement_address
from share.names import actor_name, component_label
from share.situation import situation
from share.snapshot import Snapshot, snapshot
from share.storyline import story_days
from share.words import EVIDENCE, STATUS, quantity
from views.controls import (
    actor_control,
    borders_control,
    component_control,
    day_control,
    known_control,
)
from views.dossier import show_dossier
from views.legend import explain_legend, show_legend
from views.questions import show_open_questions
from views.reading import chosen, chosen_mission, current, speaking
from views.viewport import Viewport, viewport

PLAYING = "playing"

WIDE, NARROW = (840, 300), (360, 220)
"""Width of the figure and height of its theatre in px."""


def page() -> None:
    """Read the choice, compute the snapshot, show its parts."""
    t, record = speaking(), chosen_mission()
    view, choice = current(record), chosen(record)
    st.title(t.pick(record.mission.settings.title))
    show_situation(view, t)
    day_control(record, t)
    story_control(record, view, t)
    component_control(record, t)
    statuses = show_legend(view, t)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        drawing = draw(view, borders=choice.borders, t=t, statuses=statuses)
        show_map(view, drawing, choice, statuses, t)
        show_table(view, statuses, t)
    with right:
        actor_control(record, t)
        if choice.actor:
            show_dossier(view, choice.actor, t)
        else:
            explain_legend(t)
        borders_control(record, t)
        known_control(record, t)
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
    """Say the situation in words; each sentence opens a statement it rests on."""
    made = []
    for sentence in situation(view, t):
        text = escape(sentence.text)
        if sentence.statement_ids:
            link = statement_address(view.record.mission.name, sentence.statement_ids[0], t.code)
            text = f'<a href="{escape(link)}" target="_self">{text}</a>'
        made.append(text)
    if view.known != date.max:
        known = t("Using only what was published by {day}.", day=t.day(view.known))
        made.append(f"<b>{escape(known)}</b>")
    with st.container(key="situation"):
        st.html(f'<p class="situation">{" ".join(made)}</p>')


def show_map(
    view: Snapshot, drawing: Drawing, choice: Choice, statuses: tuple[str, ...], t: Language
) -> None:
    """Show the figure or the story it is part of, what it cannot draw, and whose boundaries."""
    look = viewport()
    with st.container(key="map"):
        if st.session_state.get(PLAYING):
            show_story(view, choice, statuses, look, t)
        else:
            st.plotly_chart(
                figure(view, drawing, choice, look, t),
                key="map_figure",
                theme=None,
                on_select=_open_clicked,
                selection_mode="points",
                config=_config(view, choice),
                alt=t("Map of the contributors and of the theatre on {day}", day=t.day(view.on)),
            )
    st.html(f'<p class="quiet">{_under_the_map(view, drawing, choice, t)}</p>')


def figure(
    view: Snapshot, drawing: Drawing, choice: Choice, look: Viewport, t: Language
) -> go.Figure:
    """Draw one day's map for the reader's window and theme."""
    width, theatre_px = NARROW if look.narrow else WIDE
    return contribution_map(
        drawing.marks,
        arcs=drawing.arcs,
        sites=sites(view, t),
        areas=areas(view.record, choice.borders, t),
        fills=drawing.fills,
        ground=ground(view.record, choice.borders),
        colours=palette(st.context.theme.type),
        width=width,
        theatre_px=theatre_px,
        selected=choice.actor,
    )


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
        drawing = draw(then, borders=choice.borders, t=t, statuses=statuses)
        drawn = figure(then, drawing, choice, look, t)
        scenes.append(Scene(t.day(day, "medium"), titles.get(day, ""), drawn))
    st.plotly_chart(
        story(
            scenes,
            begin=max((place for place, day in enumerate(days) if day <= view.on), default=0),
            colours=palette(st.context.theme.type),
            still=look.still,
            play=t("Play"),
            pause=t("Pause"),
        ),
        key="story_figure",
        theme=None,
        config=_config(view, choice),
        alt=t.n("The story in {count} day", "The story in {count} days", len(scenes)),
    )
    if look.still:
        st.caption(t("Your settings ask for no motion: step through the days with the slider."))


def _open_clicked() -> None:
    """Open the dossier of the actor whose symbol, name or shape was clicked."""
    points: list[dict[str, Any]] = st.session_state["map_figure"]["selection"]["points"]
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


def _under_the_map(view: Snapshot, drawing: Drawing, choice: Choice, t: Language) -> str:
    mission = view.record.mission
    lines = []
    if drawing.borrowed:
        names = t.listing(actor_name(mission, code, t) for code in drawing.borrowed)
        lines.append(t("Not a shape of its own in this boundary view: {names}.", names=names))
    if drawing.unplaced:
        names = t.listing(actor_name(mission, code, t) for code in drawing.unplaced)
        lines.append(t("Without a place on the map: {names}.", names=names))
    boundaries = VIEWS[choice.borders]
    lines.append(f"{t(boundaries.attribution)}. {t(boundaries.disclaimer)}")
    return " ".join(escape(line) for line in lines)


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

    table.dataframe(
        pa.table(columns),
        key="who_stands_where",
        hide_index=True,
        on_select=open_row,
        selection_mode="single-row",
        alt=t("Who stands where on {day}", day=t.day(view.on)),
    )


def _few(words: list[str]) -> pa.DictionaryArray:
    """Pack a column of few different words: each travels once."""
    return pa.array(words).dictionary_encode()


if __name__ == "__main__":
    page()
