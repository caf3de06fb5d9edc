"""The theatre of the map: its land, its places and the names of its territories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import shapely

from charts.labels import BREAK, Box, Label, label_box, place_labels, symbol_boxes, wrapped
from charts.layout import SMALL
from charts.naming import RIGHT_TO_LEFT
from charts.palette import Palette, part_value
from charts.panels import Panel
from charts.territories import Territory, border_boxes, place_names
from charts.world_layer import Trace
from geo.frames import Point

WIDEST = 0.5
"""The most of the theatre's width that one line of a name may take."""

NEAREST_PX = 2
"""What is at least between a name and the symbol of another place."""

MAIN = 13
"""plotly.js's number of the headquarters' symbol, a pentagon: no status has it."""

DECIMALS = 2
"""Of a degree: at most a pixel off in the theatre."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the theatre; `present` says in words who is, below the name of the main one."""

    name: str
    at: Point
    main: bool
    present: str = field(default="", kw_only=True)

    def lines(self, width: float) -> str:
        """
        Return what is written beside the place, in lines of at most `width` px.

        A second line of any other place would stand nearer to the next one's symbol.
        """
        written = (self.name, self.present if self.main else "")
        return BREAK.join(wrapped(text, width=width, size=SMALL) for text in written if text)


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
    """Mark the theatre's places and name its territories: who is present first, then what fits."""
    wanted = sorted(
        (site for site in sites if panel.frame.contains(*site.at)),
        key=lambda site: (not site.main, not site.present, site.name),
    )
    pixels = panel.pixels([site.at for site in wanted])
    taken = symbol_boxes(pixels, panel.symbol + 2)
    labels = [
        Label(site.lines(WIDEST * panel.width), x, y)
        for site, (x, y) in zip(wanted, pixels, strict=True)
    ]
    territories = tuple(Territory(area.name, area.shape) for area in areas)
    sides = _sides(labels, border_boxes(territories, panel), panel)
    taken += [
        label_box(label, side, size=SMALL, symbol=panel.symbol)
        for label, side in zip(labels, sides, strict=True)
        if side
    ]
    texts = {site: label.text for site, label in zip(wanted, labels, strict=True)}
    side_of = dict(zip(wanted, sides, strict=True))
    return _territories(territories, taken, panel, colours), _towns(texts, side_of, panel, colours)


def _sides(labels: Sequence[Label], borders: Sequence[Box], panel: Panel) -> list[str | None]:
    """
    Choose where names of places stand: where they cross no border, else where there is room.

    None comes so near to the symbol of another place that it would be read as its name.
    """
    points = [(label.x, label.y) for label in labels]
    near_others = symbol_boxes(points, panel.symbol + 2 * NEAREST_PX)
    boxes: list[Box] = []
    sides: list[str | None] = []
    for place, label in enumerate(labels):
        others = near_others[:place] + near_others[place + 1 :]
        tried = (
            place_labels(
                [label],
                taken=[*boxes, *others, *kept_off],
                size=SMALL,
                symbol=panel.symbol,
                bounds=panel.bounds,
            )[0]
            for kept_off in (borders, ())
        )
        side = next(filter(None, tried), None)
        if side:
            boxes.append(label_box(label, side, size=SMALL, symbol=panel.symbol))
        sides.append(side)
    return sides


def _territories(
    territories: tuple[Territory, ...], taken: Sequence[Box], panel: Panel, colours: Palette
) -> Trace:
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
    hint: Trace = {"hovertemplate": "%{text}<extra></extra>"}
    if None in side_of.values():
        hint = {"hovertemplate": "%{hovertext}<extra></extra>", "hovertext": list(texts.values())}
    return {
        "type": "scattergeo",
        "geo": panel.geo,
        "lon": [round(site.at[0], DECIMALS) for site in texts],
        "lat": [round(site.at[1], DECIMALS) for site in texts],
        "mode": "markers+text",
        "text": [_each_line(text) if side_of[site] else "" for site, text in texts.items()],
        "textposition": [side_of[site] or "top left" for site in texts],
        **hint,
        "hoverinfo": "text",
        "marker": {
            "symbol": [MAIN if site.main else 0 for site in texts],
            "size": [panel.symbol + 3 if site.main else panel.symbol - 1 for site in texts],
            "color": colours.text,
        },
    }
