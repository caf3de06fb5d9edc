"""What every figure shares: type, margins and colours, so that none looks like a default."""

from typing import Any

import plotly.graph_objects as go

from charts.palette import Palette

FONT = "IBM Plex Sans, sans-serif"
SMALL, BODY = 12, 14
"""Type sizes in px."""


CLEAR = "#0000"
"""No colour at all, so that a page's ground shows."""


def figure(colours: Palette, *, height: int, **layout: Any) -> go.Figure:
    """Return an empty figure in the house style; `height` in px."""
    made = go.Figure(layout={"template": layout.pop("template", "none")})
    made.update_layout(house_layout(colours, height=height, **layout))
    return made


def house_layout(colours: Palette, *, height: int, **layout: Any) -> dict[str, Any]:
    """Return the layout that figures share, and what one of them adds; `height` in px."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": SMALL, "color": colours.text},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": colours.ground,
            "bordercolor": colours.rule,
            "font": {"family": FONT, "color": colours.text},
            "align": "left",
        },
        **layout,
    }
