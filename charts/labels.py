"""Where labels go so that none covers another or a symbol, and which are left out."""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SLIM, USUAL, CAPITAL, BROAD = 0.41, 0.6, 0.72, 0.94
"""
Widths of characters as shares of the type size.

At least those of IBM Plex Sans, so that a label is never wider than the room kept for it.
"""

_SLIM = frozenset(" \u00a0.,:;'’‘`´!|/()[]-·ijlftrIíìîïıJ")
_SOLID = frozenset("&אחטמםסקשתץצ")
_BROAD = frozenset("mwMW%@…—œŒæÆسشصض")

LINE, LETTERS, TALL_LETTERS = 1.3, 1.15, 1.32
"""
Heights as shares of the type size: from line to line as plotly.js sets them, and of one line.

IBM Plex Sans reaches 0.78 above the line and 0.22 below it, IBM Plex Sans Arabic further;
the rest is air.
"""

_TALL = re.compile(r"[\u0600-\u06ff]")

EDGE_PX = 6
"""Labels keep this distance from the edge of their map."""

BREAK = "<br>"
"""What parts the lines of a label, in plotly.js."""

_PLACES_TO_PART = re.compile(r"(?<=[ -])(?=[^ ])")
"""After a space or a hyphen; a space that must not be parted is another character."""

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

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in px, y upwards."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text wanted at a point, in px with y upwards; BREAK parts its lines."""

    text: str
    x: float
    y: float


@functools.lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """
    Return the most that a line of text is wide, as a multiple of the type size.

    >>> round(text_width("Fiji"), 2)
    1.95
    """
    return sum(_advance(character) for character in text)


def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if character in _SLIM:
        return SLIM
    if character in _BROAD:
        return BROAD
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return CAPITAL if character.isupper() or character in _SOLID else USUAL


def text_size(text: str, size: float) -> tuple[float, float]:
    """Return the width and height in px that a text of one or more lines needs."""
    lines = text.split(BREAK)
    letters = TALL_LETTERS if _TALL.search(text) else LETTERS
    return max(map(text_width, lines)) * size, (LINE * (len(lines) - 1) + letters) * size


def wrapped(text: str, *, width: float, size: float) -> str:
    """
    Part a text at spaces and hyphens into lines of at most `width` px, where words allow that.

    >>> wrapped("United Arab Emirates", width=80, size=12)
    'United Arab<br>Emirates'
    """
    lines: list[str] = []
    for word in _PLACES_TO_PART.split(text):
        longer = lines[-1] + word if lines else word
        if lines and text_width(longer.rstrip(" ")) * size <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return BREAK.join(line.rstrip(" ") for line in lines)


def symbol_gap(symbol: float) -> float:
    """Return the px that plotly.js leaves between a point and its label."""
    return symbol / 2 / 0.8 + 1


def symbol_boxes(points: Sequence[tuple[float, float]], symbol: float) -> list[Box]:
    """Return what symbols of `symbol` px cover."""
    half = symbol / 2
    return [(x - half, y - half, x + half, y + half) for x, y in points]


def place_labels(
    labels: Sequence[Label],
    *,
    taken: Sequence[Box] = (),
    size: float,
    symbol: float,
    bounds: Box | None = None,
) -> tuple[str | None, ...]:
    """
    Choose for each label the first free side of its point, or None when there is none.

    Earlier labels go first. None covers a box in `taken`, another label, or leaves
    `bounds`. Points have symbols of `symbol` px.

    >>> place_labels([Label("A", 0, 0), Label("B", 0, 0)], size=10, symbol=8)
    ('middle right', 'middle left')
    """
    boxes = list(taken)
    chosen: list[str | None] = []
    for label in labels:
        side = _free_side(label, boxes, size=size, gap=symbol_gap(symbol), bounds=bounds)
        if side:
            boxes.append(label_box(label, side, size=size, symbol=symbol))
        chosen.append(side)
    return tuple(chosen)


def _free_side(
    label: Label, boxes: Sequence[Box], *, size: float, gap: float, bounds: Box | None
) -> str | None:
    for name, right, up in POSITIONS:
        box = _box(label, right, up, size=size, gap=gap)
        if bounds and not inside(box, bounds):
            continue
        if not any(overlap(box, other) for other in boxes):
            return name
    return None


def label_box(label: Label, side: str, *, size: float, symbol: float) -> Box:
    """Return what a label covers on a side of its point."""
    right, up = next((right, up) for name, right, up in POSITIONS if name == side)
    return _box(label, right, up, size=size, gap=symbol_gap(symbol))


def _box(label: Label, right: int, up: int, *, size: float, gap: float) -> Box:
    width, height = text_size(label.text, size)
    x, y = label.x + right * (gap + width / 2), label.y + up * (gap + height / 2)
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def inside(box: Box, bounds: Box) -> bool:
    """Say whether a box lies within bounds."""
    return (
        box[0] >= bounds[0] and box[1] >= bounds[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
    )
