"""The theatre of the map: its land, its places and the names of its territories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely

from charts.labels import BREAK, Box, Label, label_box, place_labels, symbol_boxes, wrapped
from charts.layout import SMALL
from charts.naming import RIGHT_TO_LEFT
from charts.palette import Palette, part_value
from charts.panels import Panel
from charts.territories import Territory, place_names
from charts.world_layer import Trace
from geo.frames import Point

WIDEST = 0.5
"""The most of the theatre's width that one line of a name may take."""

DECIMALS = 2
"""Of a degree: at most a pixel off in the theatre."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the theatre."""

    name: str
    at: Point
    main: bool


@dataclass(frozen=True, slots=True)
class Area(Site):
    """A territory of the theatre, with its `shape` in degrees."""

    shape: shapely.Geometry


def theatre_land(
    address: str, ids: Sequence[str], *, parts: Sequence[str], panel: Panel, colours: Palette
) -> Trace:
    """Draw the theatre's land; each of its `parts` has a tone of its own, none a status."""
    value_of = {shape: part_value(place, colours) for place, shape in enumerate(parts)}
    return {
        "type": "choropleth",
        "geo": panel.geo,
        "geojson": address,
        "locations": list(ids),
        "z": [value_of.get(shape, 0) for shape in ids],
        "marker": {"line": {"color": colours.quiet, "width": 0.8}},
    }


def places(
    sites: Sequence[Site], areas: Sequence[Area], panel: Panel, colours: Palette
) -> tuple[Trace, Trace]:
    """Mark the theatre's places and name its territories: the main place first, then what fits."""
    wanted = sorted(
        (site for site in sites if panel.frame.contains(*site.at)),
        key=lambda site: (not site.main, site.name),
    )
    pixels = panel.pixels([site.at for site in wanted])
    taken = symbol_boxes(pixels, panel.symbol + 2)
    labels = [
        Label(wrapped(site.name, width=WIDEST * panel.width, size=SMALL), x, y)
        for site, (x, y) in zip(wanted, pixels, strict=True)
    ]
    sides = place_labels(labels, taken=taken, size=SMALL, symbol=panel.symbol, bounds=panel.bounds)
    taken += [
        label_box(label, side, size=SMALL, symbol=panel.symbol)
        for label, side in zip(labels, sides, strict=True)
        if side
    ]
    texts = {site: label.text for site, label in zip(wanted, labels, strict=True)}
    side_of = dict(zip(wanted, sides, strict=True))
    return _territories(areas, taken, panel, colours), _towns(texts, side_of, panel, colours)


def _territories(
    areas: Sequence[Area], taken: Sequence[Box], panel: Panel, colours: Palette
) -> Trace:
    territories = tuple(Territory(area.name, area.shape) for area in areas)
    named = place_names(territories, panel, taken=taken)
    points = panel.points(list(named.values()))
    return {
        "type": "scattergeo",
        "geo": panel.geo,
        "lon": [round(lon, DECIMALS) for lon, _ in points],
        "lat": [round(lat, DECIMALS) for _, lat in points],
        "mode": "text",
        "text": [_in_italics(name) for name in named],
        "textfont": {"color": colours.quiet},
    }


def _in_italics(name: str) -> str:
    """Slant a name, where its script knows slanted letters."""
    return name if RIGHT_TO_LEFT.match(name) else f"<i>{name}</i>"


def _each_line(text: str) -> str:
    """Keep the direction of each line of a name that is written from the right."""
    if BREAK not in text or not RIGHT_TO_LEFT.match(text):
        return text
    return BREAK.join(f"\u2067{line}\u2069" for line in text.split(BREAK))


def _towns(
    texts: Mapping[Site, str],
    side_of: Mapping[Site, str | None],
    panel: Panel,
    colours: Palette,
) -> Trace:
    return {
        "type": "scattergeo",
        "geo": panel.geo,
        "lon": [round(site.at[0], DECIMALS) for site in texts],
        "lat": [round(site.at[1], DECIMALS) for site in texts],
        "mode": "markers+text",
        "text": [_each_line(text) if side_of[site] else "" for site, text in texts.items()],
        "textposition": [side_of[site] or "top left" for site in texts],
        "hovertext": ["" if side_of[site] else site.name for site in texts],
        "hoverinfo": "text",
        "hovertemplate": "%{text}%{hovertext}<extra></extra>",
        "marker": {
            "symbol": [2 if site.main else 0 for site in texts],
            "size": [panel.symbol + 3 if site.main else panel.symbol - 1 for site in texts],
            "color": colours.text,
        },
    }
