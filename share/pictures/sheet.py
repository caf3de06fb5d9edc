"""The words around a picture, set on one sheet: title, both clocks, sentence, legend, sources."""

import functools
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from charts.palette import LIGHT
from share.language import RIGHT_TO_LEFT, Language
from share.pictures.lettering import BOLD, directed, line_height, width_of, wrapped
from share.pictures.symbols import draw_symbols

WIDTH: Final = 9.6
"""Inches: 244 mm, a page of A4 on its side within its margins."""

MARGIN: Final = 0.3
PRINT_DPI: Final = 300
"""Dots per inch of a PNG: what printers ask for."""

FORMATS: Final[Mapping[str, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
"""Formats of a picture and their media types."""

TITLE, LEAD, BODY, SMALL, FINE = 19.0, 11.0, 10.0, 8.5, 7.0
"""Type sizes in points."""

INK = LIGHT
"""Pictures are for paper: always the light palette."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a sheet in inches, from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Key:
    """
    A line of the legend: a status's symbol, hollow when only reported, and what it means.

    A `swatch` shows the status's colour alone, where the shape of a mark says something else.
    """

    status: str
    text: str
    hollow: bool = False
    swatch: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """
    What is drawn between the words.

    `height` says how many inches it needs at a width; `paint` draws it into a place of
    a figure with type of a size in points. `note` says what to know when reading it.
    """

    height: Callable[[float], float]
    paint: Callable[[Figure, Rect, float], None]
    keys: tuple[Key, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a sheet says: `foot` are its paragraphs of small print, the first about sources."""

    title: str
    clocks: str
    sentence: str
    foot: tuple[str, ...]


def axes_in(figure: Figure, place: Rect) -> Axes:
    """Return axes that fill a place of a figure, without any decoration."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes(
        (place.left / width, place.bottom / height, place.width / width, place.height / height)
    )
    axes.set_facecolor("none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
    return axes


def inches_wide(axes: Axes) -> float:
    """Return the width of axes in inches."""
    figure = axes.figure
    assert isinstance(figure, Figure)
    return float(axes.get_position().width * figure.get_figwidth())


def blank(width: float, height: float) -> Figure:
    """Return an empty white sheet of a size in inches, with a canvas to draw on."""
    figure = Figure(figsize=(width, height), facecolor=INK.ground)
    FigureCanvasAgg(figure)
    return figure


def write(
    figure: Figure,
    lines: Sequence[str],
    t: Language,
    *,
    span: tuple[float, float],
    top: float,
    size: float,
    bold: bool = False,
    colour: str = INK.text,
) -> float:
    """
    Write lines from `top` down, at the end of `span` where the language begins.

    Returns how far down they reach, in inches.
    """
    left, right = span
    width, height = figure.get_size_inches()
    mirrored = t.direction == RIGHT_TO_LEFT
    for line in lines:
        top -= line_height(size)
        figure.text(
            (right if mirrored else left) / width,
            (top + line_height(size) * 0.28) / height,
            directed(line, t),
            size=size,
            weight=BOLD if bold else "normal",
            color=colour,
            ha="right" if mirrored else "left",
            va="baseline",
        )
    return top


def set_sheet(words: Words, content: Content, t: Language) -> Figure:
    """Set words and content on a sheet as high as they need."""
    inner = WIDTH - 2 * MARGIN
    blocks = _heads(words, inner) + _legend_rows(content.keys, inner)
    breaking = functools.partial(wrapped, width=inner, size=FINE)
    foot = [line for text in (content.note, *words.foot) for line in breaking(text)]
    needed = content.height(inner)
    foot_height = len(foot) * line_height(FINE) + 0.16
    figure = blank(WIDTH, 2 * MARGIN + blocks + needed + foot_height + 0.25)
    top = figure.get_size_inches()[1] - MARGIN
    edges = (MARGIN, WIDTH - MARGIN)
    for text, size, bold, colour in _texts(words):
        lines = wrapped(text, width=inner, size=size, bold=bold)
        top = write(figure, lines, t, top=top, size=size, bold=bold, colour=colour, span=edges)
        top -= 0.05
    top = draw_legend(figure, content.keys, t, top=top - 0.08, size=SMALL, span=edges)
    bottom = MARGIN + foot_height + 0.06
    content.paint(figure, Rect(MARGIN, bottom, inner, needed), SMALL)
    rule = MARGIN + foot_height - 0.06
    _rule(figure, MARGIN, WIDTH - MARGIN, rule)
    write(figure, foot, t, top=rule - 0.06, size=FINE, colour=INK.quiet, span=edges)
    return figure


def _texts(words: Words) -> tuple[tuple[str, float, bool, str], ...]:
    return (
        (words.title, TITLE, True, INK.text),
        (words.clocks, LEAD, False, INK.quiet),
        (words.sentence, BODY, False, INK.text),
    )


def _heads(words: Words, width: float) -> float:
    return sum(
        len(wrapped(text, width=width, size=size, bold=bold)) * line_height(size) + 0.05
        for text, size, bold, _ in _texts(words)
    )


def _rule(figure: Figure, left: float, right: float, y: float) -> None:
    width, height = figure.get_size_inches()
    axes = figure.add_axes((left / width, y / height, (right - left) / width, 0.004 / height))
    axes.set_axis_off()
    axes.axhline(0, color=INK.rule, linewidth=0.8, clip_on=False)


def _legend_flow(
    keys: Sequence[Key], width: float, size: float
) -> tuple[list[tuple[float, int]], int]:
    """Return for each key its distance from the beginning and its row, and the number of rows."""
    places, x, row = [], 0.0, 0
    for key in keys:
        wide = width_of(key.text, size) + size / 72 * 1.9
        if x and x + wide > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += wide + size / 72 * 1.5
    return places, row + 1 if keys else 0


def _legend_rows(keys: Sequence[Key], width: float) -> float:
    _, rows = _legend_flow(keys, width, SMALL)
    return rows * line_height(SMALL) * 1.25 + 0.18


def draw_legend(
    figure: Figure,
    keys: Sequence[Key],
    t: Language,
    *,
    span: tuple[float, float],
    top: float,
    size: float,
) -> float:
    """Draw the legend's keys in rows from `top` down, within `span`; return their foot."""
    left, right = span
    places, rows = _legend_flow(keys, right - left, size)
    step = line_height(size) * 1.25
    mirrored = t.direction == RIGHT_TO_LEFT
    height = max(rows * step, 0.01)
    axes = axes_in(figure, Rect(left, top - height, right - left, height))
    axes.set(xlim=(0, right - left), ylim=(0, height), xticks=[], yticks=[])
    for key, (x, row) in zip(keys, places, strict=True):
        y = height - (row + 0.5) * step
        at = right - left - x - size / 144 if mirrored else x + size / 144
        draw_symbols(axes, [at], [y], key.status, hollow=key.hollow, colours=INK, size=size * 1.15)
        gap = size / 72 * 1.25
        axes.text(
            at - gap if mirrored else at + gap,
            y,
            directed(key.text, t),
            size=size,
            color=INK.text,
            ha="right" if mirrored else "left",
            va="center_baseline",
        )
    return top - height


def as_bytes(figure: Figure, kind: str, *, title: str, dpi: float = PRINT_DPI) -> bytes:
    """
    Write a figure in one of FORMATS, the same bytes for the same figure.

    No date and no name of a program goes in; `title` does, for readers of the file.
    """
    metadata: dict[str, str | None] = {"Title": title}
    if kind == "svg":
        metadata |= {"Date": None, "Creator": None}
    elif kind == "pdf":
        metadata |= {"CreationDate": None, "Creator": None, "Producer": None}
    else:
        metadata |= {"Software": None}
    written = io.BytesIO()
    figure.savefig(written, format=kind, dpi=dpi, metadata=metadata, facecolor=INK.ground)
    return written.getvalue()
