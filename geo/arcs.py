"""Decide the way between two points on the ellipsoid, and where it leaves the map's edge."""

from collections.abc import Sequence
from itertools import pairwise

from pyproj import Geod

from geo.errors import BoundaryError
from geo.frames import Point

GEOD = Geod(ellps="WGS84")


def geodesic(start: Point, end: Point, *, points: int = 50) -> list[Point]:
    """
    Follow the shortest way on WGS84 in equal steps; both ends are returned as given.

    Args:
        points: How many points in all, ends included; at least 2.
    """
    if points < 2:
        raise BoundaryError(
            f"geodesic with {points} points: a line has two ends. Ask for 2 points or more."
        )
    between = GEOD.npts(*start, *end, points - 2) if points > 2 else []
    return [start, *((float(lon), float(lat)) for lon, lat in between), end]


def distance_km(start: Point, end: Point) -> float:
    """
    Measure the shortest way on WGS84, in kilometres.

    >>> round(distance_km((0, 0), (1, 0)), 3)
    111.319
    """
    return GEOD.inv(*start, *end)[2] / 1000


def split_at_antimeridian(line: Sequence[Point]) -> list[list[Point]]:
    """
    Cut a line where it jumps by more than 180 degrees of longitude.

    Both sides get the point of crossing, its latitude interpolated between the neighbours.

    >>> split_at_antimeridian([(178, 0), (-178, 4)])
    [[(178, 0), (180.0, 2.0)], [(-180.0, 2.0), (-178, 4)]]
    """
    parts: list[list[Point]] = [list(line[:1])]
    for (lon0, lat0), (lon1, lat1) in pairwise(line):
        step = lon1 - lon0
        if abs(step) > 180:
            edge = 180.0 if step < 0 else -180.0
            across = 360 - abs(step)
            share = abs(edge - lon0) / across if across else 0.0
            lat = lat0 + share * (lat1 - lat0)
            parts[-1].append((edge, lat))
            parts.append([(-edge, lat)])
        parts[-1].append((lon1, lat1))
    return [part for part in parts if part]
