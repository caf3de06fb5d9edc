"""The map of a brief: the picture without the words around it, as wide as the page's text."""

from typing import Final

from data.record import Record
from share.headline import view_of
from share.language import Language
from share.links import Choice
from share.pictures.lettering import line_height
from share.pictures.map_picture import content
from share.pictures.sheet import Rect, as_bytes, blank, draw_legend

WIDTH: Final = 7.1
"""Inches: 180 mm, A4 within its margins."""

TYPE: Final = 6.8


def brief_map(record: Record, choice: Choice, t: Language, kind: str) -> bytes:
    """Draw the map with its legend above it, in one of sheet.FORMATS."""
    view = view_of(record, choice)
    made = content(view, choice, t)
    legend = line_height(TYPE) * 1.25 * 2
    high = made.height(WIDTH)
    figure = blank(WIDTH, high + legend)
    edges = (0.02, WIDTH - 0.02)
    draw_legend(figure, made.keys, t, top=high + legend, size=TYPE, span=edges)
    made.paint(figure, Rect(0.02, 0.02, WIDTH - 0.04, high - 0.02), TYPE)
    return as_bytes(figure, kind, title=t.pick(record.mission.settings.title))
