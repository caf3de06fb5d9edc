"""How a frame of the world fills a box of pixels, as plotly.js fits it."""

from collections.abc import Sequence

import numpy as np

from geo.frames import Frame, Point
from geo.projection import project

PROJECTION = "natural earth"
POLE = 80.0
"""Degrees of latitude up to which the Mercator projection is of use."""


def on_screen(
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


def aspect_of(frame: Frame) -> float:
    """Return how many times wider than high a frame of the world is drawn."""
    low, top = _extent(frame, PROJECTION)
    return float((top[0] - low[0]) / (top[1] - low[1]))


def widened(frame: Frame, aspect: float) -> Frame:
    """
    Widen a frame to an aspect ratio (width to height on screen), so that it fills its box.

    The poles, which the Mercator projection cannot show, are left out; the world is
    as wide as a frame gets.
    """
    frame = Frame(frame.west, max(frame.south, -POLE), frame.east, min(frame.north, POLE))
    (left, low), (right, top) = project(
        [(frame.west, frame.south), (frame.east, frame.north)],
        centre_lon=frame.centre[0],
        name="mercator",
    )
    missing = aspect * (top - low) / (right - left) - 1
    wide = frame.east - frame.west
    half = min(max(missing, 0) * wide, 360 - wide) / 2
    if frame.west - half < -180:
        return frame
    return Frame(frame.west - half, frame.south, frame.east + half, frame.north)
