"""What every figure shares: type, margins and colours, so that none looks like a default."""

from typing import Any

import plotly.graph_objects as go

from charts.palette import Palette

FONT = "Source Sans, Source Sans Pro, sans-serif"
SMALL, BODY = 12, 14
"""Type sizes in px."""


def figure(colours: Palette, *, height: int, **layout: Any) -> go.Figure:
    """Return an empty figure in the house style; `height` in px."""
    made = go.Figure(layout={"template": layout.pop("template", "none")})
    made.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": SMALL, "color": colours.text},
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": colours.ground,
            "bordercolor": colours.rule,
            "font": {"family": FONT, "color": colours.text},
            "align": "left",
        },
        **layout,
    )
    return made
