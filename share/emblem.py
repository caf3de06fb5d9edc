"""The sign of the tool in a browser's tab: the ladder of status as steps, firmest first."""

import functools
from urllib.parse import quote

from charts.palette import Palette, palette
from data.words import LADDER

SIDE = 16
"""Units; a tab draws the sign at 16 or 32 pixels, so that whole units stay sharp."""

STEP, GAP = 2, 1
TALLEST, LOWER = 14, 2
"""How tall the first step is, and by how much each is lower than the one before."""


@functools.cache
def emblem() -> str:
    """Return the sign as SVG: in a browser with dark tabs, in the colours of the dark theme."""
    steps = "".join(
        f'<path d="M{1 + rank * (STEP + GAP)} 15h{STEP}v-{TALLEST - rank * LOWER}h-{STEP}z"/>'
        for rank in range(len(LADDER))
    )
    light, dark = _fills(palette("light")), _fills(palette("dark"))
    style = f"{light}@media(prefers-color-scheme:dark){{{dark}}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f"<style>{style}</style>{steps}</svg>"
    )


def _fills(colours: Palette) -> str:
    return "".join(
        f"path:nth-of-type({place}){{fill:{colours.mark[status]}}}"
        for place, status in enumerate(LADDER, 1)
    )


def emblem_tag() -> str:
    """Return the `link` element that names the sign; it carries the sign itself."""
    return f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(emblem())}">'
