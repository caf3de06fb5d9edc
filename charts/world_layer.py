"""The world of the map: tints, arcs and a symbol for each contributor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.fitting import on_screen
from charts.labels import EDGE_PX, HIDDEN, ROOM, Label, place_labels
from charts.layout import SMALL
from charts.palette import Palette, colour_steps, symbol
from data.words import LADDER, STATUSES
from geo.frames import Frame, Point

ARC_STYLES = ("solid", "dash", "dot")
"""Present, promised, only reported."""


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


def tints(fills: Mapping[str, str | None], colours: Palette) -> go.Choropleth:
    """Tint the actors' shapes by status; what is only reported keeps the colour of land."""
    used = [status for status in STATUSES if status in fills.values()]
    steps = [colours.land, *(colours.fill[status] for status in used)]
    return go.Choropleth(
        locations=list(fills),
        z=[used.index(status) + 1 if status else 0 for status in fills.values()],
        zmin=-0.5,
        zmax=len(steps) - 0.5,
        colorscale=colour_steps(steps),
        marker={"line": {"color": colours.border, "width": 0.6}},
    )


def arc_lines(arcs: Sequence[Arc], style: str, colours: Palette) -> go.Scattergeo:
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


def symbols(
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
    plane = on_screen([mark.at for mark in wanted], frame, px)
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


def rings(marks: Sequence[Mark], colours: Palette, *, size: int) -> go.Scattergeo:
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
