"""Names along the edges of a chart: how much room they take, and where they stand on a phone."""

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.labels import text_width
from charts.layout import SMALL
from charts.palette import Palette

GAP_PX = 8
"""Between a name and what it names."""

ABOVE_PX = 17
"""How far above the middle of its row a name stands where there is no room beside it."""

WIDEST_PX = 230
OTHER_SIDE = {"middle right": "middle left"}
"""Where a text stands in a chart that is turned round."""

SLANT, STEEP, UPRIGHT = 45, 60, 90
"""Degrees by which the heads of columns are turned: in wide charts, in narrow ones, in crowds."""

CROWD = 12
"""From this many columns on, heads stand upright in a narrow chart to keep apart."""


def row_px(usual: int, *, narrow: bool) -> int:
    """Return the height of a row, which in a narrow chart holds its name too."""
    return usual + ABOVE_PX if narrow else usual


def names_px(names: Sequence[str], *, narrow: bool) -> int:
    """Return the room to the left of the rows that their names need; none in a narrow chart."""
    if narrow:
        return GAP_PX
    widest = max((text_width(name) for name in names), default=0) * SMALL
    return min(math.ceil(widest), WIDEST_PX) + 2 * GAP_PX


def row_axis(names: Sequence[str], colours: Palette, *, narrow: bool) -> dict[str, Any]:
    """
    Return the axis of the named rows, the first on top, every name written.

    In a narrow chart the names are for `row_names` to write, so that rows have the whole width.
    """
    return {
        "type": "category",
        "categoryarray": list(reversed(names)),
        "range": [-0.6, len(names) - 0.4],
        "dtick": 1,
        "fixedrange": True,
        "gridcolor": colours.rule,
        "zeroline": False,
        "ticklen": 0,
        "showticklabels": not narrow,
        "ticklabelstandoff": GAP_PX,
        "tickfont": {"size": SMALL, "color": colours.text},
    }


def row_names(
    names: Sequence[str], colours: Palette, *, narrow: bool, texts: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return what stands above the rows of a narrow chart: `texts`, else their names."""
    if not narrow:
        return []
    written = zip(names, texts or names, strict=True)
    return [
        inside(text, at=name, up=ABOVE_PX, colour=colours.text, ground=colours.ground)
        for name, text in written
    ]


def inside(text: str, *, at: str | int, up: int, colour: str, ground: str) -> dict[str, Any]:
    """
    Return a text at the left end of a chart, some px above a place on its vertical axis.

    Plotly's own labels inside of a chart would push out those of the other axis. It stands on
    the `ground`, which keeps it apart from the lines and bands it crosses.
    """
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "yref": "y",
        "yshift": up,
        "showarrow": False,
        "align": "left",
        "font": {"size": SMALL, "color": colour},
        "bgcolor": ground,
        "borderpad": 0,
    }


def read_from_right(made: go.Figure) -> go.Figure:
    """
    Turn a chart of named rows round: names and the first column stand at the right.

    That is how languages written from right to left read it. A chart over time is not
    turned: its days run on as on every map and slider.
    """
    margin, across = made.layout.margin, made.layout.xaxis
    made.update_layout(margin={"l": margin.r, "r": margin.l})
    made.update_xaxes(range=across.range[::-1], tickangle=-(across.tickangle or 0))
    made.update_yaxes(side="right")
    made.update_annotations(x=1, xanchor="right", align="right")
    for trace in made.select_traces(selector=lambda trace: trace.textposition is not None):
        trace.textposition = [OTHER_SIDE.get(side, side) for side in trace.textposition]
    return made


def head_angle(heads: Sequence[str], *, narrow: bool) -> int:
    """Return by how many degrees the heads of columns are turned to keep apart."""
    if not narrow:
        return SLANT
    return UPRIGHT if len(heads) > CROWD else STEEP


def heads_px(heads: Sequence[str], *, narrow: bool) -> tuple[int, int]:
    """Return the room above the columns and to their right that turned heads need."""
    angle = math.radians(head_angle(heads, narrow=narrow))
    widths = [text_width(head) * SMALL for head in heads]
    last = max(widths[-3:], default=0)
    above = math.ceil(max(widths, default=0) * math.sin(angle)) + 2 * GAP_PX
    return above, math.ceil(last * math.cos(angle)) + GAP_PX
