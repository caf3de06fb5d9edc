"""Decide which detail a world map can do without, while neighbours keep one border."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

TOLERANCE = 0.14
"""Degrees on the equator: corners cutting off less than this squared are dropped."""

FINE_TOLERANCE = 0.012
"""The same for small shapes and everything that borders on them."""

SMALL_SHAPE = 0.5
"""Square degrees on the equator (6200 km2): shapes below keep their form."""

SMALL_PART = 0.04
"""Square degrees on the equator (490 km2): smaller parts of larger shapes are left out."""

OWN_SHARE = 0.05
"""A part that is at least this share of its shape's area always stays."""


def simplified(shapes: Sequence[MultiPolygon]) -> NDArray[np.object_]:
    """
    Simplify a coverage in degrees so that it stays a coverage and no shape vanishes.

    Visvalingam-Whyatt on an equal-area plane, so that the tolerance means the same area at
    every latitude. Small shapes are simplified first and finely; then the rest is, around them.
    """
    flat = [_main_parts(shape) for shape in shapely.transform(shapes, _flattened)]
    fine = shapely.coverage_simplify(flat, FINE_TOLERANCE)
    small = shapely.area(fine) < SMALL_SHAPE
    pins = [pin for shape in fine[small] for pin in _pinned(shape)]
    coarse = shapely.coverage_simplify([*fine[~small], *pins], TOLERANCE)
    result = np.empty(len(fine), dtype=object)
    result[small] = fine[small]
    result[~small] = coarse[: int((~small).sum())]
    return shapely.transform(result, _unflattened)


def _main_parts(shape: MultiPolygon) -> MultiPolygon:
    """Leave out parts that are small both in themselves and within their shape."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    wanted = areas >= min(SMALL_PART, OWN_SHARE * areas.sum(), areas.max())
    return MultiPolygon(list(parts[wanted]))


def _pinned(shape: MultiPolygon) -> list[Polygon]:
    """
    Cut a shape into triangles that meet at every one of its corners.

    Where three edges meet, coverage simplification keeps the point: neighbours of a shape
    that is pinned so keep their border with it as it is.
    """
    pins = []
    for triangle in shapely.get_parts(shapely.constrained_delaunay_triangles(shape)):
        a, b, c = shapely.get_coordinates(triangle)[:3]
        middle = (a + b + c) / 3
        pins += [
            Polygon([a, b, middle]),
            Polygon([b, c, middle]),
            Polygon([c, a, middle]),
        ]
    return pins


def _flattened(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project to Lambert's cylindrical equal-area plane, in degrees on the equator."""
    return np.column_stack([xy[:, 0], np.degrees(np.sin(np.radians(xy[:, 1])))])


def _unflattened(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Undo `_flattened`."""
    return np.column_stack([xy[:, 0], np.degrees(np.arcsin(np.radians(xy[:, 1]).clip(-1, 1)))])
