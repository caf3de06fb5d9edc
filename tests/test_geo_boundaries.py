"""The committed boundary files are what they say they are."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
import shapely
from pyproj import Geod

from geo.antimeridian import cut_at_antimeridian
from geo.boundaries import FOLDER, VIEWS, load_boundaries
from geo.build import build_view, main, slug
from geo.errors import BoundaryError
from geo.sources import PACKAGES, WORLD_ATLAS, member, read_topology, verified

GEOD = Geod(ellps="WGS84")
PACKAGE_FOLDER = os.environ.get("MISSIONMAP_PACKAGES")
both_views = pytest.mark.parametrize("view", list(VIEWS))
needs_packages = pytest.mark.skipif(
    PACKAGE_FOLDER is None,
    reason="MISSIONMAP_PACKAGES does not point to the two npm tarballs",
)


def area_km2(shape: shapely.Geometry) -> float:
    """Measure on the ellipsoid."""
    return abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6


@both_views
def test_committed_files_are_the_ones_the_build_wrote(view: str) -> None:
    """Each boundary file has the checksum that is committed beside it."""
    sums = dict(line.split()[::-1] for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    content = (FOLDER / f"{view}.parquet").read_bytes()
    assert hashlib.sha256(content).hexdigest() == sums[f"{view}.parquet"]
    assert len(content) < 4_000_000


@needs_packages
def test_build_gives_the_committed_bytes(tmp_path: Path) -> None:
    """Building both views from the pinned packages writes the very files that are committed."""
    main(["--packages", str(PACKAGE_FOLDER), "--out", str(tmp_path)])
    for name in ("un.parquet", "defacto.parquet", "SHA256SUMS"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


@needs_packages
def test_topology_is_read_on_the_grid_of_its_file() -> None:
    """Coordinates read from the TopoJSON lie on its quantised grid, and ids are kept."""
    content = member(verified(WORLD_ATLAS, Path(str(PACKAGE_FOLDER))), "countries-10m.json")
    topology = json.loads(content)
    shapes = read_topology(content, layer="countries")
    xy = shapely.get_coordinates(shapes.geometry.values)
    steps = (xy - topology["transform"]["translate"]) / topology["transform"]["scale"]
    assert abs(steps - steps.round()).max() < 1e-3
    ids = [row.get("id") for row in topology["objects"]["countries"]["geometries"]]
    assert [code if isinstance(code, str) else None for code in shapes["id"]] == ids


@both_views
def test_shapes_are_a_valid_coverage(view: str) -> None:
    """All geometry is valid, no two shapes overlap, and no id comes twice."""
    shapes = load_boundaries(view)
    assert shapes.crs.to_epsg() == 4326
    assert list(shapes.columns) == ["id", "actor", "name", "geometry"]
    assert shapes["id"].is_unique and list(shapes["id"]) == sorted(shapes["id"])
    assert shapes.geometry.is_valid.all() and not shapes.geometry.is_empty.any()
    assert shapely.coverage_is_valid(shapes.geometry.values)


@both_views
def test_shapes_are_cut_at_the_antimeridian(view: str) -> None:
    """No edge runs across the map: neighbours are never half the world apart, except on a pole."""
    rings = shapely.get_rings(shapely.get_parts(load_boundaries(view).geometry.values))
    for ring in rings:
        xy = shapely.get_coordinates(ring)
        long = abs(xy[1:, 0] - xy[:-1, 0]) > 180
        assert (abs(xy[1:, 1][long]) == 90).all()
        assert abs(xy[:, 0]).max() <= 180


@both_views
def test_gaza_strip_and_west_bank_are_shapes_of_their_own(view: str) -> None:
    """Both parts stand under PSE, do not touch, and lie where they should."""
    shapes = load_boundaries(view).set_index("id")
    assert list(shapes.index[shapes["actor"] == "PSE"]) == ["PSE-GZ", "PSE-WB"]
    gaza, west_bank = shapes.geometry["PSE-GZ"], shapes.geometry["PSE-WB"]
    assert gaza.distance(west_bank) > 0.3
    assert gaza.contains(shapely.Point(34.45, 31.48))
    assert west_bank.contains(shapely.Point(35.2, 31.9))
    assert area_km2(gaza) == pytest.approx(365, rel=0.15)


def test_views_differ_where_their_sources_do() -> None:
    """The UN view has no Kosovo, the de facto view has; the uncoded keep a slug."""
    un, defacto = (set(load_boundaries(view)["id"]) for view in ("un", "defacto"))
    assert "XKX" not in un and "XKX" in defacto
    assert {"n-cyprus", "somaliland"} <= defacto - un
    assert {
        "ATA",
        "FRA",
        "EGY",
        "ISR",
        "IDN",
        "SGP",
        "FJI",
        "MLT",
        "BHR",
    } <= un & defacto


@both_views
def test_every_shape_has_an_actor(view: str) -> None:
    """The actor is the id itself, but for the two parts of PSE."""
    shapes = load_boundaries(view)
    differing = shapes[shapes["actor"] != shapes["id"]]
    assert set(differing["id"]) == {"PSE-GZ", "PSE-WB"}


@both_views
def test_views_say_whose_they_are(view: str) -> None:
    """Each view carries what has to stand under its map."""
    named = VIEWS[view]
    assert named.key == view and named.path.exists()
    assert named.attribution.startswith("Boundaries: ")
    assert named.licence and named.disclaimer and named.source


def test_unknown_view_is_answered_with_the_choices() -> None:
    """The error repeats the value and lists the views."""
    with pytest.raises(BoundaryError) as caught:
        load_boundaries("xx")
    assert str(caught.value) == "boundaries 'xx' is not known. Choose one of: un, defacto."


def test_other_package_content_is_refused(tmp_path: Path) -> None:
    """A tarball with other bytes is named with what was expected, what came, and the way out."""
    (tmp_path / WORLD_ATLAS.tarball).write_bytes(b"something else")
    with pytest.raises(BoundaryError) as caught:
        build_view("defacto", tmp_path)
    message = str(caught.value)
    assert message.startswith("world-atlas-2.0.2.tgz: expected sha512-IXfV0qwl")
    assert ", got sha512-" in message
    assert message.endswith("fetch it again with: npm pack world-atlas@2.0.2")


def test_missing_package_is_named(tmp_path: Path) -> None:
    """A folder without the tarball gets the command that fetches it."""
    with pytest.raises(BoundaryError, match=r"Fetch it with: npm pack plotly\.js@3\.3\.1$"):
        verified(PACKAGES["un"], tmp_path)


@needs_packages
def test_advice_to_fetch_the_package_works(tmp_path: Path) -> None:
    """With the right tarball in the folder, the error is gone."""
    shutil.copy(Path(str(PACKAGE_FOLDER)) / WORLD_ATLAS.tarball, tmp_path)
    assert verified(WORLD_ATLAS, tmp_path).name == WORLD_ATLAS.tarball


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("N. Cyprus", "n-cyprus"),
        ("Clipperton I.", "clipperton-i"),
        ("Île Été", "ile-ete"),
    ],
)
def test_slugs_are_plain(name: str, expected: str) -> None:
    """A name without a code becomes lower-case words joined by hyphens."""
    assert slug(name) == expected


def test_ring_across_the_antimeridian_becomes_two_parts() -> None:
    """A box from 170 east to 170 west is cut into two boxes with the same area in all."""
    box = shapely.Polygon([(170, 0), (-170, 0), (-170, 10), (170, 10)])
    parts = cut_at_antimeridian(box)
    assert sorted(part.bounds for part in parts.geoms) == [
        (-180, 0, -170, 10),
        (170, 0, 180, 10),
    ]


def test_ring_around_a_pole_is_closed_over_it() -> None:
    """A ring that goes once around the world holds everything up to the pole."""
    ring = shapely.Polygon([(-120, -70), (0, -70), (120, -70)])
    cap = cut_at_antimeridian(ring)
    assert cap.bounds == (-180, -90, 180, -70)
    assert cap.area == pytest.approx(360 * 20)
