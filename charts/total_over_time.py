"""What contributions add up to, day by day, as a range from the lowest to the highest reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette

HEIGHT = 260


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on: at least `low`, at most `high`; None where somebody said "or more"."""

    day: date
    low: int
    high: int | None
    text: str


def total_over_time(
    steps: Sequence[Step],
    *,
    first: date,
    last: date,
    chosen: date,
    ticks: Mapping[date, str],
    levels: Mapping[int, str],
    colours: Palette,
) -> go.Figure:
    """
    Draw the range between low and high as a band of steps, on an axis from `first` to `last`.

    `ticks` are days and `levels` amounts as the reader writes them.
    Where the upper end is open, the band ends at the low line and arrows lead on upwards.
    """
    made = figure(colours, height=HEIGHT, hovermode="x", clickmode="event+select")
    days = [step.day.isoformat() for step in steps] + [last.isoformat()]
    held = [*steps, steps[-1]] if steps else []
    lows = [step.low for step in held]
    highs = [step.low if step.high is None else step.high for step in held]
    shape = {"shape": "hv", "color": colours.mark["committed"], "width": 1.6}
    made.add_trace(go.Scatter(x=days, y=lows, mode="lines", line=shape, hoverinfo="skip"))
    made.add_trace(
        go.Scatter(
            x=days,
            y=highs,
            mode="lines",
            line=shape,
            fill="tonexty",
            fillcolor=colours.fill["committed"],
            hovertext=[step.text for step in held],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    made.add_trace(_open_ends(steps, colours))
    made.add_vline(x=chosen.isoformat(), line={"color": colours.text, "width": 1, "dash": "dot"})
    made.update_layout(
        margin={"l": 120, "r": 10, "t": 16, "b": 40},
        xaxis={
            "type": "date",
            "fixedrange": True,
            "range": [first.isoformat(), last.isoformat()],
            "tickvals": [day.isoformat() for day in ticks],
            "ticktext": list(ticks.values()),
            "tickfont": {"size": SMALL, "color": colours.quiet},
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "tickvals": list(levels),
            "ticktext": list(levels.values()),
            "fixedrange": True,
            "rangemode": "tozero",
            "gridcolor": colours.rule,
            "tickfont": {"size": SMALL, "color": colours.quiet},
        },
    )
    return made


def _open_ends(steps: Sequence[Step], colours: Palette) -> go.Scatter:
    """Point upwards from each step whose upper end nobody stated."""
    opened = [step for step in steps if step.high is None]
    return go.Scatter(
        x=[step.day.isoformat() for step in opened],
        y=[step.low for step in opened],
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "arrow-up", "size": 12, "color": colours.mark["committed"]},
    )


def round_levels(highest: int) -> tuple[int, ...]:
    """
    Return about four round amounts from 0 up to the highest, for an axis.

    >>> round_levels(224)
    (0, 50, 100, 150, 200)
    """
    rough = highest / 4
    power = 10 ** max(len(str(int(rough))) - 1, 0)
    step = min((size * power for size in (1, 2, 5, 10)), key=lambda size: abs(size - rough))
    return tuple(range(0, highest + 1, step))
