"""The server around the pages: our routes, and what is prepared before the first reader."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.load import missions
from data.record import open_record
from geo.boundaries import VIEWS
from share.api.routes import ROUTES as API_ROUTES
from share.brief.routes import ROUTES as BRIEF_ROUTES
from share.cartography import ground
from share.feeds import ROUTES as FEED_ROUTES
from share.files import ROUTES as FILE_ROUTES
from share.geometry import ROUTES as GEOMETRY_ROUTES
from share.headline import HOME
from share.index_page import IndexPage
from share.pictures.routes import ROUTES as PICTURE_ROUTES
from share.preview import ROUTES as PREVIEW_ROUTES
from share.promptness import answer_promptly
from share.typeface import ROUTES as FONT_ROUTES
from views.style import served_styles


async def to_the_root(request: Request) -> Response:
    """Lead a link that names the first page to where Streamlit serves it: the root alone."""
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


ROUTES = [
    Route(f"/{HOME}", to_the_root),
    *GEOMETRY_ROUTES,
    *FONT_ROUTES,
    *FILE_ROUTES,
    *API_ROUTES,
    *FEED_ROUTES,
    *BRIEF_ROUTES,
    *PICTURE_ROUTES,
    *PREVIEW_ROUTES,
]
INDEX = Path(st.__file__).parent / "static" / "index.html"
MIDDLEWARE = [Middleware(IndexPage, index=INDEX, styles=served_styles())]


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """
    Read the records and build the shapes once, then let the collector forget them.

    Freezing what never changes spares every rerun a walk over it.
    """
    for record in map(open_record, missions()):
        for view in VIEWS if record.mission.statements else ():
            ground(record, view)
    answer_promptly()
    gc.collect()
    gc.freeze()
    yield
