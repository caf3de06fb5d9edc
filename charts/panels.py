"""How a map's sheet is parted: the world, the crowded part of it enlarged, and the theatre."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from charts.fitting import MERCATOR, PROJECTION, Pixel, aspect_of, filled, from_screen, on_screen
from charts.labels import EDGE_PX, Box
from charts.spreading import spread
from geo.frames import Frame, Point

WORLD, THEATRE, NEAR = "geo", "geo2", "geo3"
"""plotly.js's names of the maps in the figure."""

GAP_PX = 14
"""Between two parts of the sheet."""

SIDE_BY_SIDE_PX = 680
"""From this width on, the world and the theatre stand beside each other."""

NEAR_PX = 450
"""The most that the enlarged part is high."""

THEATRE_PX, NARROW_THEATRE_PX = 340, 270
"""Height of the theatre beside the world, and in a column of its own."""

NARROW = 500
"""Sheets narrower than this many px take the smaller symbols."""

SYMBOL_PX, NARROW_SYMBOL_PX = 11, 9
COARSE = 2
"""Px for a degree, below which whole degrees will do."""

CLEAR_PX = 3
"""Between two symbols."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One map of the sheet: its frame of the world, and its place in px from the top left."""

    geo: str
    frame: Frame
    left: float
    top: float
    width: float
    height: float
    symbol: int

    @property
    def projection(self) -> str:
        """Return the projection: of the theatre one that keeps angles."""
        return MERCATOR if self.geo == THEATRE else PROJECTION

    @property
    def bounds(self) -> Box:
        """Return where names may stand: px from the lower left."""
        return (EDGE_PX, EDGE_PX, self.width - EDGE_PX, self.height - EDGE_PX)

    def rounded(self, point: Point) -> Point:
        """Round a point as far as its panel cannot show: at most by half a pixel."""
        per_degree = self.width / (self.frame.east - self.frame.west)
        digits = 0 if per_degree < COARSE else 1
        lon, lat = (round(value, digits) for value in point)
        return (lon, lat) if digits else (int(lon), int(lat))

    def pixels(self, points: Sequence[Point]) -> list[Pixel]:
        """Return where points are drawn, in px from the lower left."""
        size = (self.width, self.height)
        return on_screen(points, self.frame, size, projection=self.projection)

    def points(self, pixels: Sequence[Pixel]) -> list[Point]:
        """Return the points that are drawn at some px."""
        size = (self.width, self.height)
        return from_screen(pixels, self.frame, size, projection=self.projection)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a map, in px; `near` only where the world is too crowded."""

    width: float
    height: float
    world: Panel
    theatre: Panel
    near: Panel | None

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Return the parts on which contributors have symbols."""
        return (self.near, self.world) if self.near else (self.world,)


@functools.lru_cache(maxsize=64)
def sheet(world: Frame, near: Frame | None, theatre: Frame, width: int) -> Sheet:
    """
    Lay out the maps for a sheet `width` px wide: the enlarged part above, the others below.

    Names stay clear of each other wherever the sheet is at least as wide as that:
    heights are fixed, and plotly.js then centres each map in its place.
    """
    size = SYMBOL_PX if width >= NARROW else NARROW_SYMBOL_PX
    if not near:
        high = round(width / aspect_of(world))
        above = Panel(WORLD, world, 0, 0, width, high, size)
        below = _theatre(theatre, 0, high + GAP_PX, width, NARROW_THEATRE_PX)
        return Sheet(width, below.top + below.height, above, below, None)
    high = min(round(width / aspect_of(near)), NEAR_PX)
    first = Panel(NEAR, filled(near, width / high), 0, 0, width, high, size)
    top = high + GAP_PX
    if width >= SIDE_BY_SIDE_PX:
        half = (width - GAP_PX) // 2
        rest = Panel(WORLD, world, 0, top, half, THEATRE_PX, size)
        below = _theatre(theatre, half + GAP_PX, top, half, THEATRE_PX)
    else:
        rest = Panel(WORLD, world, 0, top, width, round(width / aspect_of(world)), size)
        below = _theatre(theatre, 0, top + rest.height + GAP_PX, width, NARROW_THEATRE_PX)
    return Sheet(width, below.top + below.height, rest, below, first)


def _theatre(frame: Frame, left: float, top: float, width: float, height: float) -> Panel:
    shown = filled(frame, width / height, projection=MERCATOR)
    return Panel(THEATRE, shown, left, top, width, height, SYMBOL_PX - 4)


@functools.lru_cache(maxsize=256)
def stands(homes: tuple[tuple[str, Point], ...], panel: Panel) -> dict[str, Point]:
    """
    Return where each contributor's symbol stands so that none covers another.

    That is at home where there is room, else beside. It rests on all contributors of a
    record, whoever is shown: a symbol has the same place on every day.
    """
    reach = panel.symbol / 2 + 2
    edges = (reach, reach, panel.width - reach, panel.height - reach)
    pixels = panel.pixels([at for _, at in homes])
    moved = spread(pixels, apart=panel.symbol + CLEAR_PX, bounds=edges)
    points = panel.points(moved)
    return {code: panel.rounded(at) for (code, _), at in zip(homes, points, strict=True)}
