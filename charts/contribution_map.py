"""The map: who contributes from where, and the theatre they contribute to, in one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from charts.labels import Label, place_labels
from charts.layout import SMALL, figure
from charts.palette import Palette, symbol
from data.words import LADDER, STATUSES
from geo.frames import Frame, Point
from geo.projection import project

PROJECTION = "natural earth"
ARC_STYLES = ("solid", "dash", "dot")
"""Present, promised, only reported."""

SYMBOL_PX, NARROW_SYMBOL_PX, SITE_PX = 11, 8, 7
NARROW = 500
"""Figures narrower than this many px take the smaller symbols."""
ROOM, EDGE_PX = 1.12, 10
"""Labels are placed as if this much larger, and this many px from the edge: windows differ."""

HIDDEN = "top left"
"""Where a label stands that has no text: the shortest of plotly.js's words for it."""

GAP_PX = 14
"""Between the world and the theatre."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One contributor: its symbol, and in words (`standing`) where it stands."""

    code: str
    name: str
    at: Point
    status: str
    hollow: bool
    contested: bool
    kept_out: bool
    standing: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from a contributor to where it contributes; `style` is one of ARC_STYLES."""

    start: Point
    end: Point
    style: str


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the theatre."""

    name: str
    at: Point
    main: bool


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
    world_px = round(width / _aspect(ground.frame))
    height = world_px + GAP_PX + theatre_px
    made = figure(
        colours,
        height=height,
        uirevision="map",
        clickmode="event+select",
        template={"data": _shared(colours)},
    )
    made.add_trace(_tints(fills, colours))
    made.add_trace(_theatre(ground, colours))
    for style in ARC_STYLES:
        made.add_trace(_arcs([arc for arc in arcs if arc.style == style], style, colours))
    size = NARROW_SYMBOL_PX if width < NARROW else SYMBOL_PX
    made.add_trace(_rings(marks, colours, size=size))
    made.add_trace(
        _symbols(marks, ground.frame, colours, selected, size=size, px=(width, world_px))
    )
    theatre = _fitted(ground.theatre_frame, width / theatre_px)
    seen = [site for site in sites if theatre.contains(*site.at)]
    for trace in _places(seen, areas, theatre, colours, px=(width, theatre_px)):
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
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
    }


def _view(frame: Frame, *, projection: str = PROJECTION) -> dict[str, object]:
    return {
        "projection": {"type": projection, "rotation": {"lon": round(frame.centre[0], 2)}},
        "lonaxis": {"range": [round(frame.west, 2), round(frame.east, 2)]},
        "lataxis": {"range": [round(frame.south, 2), round(frame.north, 2)]},
    }


def _tints(fills: Mapping[str, str | None], colours: Palette) -> go.Choropleth:
    """Tint the actors' shapes by status; what is only reported keeps the colour of land."""
    used = [status for status in STATUSES if status in fills.values()]
    steps = [colours.land, *(colours.fill[status] for status in used)]
    return go.Choropleth(
        locations=list(fills),
        z=[used.index(status) + 1 if status else 0 for status in fills.values()],
        zmin=-0.5,
        zmax=len(steps) - 0.5,
        colorscale=_steps(steps),
        marker={"line": {"color": colours.border, "width": 0.6}},
    )


def _theatre(ground: Ground, colours: Palette) -> go.Choropleth:
    """Draw the theatre's land, its own shapes in a tone that cannot be read as a status."""
    return go.Choropleth(
        geo="geo2",
        geojson=ground.theatre,
        featureidkey="properties.id",
        locations=list(ground.theatre_ids),
        z=[int(shape in ground.stressed) for shape in ground.theatre_ids],
        zmin=-0.5,
        zmax=1.5,
        colorscale=_steps([colours.land, colours.theatre]),
        marker={"line": {"color": colours.quiet, "width": 0.8}},
    )


def _steps(tones: Sequence[str]) -> list[list[object]]:
    """Return a colour scale of equal steps."""
    return [
        [round((step + edge) / len(tones), 3), tone]
        for step, tone in enumerate(tones)
        for edge in (0, 1)
    ]


def _arcs(arcs: Sequence[Arc], style: str, colours: Palette) -> go.Scattergeo:
    """
    Draw arcs of one style as one trace: two points are a great circle, a gap parts them.

    Two arcs to one place share its point, there and back: less to send.
    """
    tone = {"solid": "deployed", "dash": "committed", "dot": "in_talks"}[style]
    starts: dict[Point, list[Point]] = {}
    for arc in arcs:
        starts.setdefault(arc.end, []).append(arc.start)
    path: list[tuple[float | None, float | None]] = []
    for end, found in starts.items():
        for at in range(0, len(found), 2):
            path += [found[at], end, *found[at + 1 : at + 2], (None, None)]
    return go.Scattergeo(
        lon=[lon for lon, _ in path],
        lat=[lat for _, lat in path],
        mode="lines",
        line={"color": colours.mark[tone], "width": 1, "dash": style},
        opacity=0.55,
        hoverinfo="skip",
    )


def _symbols(
    marks: Sequence[Mark],
    frame: Frame,
    colours: Palette,
    selected: str | None,
    *,
    size: int,
    px: tuple[float, float],
) -> go.Scattergeo:
    """Give each contributor its symbol, and its name wherever that fits: the firmest first."""
    wanted = sorted(
        marks,
        key=lambda m: (
            m.code != selected,
            LADDER.index(m.status) if m.status in LADDER else 1,
            m.code,
        ),
    )
    plane = _plane([mark.at for mark in wanted], frame, px)
    sides = place_labels(
        [Label(mark.name, x, y) for mark, (x, y) in zip(wanted, plane, strict=True)],
        taken=plane,
        size=SMALL * ROOM,
        symbol=size,
        bounds=(EDGE_PX, EDGE_PX, px[0] - EDGE_PX, px[1] - EDGE_PX),
    )
    return go.Scattergeo(
        lon=[mark.at[0] for mark in wanted],
        lat=[mark.at[1] for mark in wanted],
        mode="markers+text",
        text=[mark.name if side else "" for mark, side in zip(wanted, sides, strict=True)],
        textposition=[side or HIDDEN for side in sides],
        customdata=[mark.code for mark in wanted],
        hovertext=[
            mark.standing if side else f"{mark.name}: {mark.standing}"
            for mark, side in zip(wanted, sides, strict=True)
        ],
        hovertemplate="<b>%{text}</b> %{hovertext}<extra></extra>",
        marker={
            "symbol": [symbol(mark.status, hollow=mark.hollow) for mark in wanted],
            "color": [colours.mark[mark.status] for mark in wanted],
            "size": size,
        },
    )


def _rings(marks: Sequence[Mark], colours: Palette, *, size: int) -> go.Scattergeo:
    """Ring the symbols of actors that are kept out (crossed) and of contested ones."""
    ringed = [mark for mark in marks if mark.kept_out or mark.contested]
    return go.Scattergeo(
        lon=[mark.at[0] for mark in ringed],
        lat=[mark.at[1] for mark in ringed],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": ["circle-x-open" if mark.kept_out else "circle-open" for mark in ringed],
            "color": [
                colours.mark["excluded"] if mark.kept_out else colours.mark["suspended"]
                for mark in ringed
            ],
            "size": size + 8,
            "line": {"width": 1.5},
        },
    )


def _places(
    sites: Sequence[Site],
    areas: Sequence[Site],
    frame: Frame,
    colours: Palette,
    *,
    px: tuple[float, float],
) -> tuple[go.Scattergeo, go.Scattergeo]:
    """Mark the theatre's places and name its territories: the main place first, then what fits."""
    main = [site for site in sites if site.main]
    others = sorted((site for site in sites if not site.main), key=lambda site: site.name)
    wanted = [*main, *areas, *others]
    plane = _plane([site.at for site in wanted], frame, px, projection="mercator")
    sides = place_labels(
        [
            Label(site.name, x, y, centred=site in areas)
            for site, (x, y) in zip(wanted, plane, strict=True)
        ],
        taken=[at for site, at in zip(wanted, plane, strict=True) if site not in areas],
        size=SMALL * ROOM,
        symbol=SITE_PX,
        bounds=(0, 0, *px),
    )
    side_of = dict(zip(wanted, sides, strict=True))
    return _territories(areas, side_of, colours), _towns([*main, *others], side_of, colours)


def _territories(
    areas: Sequence[Site], side_of: Mapping[Site, str | None], colours: Palette
) -> go.Scattergeo:
    named = [area for area in areas if side_of[area]]
    return go.Scattergeo(
        geo="geo2",
        lon=[area.at[0] for area in named],
        lat=[area.at[1] for area in named],
        mode="text",
        text=[f"<i>{area.name}</i>" for area in named],
        textposition=[side_of[area] for area in named],
        textfont={"color": colours.quiet},
        hoverinfo="skip",
    )


def _towns(
    sites: Sequence[Site], side_of: Mapping[Site, str | None], colours: Palette
) -> go.Scattergeo:
    return go.Scattergeo(
        geo="geo2",
        lon=[site.at[0] for site in sites],
        lat=[site.at[1] for site in sites],
        mode="markers+text",
        text=[site.name if side_of[site] else "" for site in sites],
        textposition=[side_of[site] or HIDDEN for site in sites],
        hovertext=["" if side_of[site] else site.name for site in sites],
        hovertemplate="%{text}%{hovertext}<extra></extra>",
        marker={
            "symbol": ["diamond" if site.main else "circle" for site in sites],
            "size": [SITE_PX + 3 if site.main else SITE_PX - 1 for site in sites],
            "color": colours.text,
        },
    )


def _plane(
    points: Sequence[Point], frame: Frame, px: tuple[float, float], *, projection: str = PROJECTION
) -> list[tuple[float, float]]:
    """Put points on the px that the figure gives a frame, y upwards, as plotly.js fits it."""
    if not points:
        return []
    centre = frame.centre[0]
    low, top = _extent(frame, projection)
    scale = min(px[0] / (top[0] - low[0]), px[1] / (top[1] - low[1]))
    shift = (px[0] - scale * (top[0] - low[0])) / 2, (px[1] - scale * (top[1] - low[1])) / 2
    plane = (project(points, centre_lon=centre, name=projection) - low) * scale
    return [(float(x) + shift[0], float(y) + shift[1]) for x, y in plane]


def _extent(frame: Frame, projection: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower left and upper right corner of a frame on the projection's plane."""
    steps = [share / 40 for share in range(41)]
    wide, high = frame.east - frame.west, frame.north - frame.south
    edge = [(frame.west + s * wide, lat) for s in steps for lat in (frame.south, frame.north)]
    edge += [(lon, frame.south + s * high) for s in steps for lon in (frame.west, frame.east)]
    plane = project(edge, centre_lon=frame.centre[0], name=projection)
    return plane.min(axis=0), plane.max(axis=0)


def _aspect(frame: Frame) -> float:
    """Return how many times wider than high a frame of the world is drawn."""
    low, top = _extent(frame, PROJECTION)
    return float((top[0] - low[0]) / (top[1] - low[1]))


def _fitted(frame: Frame, aspect: float) -> Frame:
    """Widen a frame to an aspect ratio (width to height on screen), so that it fills its box."""
    (left, low), (right, top) = project(
        [(frame.west, frame.south), (frame.east, frame.north)],
        centre_lon=frame.centre[0],
        name="mercator",
    )
    missing = aspect * (top - low) / (right - left) - 1
    half = max(missing, 0) * (frame.east - frame.west) / 2
    return Frame(frame.west - half, frame.south, frame.east + half, frame.north)
