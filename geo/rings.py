"""Decide how a polygon is written for d3-geo: rounded, never collapsed, wound clockwise."""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, pi, radians, sin

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

Ring = list[tuple[float, float]]
"""A closed ring of longitude and latitude in degrees; the last point repeats the first."""

FINEST = 5
"""Decimals of a degree (1 m) beyond which a ring that is still degenerate is given up."""

TOLERATED = 0.05
"""How much of its area a ring may gain or lose by rounding before finer decimals are used."""


def spherical_area(ring: Sequence[tuple[float, float]]) -> float:
    """
    Measure what d3-geo fills for an exterior ring, in steradians (the sphere is 4 pi).

    The inside is what lies to the right of the way the ring runs, so a ring wound
    counterclockwise (as GeoJSON asks for) fills the rest of the world. Edges are great
    circles. The formula is that of d3-geo's `geoArea`.

    >>> square = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    >>> round(spherical_area(square), 6), round(spherical_area(square[::-1]), 3)
    (0.000305, 12.566)
    """
    total = 0.0
    for (lon0, lat0), (lon1, lat1) in pairwise(ring):
        half0, half1 = radians(lat0) / 2 + pi / 4, radians(lat1) / 2 + pi / 4
        step = radians(lon1) - radians(lon0)
        sign = 1 if step >= 0 else -1
        k = sin(half0) * sin(half1)
        total += atan2(k * sign * sin(abs(step)), cos(half0) * cos(half1) + k * cos(abs(step)))
    return 2 * (total if total >= 0 else 2 * pi + total)


def drawn_polygon(polygon: Polygon, *, decimals: int) -> list[Ring] | None:
    """
    Write a polygon as rings for d3-geo: the exterior clockwise, holes counterclockwise.

    A ring that rounding would collapse or visibly distort gets more decimals. A hole that
    stays degenerate is dropped; None is returned if the exterior does.
    """
    exterior = _drawn_ring(shapely.get_coordinates(polygon.exterior), decimals, clockwise=True)
    if exterior is None:
        return None
    holes = [
        _drawn_ring(shapely.get_coordinates(hole), decimals, clockwise=False)
        for hole in polygon.interiors
    ]
    return [exterior, *(hole for hole in holes if hole is not None)]


def _drawn_ring(points: NDArray[np.float64], decimals: int, *, clockwise: bool) -> Ring | None:
    exact = abs(_planar_area(points))
    for finer in range(decimals, FINEST + 1):
        rounded = _without_repeats(np.round(points, finer) + 0.0)
        area = _planar_area(rounded)
        if len(rounded) >= 4 and abs(abs(area) - exact) <= TOLERATED * exact and area != 0:
            ring = rounded if (area < 0) == clockwise else rounded[::-1]
            return [(lon, lat) for lon, lat in ring.tolist()]
    return None


def _planar_area(points: NDArray[np.float64]) -> float:
    """Measure the area in square degrees by the shoelace formula; negative means clockwise."""
    x, y = (points - points[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _without_repeats(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Drop points that equal the one before, and spikes that run out and straight back."""
    kept: list[tuple[float, float]] = []
    for point in map(tuple, points.tolist()):
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and kept[-2] == point:
            kept.pop()
            continue
        kept.append(point)
    return np.array(kept)
