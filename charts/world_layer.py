"""The contributors on a map: tints, arcs, and a symbol with a name for each."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charts.labels import HIDDEN
from charts.naming import name_symbols
from charts.palette import CODES, OPEN, Palette, land_value, mark_value, symbol_code
from charts.panels import WORLD, Panel, stands
from data.words import LADDER
from geo.frames import Point

ARC_STYLES = ("solid", "dash", "dot")
"""Present, promised, only reported."""

USUAL = "solid"
"""What plotly.js draws where no style is named."""

RING_PX = 7
"""By how much a ring is larger than the symbol in it."""

LED_PX = 0.75
"""A symbol that stands farther from home than this, in symbols, has a line that leads there."""

FAINT = "8c"
"""Appended to a colour: 55 per cent opaque."""

Trace = dict[str, Any]


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
    """A line from contributor `code` to where it contributes; `style` is one of ARC_STYLES."""

    start: Point
    end: Point
    style: str
    code: str = ""


def contributors(
    panel: Panel,
    marks: Sequence[Mark],
    arcs: Sequence[Arc],
    homes: Mapping[str, Point],
    colours: Palette,
    *,
    selected: str | None,
) -> list[Trace]:
    """
    Return what a panel shows of some contributors, with room for all who have `homes` there.

    Which traces there are rests on the homes alone: on every day they are the same.
    """
    at = stands(tuple(sorted(homes.items())), panel)
    lines = [
        arc_lines([arc for arc in arcs if arc.style == style], style, at, panel, colours)
        for style in ARC_STYLES
    ]
    aside = displaced(homes, at, panel)
    traces = [
        *lines,
        *([leaders(marks, at, aside, colours)] if aside else []),
        rings(marks, at, panel),
        symbols(marks, at, panel, selected=selected),
    ]
    return [trace | _on(panel) for trace in traces]


def tints(fills: Mapping[str, str | None], panel: Panel) -> Trace:
    """Tint the actors' shapes by status; what is only reported keeps the colour of land."""
    return {
        "type": "choropleth",
        "locations": list(fills),
        "z": [land_value(status) for status in fills.values()],
    } | _on(panel)


def _on(panel: Panel) -> dict[str, str]:
    """Return the property that puts a trace on a panel; the world is plotly.js's first map."""
    return {} if panel.geo == WORLD else {"geo": panel.geo}


def arc_lines(
    arcs: Sequence[Arc], style: str, at: Mapping[str, Point], panel: Panel, colours: Palette
) -> Trace:
    """
    Draw arcs of one style as one trace: two points are a great circle, a gap parts them.

    Two arcs to one place share its point, there and back: less to send.
    """
    tone = {"solid": "deployed", "dash": "committed", "dot": "in_talks"}[style]
    starts: dict[Point, list[Point]] = {}
    for arc in arcs:
        starts.setdefault(panel.rounded(arc.end), []).append(at.get(arc.code, arc.start))
    path: list[tuple[float | None, float | None]] = []
    for end, found in starts.items():
        for first in range(0, len(found), 2):
            path += [(None, None)] * bool(path)
            path += [found[first], end, *found[first + 1 : first + 2]]
    line = {"color": colours.mark[tone] + FAINT}
    return _line(path) | {"line": line if style == USUAL else line | {"dash": style}}


def displaced(homes: Mapping[str, Point], at: Mapping[str, Point], panel: Panel) -> frozenset[str]:
    """Return the contributors whose symbol stands so far from home that a line must say so."""
    pairs = zip(
        homes,
        panel.pixels(list(homes.values())),
        panel.pixels([at[code] for code in homes]),
        strict=True,
    )
    return frozenset(
        code
        for code, (x, y), (to_x, to_y) in pairs
        if math.hypot(x - to_x, y - to_y) > LED_PX * panel.symbol
    )


def leaders(
    marks: Sequence[Mark], at: Mapping[str, Point], aside: frozenset[str], colours: Palette
) -> Trace:
    """Lead from each symbol that had to step aside to the place it stands for."""
    path: list[tuple[float | None, float | None]] = []
    for mark in marks:
        if mark.code in aside:
            path += [at[mark.code], mark.at, (None, None)]
    return _line(path) | {"line": {"color": colours.quiet}}


def _line(path: Sequence[tuple[float | None, float | None]]) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _ in path],
        "lat": [lat for _, lat in path],
    }


def symbols(
    marks: Sequence[Mark],
    at: Mapping[str, Point],
    panel: Panel,
    *,
    selected: str | None,
) -> Trace:
    """Give each contributor its symbol, and its name wherever that fits: the firmest first."""
    wanted = sorted(marks, key=lambda mark: by_weight(mark, selected))
    points = [at[mark.code] for mark in wanted]
    texts, sides = name_symbols(
        [mark.name for mark in wanted],
        panel.pixels(points),
        panel,
        ringed=[is_ringed(mark) for mark in wanted],
    )
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _ in points],
        "lat": [lat for _, lat in points],
        "mode": "markers+text",
        "text": texts,
        "textposition": [side or HIDDEN for side in sides],
        "customdata": [mark.code for mark in wanted],
        "hovertext": [
            mark.standing if side else f"{mark.name}: {mark.standing}"
            for mark, side in zip(wanted, sides, strict=True)
        ],
        "hoverinfo": "text",
        "hovertemplate": "<b>%{text}</b> %{hovertext}<extra></extra>",
        "marker": {
            "symbol": [symbol_code(mark.status, hollow=mark.hollow) for mark in wanted],
            "color": [mark_value(mark.status) for mark in wanted],
            "size": panel.symbol,
        },
    }


def by_weight(mark: Mark, selected: str | None) -> tuple[bool, int, str]:
    """Order names by who is chosen, then by firmness; a negative counts as much as a pledge."""
    firmness = LADDER.index(mark.status) if mark.status in LADDER else 1
    return (mark.code != selected, firmness, mark.code)


def is_ringed(mark: Mark) -> bool:
    """Say whether an actor is kept out or contested: then a ring stands round its symbol."""
    return mark.kept_out or mark.contested


def rings(marks: Sequence[Mark], at: Mapping[str, Point], panel: Panel) -> Trace:
    """Ring the symbols of actors that are kept out (crossed) and of contested ones."""
    ringed = [mark for mark in marks if is_ringed(mark)]
    return {
        "type": "scattergeo",
        "lon": [at[mark.code][0] for mark in ringed],
        "lat": [at[mark.code][1] for mark in ringed],
        "mode": "markers",
        "marker": ring_marker(ringed, size=panel.symbol + RING_PX),
    }


def _tone_of_ring(mark: Mark) -> str:
    return "excluded" if mark.kept_out else "open"


def tones_of(marks: Collection[Mark]) -> set[str]:
    """Return the statuses whose colours the symbols and rings of some marks have."""
    return {mark.status for mark in marks} | {_tone_of_ring(m) for m in marks if is_ringed(m)}


def ring_marker(ringed: Sequence[Mark], *, size: float) -> dict[str, Any]:
    """Return how rings look: crossed when somebody keeps the actor out, else plain."""
    crossed, plain = CODES["excluded"] + OPEN, CODES["deployed"] + OPEN
    return {
        "symbol": [crossed if mark.kept_out else plain for mark in ringed],
        "color": [mark_value(_tone_of_ring(mark)) for mark in ringed],
        "size": size,
        "line": {"width": 1.5},
    }
