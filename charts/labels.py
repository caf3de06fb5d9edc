"""Where labels go so that none covers another or a symbol, and which are left out."""

from collections.abc import Sequence
from dataclasses import dataclass

CHARACTER = 0.56
"""Mean width of a character of the house typeface, as a share of its size."""

ROOM, EDGE_PX = 1.12, 10
"""Labels are placed as if this much larger, and this many px from the edge: windows differ."""

HIDDEN = "top left"
"""Where a label stands that has no text: the shortest of plotly.js's words for it."""

POSITIONS = (
    ("middle right", 1, 0),
    ("middle left", -1, 0),
    ("top center", 0, 1),
    ("bottom center", 0, -1),
    ("top right", 1, 1),
    ("bottom right", 1, -1),
    ("top left", -1, 1),
    ("bottom left", -1, -1),
)
"""Plotly's names for the sides of a point, with the way the label moves: x right, y up."""


ON_THE_POINT = (("middle center", 0, 0),)


@dataclass(frozen=True, slots=True)
class Label:
    """A text wanted at a point, in px with y upwards; `centred` if it may stand on the point."""

    text: str
    x: float
    y: float
    centred: bool = False


Box = tuple[float, float, float, float]


def place_labels(
    labels: Sequence[Label],
    *,
    taken: Sequence[tuple[float, float]] = (),
    size: float,
    symbol: float,
    bounds: Box | None = None,
) -> tuple[str | None, ...]:
    """
    Choose for each label the first free side of its point, or None when there is none.

    Earlier labels go first. Each point in `taken` is a symbol of `symbol` px that
    no label may cover; nor may a label leave `bounds` (left, bottom, right, top).

    >>> place_labels([Label("A", 0, 0), Label("B", 0, 0)], size=10, symbol=8)
    ('middle right', 'middle left')
    """
    half = symbol / 2
    boxes: list[Box] = [(x - half, y - half, x + half, y + half) for x, y in taken]
    chosen: list[str | None] = []
    for label in labels:
        chosen.append(None)
        for name, right, up in (*ON_THE_POINT[: label.centred], *POSITIONS):
            box = _box(label, right, up, size=size, gap=half + 1)
            if bounds and not _inside(box, bounds):
                continue
            if not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                chosen[-1] = name
                break
    return tuple(chosen)


def _box(label: Label, right: int, up: int, *, size: float, gap: float) -> Box:
    width, height = len(label.text) * size * CHARACTER, size * 1.15
    x, y = label.x + right * (gap + width / 2), label.y + up * (gap + height / 2)
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(box: Box, bounds: Box) -> bool:
    return (
        box[0] >= bounds[0] and box[1] >= bounds[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
    )
