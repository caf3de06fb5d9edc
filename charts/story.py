"""The map as it went: one frame for each day on which something changes, played in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.labels import BREAK, text_width, wrapped
from charts.layout import BODY, SMALL
from charts.palette import Palette

SPEEDS: Mapping[str, int] = {"½×": 1_400, "1×": 700, "2×": 300}
"""Milliseconds that a frame stands, by the written speed."""

LINE_PX, FOOT_PX = 20, 92
"""Height of a line above the map, and the room below it for the buttons and the slider."""

WIDE_PX, NARROW_PX = 800, 330
"""Room for a line of the caption in a usual window and on a phone."""

AT_ONCE = {"mode": "immediate", "transition": {"duration": 0}}


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A day of the story as a map of its own; `title` is that of its moment, if it is one.

    `counts` says how many stand where on that day: what stands above the figure does
    not move with it.
    """

    written: str
    title: str
    map: go.Figure
    counts: tuple[str, ...] = ()


def story(
    scenes: Sequence[Scene],
    *,
    begin: int,
    colours: Palette,
    still: bool,
    play: str,
    pause: str,
    narrow: bool = False,
) -> go.Figure:
    """
    Chain the maps of some days into one figure that the browser plays without the server.

    The scene `begin` is what is seen before a frame is played. Moments of the story
    are marked on the slider by a dot. `still` leaves the play buttons out, for
    readers who want no motion: the slider steps as before.
    """
    first = scenes[begin].map
    captions = [_lines(scene, NARROW_PX if narrow else WIDE_PX) for scene in scenes]
    head = LINE_PX * (max(text.count(BREAK) for text in captions) + 2)
    moving = [at for at, trace in enumerate(first.data) if _moves(at, scenes)]
    made = go.Figure(first)
    made.frames = [
        go.Frame(
            name=str(place),
            data=[scene.map.data[at] for at in moving],
            traces=moving,
            layout={"annotations": _caption(captions[place], head, colours)},
        )
        for place, scene in enumerate(scenes)
    ]
    made.update_layout(
        height=first.layout.height + head + FOOT_PX,
        margin={"l": 0, "r": 0, "t": head, "b": FOOT_PX},
        annotations=_caption(captions[begin], head, colours),
        sliders=[_slider(scenes, colours, active=begin)],
        updatemenus=[] if still else [_buttons(colours, play=play, pause=pause)],
    )
    return made


def _moves(at: int, scenes: Sequence[Scene]) -> bool:
    """Say whether a trace differs between any two scenes; what stays travels once."""
    one = scenes[0].map.data[at]
    return any(scene.map.data[at] != one for scene in scenes[1:])


def _lines(scene: Scene, width: int) -> str:
    """Return the day, its title and its counts, broken into lines that fit."""
    lines = [f"<b>{scene.written}</b>"]
    if scene.title:
        lines.append(wrapped(scene.title, width=width, size=BODY))
    row = ""
    for count in scene.counts:
        longer = f"{row} · {count}" if row else count
        if row and text_width(longer) * SMALL > width:
            lines.append(row)
            longer = count
        row = longer
    return BREAK.join([*lines, row] if row else lines)


def _caption(text: str, head: int, colours: Palette) -> list[dict[str, Any]]:
    return [
        {
            "text": text,
            "x": 0,
            "y": 1,
            "yshift": head - 6,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "top",
            "showarrow": False,
            "align": "left",
            "font": {"size": BODY, "color": colours.text},
        }
    ]


def _slider(scenes: Sequence[Scene], colours: Palette, *, active: int) -> dict[str, Any]:
    return {
        "active": active,
        "x": 0,
        "len": 1,
        "y": 0,
        "pad": {"t": 46, "b": 0},
        "currentvalue": {"visible": False},
        "ticklen": 4,
        "minorticklen": 0,
        "tickcolor": colours.quiet,
        "bgcolor": colours.rule,
        "bordercolor": colours.rule,
        "activebgcolor": colours.mark["committed"],
        "font": {"size": SMALL, "color": colours.quiet},
        "transition": {"duration": 0},
        "steps": [
            {
                "method": "animate",
                "label": "●" if scene.title else "",
                "args": [[str(place)], AT_ONCE | {"frame": {"duration": 0, "redraw": True}}],
            }
            for place, scene in enumerate(scenes)
        ],
    }


def _buttons(colours: Palette, *, play: str, pause: str) -> dict[str, Any]:
    """Offer to play from where the slider is, at each speed, and to pause."""
    buttons = [
        {
            "label": f"▶ {play} {speed}",
            "method": "animate",
            "args": [
                None,
                AT_ONCE
                | {"fromcurrent": True, "frame": {"duration": milliseconds, "redraw": True}},
            ],
        }
        for speed, milliseconds in SPEEDS.items()
    ]
    stop = {
        "label": f"❚❚ {pause}",
        "method": "animate",
        "args": [[None], AT_ONCE | {"frame": {"duration": 0, "redraw": True}}],
    }
    return {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 8},
        "bgcolor": colours.ground,
        "bordercolor": colours.rule,
        "font": {"size": SMALL, "color": colours.text},
        "buttons": [*buttons, stop],
    }
