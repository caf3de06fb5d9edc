"""Which name stands where beside the symbols of a map, in one line or in several."""

import re
from collections.abc import Sequence

from charts.labels import (
    BREAK,
    Box,
    Label,
    label_box,
    place_labels,
    symbol_boxes,
    text_width,
    wrapped,
)
from charts.layout import SMALL
from charts.panels import Panel

BESIDE_A_RING = "\u00a0"
"""Parts a name from the ring that it stands beside."""

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u06ff]")
"""What a name begins with that is written from the right: there its end is at the left."""

OTHERS_PX = 4
"""A name keeps this far from the symbols of others: nearer it would be read as theirs."""

TRIES = 2
"""How often names are placed again, those first that had no room."""

Named = tuple[list[str], list[str | None]]
"""Texts as they are written, and on which sides of their symbols; None where there is no room."""


def name_symbols(
    names: Sequence[str],
    pixels: Sequence[tuple[float, float]],
    panel: Panel,
    *,
    ringed: Sequence[bool],
) -> Named:
    """
    Place the names of symbols, given the most important first, wherever there is room.

    Names for which there was none are tried again before the others, behind the first,
    and that order is taken if more of all names find room.
    """
    order = list(range(len(names)))
    best = _in_order(order, names, pixels, panel, ringed)
    for _ in range(TRIES):
        left = [place for place in order[1:] if best[1][place] is None]
        if not left:
            break
        order = [*order[:1], *left, *(place for place in order[1:] if place not in left)]
        found = _in_order(order, names, pixels, panel, ringed)
        if found[1].count(None) >= best[1].count(None):
            break
        best = found
    texts, sides = best
    written = zip(texts, sides, ringed, strict=True)
    return [_written(text, side, ring) for text, side, ring in written], sides


def _in_order(
    order: Sequence[int],
    names: Sequence[str],
    pixels: Sequence[tuple[float, float]],
    panel: Panel,
    ringed: Sequence[bool],
) -> Named:
    """Place names one after the other; one that does not fit in one line is tried in several."""
    texts = list(names)
    sides: list[str | None] = [None] * len(names)
    near_others = symbol_boxes(pixels, panel.symbol + 2 * OTHERS_PX)
    taken: list[Box] = []
    for parted in (False, True):
        for place in [place for place in order if sides[place] is None]:
            texts[place] = _parted(names[place]) if parted else names[place]
            gap = BESIDE_A_RING * ringed[place]
            label = Label(gap + texts[place].replace(BREAK, BREAK + gap), *pixels[place])
            (side,) = place_labels(
                [label],
                taken=[*taken, *near_others[:place], *near_others[place + 1 :]],
                size=SMALL,
                symbol=panel.symbol,
                bounds=panel.bounds,
            )
            if side:
                sides[place] = side
                taken.append(label_box(label, side, size=SMALL, symbol=panel.symbol))
    return texts, sides


def _parted(name: str) -> str:
    """Return a name in as many lines as its longest word asks for."""
    width = max(text_width(word) for word in name.split()) * SMALL
    return wrapped(name, width=width, size=SMALL)


def _written(text: str, side: str | None, ringed: bool) -> str:
    """Return a name as it stands on a side of its symbol, clear of a ring around that."""
    if not side:
        return ""
    if not ringed or side.endswith("center"):
        return text
    if side.endswith("right") != bool(RIGHT_TO_LEFT.match(text)):
        return BESIDE_A_RING + text.replace(BREAK, BREAK + BESIDE_A_RING)
    return text.replace(BREAK, BESIDE_A_RING + BREAK) + BESIDE_A_RING
