"""Decide where the symbol of an actor stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely import MultiPolygon, Polygon

from geo.boundaries import VIEWS, load_boundaries, view_named
from geo.frames import Point

GEOD = Geod(ellps="WGS84")

PREFERRED_PART: Mapping[str, Point] = MappingProxyType({"MYS": (102.0, 4.0)})
"""A point in the part that is meant where the largest part would mislead: Malaysia's anchor
stands on the peninsula with its capital, not on Borneo."""

UNDRAWN: Mapping[str, Point] = MappingProxyType({"VAT": (12.453, 41.904)})
"""Anchors of codes that no view draws: Natural Earth 1:10m gives the Vatican a single point."""

PRECISION = 0.05
"""Degrees of latitude to which the middle of a part is found; finer in small parts."""


@dataclass(frozen=True)
class Anchors:
    """
    Hold one anchor per actor code, and say which of them the view itself does not draw.

    `borrowed` are codes whose anchor comes from another view, or from `UNDRAWN`.
    """

    points: Mapping[str, Point]
    borrowed: frozenset[str]


@cache
def anchors(view: str) -> Anchors:
    """Give every actor of any view an anchor: the view's own where it draws the actor."""
    own = anchor_points(load_boundaries(view_named(view).key))
    others = [anchor_points(load_boundaries(key)) for key in VIEWS if key != view]
    points = dict(UNDRAWN)
    for found in (*others, own):
        points.update(found)
    return Anchors(MappingProxyType(points), frozenset(points.keys() - own.keys()))


def anchor_points(boundaries: gpd.GeoDataFrame) -> dict[str, Point]:
    """
    Find one point per actor code, inside the part of its territory that is meant.

    That is the largest part on the ellipsoid (of an actor with several shapes, of all of
    them together: of the West Bank and the Gaza Strip, the West Bank), unless
    `PREFERRED_PART` names another. In it, the point farthest from every edge is taken, so
    that a symbol stands clear of borders and coasts. Longitude, latitude in degrees.
    """
    found = {}
    for actor, shapes in boundaries.groupby("actor", sort=True):
        parts = [part for shape in shapes.geometry for part in shapely.get_parts(shape)]
        found[str(actor)] = _middle(_meant_part(str(actor), MultiPolygon(parts)))
    return found


def _meant_part(actor: str, shape: MultiPolygon) -> Polygon:
    parts = list(shape.geoms)
    if actor in PREFERRED_PART:
        return min(parts, key=shapely.Point(PREFERRED_PART[actor]).distance)
    candidates = sorted(parts, key=lambda part: part.area, reverse=True)[:12]
    return max(candidates, key=lambda part: abs(GEOD.geometry_area_perimeter(part)[0]))


def _middle(part: Polygon) -> Point:
    """Find the pole of inaccessibility, with longitudes shrunk as they are at that latitude."""
    _, south, _, north = part.bounds
    shrink = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    local = shapely.simplify(shapely.transform(part, lambda xy: xy * shrink), PRECISION / 10)
    precision = min(PRECISION, np.sqrt(local.area) / 50)
    radius = shapely.maximum_inscribed_circle(local, tolerance=precision)
    lon, lat = shapely.get_coordinates(radius)[0] / shrink
    return (round(float(lon), 4), round(float(lat), 4))
