"""The map as tiles: one of equal size for each actor, in rough geographic order."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from charts.labels import BREAK, text_width, wrapped
from charts.layout import SMALL, house_layout
from charts.palette import SCALE, Palette, colour_scale, land_value, mark_value, symbol_code
from charts.world_layer import Mark, Trace, by_weight, is_ringed, ring_marker, tones_of
from geo.frames import Point, unwrap

TILE_PX, HIGH_PX = 84, 86
"""The least that a tile is wide, and its height."""

SYMBOL_PX, RING_PX = 13, 8
"""A symbol on a tile, and by how much a ring is larger."""

INSET_PX = 6
"""Between a name and the edge of its tile."""

LEAST_TYPE = 9
"""Type size in px below which a name is cut instead."""

FILLED = 0.94
"""The share of its place that a tile takes; the rest is the gap to the next one."""

SYMBOL_DOWN, NAME_DOWN = 0.19, 0.38
"""
Where the symbol stands and the name begins, as shares of the tile's height from its top.

The name begins below the ring that a symbol may have.
"""

Cell = tuple[int, int]
"""Column and row, from the upper left."""


def tile_grid(homes: Mapping[str, Point], *, columns: int, centre: float) -> dict[str, Cell]:
    """
    Give each actor a cell: northern rows above southern ones, in each row from west to east.

    Rows are as even as can be, so no tile is lower than one to the south of it, nor to
    the left of one in its row that lies farther west. A row with a tile less has its gap
    at its widest jump in longitude. `centre` is the longitude in the middle of the map.

    >>> tile_grid({"A": (0, 60), "B": (9, 50), "C": (5, 10)}, columns=2, centre=0)
    {'A': (0, 0), 'B': (1, 0), 'C': (0, 1)}
    """
    if not homes:
        return {}
    turned = {code: (unwrap(lon, centre=centre), lat) for code, (lon, lat) in homes.items()}
    order = sorted(turned, key=lambda code: (-turned[code][1], turned[code][0], code))
    rows = -(-len(order) // columns)
    short, longer = divmod(len(order), rows)
    most = short + (longer > 0)
    cells: dict[str, Cell] = {}
    for row in range(rows):
        size = short + (row < longer)
        members = sorted(order[:size], key=lambda code: (turned[code][0], code))
        order = order[size:]
        gap = _widest_jump([turned[code][0] for code in members]) if size < most else size
        cells |= {
            code: (place + (place >= gap and size < most), row)
            for place, code in enumerate(members)
        }
    return cells


def _widest_jump(lons: Sequence[float]) -> int:
    """Return before which of some ascending longitudes the widest jump is; else after all."""
    jumps = [east - west for west, east in zip(lons, lons[1:], strict=False)]
    return jumps.index(max(jumps)) + 1 if len(jumps) > 1 else len(lons)


def tile_map(
    marks: Sequence[Mark],
    *,
    homes: Mapping[str, Point],
    centre: float,
    colours: Palette,
    width: int,
    selected: str | None = None,
) -> go.Figure:
    """
    Draw one equal tile for each actor, with the colours, symbols and rings of the map.

    Each of `homes`, all actors that a map of this mission may show, keeps its cell on
    every day. Names fit a figure at least `width` px wide.
    """
    everybody = dict(homes) | {mark.code: mark.at for mark in marks if mark.code not in homes}
    cells = tile_grid(everybody, columns=max(width // TILE_PX, 1), centre=centre)
    columns = 1 + max((column for column, _ in cells.values()), default=0)
    rows = 1 + max((row for _, row in cells.values()), default=0)
    shown = sorted(marks, key=lambda mark: by_weight(mark, selected))
    traces = [
        _tiles(shown, cells, colours, selected),
        _rings([mark for mark in shown if is_ringed(mark)], cells),
        _symbols(shown, cells),
        _names(shown, cells, colours, room=width / columns * FILLED - 2 * INSET_PX),
    ]
    axis = {"visible": False, "fixedrange": True}
    layout = house_layout(
        colours,
        height=rows * HIGH_PX,
        uirevision=width,
        clickmode="event+select",
        template=_shared(colours),
        xaxis=axis | {"range": [-0.5, columns - 0.5]},
        yaxis=axis | {"range": [rows - 0.5, -0.5]},
        coloraxis={
            "cmin": 0,
            "cmax": SCALE,
            "showscale": False,
            "colorscale": colour_scale(
                colours,
                tints={mark.status for mark in marks if not mark.hollow},
                marks=tones_of(marks),
            ),
        },
    )
    return go.Figure(traces, layout)


def _tiles(
    marks: Sequence[Mark], cells: Mapping[str, Cell], colours: Palette, selected: str | None
) -> Trace:
    """Tint each tile by status; what is only reported keeps the colour of land."""
    here = [cells[mark.code] for mark in marks]
    line: dict[str, Any] = {"color": colours.border}
    if selected:
        line = {
            "color": [colours.text if m.code == selected else colours.border for m in marks],
            "width": [2.5 if m.code == selected else 1 for m in marks],
        }
    return {
        "type": "bar",
        "x": [column for column, _ in here],
        "base": [round(row - FILLED / 2, 2) for _, row in here],
        "y": [FILLED] * len(here),
        "width": FILLED,
        "customdata": [mark.code for mark in marks],
        "hoverinfo": "none",
        "marker": {
            "color": [land_value(None if mark.hollow else mark.status) for mark in marks],
            "line": line,
        },
    }


def _symbols(marks: Sequence[Mark], cells: Mapping[str, Cell]) -> Trace:
    return {
        "type": "scatter",
        **_spots(marks, cells, SYMBOL_DOWN),
        "mode": "markers",
        "customdata": [mark.code for mark in marks],
        "hovertext": [f"{mark.name}: {mark.standing}" for mark in marks],
        "hoverinfo": "text",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": [symbol_code(mark.status, hollow=mark.hollow) for mark in marks],
            "color": [mark_value(mark.status) for mark in marks],
            "size": SYMBOL_PX,
        },
    }


def _names(
    marks: Sequence[Mark], cells: Mapping[str, Cell], colours: Palette, *, room: float
) -> Trace:
    """Write the name on each tile; `room` is how wide it may be in px."""
    names = [_fitted(mark.name, room) for mark in marks]
    sizes = {size for _, size in names}
    return {
        "type": "scatter",
        **_spots(marks, cells, NAME_DOWN),
        "mode": "text",
        "text": [name for name, _ in names],
        "textposition": "bottom center",
        "textfont": {
            "color": colours.text,
            "size": sizes.pop() if len(sizes) == 1 else [size for _, size in names],
        },
        "hoverinfo": "skip",
    }


def _fitted(name: str, room: float) -> tuple[str, int]:
    """Part a name into lines of some px, in smaller type or cut where a word is too long."""
    lines = wrapped(name, width=room, size=SMALL).split(BREAK)
    widest = max(map(text_width, lines))
    size = min(SMALL, max(int(room / widest), LEAST_TYPE))
    return BREAK.join(_cut(line, room / size) for line in lines), size


def _cut(line: str, most: float) -> str:
    if text_width(line) <= most:
        return line
    kept = line
    while kept and text_width(kept + "…") > most:
        kept = kept[:-1]
    return kept + "…"


def _rings(ringed: Sequence[Mark], cells: Mapping[str, Cell]) -> Trace:
    return {
        "type": "scatter",
        **_spots(ringed, cells, SYMBOL_DOWN),
        "mode": "markers",
        "hoverinfo": "skip",
        "marker": ring_marker(ringed, size=SYMBOL_PX + RING_PX),
    }


def _spots(marks: Sequence[Mark], cells: Mapping[str, Cell], down: float) -> dict[str, list[float]]:
    """Return a spot on each tile, some share of its height below its top."""
    here = [cells[mark.code] for mark in marks]
    off = FILLED * (down - 0.5)
    return {"x": [column for column, _ in here], "y": [round(row + off, 2) for _, row in here]}


def _shared(colours: Palette) -> dict[str, Any]:
    """Return what traces share. A click must not fade what was not clicked."""
    steady = {"unselected": {"marker": {"opacity": 1}}}
    lined = {"width": 1.2, "color": colours.ground}
    return {
        "data": {
            "bar": [{"marker": {"coloraxis": "coloraxis", "line": {"width": 1}}} | steady],
            "scatter": [
                {
                    "marker": {"coloraxis": "coloraxis", "opacity": 1, "line": lined},
                }
                | steady
            ],
        }
    }
