"""What the browser draws is complete, light, and filled on the right side."""

import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from math import pi

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import shape

from geo.boundaries import VIEWS, load_boundaries
from geo.browser import (
    BASE_LAYERS,
    NOT_DRAWN,
    content_name,
    empty_topology,
    theatre_geojson,
    world_geojson,
)
from geo.frames import Frame
from geo.rings import drawn_polygon, spherical_area
from geo.simplify import simplified

GEOD = Geod(ellps="WGS84")
EARTH_KM2 = 6371.0072**2
"""Square kilometres per steradian on the sphere with the ellipsoid's surface."""

LEVANT = Frame(32.4, 29.4, 36.4, 33.4)
both_views = pytest.mark.parametrize("view", list(VIEWS))


def features(
    payload: bytes,
) -> Iterator[tuple[str, list[list[list[tuple[float, float]]]]]]:
    """Yield id and polygons of a FeatureCollection."""
    for feature in json.loads(payload)["features"]:
        assert list(feature["properties"]) == ["id"]
        yield feature["properties"]["id"], feature["geometry"]["coordinates"]


def drawn_km2(polygons: list[list[list[tuple[float, float]]]]) -> float:
    """Measure what d3-geo fills, holes taken out."""
    total = 0.0
    for exterior, *holes in polygons:
        total += spherical_area(exterior) - sum(4 * pi - spherical_area(hole) for hole in holes)
    return total * EARTH_KM2


def geodesic_km2(geometry: shapely.Geometry) -> float:
    """Measure on the ellipsoid."""
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]) / 1e6


@both_views
def test_every_id_keeps_a_shape(view: str) -> None:
    """The world has every shape of the view but Antarctica, each once."""
    ids = [code for code, _ in features(world_geojson(view))]
    assert len(ids) == len(set(ids))
    assert set(load_boundaries(view)["id"]) - set(ids) == NOT_DRAWN


@both_views
def test_world_is_light(view: str) -> None:
    """At most 350 kB, and 110 kB on the wire."""
    payload = world_geojson(view)
    assert len(payload) <= 350_000
    assert len(gzip.compress(payload)) <= 110_000
    assert b" " not in payload


@both_views
@pytest.mark.parametrize("level", ["world", "theatre"])
def test_no_ring_fills_the_rest_of_the_world(view: str, level: str) -> None:
    """Every exterior fills less than half the sphere, every hole more."""
    payload = world_geojson(view) if level == "world" else theatre_geojson(view, LEVANT)
    for code, polygons in features(payload):
        for exterior, *holes in polygons:
            assert 0 < spherical_area(exterior) < 2 * pi, code
            assert all(spherical_area(hole) > 2 * pi for hole in holes), code


@both_views
def test_drawn_area_is_the_area_of_the_shape(view: str) -> None:
    """
    What is filled is within 1 % of what is written, and near what the view holds.

    Near: within 10 %, or 8000 km2 where a scattered state loses small islands (the most:
    Solomon Islands).
    """
    full = load_boundaries(view).set_index("id").geometry
    for code, polygons in features(world_geojson(view)):
        drawn = drawn_km2(polygons)
        written = geodesic_km2(shape({"type": "MultiPolygon", "coordinates": polygons}))
        assert drawn == pytest.approx(written, rel=0.01), code
        assert drawn == pytest.approx(geodesic_km2(full[code]), rel=0.1, abs=8000), code


@both_views
@pytest.mark.parametrize("code", ["PSE-GZ", "PSE-WB", "SGP", "BHR", "MLT", "LUX", "QAT"])
def test_small_shapes_keep_their_form(view: str, code: str) -> None:
    """A small territory's area on the world map is within 10 % of its own."""
    full = load_boundaries(view).set_index("id").geometry[code]
    assert drawn_km2(dict(features(world_geojson(view)))[code]) == pytest.approx(
        geodesic_km2(full), rel=0.1
    )


@both_views
def test_rings_stay_on_their_side_of_the_antimeridian(view: str) -> None:
    """No ring jumps across 180 degrees, and none has fewer than three corners."""
    for code, polygons in features(world_geojson(view)):
        for ring in (ring for polygon in polygons for ring in polygon):
            lons = [lon for lon, _ in ring]
            assert max(abs(b - a) for a, b in pairwise(lons)) <= 3.01, code
            assert max(map(abs, lons)) <= 180, code
            assert ring[0] == ring[-1] and len({tuple(point) for point in ring}) >= 3, code


@both_views
def test_simplified_world_is_still_a_coverage(view: str) -> None:
    """Neighbours share their simplified border, small shapes included."""
    edges = shapely.coverage_invalid_edges(
        shapely.transform(simplified(load_boundaries(view).geometry.values), lambda xy: xy.round(9))
    )
    assert shapely.length(edges).sum() < 1e-6


@both_views
def test_theatre_is_in_full_detail(view: str) -> None:
    """The Gaza Strip in the theatre is the view's own, to a ten-thousandth of a degree."""
    drawn = dict(features(theatre_geojson(view, LEVANT)))
    assert {"EGY", "ISR", "JOR", "PSE-GZ", "PSE-WB"} <= drawn.keys()
    assert "ITA" not in drawn
    gaza = shape({"type": "MultiPolygon", "coordinates": drawn["PSE-GZ"]})
    full = load_boundaries(view).set_index("id").geometry["PSE-GZ"]
    assert gaza.hausdorff_distance(full) < 1e-4


def test_theatre_is_cut_outside_of_what_is_seen() -> None:
    """Egypt goes on half a frame beyond the frame, and not further."""
    egypt = shape(
        {
            "type": "MultiPolygon",
            "coordinates": dict(features(theatre_geojson("un", LEVANT)))["EGY"],
        }
    )
    assert egypt.bounds[0] == pytest.approx(30.4) and egypt.bounds[1] == pytest.approx(27.4)


@both_views
def test_theatre_may_cross_the_antimeridian(view: str) -> None:
    """Both sides of Fiji are drawn, each on its own side."""
    polygons = dict(features(theatre_geojson(view, Frame(176, -20, 184, -15))))["FJI"]
    lons = [lon for polygon in polygons for lon, _ in polygon[0]]
    assert min(lons) == -180 and max(lons) == 180
    assert drawn_km2(polygons) < 20_000


def test_content_names_follow_the_content() -> None:
    """Other bytes, other name: the URL may be cached for ever."""
    first, second = content_name("un-world", b"a"), content_name("un-world", b"b")
    assert first == "un-world.ca978112ca1b.json"
    assert first != second


def test_empty_topology_has_what_plotly_asks_for() -> None:
    """Every layer is there and holds nothing."""
    topology = json.loads(empty_topology())
    assert topology["type"] == "Topology" and topology["arcs"] == []
    assert tuple(topology["objects"]) == BASE_LAYERS
    assert all(layer["geometries"] == [] for layer in topology["objects"].values())


small_boxes = st.builds(
    lambda lon, lat, wide, high: shapely.box(lon, lat, lon + wide, lat + high),
    st.floats(-179, 178),
    st.floats(-80, 79),
    st.floats(0.0005, 1),
    st.floats(0.0005, 1),
)


@given(small_boxes)
def test_small_rings_do_not_collapse(box: shapely.Polygon) -> None:
    """A box of 50 m is still written with its area, clockwise."""
    rings = drawn_polygon(box, decimals=2)
    assert rings is not None
    written = shapely.Polygon(rings[0])
    assert written.area == pytest.approx(box.area, rel=0.06)
    assert not written.exterior.is_ccw


def test_sliver_is_given_up_rather_than_painted() -> None:
    """A ring without an area is dropped: d3-geo would fill the world with it."""
    assert drawn_polygon(shapely.Polygon([(0, 0), (1, 0), (1, 1e-9)]), decimals=2) is None
