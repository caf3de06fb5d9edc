"""How texts stand in pictures: our typeface in every script, measured and broken into lines."""

import functools
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from share.language import RIGHT_TO_LEFT, Language
from share.typeface import whole_faces

POINTS = 72
"""Points in an inch."""

MEASURING_DPI = 300

LINE = 1.32
"""Distance of two lines, as a share of the type size."""

RIGHT_TO_LEFT_MARK = "\u200f"
"""Makes a line that begins with a Latin word run from right to left all the same (UAX 9)."""

BOLD = 600


def set_up() -> None:
    """
    Make our typeface the only one, and files the same bytes for the same content.

    `$` is a dollar sign, never mathematics. SVG names are salted with a constant
    instead of a random number; glyphs are outlines there, so a picture looks the same
    where our typeface is missing. PDF embeds TrueType.
    """
    families = []
    for bold in (False, True):
        for path in whole_faces(bold=bold):
            fontManager.addfont(path)
            families.append(FontProperties(fname=path).get_name())
    mpl.rcParams.update(
        {
            "font.family": list(dict.fromkeys(families)),
            "text.parse_math": False,
            "svg.hashsalt": "missionmap",
            "svg.fonttype": "path",
            "pdf.fonttype": 42,
            "axes.unicode_minus": False,
        }
    )


set_up()


@functools.cache
def _measuring() -> Any:
    """Return what measures texts, as fine as they are printed: dots round their letters."""
    canvas: Any = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=MEASURING_DPI))
    return canvas.get_renderer()


@functools.lru_cache(maxsize=16_384)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in inches; `size` in points."""
    font = FontProperties(size=size, weight=BOLD if bold else "normal")
    width, _, _ = _measuring().get_text_width_height_descent(text, font, False)
    return float(width) / MEASURING_DPI


def line_height(size: float) -> float:
    """Return the height of a line in inches."""
    return size * LINE / POINTS


def wrapped(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text between words into lines of at most `width` inches."""
    return list(_lines(text.split(), width, size, bold=bold)) if text else []


def _lines(words: list[str], width: float, size: float, *, bold: bool) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def directed(line: str, t: Language) -> str:
    """Make a line run in the language's direction, whatever script it begins with."""
    return RIGHT_TO_LEFT_MARK + line if t.direction == RIGHT_TO_LEFT else line
