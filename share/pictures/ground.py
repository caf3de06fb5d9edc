"""The land under a map picture: shapes cut, projected and kept as paths, once per view."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.path import Path

from charts.fitting import PROJECTION
from geo.arcs import geodesic
from geo.boundaries import load_boundaries
from geo.browser import LONGEST_EDGE, NOT_DRAWN
from geo.frames import Frame, Point
from geo.projection import project
from geo.simplify import simplified

SEAM = 1e-4
"""Degrees left free on both sides of the meridian at which the world is cut."""

MERCATOR = "mercator"


@dataclass(frozen=True, slots=True)
class Plane:
    """A projection around a longitude: where points of the world stand on paper."""

    name: str
    centre: float

    def points(self, given: Sequence[Point]) -> np.ndarray:
        """Project longitudes and latitudes in degrees; shape (points, 2)."""
        return project(given, centre_lon=self.centre, name=self.name)

    def box(self, frame: Frame) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top of a frame on the plane, its edges followed."""
        steps = np.linspace(0, 1, 41)
        lons = frame.west + steps * (frame.east - frame.west)
        lats = frame.south + steps * (frame.north - frame.south)
        edge = [(lon, lat) for lon in lons for lat in (frame.south, frame.north)]
        edge += [(lon, lat) for lat in lats for lon in (frame.west, frame.east)]
        plane = self.points(edge)
        (left, bottom), (right, top) = plane.min(axis=0), plane.max(axis=0)
        return (float(left), float(bottom), float(right), float(top))


def world_plane(frame: Frame) -> Plane:
    """Return the projection of the world that pages use, around the middle of a frame."""
    return Plane(PROJECTION, frame.centre[0])


@functools.cache
def world_land(borders: str, centre: float) -> Mapping[str, Path]:
    """Return the path of each shape of the world, cut opposite to the centre longitude."""
    shapes = load_boundaries(borders)
    shapes = shapes[~shapes["id"].isin(NOT_DRAWN)]
    plane = Plane(PROJECTION, centre)
    seam = (centre + 360) % 360 - 180
    halves = shapely.MultiPolygon(
        [shapely.box(-180, -90, seam - SEAM, 90), shapely.box(seam + SEAM, -90, 180, 90)]
    )
    cut = shapely.intersection(simplified(shapes.geometry.values), halves)
    edged = shapely.segmentize(cut, LONGEST_EDGE)
    return {
        shape: _path(geometry, plane) for shape, geometry in zip(shapes["id"], edged, strict=True)
    }


@functools.cache
def theatre_land(borders: str, frame: Frame) -> Mapping[str, Path]:
    """Return the path of each shape that meets a frame, in full detail."""
    shapes = load_boundaries(borders)
    wide = frame.expanded(0.5)
    area = shapely.MultiPolygon([shapely.box(*window) for window in wide.windows()])
    inside = shapes[shapes.intersects(area)]
    clipped = shapely.intersection(inside.geometry.values, area)
    plane = Plane(MERCATOR, frame.centre[0])
    return {
        shape: _path(geometry, plane) for shape, geometry in zip(inside["id"], clipped, strict=True)
    }


def _path(geometry: shapely.Geometry, plane: Plane) -> Path:
    """Project every ring of a geometry into one path; holes stay holes by their winding."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    rings = [
        ring
        for part in parts
        for whole in (shapely.orient_polygons(part),)
        for ring in (whole.exterior, *whole.interiors)
    ]
    if not rings:
        return Path(np.empty((0, 2)))
    paths = [Path(plane.points(shapely.get_coordinates(ring)), closed=True) for ring in rings]
    return Path.make_compound_path(*paths)


def arc_path(start: Point, end: Point, plane: Plane) -> np.ndarray:
    """Return the shortest way between two points on the plane, broken where it leaves its edge."""
    way = plane.points(geodesic(start, end, points=60))
    jumps = np.abs(np.diff(way[:, 0])) > np.pi / 2
    return np.insert(way, np.flatnonzero(jumps) + 1, np.nan, axis=0)
