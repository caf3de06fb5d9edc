"""
Decide what the browser draws: a light world, a detailed theatre, and no base layers.

Every ring is wound so that d3-geo, which plotly.js hands our GeoJSON to as it is, fills the
inside of a shape and not the rest of the world.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache

import geopandas as gpd
import shapely

from geo.boundaries import load_boundaries
from geo.frames import Frame
from geo.rings import drawn_polygon
from geo.simplify import COARSE, USUAL, simplified

NOT_DRAWN = frozenset({"ATA"})
"""Left out of the world: nobody contributes from Antarctica and no mission frames it."""

WORLD_DECIMALS = 2
"""Of a degree: 1.1 km, finer than a pixel of a world map 4000 pixels wide."""

THEATRE_DECIMALS = 4
"""Of a degree: 11 m, finer than either source."""

LONGEST_EDGE = 3.0
"""Degrees: d3-geo draws edges as great circles, which leave long parallels visibly."""

BASE_LAYERS = (
    "coastlines",
    "land",
    "ocean",
    "lakes",
    "rivers",
    "countries",
    "subunits",
)
"""The objects that plotly.js looks for in its base topology."""


@cache
def world_geojson(view: str, *, coarse: bool = False, within: Frame | None = None) -> bytes:
    """
    Write the world of a view as compact GeoJSON whose features have one property, `id`.

    Simplified together, so that neighbours keep one border; every id of the view keeps a
    shape except `NOT_DRAWN`. Two decimals, more only where a small ring would collapse.

    Args:
        coarse: Drop what a small map of the whole world cannot show.
        within: Keep only what meets this frame, clipped half a frame outside of it, so that
            no cut edge is ever seen.
    """
    shapes = load_boundaries(view)
    shapes = shapes[~shapes["id"].isin(NOT_DRAWN)]
    if within:
        shapes = _clipped(shapes, within)
    drawn = simplified(shapes.geometry.values, detail=COARSE if coarse else USUAL)
    edged = shapely.segmentize(drawn, LONGEST_EDGE)
    return _collection(zip(shapes["id"], edged, strict=True), decimals=WORLD_DECIMALS)


@cache
def theatre_geojson(view: str, frame: Frame) -> bytes:
    """
    Write every shape that meets the frame in full detail, with four decimals.

    Shapes are clipped half a frame outside the frame, so that no cut edge is ever seen.
    """
    shapes = load_boundaries(view)
    inside = _clipped(shapes[shapes.intersects(_area(frame))], frame)
    edged = shapely.segmentize(inside.geometry.values, LONGEST_EDGE)
    return _collection(zip(inside["id"], edged, strict=True), decimals=THEATRE_DECIMALS)


def _clipped(shapes: gpd.GeoDataFrame, frame: Frame) -> gpd.GeoDataFrame:
    """Keep what lies in a frame and half a frame around it, as areas."""
    cut = shapely.intersection(shapes.geometry.values, _area(frame.expanded(0.5)))
    areas = [
        shapely.MultiPolygon(
            [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        )
        for shape in cut
    ]
    kept = shapes.set_geometry(gpd.GeoSeries(areas, index=shapes.index, crs=shapes.crs))
    return kept[~kept.is_empty]


def content_name(stem: str, payload: bytes) -> str:
    """
    Name a payload after its content, so that its URL may be cached for ever.

    >>> content_name("un-world", b"{}")
    'un-world.44136fa355b3.json'
    """
    return f"{stem}.{hashlib.sha256(payload).hexdigest()[:12]}.json"


@cache
def world_topology(view: str, *, coarse: bool = False, within: Frame | None = None) -> bytes:
    """
    Write the world of a view (`world_geojson`) as the base topology that plotly.js asks for.

    plotly.js fetches `world_110m.json` (or `world_50m.json`) from its `topojsonURL` for
    every geo subplot. Given our shapes there, it draws them as land and finds an actor's
    shape by its id: no figure carries geometry. Each ring is one arc, in plain degrees.
    `ct` is a point inside, where plotly.js takes a shape to be when the pointer is on it:
    without it no click arrives.
    """
    arcs: list[object] = []
    countries: list[dict[str, object]] = []
    everything: list[list[list[int]]] = []
    for feature in json.loads(world_geojson(view, coarse=coarse, within=within))["features"]:
        polygons = feature["geometry"]["coordinates"]
        rings: list[list[list[int]]] = []
        for polygon in polygons:
            rings.append([[len(arcs) + at] for at in range(len(polygon))])
            arcs.extend(polygon)
        shape = feature["properties"]["id"]
        largest = max((shapely.Polygon(polygon[0]) for polygon in polygons), key=shapely.area)
        middle = shapely.point_on_surface(largest)
        properties = {"ct": [round(middle.x, 2), round(middle.y, 2)]}
        countries.append(
            {"type": "MultiPolygon", "id": shape, "properties": properties, "arcs": rings}
        )
        everything += rings
    land = {"type": "MultiPolygon", "arcs": everything}
    nothing = {"type": "GeometryCollection", "geometries": []}
    objects: dict[str, object] = dict.fromkeys(BASE_LAYERS, nothing)
    objects["land"] = {"type": "GeometryCollection", "geometries": [land]}
    objects["countries"] = {"type": "GeometryCollection", "geometries": countries}
    return _compact({"type": "Topology", "objects": objects, "arcs": arcs})


WHOLE, ENLARGED = "world_50m", "world_110m"
"""
The names under which plotly.js asks for base topologies, by a map's `resolution`.

Which is which is ours to say: the world needs less detail than the part of it that is
drawn enlarged. The second is what plotly.js asks for where nothing is said.
"""

WHOLE_RESOLUTION = 50
"""What a map of the whole world must say to be given its own topology."""


def topologies(view: str, near: Frame | None) -> dict[str, bytes]:
    """Return what plotly.js may ask for, by name: the world, and `near`, if any, in detail."""
    if near is None:
        return {WHOLE: world_topology(view), ENLARGED: empty_topology()}
    return {
        WHOLE: world_topology(view, coarse=True),
        ENLARGED: world_topology(view, within=near),
    }


def empty_topology() -> bytes:
    """Write the smallest base topology that plotly.js accepts: every layer, and no shapes."""
    objects = dict.fromkeys(BASE_LAYERS, {"type": "GeometryCollection", "geometries": []})
    return _compact({"type": "Topology", "objects": objects, "arcs": []})


def _area(frame: Frame) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(*window) for window in frame.windows()])


def _collection(shapes: Iterable[tuple[str, shapely.Geometry]], *, decimals: int) -> bytes:
    features = []
    for code, shape in shapes:
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        drawn = [drawn_polygon(part, decimals=decimals) for part in parts]
        if rings := [polygon for polygon in drawn if polygon is not None]:
            geometry = {"type": "MultiPolygon", "coordinates": rings}
            features.append(
                {"type": "Feature", "id": code, "properties": {"id": code}, "geometry": geometry}
            )
    return _compact({"type": "FeatureCollection", "features": features})


def _compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
