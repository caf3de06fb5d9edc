"""Codes meet shapes by code, and every actor has an anchor."""

import pytest
import shapely

from geo.anchors import anchor_points, anchors
from geo.attach import attach
from geo.boundaries import VIEWS, load_boundaries
from geo.errors import BoundaryError

both_views = pytest.mark.parametrize("view", list(VIEWS))


def test_codes_get_their_shapes_and_leftovers_are_listed() -> None:
    """PSE has two shapes, XKX none in the UN view, and unused shapes are named."""
    joined = attach(["PSE", "XKX", "FRA", "EU", "FRA"], load_boundaries("un"))
    assert joined.shapes == {"FRA": ("FRA",), "PSE": ("PSE-GZ", "PSE-WB")}
    assert joined.without_shape == ("EU", "XKX")
    assert "EGY" in joined.without_code and "PSE-GZ" not in joined.without_code


@pytest.mark.parametrize("name", ["France", "fra", "FR", " FRA"])
def test_names_are_never_matched(name: str) -> None:
    """Only the exact code finds a shape."""
    assert attach([name], load_boundaries("defacto")).without_shape == (name,)


@both_views
def test_no_shape_is_lost_in_attaching(view: str) -> None:
    """Shapes used and shapes left over are together all shapes of the view."""
    shapes = load_boundaries(view)
    joined = attach(["PSE", "ISR", "EGY"], shapes)
    used = [shape for ids in joined.shapes.values() for shape in ids]
    assert sorted([*used, *joined.without_code]) == sorted(shapes["id"])


@both_views
def test_anchors_lie_inside_their_actor(view: str) -> None:
    """Each anchor that is not borrowed is in one of its actor's own shapes."""
    shapes = load_boundaries(view)
    own = anchor_points(shapes)
    assert set(own) == set(shapes["actor"])
    merged = shapes.dissolve("actor").geometry
    outside = [a for a, point in own.items() if not merged[a].contains(shapely.Point(point))]
    assert outside == []


ANCHOR_BOXES = {
    "USA": (-110, 32, -85, 46),
    "FRA": (-2, 44, 6, 49),
    "NOR": (5, 58, 13, 65),
    "RUS": (60, 50, 130, 70),
    "GBR": (-4, 51, 1, 54),
    "MYS": (100, 2, 104, 6),
    "PSE": (34.9, 31.4, 35.6, 32.5),
    "XKX": (20.1, 42.0, 21.7, 43.2),
    "FJI": (177, -19, 179, -17),
    "ITA": (7, 42, 16, 46),
}


@both_views
@pytest.mark.parametrize("actor", ANCHOR_BOXES)
def test_anchors_of_scattered_states_are_where_one_looks(view: str, actor: str) -> None:
    """The contiguous United States, metropolitan France, the peninsula of Malaysia, ..."""
    lon, lat = anchors(view).points[actor]
    west, south, east, north = ANCHOR_BOXES[actor]
    assert west < lon < east and south < lat < north


def test_missing_actors_borrow_their_anchor_and_say_so() -> None:
    """Kosovo has an anchor in the UN view, taken from the other view; the Vatican in both."""
    un, defacto = anchors("un"), anchors("defacto")
    assert {"XKX", "SMR", "VAT"} <= un.borrowed
    assert un.points["XKX"] == defacto.points["XKX"]
    assert "XKX" not in defacto.borrowed and "VAT" in defacto.borrowed
    assert un.points.keys() == defacto.points.keys()


def test_anchors_of_an_unknown_view_are_refused() -> None:
    """The error is the one of the boundaries."""
    with pytest.raises(BoundaryError, match="boundaries 'osm' is not known"):
        anchors("osm")
