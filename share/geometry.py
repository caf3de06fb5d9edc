"""Boundaries for the browser: built once, served by content-hash names, cached for ever."""

import functools
import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.load import load_mission, missions
from geo.boundaries import VIEWS
from geo.browser import content_name, theatre_geojson, world_topology
from geo.frames import Frame

PREFIX = "/geometry"
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Geometry:
    """
    The addresses of what one map draws in one boundary view.

    `world` is a folder: plotly.js asks for its base topology there, under one of
    its own file names. `theatre` is a GeoJSON file.
    """

    world: str
    theatre: str


@functools.cache
def geometry(view: str, mission: str) -> Geometry:
    """
    Build (once) the shapes of a mission's map in a boundary view and return their addresses.

    Raises BoundaryError for a view that does not exist.
    """
    frame = Frame(*load_mission(mission).settings.theatre.frame)
    return Geometry(
        world=_publish(f"{view}-world", world_topology(view)) + "/",
        theatre=_publish(f"{view}-{mission}", theatre_geojson(view, frame)),
    )


_files: dict[str, tuple[bytes, bytes]] = {}


def _publish(stem: str, payload: bytes) -> str:
    name = content_name(stem, payload)
    _files[name] = (payload, gzip.compress(payload, compresslevel=9, mtime=0))
    return f"{PREFIX}/{name}"


def build_all() -> None:
    """Build every view of every mission, so that no reader waits for it."""
    for view in VIEWS:
        for mission in missions():
            geometry(view, mission)


async def serve_geometry(request: Request) -> Response:
    """Answer with the shapes of one content-hash name; 404 says how names come about."""
    name = request.path_params["name"]
    if name not in _files:
        return PlainTextResponse(
            f"geometry '{name}' is not served here. Names hold a hash of their content and "
            "change with it: reload the page that asked for this one.\n",
            status_code=404,
        )
    plain, packed = _files[name]
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
    if accepts:
        headers["content-encoding"] = "gzip"
    return Response(packed if accepts else plain, media_type="application/json", headers=headers)


ROUTES = (
    Route(PREFIX + "/{name}", serve_geometry),
    Route(PREFIX + "/{name}/{asked_as}", serve_geometry),
)
