"""Where a territory's name stands: in it, else over the water beside it, never in another."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from charts.labels import Box, text_size
from charts.layout import SMALL
from charts.panels import Panel

STEP_PX = 5
"""Between two spots that are tried."""

CLEAR_PX = 2
"""Between a name and the land of another territory."""

BESIDE_PX = 26
"""The most that a name over the water may be away from its territory."""

Spots = tuple[np.ndarray, tuple[float, float]]
"""Middles of a name in px, the best first, and its width and height."""


@dataclass(frozen=True, slots=True)
class Territory:
    """A name and the shape it belongs to, in degrees."""

    name: str
    shape: shapely.Geometry


def place_names(
    territories: tuple[Territory, ...], panel: Panel, *, taken: Sequence[Box]
) -> dict[str, tuple[float, float]]:
    """
    Choose the middle of each territory's name in px, clear of `taken` and of each other.

    The smallest territories choose first; a name without a free spot is left out.
    """
    boxes = [*taken]
    placed: dict[str, tuple[float, float]] = {}
    for name, (spots, (wide, high)) in spots_of(territories, panel).items():
        free = np.ones(len(spots), dtype=bool)
        for left, bottom, right, top in boxes:
            across = (spots[:, 0] > left - wide / 2) & (spots[:, 0] < right + wide / 2)
            free &= ~(across & (spots[:, 1] > bottom - high / 2) & (spots[:, 1] < top + high / 2))
        if free.any():
            x, y = (float(px) for px in spots[int(np.argmax(free))])
            placed[name] = (x, y)
            boxes.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return placed


@functools.lru_cache(maxsize=64)
def border_boxes(territories: tuple[Territory, ...], panel: Panel) -> tuple[Box, ...]:
    """Return small boxes along the borders between territories, in px, for names to keep off."""
    shapes = [_drawn(territory.shape, panel) for territory in territories]
    coasts = shapely.buffer(shapely.boundary(shapely.union_all(shapes)), CLEAR_PX)
    lines = shapely.difference(shapely.union_all(shapely.boundary(shapes)), coasts)
    points = shapely.get_coordinates(shapely.segmentize(lines, STEP_PX))
    return tuple(
        (x - 1, y - 1, x + 1, y + 1) for x, y in dict.fromkeys(map(tuple, points.round().tolist()))
    )


@functools.lru_cache(maxsize=64)
def spots_of(territories: tuple[Territory, ...], panel: Panel) -> dict[str, Spots]:
    """Return for each name, that of the smallest territory first, the spots it may take."""
    shapes = [_drawn(territory.shape, panel) for territory in territories]
    order = sorted(range(len(shapes)), key=lambda at: (shapes[at].area, territories[at].name))
    return {
        territories[at].name: _spots(
            territories[at].name,
            shapes[at],
            shapely.union_all([shape for other, shape in enumerate(shapes) if other != at]),
            panel,
        )
        for at in order
        if not shapes[at].is_empty
    }


def _drawn(shape: shapely.Geometry, panel: Panel) -> shapely.Geometry:
    """Return what a panel shows of a shape, in px from its lower left."""
    wide = panel.frame.expanded(0.5)
    near = shapely.intersection(shape, shapely.box(wide.west, wide.south, wide.east, wide.north))
    pixels = shapely.transform(near, lambda xy: np.array(panel.pixels(xy.tolist())).reshape(-1, 2))
    return shapely.intersection(
        shapely.make_valid(pixels), shapely.box(0, 0, panel.width, panel.height)
    )


def _spots(name: str, own: shapely.Geometry, others: shapely.Geometry, panel: Panel) -> Spots:
    wide, high = text_size(name, SMALL)
    left, bottom, right, top = panel.bounds
    middles = np.array(
        [
            (x, y)
            for x in np.arange(left + wide / 2, right - wide / 2, STEP_PX)
            for y in np.arange(bottom + high / 2, top - high / 2, STEP_PX)
        ]
    ).reshape(-1, 2)
    x, y = middles[:, 0], middles[:, 1]
    boxes = shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    shapely.prepare([own, others])
    kept = shapely.distance(boxes, own) <= BESIDE_PX
    kept &= ~shapely.dwithin(boxes, others, CLEAR_PX)
    within = shapely.contains(own, boxes)
    kept &= within | ~shapely.intersects(boxes, own) | (own.area < 2 * wide * high)
    centre = shapely.get_coordinates(own.representative_point())[0]
    far = np.hypot(*(middles - centre).T)
    order = np.lexsort((far, ~within))
    return middles[order[kept[order]]], (wide, high)
