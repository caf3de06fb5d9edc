"""Who has which role, and how firmly: one symbol for each actor and role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette, symbol

ROW_PX, HEAD_PX, NAME_PX = 27, 130, 150


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor's standing in one role; `key` is handed back when it is clicked."""

    actor: str
    role: str
    status: str
    hollow: bool
    hover: str
    key: str


def role_matrix(
    cells: Sequence[Cell],
    *,
    actors: Sequence[str],
    roles: Sequence[str],
    colours: Palette,
) -> go.Figure:
    """
    Draw actors (rows, first on top) against roles (columns); both are shown names.

    An empty place means that the record says nothing of it, not that the actor refuses.
    """
    made = figure(colours, height=HEAD_PX + ROW_PX * max(len(actors), 1), clickmode="event+select")
    made.add_trace(
        go.Scatter(
            x=[cell.role for cell in cells],
            y=[cell.actor for cell in cells],
            mode="markers",
            customdata=[cell.key for cell in cells],
            hovertext=[cell.hover for cell in cells],
            hovertemplate="%{hovertext}<extra></extra>",
            marker=_marker(cells, colours),
            unselected={"marker": {"opacity": 1}},
        )
    )
    axis = {
        "type": "category",
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": colours.rule,
        "gridwidth": 1,
        "zeroline": False,
        "ticklen": 0,
        "tickfont": {"size": SMALL, "color": colours.text},
    }
    made.update_layout(
        margin={"l": NAME_PX, "r": 70, "t": HEAD_PX, "b": 4},
        xaxis=axis
        | {"side": "top", "tickangle": -40, "categoryarray": list(roles)}
        | {"range": [-0.6, len(roles) - 0.4]},
        yaxis=axis
        | {"categoryarray": list(reversed(actors))}
        | {"range": [-0.6, len(actors) - 0.4], "ticklabelstandoff": 6},
    )
    return made


def _marker(cells: Sequence[Cell], colours: Palette) -> Mapping[str, object]:
    return {
        "symbol": [symbol(cell.status, hollow=cell.hollow) for cell in cells],
        "color": [colours.mark[cell.status] for cell in cells],
        "size": 14,
        "opacity": 1,
        "line": {
            "width": [2 if cell.hollow or cell.status == "excluded" else 0 for cell in cells],
            "color": [colours.mark[cell.status] for cell in cells],
        },
    }
