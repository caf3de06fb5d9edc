"""How many people each actor names, as ranges: an end that nobody stated is drawn open."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette, symbol
from charts.rows import GAP_PX, names_px, row_axis, row_names, row_px

ROW_PX, FOOT_PX = 28, 44
NO_BREAK = "\u00a0"

LEAST, MOST = 0.7, 60_000
"""Ends of the logarithmic axis in people; an open end runs to them."""


@dataclass(frozen=True, slots=True)
class PeopleRange:
    """A number of people with its bounds, None where none is stated; `text` says it in words."""

    name: str
    low: int | None
    high: int | None
    status: str
    hollow: bool
    text: str
    key: str


def personnel_ranges(
    ranges: Sequence[PeopleRange],
    *,
    colours: Palette,
    axis_title: str,
    ticks: Sequence[str],
    narrow: bool = False,
) -> go.Figure:
    """
    Draw each range on one logarithmic axis: solid between bounds, dotted towards an open end.

    `ticks` are the written forms of 1, 10, 100, 1,000 and 10,000. A number is written
    beside its mark, in a narrow chart after its row's name.
    """
    height = FOOT_PX + row_px(ROW_PX, narrow=narrow) * max(len(ranges), 1)
    made = figure(colours, height=height, clickmode="event+select")
    made.add_trace(_leads(ranges, colours))
    for open_end in (False, True):
        made.add_trace(_lines(ranges, colours, open_end=open_end))
    made.add_trace(_ends(ranges, colours, written=not narrow))
    rows = [row.name for row in ranges]
    texts = [f"<b>{row.name}</b>  {row.text}" for row in ranges]
    made.update_layout(
        margin={
            "l": names_px(rows, narrow=narrow),
            "r": GAP_PX if narrow else 110,
            "t": 4,
            "b": FOOT_PX,
        },
        xaxis={
            "type": "log",
            "range": [math.log10(LEAST), math.log10(MOST)],
            "fixedrange": True,
            "tickvals": [1, 10, 100, 1_000, 10_000],
            "ticktext": list(ticks),
            "tickangle": 0,
            "showgrid": False,
            "title": {"text": axis_title, "font": {"size": SMALL, "color": colours.quiet}},
            "tickfont": {"size": SMALL, "color": colours.quiet},
        },
        yaxis=row_axis(rows, colours, narrow=narrow) | {"showgrid": False},
        annotations=row_names(rows, colours, narrow=narrow, texts=texts),
    )
    return made


def _place(people: int | None, open_end: float) -> float:
    """Return where a bound stands: an open one at its end, and 0, which has no logarithm, first."""
    return open_end if people is None else max(people, LEAST)


def _leads(ranges: Sequence[PeopleRange], colours: Palette) -> go.Scatter:
    """Lead from each name to where its number begins, and no further: what follows is written."""
    drawn = [row for row in ranges if row.low is not None]
    return go.Scatter(
        x=[x for row in drawn for x in (LEAST, _place(row.low, LEAST), None)],
        y=[row.name for row in drawn for _ in range(3)],
        mode="lines",
        line={"color": colours.rule, "width": 1},
        hoverinfo="skip",
    )


def _lines(ranges: Sequence[PeopleRange], colours: Palette, *, open_end: bool) -> go.Scatter:
    """Draw the stated spans, or the dotted lines towards ends that nobody stated."""
    drawn = [row for row in ranges if (row.low is None or row.high is None) == open_end]
    return go.Scatter(
        x=[x for row in drawn for x in (_place(row.low, LEAST), _place(row.high, MOST), None)],
        y=[row.name for row in drawn for _ in range(3)],
        mode="lines",
        line={"color": colours.quiet, "width": 2, "dash": "dot" if open_end else "solid"},
        hoverinfo="skip",
    )


def _clear(text: str) -> str:
    """Keep a text clear of the symbol beside it, whichever side it is read from."""
    return f"{NO_BREAK}{text}{NO_BREAK}"


def _ends(ranges: Sequence[PeopleRange], colours: Palette, *, written: bool) -> go.Scatter:
    """Mark each stated bound with the symbol of its status; write the number, if it is to be."""
    points = []
    for row in ranges:
        bounds = dict.fromkeys(value for value in (row.low, row.high) if value is not None)
        points += [(row, value, value == max(bounds)) for value in bounds]
    return go.Scatter(
        x=[_place(value, LEAST) for _, value, _ in points],
        y=[row.name for row, _, _ in points],
        mode="markers+text" if written else "markers",
        text=[_clear(row.text) if last else "" for row, _, last in points] if written else None,
        textposition=["top center" if row.high is None else "middle right" for row, _, _ in points],
        textfont={"size": SMALL, "color": colours.text},
        cliponaxis=False,
        customdata=[row.key for row, _, _ in points],
        hovertext=[f"<b>{row.name}</b><br>{row.text}" for row, _, _ in points],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "symbol": [symbol(row.status, hollow=row.hollow) for row, _, _ in points],
            "color": [colours.mark[row.status] for row, _, _ in points],
            "size": 12,
            "opacity": 1,
            "line": {
                "width": [2 if row.hollow else 0 for row, _, _ in points],
                "color": [colours.mark[row.status] for row, _, _ in points],
            },
        },
        unselected={"marker": {"opacity": 1}, "textfont": {"color": colours.text}},
    )
