"""How a frame of the world fills a box of pixels, as plotly.js fits it."""

from collections.abc import Sequence

import numpy as np

from geo.frames import Frame, Point
from geo.projection import project, unproject

PROJECTION = "natural earth"
MERCATOR = "mercator"
POLE = 80.0
"""Degrees of latitude up to which the Mercator projection is of use."""

STEPS = 24
"""Halvings in the search for a frame's size: far finer than a pixel."""

Pixel = tuple[float, float]


def on_screen(
    points: Sequence[Point], frame: Frame, px: Pixel, *, projection: str = PROJECTION
) -> list[Pixel]:
    """Put points on the px that the figure gives a frame, y upwards, as plotly.js fits it."""
    if not points:
        return []
    scale, shift = _fit(frame, px, projection)
    plane = project(points, centre_lon=frame.centre[0], name=projection) * scale + shift
    return [(float(x), float(y)) for x, y in plane]


def from_screen(
    pixels: Sequence[Pixel], frame: Frame, px: Pixel, *, projection: str = PROJECTION
) -> list[Point]:
    """Return the points of the world that `on_screen` puts at some px."""
    if not pixels:
        return []
    scale, shift = _fit(frame, px, projection)
    plane = (np.array(pixels) - shift) / scale
    return unproject(plane, centre_lon=frame.centre[0], name=projection)


def _fit(frame: Frame, px: Pixel, projection: str) -> tuple[float, np.ndarray]:
    """Return the scale that fits a frame into a box, and the shift that centres it there."""
    low, top = _extent(frame, projection)
    scale = float(min(np.array(px) / (top - low)))
    return scale, (np.array(px) - scale * (low + top)) / 2


def _extent(frame: Frame, projection: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower left and upper right corner of a frame on the projection's plane."""
    steps = [share / 40 for share in range(41)]
    wide, high = frame.east - frame.west, frame.north - frame.south
    edge = [(frame.west + s * wide, lat) for s in steps for lat in (frame.south, frame.north)]
    edge += [(lon, frame.south + s * high) for s in steps for lon in (frame.west, frame.east)]
    plane = project(edge, centre_lon=frame.centre[0], name=projection)
    return plane.min(axis=0), plane.max(axis=0)


def aspect_of(frame: Frame, *, projection: str = PROJECTION) -> float:
    """Return how many times wider than high a frame is drawn."""
    low, top = _extent(frame, projection)
    return float((top[0] - low[0]) / (top[1] - low[1]))


def widened(frame: Frame, aspect: float, *, projection: str = MERCATOR) -> Frame:
    """
    Widen a frame to an aspect ratio (width to height on screen), so that it fills its box.

    The poles, which the Mercator projection cannot show, are left out; a frame gets no
    wider than the world, nor over the antimeridian.
    """
    frame = Frame(frame.west, max(frame.south, -POLE), frame.east, min(frame.north, POLE))
    most = min(frame.west + 180, (360 - frame.east + frame.west) / 2)
    return _grown(frame, aspect, projection=projection, most=most, across=True)


def filled(frame: Frame, aspect: float, *, projection: str = PROJECTION) -> Frame:
    """Widen a frame, or make it higher, to an aspect ratio, so that it fills its box."""
    if aspect >= aspect_of(frame, projection=projection):
        return widened(frame, aspect, projection=projection)
    most = min(frame.south + POLE, POLE - frame.north)
    return _grown(frame, aspect, projection=projection, most=max(most, 0.0), across=False)


def _grown(frame: Frame, aspect: float, *, projection: str, most: float, across: bool) -> Frame:
    """Search for the degrees to add on both sides, at most `most`."""

    def by(degrees: float) -> Frame:
        along, up = (degrees, 0.0) if across else (0.0, degrees)
        return Frame(frame.west - along, frame.south - up, frame.east + along, frame.north + up)

    low, high = 0.0, max(most, 0.0)
    for _ in range(STEPS):
        middle = (low + high) / 2
        is_short = (aspect_of(by(middle), projection=projection) < aspect) == across
        low, high = (middle, high) if is_short else (low, middle)
    return by(low)
