"""The server around the pages: our routes, and what is prepared before the first reader."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from data.load import missions
from data.record import open_record
from share.geometry import ROUTES as GEOMETRY_ROUTES
from share.geometry import build_all

ROUTES = [*GEOMETRY_ROUTES]
MIDDLEWARE: list[Middleware] = []


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """
    Read the records and build the shapes once, then let the collector forget them.

    Freezing what never changes spares every rerun a walk over it.
    """
    for name in missions():
        open_record(name)
    build_all()
    gc.collect()
    gc.freeze()
    yield
