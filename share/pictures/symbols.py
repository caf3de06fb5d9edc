"""The symbols of the ladder of status as shapes to draw with."""

import functools

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.axes import Axes
from matplotlib.path import Path

from charts.palette import OUTLINED, SHAPES, Palette

BOX = 16
"""Side of the box that the shapes are written in."""

CODES = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "curveTo": Path.CURVE4}
CIRCLE = "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z"
RING, BARRED = "ring", "excluded"


@functools.cache
def shape(status: str) -> Path:
    """Return the outline of a symbol, one unit wide around the origin, y upwards."""
    pen = RecordingPen()
    parse_path(CIRCLE if status == RING else SHAPES[status], pen)
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for operator, points in pen.value:
        if operator == "closePath":
            vertices.append(vertices[-1])
            codes.append(int(Path.CLOSEPOLY))
        for point in points:
            vertices.append(point)
            codes.append(int(CODES[operator]))
    centred = (np.array(vertices) - BOX / 2) / BOX * (1, -1)
    return Path(centred, codes)


def draw_symbols(
    axes: Axes,
    xs: list[float],
    ys: list[float],
    status: str,
    *,
    hollow: bool,
    colours: Palette,
    size: float,
    zorder: float = 5,
    colour: str = "",
) -> None:
    """Draw one status's symbol at each point; `size` in points is the side of its box."""
    outline = shape(status)
    reach = float(np.abs(outline.vertices).max())
    tone = colour or colours.mark[status]
    open_ = hollow or status in (*OUTLINED, RING)
    axes.scatter(
        xs,
        ys,
        marker=outline,
        s=(2 * reach * size) ** 2,
        facecolors="none" if status in (*OUTLINED, RING) else colours.ground if open_ else tone,
        edgecolors=tone if open_ else colours.ground,
        linewidths=size / 8 if open_ else size / 14,
        zorder=zorder,
        clip_on=False,
    )
