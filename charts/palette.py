"""The colours and symbols of the ladder of status, for light and dark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from data.words import STATUSES

SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deployed": "circle",
        "committed": "square",
        "conditional": "diamond",
        "considering": "triangle-up",
        "in_talks": "triangle-down",
        "suspended": "hourglass",
        "withdrawn": "triangle-left",
        "declined": "x",
        "excluded": "circle-x",
    }
)
"""plotly.js marker symbols; each has an `-open` twin for what is only reported."""

CODES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "deployed": 0,
        "committed": 1,
        "conditional": 2,
        "considering": 5,
        "in_talks": 6,
        "suspended": 25,
        "withdrawn": 7,
        "declined": 4,
        "excluded": 28,
    }
)
"""The same symbols as plotly.js numbers them: shorter to send."""

OPEN: Final = 100
"""What plotly.js adds to the number of a symbol for its open twin."""

SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deployed": "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z",
        "committed": "M3 3H13V13H3Z",
        "conditional": "M8 1L15 8L8 15L1 8Z",
        "considering": "M8 2L15 14H1Z",
        "in_talks": "M8 14L1 2H15Z",
        "suspended": "M2 2H14L2 14H14Z",
        "withdrawn": "M2 8L14 1V15Z",
        "declined": "M3 1L8 6L13 1L15 3L10 8L15 13L13 15L8 10L3 15L1 13L6 8L1 3Z",
        "excluded": "M8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5Z"
        "M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5",
        "open": "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2ZM8 5V8.5M8 10.5V11.5",
    }
)
"""The same symbols as SVG paths in a box of 16 by 16, for legends and text."""

OUTLINED: Final = ("excluded", "open")
"""Statuses whose symbol is never filled: they are nobody's own standing."""


@dataclass(frozen=True, slots=True)
class Palette:
    """
    Colours of one theme.

    `mark` is for symbols, lines and bars (contrast at least 3:1 on `ground` and
    `land`), `fill` the restrained tint of an area. `parts` are tones for the territories of
    the theatre: muted, none of them a status's, and each an area of its own, for every eye and
    in grey.
    """

    mark: Mapping[str, str]
    fill: Mapping[str, str]
    ground: str
    land: str
    border: str
    parts: tuple[str, ...]
    text: str
    quiet: str
    rule: str


LIGHT: Final = Palette(
    mark=MappingProxyType(
        {
            "deployed": "#072b5b",
            "committed": "#174781",
            "conditional": "#296198",
            "considering": "#3c7a9f",
            "in_talks": "#638a9a",
            "suspended": "#b26a00",
            "withdrawn": "#8a5a44",
            "declined": "#7a3b1d",
            "excluded": "#7e5fd7",
            "open": "#6b6b6b",
        }
    ),
    fill=MappingProxyType(
        {
            "deployed": "#9db8d9",
            "committed": "#b9cfe6",
            "conditional": "#cfdff0",
            "considering": "#d9e8ea",
            "in_talks": "#e6ecee",
            "suspended": "#f3dcb6",
            "withdrawn": "#e6d5cb",
            "declined": "#e0c9bd",
            "excluded": "#e3d3ea",
        }
    ),
    ground="#ffffff",
    land="#f0eee8",
    border="#c9c4b8",
    parts=("#c4ddbf", "#e0e3b7", "#ddeada"),
    text="#1d2733",
    quiet="#525e6b",
    rule="#d9dde1",
)

DARK: Final = Palette(
    mark=MappingProxyType(
        {
            "deployed": "#e3effe",
            "committed": "#accff8",
            "conditional": "#7db2e8",
            "considering": "#529dc2",
            "in_talks": "#618392",
            "suspended": "#f0a93a",
            "withdrawn": "#cf9a7f",
            "declined": "#d9875f",
            "excluded": "#a07ef9",
            "open": "#a8a8a8",
        }
    ),
    fill=MappingProxyType(
        {
            "deployed": "#3f689c",
            "committed": "#305381",
            "conditional": "#29415f",
            "considering": "#273f46",
            "in_talks": "#2b363b",
            "suspended": "#5a431c",
            "withdrawn": "#4a372d",
            "declined": "#4d3324",
            "excluded": "#45304f",
        }
    ),
    ground="#10161d",
    land="#232b33",
    border="#45505b",
    parts=("#384a34", "#3f3d24", "#2a362a"),
    text="#e9eef3",
    quiet="#a9b5c0",
    rule="#333e48",
)


def palette(theme: str | None) -> Palette:
    """Return the colours for a theme, `dark` or anything else for light."""
    return DARK if theme == "dark" else LIGHT


def symbol(status: str, *, hollow: bool) -> str:
    """
    Return the marker symbol of a status, hollow when it is only reported.

    An exclusion is always somebody else's word: its crossed circle is never filled.
    """
    return SYMBOLS[status] + ("-open" if hollow or status in OUTLINED else "")


def symbol_code(status: str, *, hollow: bool) -> int:
    """
    Return the number of a status's marker symbol, as `symbol` names it.

    >>> symbol_code("committed", hollow=True)
    101
    """
    return CODES[status] + (OPEN if hollow or status in OUTLINED else 0)


SCALE: Final = 40
"""Whole values that the colour scale of a map runs over: each is hit exactly."""

PARTS_FROM, MARKS_FROM = 11, 21
"""Where on the scale the tones of territories begin, and the colours of marks."""


def land_value(status: str | None) -> int:
    """Return what stands on the scale for the tint of a status; None for plain land."""
    return STATUSES.index(status) + 1 if status else 0


def part_value(place: int, colours: Palette) -> int:
    """Return what stands for the tone of a theatre's part; after the last they begin again."""
    return PARTS_FROM + place % len(colours.parts)


def mark_value(status: str) -> int:
    """Return what stands for the colour of a status's marks."""
    return MARKS_FROM + STATUSES.index(status)


def colour_scale(
    colours: Palette, *, tints: Iterable[str], marks: Iterable[str]
) -> list[list[object]]:
    """
    Return the colours of a map as one scale: land, the tints and marks of some statuses, parts.

    A short number then stands for a colour wherever it is sent.
    """
    tones = {0: colours.land}
    tones |= {land_value(status): colours.fill[status] for status in tints}
    tones |= {part_value(place, colours): tone for place, tone in enumerate(colours.parts)}
    tones |= {mark_value(status): colours.mark[status] for status in marks}
    scale: list[list[object]] = [[value / SCALE, tone] for value, tone in sorted(tones.items())]
    return [[0, colours.land], *scale[1:], [1, tones[max(tones)]]]
