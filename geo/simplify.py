"""Decide which detail a world map can do without, while neighbours keep one border."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon


@dataclass(frozen=True, slots=True)
class Detail:
    """
    What a map shows, in degrees on the equator.

    Corners that cut off less than `corner` squared are dropped; `fine` is the same for small
    shapes and all that borders on them. Parts of larger shapes below `part` squared are left out.
    """

    corner: float
    fine: float
    part: float


USUAL = Detail(corner=0.14, fine=0.012, part=0.2)
COARSE = Detail(corner=0.4, fine=0.05, part=0.5)
"""For a small world beside a map of the part where the contributors crowd: below its pixels."""

SMALL_SHAPE = 0.5
"""Square degrees on the equator (6200 km2): shapes below keep their form."""

OWN_SHARE = 0.05
"""A part that is at least this share of its shape's area always stays."""


def simplified(shapes: Sequence[MultiPolygon], *, detail: Detail = USUAL) -> NDArray[np.object_]:
    """
    Simplify a coverage in degrees so that it stays a coverage and no shape vanishes.

    Visvalingam-Whyatt on an equal-area plane, so that the tolerance means the same area at
    every latitude. Small shapes are simplified first and finely; then the rest is, around them.
    """
    flat = [_main_parts(shape, detail) for shape in shapely.transform(shapes, _flattened)]
    fine = shapely.coverage_simplify(flat, detail.fine)
    small = shapely.area(fine) < SMALL_SHAPE
    pins = [pin for shape in fine[small] for pin in _pinned(shape)]
    coarse = shapely.coverage_simplify([*fine[~small], *pins], detail.corner)
    result = np.empty(len(fine), dtype=object)
    result[small] = fine[small]
    result[~small] = coarse[: int((~small).sum())]
    return shapely.transform(result, _unflattened)


def _main_parts(shape: MultiPolygon, detail: Detail) -> MultiPolygon:
    """Leave out parts that are small both in themselves and within their shape."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    wanted = areas >= min(detail.part**2, OWN_SHARE * areas.sum(), areas.max())
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
