"""Frames hold their points, arcs go the short way, and projections match what is drawn."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.arcs import distance_km, geodesic, split_at_antimeridian
from geo.errors import BoundaryError
from geo.frames import Frame, frame_around, unwrap
from geo.projection import project

lons = st.floats(-180, 180)
lats = st.floats(-85, 85)
points = st.tuples(lons, lats)


@given(st.lists(points, min_size=1, max_size=8), lons, st.floats(0.1, 30))
def test_frames_contain_their_points(
    given_points: list[tuple[float, float]], centre: float, margin: float
) -> None:
    """Whatever the centre, each point lies inside."""
    frame = frame_around(given_points, margin=margin, centre=centre)
    assert all(frame.contains(lon, lat) for lon, lat in given_points)
    assert -180 <= frame.west <= 180 and frame.east - frame.west <= 360


def test_frame_may_cross_the_antimeridian() -> None:
    """Fiji and Hawaii around 180 make a narrow frame, around 0 one as wide as the world."""
    pacific = frame_around([(178, -18), (-157, 21)], margin=5, centre=180)
    assert pacific == Frame(173, -23, 208, 26)
    assert pacific.contains(-170, 0) and not pacific.contains(0, 0)
    assert pacific.windows() == ((173, -23, 180, 26), (-180, -23, -152, 26))
    assert pacific.centre == (-169.5, 1.5)
    wide = frame_around([(178, -18), (-157, 21)], margin=5, centre=0)
    assert wide.east - wide.west == 345


def test_frame_never_leaves_the_world() -> None:
    """Expanding stops at the poles and at one turn."""
    assert Frame(-100, -80, 100, 80).expanded(0.5) == Frame(-180, -90, 180, 90)
    assert Frame(30, 29, 34, 33).expanded(0.5) == Frame(28, 27, 36, 35)


def test_bounds_that_do_not_hold_are_all_named() -> None:
    """One error lists every problem and the way out."""
    with pytest.raises(BoundaryError) as caught:
        Frame(200, 40, 190, 30)
    assert str(caught.value) == (
        "frame: west 200 is not within -180 to 180; east 190 is not 0 to 360 degrees east of "
        "west 200; south 40 and north 30 are not -90 to 90 upwards. Give west, south, east, "
        "north in degrees; east of the antimeridian, add 360 to east."
    )


@pytest.mark.parametrize(("some", "margin"), [([], 1.0), ([(0.0, 0.0)], 0.0)])
def test_nothing_to_frame_is_said(some: list[tuple[float, float]], margin: float) -> None:
    """No points, or no room around one point, make no frame."""
    with pytest.raises(BoundaryError, match="Give at least one point and a margin above 0"):
        frame_around(some, margin=margin, centre=0)


@given(st.floats(-720, 720), lons)
def test_unwrapped_longitudes_are_near_the_centre(lon: float, centre: float) -> None:
    """Within half a turn, and the same meridian."""
    turned = unwrap(lon, centre=centre)
    assert abs(turned - centre) <= 180 + 1e-9
    assert math.isclose(math.cos(math.radians(turned)), math.cos(math.radians(lon)), abs_tol=1e-9)


@given(points, points, st.integers(2, 60))
def test_geodesic_keeps_its_ends(
    start: tuple[float, float], end: tuple[float, float], count: int
) -> None:
    """The line has as many points as asked for, and begins and ends where it was told to."""
    line = geodesic(start, end, points=count)
    assert len(line) == count
    assert line[0] == start and line[-1] == end


@given(points, points)
def test_geodesic_is_the_short_way(start: tuple[float, float], end: tuple[float, float]) -> None:
    """Its pieces are together as long as the distance between its ends."""
    line = geodesic(start, end, points=20)
    walked = sum(distance_km(a, b) for a, b in pairwise(line))
    assert walked == pytest.approx(distance_km(start, end), rel=1e-6, abs=1e-3)


@given(points, points)
def test_split_arcs_never_jump(start: tuple[float, float], end: tuple[float, float]) -> None:
    """After splitting no piece crosses the map, and no point is lost."""
    line = geodesic(start, end)
    parts = split_at_antimeridian(line)
    for part in parts:
        assert all(abs(b[0] - a[0]) <= 180 for a, b in pairwise(part))
    for before, after in pairwise(parts):
        assert before[-1] == (-after[0][0], after[0][1]) and abs(after[0][0]) == 180
    inner = [point for part in parts for point in part]
    assert [point for point in line if point not in inner] == []
    assert len(inner) == len(line) + 2 * (len(parts) - 1)


def test_line_across_the_pacific_has_two_parts() -> None:
    """Fiji to Hawaii leaves the map on the right and comes back on the left."""
    parts = split_at_antimeridian(geodesic((178, -18), (-157, 21)))
    assert [len(part) > 1 for part in parts] == [True, True]
    assert parts[0][-1][0] == 180 and parts[1][0][0] == -180


def test_known_distance() -> None:
    """A quarter of a meridian on WGS84 is 10,001.966 km."""
    assert distance_km((20, 0), (20, 90)) == pytest.approx(10001.966, abs=0.001)


def test_a_line_needs_two_points() -> None:
    """Fewer than two points are refused with the reason."""
    with pytest.raises(BoundaryError, match="a line has two ends. Ask for 2 points or more"):
        geodesic((0, 0), (1, 1), points=1)


def natural_earth(lon: float, lat: float) -> tuple[float, float]:
    """Compute d3-geo's geoNaturalEarth1 with its published polynomial."""
    x, y = math.radians(lon), math.radians(lat)
    p2 = y * y
    p4 = p2 * p2
    return (
        x * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
        y * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))),
    )


@given(points)
def test_natural_earth_is_the_one_plotly_draws(point: tuple[float, float]) -> None:
    """PROJ's natearth and d3-geo's geoNaturalEarth1 give one plane."""
    assert project([point], centre_lon=0)[0] == pytest.approx(natural_earth(*point), abs=1e-12)


def test_projection_is_centred_and_upright() -> None:
    """The centre meridian is x = 0, east is positive, north is positive."""
    plane = project([(40, 0), (60, 10), (20, -10)], centre_lon=40)
    assert np.allclose(plane[0], 0)
    assert (plane[1] > 0).all() and (plane[2] < 0).all()
    assert project([], centre_lon=0).shape == (0, 2)


def test_unknown_projection_is_answered_with_the_choices() -> None:
    """The error repeats the value and lists the names."""
    with pytest.raises(BoundaryError) as caught:
        project([(0, 0)], centre_lon=0, name="globe")
    assert str(caught.value) == (
        "projection 'globe' is not known. Choose one of: natural earth, equirectangular, mercator."
    )
