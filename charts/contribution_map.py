"""The map: who contributes from where, and the theatre they contribute to, in one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.fitting import PROJECTION
from charts.layout import CLEAR, SMALL, house_layout
from charts.palette import SCALE, Palette, colour_scale
from charts.panels import THEATRE, WORLD, Panel, Sheet, sheet
from charts.theatre_layer import Area, Site, places, theatre_land
from charts.world_layer import Arc, Mark, Trace, contributors, tints, tones_of
from geo.browser import WHOLE_RESOLUTION
from geo.frames import Frame, Point


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What the map is drawn on.

    The world's shapes are plotly.js's base topology, served by us (`world` is the
    folder to give it as `topojsonURL`); `theatre` is the address of GeoJSON whose
    features carry `id`, those in `theatre_ids`; `stressed` of them are the mission's own,
    `parts` those and what belongs to the same actors. `homes` are all contributors by
    code. Those in `near` crowd around the theatre: `near_frame` is enlarged for them.
    """

    world: str
    theatre: str
    theatre_ids: Sequence[str]
    stressed: Sequence[str]
    frame: Frame
    theatre_frame: Frame
    parts: Sequence[str] = ()
    focus: Frame | None = None
    homes: tuple[tuple[str, Point], ...] = ()
    near: frozenset[str] = frozenset()
    near_frame: Frame | None = None


def contribution_map(
    marks: Sequence[Mark],
    *,
    arcs: Sequence[Arc],
    sites: Sequence[Site],
    areas: Sequence[Area],
    fills: Mapping[str, str | None],
    ground: Ground,
    colours: Palette,
    width: int,
    selected: str | None = None,
    playable: bool = False,
) -> go.Figure:
    """
    Draw the contributors on the world, its crowded part enlarged above, and the theatre.

    Each contributor is drawn once, on the part it belongs to. `fills` maps shape ids to
    the status that tints them, None for what is only reported: restrained, since area
    must not speak; symbol and line style say the same again. Symbols and names stay clear
    of each other in any figure at least `width` px wide. Figures that are `playable` one
    after another have the same traces on every day, also those that show nothing.
    """
    parts = sheet(ground.frame, ground.near_frame, ground.focus or ground.theatre_frame, width)
    tinted = [tints(_fills(fills, panel, ground), panel) for panel in parts.panels]
    land = theatre_land(
        ground.theatre,
        ground.theatre_ids,
        parts=ground.parts or ground.stressed,
        panel=parts.theatre,
        colours=colours,
    )
    traces: list[Trace] = [*tinted, land]
    for panel in parts.panels:
        shown = [mark for mark in marks if _is_on(mark.code, panel, ground)]
        drawn = [arc for arc in arcs if _is_on(arc.code, panel, ground)]
        homes = _homes(shown, panel, ground)
        traces += contributors(panel, shown, drawn, homes, colours, selected=selected)
    traces += places(sites, areas, parts.theatre, colours)
    if not playable:
        traces = [trace for trace in traces if trace.get("locations") or trace.get("lat")]
    layout = house_layout(
        colours,
        height=round(parts.height),
        uirevision=width,
        clickmode="event+select",
        template=_shared(colours),
        coloraxis={
            "cmin": 0,
            "cmax": SCALE,
            "showscale": False,
            "colorscale": colour_scale(
                colours,
                tints={status for status in fills.values() if status},
                marks=tones_of(marks),
            ),
        },
        shapes=_frame(parts, colours),
        **{panel.geo: _view(panel, parts) for panel in (*parts.panels, parts.theatre)},
    )
    return go.Figure(traces, layout)


def _is_on(code: str, panel: Panel, ground: Ground) -> bool:
    return not ground.near_frame or (code in ground.near) == (panel.geo != WORLD)


def _fills(fills: Mapping[str, str | None], panel: Panel, ground: Ground) -> dict[str, str | None]:
    return {
        shape: status
        for shape, status in fills.items()
        if _is_on(shape.split("-")[0], panel, ground)
    }


def _homes(marks: Sequence[Mark], panel: Panel, ground: Ground) -> dict[str, Point]:
    homes = {code: at for code, at in ground.homes if _is_on(code, panel, ground)}
    return homes | {mark.code: mark.at for mark in marks if mark.code not in homes}


def _shared(colours: Palette) -> dict[str, Any]:
    """
    Return what all traces and maps of a kind share; said once, it need not travel with each.

    A click must not fade what was not clicked.
    """
    return {
        "data": {
            "choropleth": [
                {
                    "coloraxis": "coloraxis",
                    "hoverinfo": "none",
                    "marker": {"line": {"color": colours.border, "width": 0.6}},
                    "unselected": {"marker": {"opacity": 1}},
                }
            ],
            "scattergeo": [
                {
                    "hoverinfo": "skip",
                    "mode": "lines",
                    "line": {"width": 1},
                    "marker": {
                        "coloraxis": "coloraxis",
                        "opacity": 1,
                        "line": {"width": 1.2, "color": colours.ground},
                    },
                    "textfont": {"size": SMALL, "color": colours.text, "shadow": "auto"},
                    "unselected": {"marker": {"opacity": 1}},
                }
            ],
        },
        "layout": {
            "geo": {
                "visible": False,
                "projection": {"type": PROJECTION},
                "showland": True,
                "showcountries": True,
                "bgcolor": CLEAR,
                "landcolor": colours.land,
                "countrycolor": colours.border,
                "countrywidth": 0.5,
            },
        },
    }


def _view(panel: Panel, parts: Sheet) -> dict[str, Any]:
    """
    Return a map's frame and place on the sheet; its projection where it is not the usual one.

    plotly.js turns the map to the middle of the frame's longitudes by itself.
    """
    frame = panel.frame
    top, bottom = panel.top / parts.height, (panel.top + panel.height) / parts.height
    left, right = panel.left / parts.width, (panel.left + panel.width) / parts.width
    view: dict[str, Any] = {
        "lonaxis": {"range": [round(frame.west, 2), round(frame.east, 2)]},
        "lataxis": {"range": [round(frame.south, 2), round(frame.north, 2)]},
        "domain": {"y": [round(1 - bottom, 4), round(1 - top, 4)]},
    }
    if right - left < 1:
        view["domain"]["x"] = [round(left, 4), round(right, 4)]
    if panel.geo == WORLD:
        view["resolution"] = WHOLE_RESOLUTION
    if panel.geo == THEATRE:
        view |= {
            "projection": {"type": panel.projection},
            "showland": False,
            "showcountries": False,
        }
    return view


def _frame(parts: Sheet, colours: Palette) -> list[dict[str, Any]]:
    """
    Mark on the world the part that is enlarged.

    The rectangle is measured in px from the middle of the world, where plotly.js keeps it.
    """
    inner, outer = parts.near, parts.world
    if not inner:
        return []
    wide, high = inner.width, inner.height
    edges = [(x, y) for x in (0.0, wide / 2, wide) for y in (0.0, high)]
    drawn = outer.pixels(inner.points(edges))
    xs = [x - outer.width / 2 for x, _ in drawn]
    ys = [y - outer.height / 2 for _, y in drawn]
    return [
        {
            "type": "rect",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": round((outer.left + outer.width / 2) / parts.width, 4),
            "yanchor": round(1 - (outer.top + outer.height / 2) / parts.height, 4),
            "x0": round(min(xs)),
            "x1": round(max(xs)),
            "y0": round(min(ys)),
            "y1": round(max(ys)),
            "line": {"color": colours.quiet, "width": 1},
        }
    ]
