"""The routes beside the pages, what is prepared before the first reader, and the settings."""

import asyncio
import gzip
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette

from charts.palette import DARK, LIGHT
from data.load import load_mission, missions
from data.record import open_record
from geo.boundaries import VIEWS, load_boundaries
from geo.browser import NOT_DRAWN
from geo.errors import BoundaryError
from share.cartography import ground
from share.geometry import PREFIX, geometry
from views.server import MIDDLEWARE, ROUTES, lifespan

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parent.parent / ".streamlit" / "config.toml").read_text("utf-8")
)
A_YEAR = 365 * 24 * 60 * 60
"""Seconds: the longest that HTTP lets an answer be kept."""


@dataclass(frozen=True)
class Answer:
    """What a route answered; `body` as it went over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def plain(self) -> bytes:
        """Return the body as a browser reads it."""
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body


def get(path: str, *, method: str = "GET", encoding: str = "gzip, deflate, br") -> Answer:
    """Ask our routes, as they are served beside the pages, for a path."""
    sent: list[dict] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"accept-encoding", encoding.encode())],
    }

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=ROUTES, middleware=MIDDLEWARE)(scope, receive, send))
    start, *bodies = sent
    return Answer(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        body=b"".join(part.get("body", b"") for part in bodies),
    )


def start_up() -> None:
    """Do what the server does before its first reader."""

    async def through() -> None:
        async with lifespan(None):
            pass

    asyncio.run(through())


def world_of(view: str) -> str:
    """Return the address at which plotly.js asks for the world of a view."""
    return ground(open_record(missions()[0]), view).world + "world_50m.json"


def near_of(view: str) -> str:
    """Return the address at which it asks for the part that is drawn enlarged."""
    return ground(open_record(missions()[0]), view).world + "world_110m.json"


def theatre_of(view: str) -> str:
    """Return the address of the theatre of a view."""
    return ground(open_record(missions()[0]), view).theatre


every_view = pytest.mark.parametrize("view", list(VIEWS))
every_file = pytest.mark.parametrize("address", [world_of, near_of, theatre_of])


@every_view
@every_file
def test_a_file_is_named_after_what_is_in_it(view, address):
    """The hash in the name is that of the bytes behind it, so the name may be kept for ever."""
    path = address(view)
    (digest,) = re.findall(r"\.([0-9a-f]{12})\.json", path)
    named = (path,) if address is theatre_of else (world_of(view), near_of(view))
    content = b"".join(get(one).plain for one in named)
    assert hashlib.sha256(content).hexdigest().startswith(digest)
    assert path.startswith(f"{PREFIX}/{view}-")


@every_view
@every_file
def test_a_browser_keeps_a_file_and_never_asks_again(view, address):
    """A year, for everybody, and not even revalidated."""
    directives = get(address(view)).headers["cache-control"].split(", ")
    assert set(directives) == {"public", f"max-age={A_YEAR}", "immutable"}


@every_view
@every_file
def test_a_file_is_packed_for_whoever_can_unpack_it(view, address):
    """The same shapes either way, under a third of the size packed, and caches are told."""
    path = address(view)
    packed, plain = get(path), get(path, encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.plain == plain.body
    assert len(packed.body) < 0.4 * len(plain.body)
    for answer in (packed, plain):
        assert answer.status == 200
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["content-type"] == "application/json"


@every_view
def test_the_world_is_a_topology_with_every_shape(view):
    """plotly.js finds the land it draws and each shape by its id; no other layer holds anything."""
    world = json.loads(get(world_of(view)).plain)
    assert world["type"] == "Topology"
    objects = world["objects"]
    shapes = {shape["id"] for shape in objects.pop("countries")["geometries"]}
    assert shapes == set(load_boundaries(view)["id"]) - NOT_DRAWN
    assert {"PSE-GZ", "PSE-WB"} <= shapes
    assert objects.pop("land")["geometries"]
    assert world["arcs"]
    assert all(layer["geometries"] == [] for layer in objects.values())


@every_view
def test_every_shape_of_the_world_has_a_middle(view):
    """plotly.js reads it when the pointer is over a shape: without one, no click arrives."""
    for shape in json.loads(get(world_of(view)).plain)["objects"]["countries"]["geometries"]:
        lon, lat = shape["properties"]["ct"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90


@every_view
def test_the_enlarged_part_has_more_detail_and_less_of_the_world(view):
    """Near contributors have their shapes there; who is far away stands on the world alone."""
    drawn = ground(open_record(missions()[0]), view)
    near, world = (
        {
            shape["id"]: shape
            for shape in json.loads(get(path(view)).plain)["objects"]["countries"]["geometries"]
        }
        for path in (near_of, world_of)
    )
    shapes = set(load_boundaries(view)["id"])
    assert {code for code in drawn.near if code in shapes} <= set(near)
    assert not {"ARG", "AUS", "NZL"} & set(near)
    assert set(near) < set(world)


@every_view
@pytest.mark.parametrize("name", missions())
def test_the_theatre_has_the_shapes_that_the_mission_is_about(view, name):
    """Every shape that the record stresses is drawn in full detail."""
    collection = json.loads(get(geometry(view, name).theatre).plain)
    ids = {feature["properties"]["id"] for feature in collection["features"]}
    assert collection["type"] == "FeatureCollection"
    assert set(load_mission(name).settings.theatre.shapes) <= ids


def test_the_views_are_files_of_their_own():
    """A reader who changes the boundaries never gets the others from a cache."""
    addresses = [address(view) for view in VIEWS for address in (world_of, theatre_of)]
    assert len(set(addresses)) == len(addresses)


@every_view
def test_geometry_is_built_once(view):
    """Asking again gives the very same addresses."""
    assert geometry(view, missions()[0]) is geometry(view, missions()[0])


def test_a_name_that_is_gone_is_explained():
    """The text repeats the name, says why it is gone, and what to do."""
    answer = get(f"{PREFIX}/un-world.000000000000.json")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.body.decode() == (
        "geometry 'un-world.000000000000.json' is not served here. Names hold a hash of their "
        "content and change with it: reload the page that asked for this one.\n"
    )
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize(
    "path", ["/../../app.py", "/..%2f..%2fapp.py", "/%2e%2e/app.py", "/", "/<script>"]
)
def test_nothing_but_geometry_is_served_below_its_address(path):
    """There is no way from here to another file."""
    answer = get(PREFIX + path)
    assert answer.status == 404
    assert "text/html" not in answer.headers["content-type"]


@every_file
def test_asking_for_the_headers_sends_no_shapes(address):
    """HEAD says the same as GET, without the body."""
    path = address("un")
    asked, read = get(path, method="HEAD"), get(path)
    assert asked.headers == read.headers
    assert asked.status == 200


def test_geometry_is_only_read():
    """Nothing can be written to a file that everybody keeps."""
    assert get(world_of("un"), method="POST").status == 405


def test_a_view_that_does_not_exist_is_an_error_that_names_the_others():
    """The message repeats the view asked for and lists those there are."""
    with pytest.raises(BoundaryError, match="'mars' is not known. Choose one of: un, defacto"):
        geometry("mars", missions()[0])


def test_everything_is_ready_before_the_first_reader():
    """After the start each view of each mission is served without building anything."""
    start_up()
    built = geometry.cache_info()
    for view in VIEWS:
        for name in missions():
            assert get(geometry(view, name).theatre).status == 200
    assert geometry.cache_info().misses == built.misses


def test_a_ruined_record_does_not_stop_the_server(made_up_missions):
    """A mission that cannot be read must not take the other missions down with it."""
    folder = made_up_missions("lagoon", "marsh")["marsh"]
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    (folder / "statements.csv").write_text("{", encoding="utf-8")
    start_up()
    assert get(geometry("un", "lagoon").theatre).status == 200


@pytest.mark.parametrize(
    ("section", "option", "value", "why"),
    [
        ("browser", "gatherUsageStats", False, "the browser would call out"),
        ("client", "showErrorDetails", "none", "a reader would see our code and its paths"),
        ("client", "toolbarMode", "minimal", "a reader would see a developer's menu"),
        ("server", "fileWatcherType", "none", "every rerun would look at every file"),
        ("runner", "magicEnabled", False, "a bare expression would be written on the page"),
    ],
)
def test_the_server_is_set_up_for_readers(section, option, value, why):
    """Each setting that a reader would notice is there, with its reason."""
    assert CONFIG[section][option] == value, why


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_pages_and_figures_have_the_same_colours(theme, palette):
    """The theme of the pages repeats the palette of the figures."""
    colours = CONFIG["theme"][theme]
    assert colours["backgroundColor"] == palette.ground
    assert colours["textColor"] == palette.text
    assert colours["borderColor"] == palette.rule
    assert colours["primaryColor"] in palette.mark.values()
