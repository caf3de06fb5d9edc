"""Boundaries for the browser: built once, served by content-hash names, cached for ever."""

import functools
import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.load import load_mission
from geo.browser import content_name, theatre_geojson, topologies
from geo.frames import Frame

PREFIX = "/geometry"
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Geometry:
    """
    The addresses of what one map draws in one boundary view.

    `world` is a folder: plotly.js asks for its base topologies there, under its own file
    names (geo.browser.WHOLE and ENLARGED). `theatre` is a GeoJSON file.
    """

    world: str
    theatre: str


@functools.cache
def geometry(view: str, mission: str, near: Frame | None = None) -> Geometry:
    """
    Build (once) the shapes of a mission's map in a boundary view and return their addresses.

    `near` frames the part of the world that is drawn enlarged, where there is one.
    Raises BoundaryError for a view that does not exist.
    """
    frame = Frame(*load_mission(mission).settings.theatre.frame)
    worlds = topologies(view, near)
    folder = content_name(f"{view}-world", b"".join(worlds.values()))
    for asked_as, payload in worlds.items():
        _keep(f"{folder}/{asked_as}.json", payload)
    theatre = theatre_geojson(view, frame)
    return Geometry(
        world=f"{PREFIX}/{folder}/",
        theatre=f"{PREFIX}/{_keep(content_name(f'{view}-{mission}', theatre), theatre)}",
    )


_files: dict[str, tuple[bytes, bytes]] = {}


def _keep(name: str, payload: bytes) -> str:
    _files[name] = (payload, gzip.compress(payload, compresslevel=9, mtime=0))
    return name


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


ROUTES = (Route(PREFIX + "/{name:path}", serve_geometry),)
