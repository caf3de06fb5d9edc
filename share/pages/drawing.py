"""The map of a plain page: its figure, and the shapes that plotly.js would ask a server for."""

import functools
import json
from typing import Any

from charts.contribution_map import contribution_map
from charts.palette import LIGHT
from data.record import Record
from geo.browser import theatre_geojson, topologies
from geo.frames import Frame
from share.cartography import Drawing, areas, draw, ground, sites
from share.language import Language
from share.links import Choice
from share.pages.look import dark_of
from share.query import SHOWN_STATUSES
from share.snapshot import Snapshot

WIDTHS = {"wide": 840, "narrow": 360}
"""Widths in px that the figure is made for; the browser takes the one that fits."""


def drawing_of(view: Snapshot, choice: Choice, t: Language) -> Drawing:
    """Put the contributors of the chosen statuses on the map."""
    return draw(view, borders=choice.borders, t=t, statuses=choice.status or SHOWN_STATUSES)


def figures(view: Snapshot, drawing: Drawing, choice: Choice, t: Language) -> dict[str, Any]:
    """Return the map in each size, in light colours, with the dark tone of each of them."""
    return {
        **{name: _figure(view, drawing, choice, t, width) for name, width in WIDTHS.items()},
        "dark": dict(dark_of()),
    }


def _figure(view: Snapshot, drawing: Drawing, choice: Choice, t: Language, width: int) -> Any:
    made = contribution_map(
        drawing.marks,
        arcs=drawing.arcs,
        sites=sites(view, t),
        areas=areas(view.record, choice.borders, t),
        fills=drawing.fills,
        ground=ground(view.record, choice.borders),
        colours=LIGHT,
        width=width,
        selected=choice.actor,
    )
    return json.loads(made.to_json())


@functools.lru_cache(maxsize=8)
def shapes_script(record: Record, borders: str) -> str:
    """
    Return the script that hands a boundary view's shapes to plotly.js.

    It looks for the topology under `topojson`, and for a figure's GeoJSON under the
    very address that the figure names, before it asks anybody for them.
    """
    drawn = ground(record, borders)
    theatre = theatre_geojson(borders, Frame(*record.mission.settings.theatre.frame))
    worlds = topologies(borders, drawn.near_frame)
    written = ",".join(f'"{name}":{world.decode()}' for name, world in worlds.items())
    return (
        f'window.PlotlyGeoAssets={{"topojson":{{{written}}},'
        f"{json.dumps(drawn.theatre)}:{theatre.decode()}}};"
    )
