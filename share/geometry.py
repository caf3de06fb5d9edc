"""Boundaries for the browser: built once, served by content-hash names, cached for ever."""

import functools
import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.load import load_mission, missions
from geo.boundaries import VIEWS
from geo.browser import content_name, empty_topology, theatre_geojson, world_geojson
from geo.frames import Frame

PREFIX = "/geometry"
TOPOLOGY = f"{PREFIX}/base/"
"""Where plotly.js looks for its base topology: an empty one, since the app draws its own land."""

FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Geometry:
    """The addresses of what one map draws: the world and the theatre in one boundary view."""

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
        world=_publish(f"{view}-world", world_geojson(view)),
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
    return Response(
        packed if accepts else plain, media_type="application/geo+json", headers=headers
    )


async def serve_topology(_: Request) -> Response:
    """Answer plotly.js's request for base topology with one that holds no shapes."""
    return Response(
        empty_topology(), media_type="application/json", headers={"cache-control": FOR_EVER}
    )


ROUTES = (
    Route(TOPOLOGY + "{name:path}", serve_topology),
    Route(PREFIX + "/{name}", serve_geometry),
)
