"""The map: who contributes from where, and the theatre they contribute to, in one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.fitting import PROJECTION, aspect_of, widened
from charts.layout import SMALL, figure
from charts.palette import Palette
from charts.theatre_layer import Site, places, theatre_land
from charts.world_layer import ARC_STYLES, Arc, Mark, arc_lines, rings, symbols, tints
from geo.frames import Frame

SYMBOL_PX, NARROW_SYMBOL_PX = 11, 8
NARROW = 500
"""Figures narrower than this many px take the smaller symbols."""

GAP_PX = 14
"""Between the world and the theatre."""


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What the map is drawn on.

    The world's shapes are plotly.js's base topology, served by us (`world` is the
    folder to give it as `topojsonURL`); `theatre` is the address of GeoJSON whose
    features carry `id`, those in `theatre_ids`, of which `stressed` are lifted out.
    """

    world: str
    theatre: str
    theatre_ids: Sequence[str]
    stressed: Sequence[str]
    frame: Frame
    theatre_frame: Frame


def contribution_map(
    marks: Sequence[Mark],
    *,
    arcs: Sequence[Arc],
    sites: Sequence[Site],
    areas: Sequence[Site],
    fills: Mapping[str, str | None],
    ground: Ground,
    colours: Palette,
    width: int,
    theatre_px: int,
    selected: str | None = None,
) -> go.Figure:
    """
    Draw the world framed on the contributors above, and the theatre below.

    `fills` maps shape ids to the status that tints them, None for what is only
    reported: restrained, since area must not speak; symbol and line style say the
    same again. Labels are placed for a figure `width` px wide whose theatre is
    `theatre_px` high; the world above is as high as its frame needs.
    """
    world_px = round(width / aspect_of(ground.frame))
    height = world_px + GAP_PX + theatre_px
    made = figure(
        colours,
        height=height,
        uirevision="map",
        clickmode="event+select",
        template={"data": _shared(colours)},
    )
    made.add_trace(tints(fills, colours))
    made.add_trace(
        theatre_land(ground.theatre, ground.theatre_ids, stressed=ground.stressed, colours=colours)
    )
    for style in ARC_STYLES:
        made.add_trace(arc_lines([arc for arc in arcs if arc.style == style], style, colours))
    size = NARROW_SYMBOL_PX if width < NARROW else SYMBOL_PX
    made.add_trace(rings(marks, colours, size=size))
    made.add_trace(symbols(marks, ground.frame, colours, selected, size=size, px=(width, world_px)))
    theatre = widened(ground.theatre_frame, width / theatre_px)
    seen = [site for site in sites if theatre.contains(*site.at)]
    for trace in places(seen, areas, theatre, colours, px=(width, theatre_px)):
        made.add_trace(trace)
    look = {"visible": False, "bgcolor": "rgba(0,0,0,0)"}
    land = {
        "showland": True,
        "landcolor": colours.land,
        "showcountries": True,
        "countrycolor": colours.border,
        "countrywidth": 0.5,
    }
    made.update_layout(
        geo=look
        | land
        | _view(ground.frame)
        | {"domain": {"y": [round(1 - world_px / height, 4), 1]}},
        geo2=look
        | _view(theatre, projection="mercator")
        | {"domain": {"y": [0, round(theatre_px / height, 4)]}},
    )
    return made


def _shared(colours: Palette) -> dict[str, list[dict[str, object]]]:
    """
    Return what all traces of a kind share; said once, it need not travel with each of them.

    A click must not fade what was not clicked.
    """
    return {
        "choropleth": [
            {
                "showscale": False,
                "hoverinfo": "none",
                "unselected": {"marker": {"opacity": 1}},
            }
        ],
        "scattergeo": [
            {
                "marker": {"opacity": 1, "line": {"width": 1.2, "color": colours.ground}},
                "textfont": {"size": SMALL, "color": colours.text, "shadow": "auto"},
                "unselected": {"marker": {"opacity": 1}},
            }
        ],
    }


def _view(frame: Frame, *, projection: str = PROJECTION) -> dict[str, object]:
    return {
        "projection": {"type": projection, "rotation": {"lon": round(frame.centre[0], 2)}},
        "lonaxis": {"range": [round(frame.west, 2), round(frame.east, 2)]},
        "lataxis": {"range": [round(frame.south, 2), round(frame.north, 2)]},
    }
