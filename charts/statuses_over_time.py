"""How many actors stood where on each day: counts stacked by the ladder of status."""

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette

HEIGHT = 380
NEAR_PX = 60
"""How far from a step the pointer may be to point at it."""


def statuses_over_time(
    days: Sequence[date],
    counts: Mapping[str, Sequence[int]],
    *,
    names: Mapping[str, str],
    colours: Palette,
    chosen: date,
    ticks: Mapping[date, str],
    written: Sequence[str],
    axis_title: str,
) -> go.Figure:
    """
    Stack the number of actors by status, firmest at the bottom; counts hold until the next day.

    `counts` has one number per day for each status, in stacking order. `chosen` is
    marked by a line; `ticks` and `written` are days as the reader writes them. A click
    hands back the day and the status, parted by a bar.
    """
    made = figure(
        colours, height=HEIGHT, hovermode="closest", hoverdistance=NEAR_PX, clickmode="event+select"
    )
    for status, numbers in counts.items():
        if any(numbers):
            made.add_trace(_layer(days, numbers, names[status], status, colours, written))
    made.add_vline(x=chosen.isoformat(), line={"color": colours.text, "width": 1, "dash": "dot"})
    made.update_layout(
        margin={"l": 40, "r": 8, "t": 10, "b": 84},
        showlegend=True,
        legend={
            "orientation": "h",
            "y": -0.15,
            "yanchor": "top",
            "x": 0,
            "traceorder": "normal",
            "font": {"size": SMALL, "color": colours.text},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis={
            "type": "date",
            "range": [days[0].isoformat(), days[-1].isoformat()] if days else None,
            "fixedrange": True,
            "tickvals": [day.isoformat() for day in ticks],
            "ticktext": list(ticks.values()),
            "tickangle": 0,
            "tickfont": {"size": SMALL, "color": colours.quiet},
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "title": {"text": axis_title, "font": {"size": SMALL, "color": colours.quiet}},
            "fixedrange": True,
            "rangemode": "tozero",
            "gridcolor": colours.rule,
            "tickfont": {"size": SMALL, "color": colours.quiet},
            "zeroline": False,
        },
    )
    return made


def _layer(
    days: Sequence[date],
    numbers: Sequence[int],
    name: str,
    status: str,
    colours: Palette,
    written: Sequence[str],
) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat() for day in days],
        y=list(numbers),
        name=name,
        mode="lines+markers",
        marker={"size": 8, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        stackgroup="actors",
        line={"shape": "hv", "width": 1.2, "color": colours.mark[status]},
        fillcolor=colours.fill[status],
        customdata=[f"{day.isoformat()}|{status}" for day in days],
        hovertext=[
            f"<b>{name}: {count}</b><br>{day}" for count, day in zip(numbers, written, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
