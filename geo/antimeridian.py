"""Decide how a shape that crosses 180 degrees of longitude is cut in two."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, MultiPolygon, Polygon


def cut_at_antimeridian(shape: Polygon | MultiPolygon) -> MultiPolygon:
    """
    Cut the parts whose rings jump across 180 degrees; leave all other parts as they are.

    A ring with a jump of more than 180 degrees of longitude is taken to go the short way.
    If it then does not close, it runs around a pole, and is closed along the antimeridian
    over that pole. Parts without any points are dropped; the result may be empty.
    """
    parts: list[Polygon] = []
    for part in shapely.get_parts(shape):
        if part.is_empty:
            continue
        if not _jumps(part.exterior):
            parts.append(part)
            continue
        pieces = _cut_ring(part.exterior)
        for hole in part.interiors:
            pieces = shapely.difference(pieces, _cut_ring(hole))
        parts.extend(_polygons(pieces))
    return MultiPolygon(parts)


def _jumps(ring: LinearRing) -> bool:
    """Say whether two neighbouring points are more than 180 degrees of longitude apart."""
    return bool(np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max() > 180)


def _cut_ring(ring: LinearRing) -> MultiPolygon:
    """Unroll the ring, then cut it into windows of 360 degrees and roll those back."""
    points = _unrolled(shapely.get_coordinates(ring))
    area = shapely.make_valid(Polygon(points), method="structure", keep_collapsed=False)
    west, _, east, _ = area.bounds
    pieces: list[Polygon] = []
    for turn in range(int(np.floor((west + 180) / 360)), int(np.ceil((east - 180) / 360)) + 1):
        shift = 360.0 * turn
        window = shapely.intersection(area, shapely.box(shift - 180, -90, shift + 180, 90))
        back = shapely.transform(window, lambda xy, shift=shift: xy - [shift, 0])
        pieces.extend(_polygons(back))
    return MultiPolygon(pieces)


def _unrolled(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Make the longitudes run on without jumps, and close a ring around a pole over it."""
    steps = np.diff(points[:, 0])
    turns = np.concatenate([[0], np.cumsum(-np.round(steps / 360))])
    points = points + np.column_stack([360 * turns, np.zeros(len(turns))])
    first, last = points[0, 0], points[-1, 0]
    if first != last:
        pole = 90.0 if points[:, 1].mean() > 0 else -90.0
        points = np.vstack([points, [[last, pole], [first, pole]]])
    return points


def _polygons(shape: shapely.Geometry) -> list[Polygon]:
    """List the polygons of any result of an overlay; lines and points are its rounding dust."""
    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and not p.is_empty]
