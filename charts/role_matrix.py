"""Who has which role, and how firmly: one symbol for each actor and role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette, symbol
from charts.rows import head_angle, heads_px, names_px, row_axis, row_names, row_px

ROW_PX = 27


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
    narrow: bool = False,
) -> go.Figure:
    """
    Draw actors (rows, first on top) against roles (columns); both are shown names.

    An empty place means that the record says nothing of it, not that the actor refuses.
    """
    above, beside = heads_px(roles, narrow=narrow)
    height = above + row_px(ROW_PX, narrow=narrow) * max(len(actors), 1)
    made = figure(colours, height=height, clickmode="event+select")
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
    made.update_layout(
        margin={"l": names_px(actors, narrow=narrow), "r": beside, "t": above, "b": 4},
        annotations=row_names(actors, colours, narrow=narrow),
        xaxis={
            "type": "category",
            "categoryarray": list(roles),
            "range": [-0.6, len(roles) - 0.4],
            "dtick": 1,
            "side": "top",
            "tickangle": -head_angle(roles, narrow=narrow),
            "fixedrange": True,
            "gridcolor": colours.rule,
            "zeroline": False,
            "ticklen": 0,
            "tickfont": {"size": SMALL, "color": colours.text},
        },
        yaxis=row_axis(actors, colours, narrow=narrow),
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
