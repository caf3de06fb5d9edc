"""What contributions add up to, day by day, as a range from the lowest to the highest reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette
from charts.rows import GAP_PX, inside, names_px

HEIGHT = 260
HEADROOM = 1.04
"""How far the axis reaches above its highest amount, for the line that stands there."""

BESIDE_PX = 100
"""The most room that amounts may take beside a narrow chart; longer ones stand in it."""

NEAR_PX = 60
"""How far from a step the pointer may be to point at it."""


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
    narrow: bool = False,
) -> go.Figure:
    """
    Draw the range between low and high as a band of steps, on an axis from `first` to `last`.

    `ticks` are days and `levels` amounts as the reader writes them. A click hands back
    the day of the step.
    Where the upper end is open, the band ends at the low line and arrows lead on upwards.
    """
    within = narrow and names_px(list(levels.values()), narrow=False) > BESIDE_PX
    made = figure(
        colours, height=HEIGHT, hovermode="closest", hoverdistance=NEAR_PX, clickmode="event+select"
    )
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
            mode="lines+markers",
            marker={"size": 8, "opacity": 0},
            selected={"marker": {"opacity": 0}},
            unselected={"marker": {"opacity": 0}},
            customdata=[step.day.isoformat() for step in held],
            line=shape,
            fill="tonexty",
            fillcolor=colours.fill["committed"],
            hovertext=[step.text for step in held],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    made.add_trace(_open_ends(steps, colours))
    made.add_vline(x=chosen.isoformat(), line={"color": colours.text, "width": 1})
    made.update_layout(
        margin={
            "l": names_px(list(levels.values()), narrow=within),
            "r": 10,
            "t": 22 if within else 16,
            "b": 40,
        },
        annotations=[
            inside(text, at=level, up=GAP_PX, colour=colours.quiet, ground=colours.ground)
            for level, text in levels.items()
            if within
        ],
        xaxis={
            "type": "date",
            "fixedrange": True,
            "range": [first.isoformat(), last.isoformat()],
            "tickvals": [day.isoformat() for day in ticks],
            "ticktext": list(ticks.values()),
            "tickangle": 0,
            "tickfont": {"size": SMALL, "color": colours.quiet},
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "tickvals": list(levels),
            "ticktext": list(levels.values()),
            "showticklabels": not within,
            "ticklabelstandoff": GAP_PX,
            "fixedrange": True,
            "range": [0, max(levels, default=1) * HEADROOM],
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
    Return about five round amounts from 0 up to the highest or just above, for an axis.

    >>> round_levels(224)
    (0, 50, 100, 150, 200, 250)
    """
    rough = highest / 4
    power = 10 ** max(len(str(int(rough))) - 1, 0)
    step = min((size * power for size in (1, 2, 5, 10)), key=lambda size: abs(size - rough))
    return tuple(range(0, highest + step, step))
