"""Who moved between two days: from where to where on the ladder of status."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette, symbol
from charts.rows import head_angle, heads_px, names_px, row_axis, row_names, row_px

ROW_PX = 30
BEFORE_PX, AFTER_PX = 7, 13
"""The symbols at the two ends of a way."""
NOWHERE = ""
"""Where an actor stands of whom nothing is on record."""

STEPS = (
    "declined",
    "withdrawn",
    "suspended",
    "excluded",
    NOWHERE,
    "in_talks",
    "considering",
    "conditional",
    "committed",
    "deployed",
)
"""From stepping back, over nothing on record, to presence."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One actor's way from `before` to `after`, both of STEPS; `key` is handed back on a click."""

    name: str
    before: str
    after: str
    hollow: bool
    hover: str
    key: str


def status_shifts(
    shifts: Sequence[Shift], *, names: Sequence[str], colours: Palette, narrow: bool = False
) -> go.Figure:
    """
    Draw each shift as a line from a small ring (before) to a symbol (after).

    `names` are the written forms of STEPS; the axis runs from stepping back on the
    left to presence on the right.
    """
    above, beside = heads_px(names, narrow=narrow)
    height = above + row_px(ROW_PX, narrow=narrow) * max(len(shifts), 1)
    made = figure(colours, height=height, clickmode="event+select")
    places = {step: place for place, step in enumerate(STEPS)}
    made.add_trace(
        go.Scatter(
            x=[x for s in shifts for x in (places[s.before], places[s.after], None)],
            y=[y for s in shifts for y in (s.name, s.name, None)],
            mode="lines",
            line={"color": colours.quiet, "width": 1.5},
            hoverinfo="skip",
        )
    )
    made.add_trace(_under(shifts, places, colours))
    for end in ("before", "after"):
        made.add_trace(_ends(shifts, end, places, colours))
    rows = [shift.name for shift in shifts]
    made.update_layout(
        margin={"l": names_px(rows, narrow=narrow), "r": beside, "t": above, "b": 4},
        annotations=row_names(rows, colours, narrow=narrow),
        xaxis={
            "side": "top",
            "fixedrange": True,
            "tickvals": list(range(len(STEPS))),
            "ticktext": list(names),
            "tickangle": -head_angle(names, narrow=narrow),
            "range": [-0.5, len(STEPS) - 0.5],
            "gridcolor": colours.rule,
            "zeroline": False,
            "tickfont": {"size": SMALL, "color": colours.text},
        },
        yaxis=row_axis(rows, colours, narrow=narrow),
    )
    return made


def _under(shifts: Sequence[Shift], places: dict[str, int], colours: Palette) -> go.Scatter:
    """Keep the lines out of what is drawn hollow at their ends."""
    ends = [(s.name, s.before, "circle", BEFORE_PX) for s in shifts]
    ends += [
        (s.name, s.after, symbol(s.after, hollow=False), AFTER_PX)
        for s in shifts
        if s.after and s.hollow
    ]
    return go.Scatter(
        x=[places[step] for _, step, _, _ in ends],
        y=[name for name, _, _, _ in ends],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": [shape for _, _, shape, _ in ends],
            "color": colours.ground,
            "size": [size for _, _, _, size in ends],
            "opacity": 1,
        },
    )


def _ends(
    shifts: Sequence[Shift], end: str, places: dict[str, int], colours: Palette
) -> go.Scatter:
    """Mark where each shift began, or where it led."""
    after = end == "after"
    at = [shift.after if after else shift.before for shift in shifts]
    return go.Scatter(
        x=[places[step] for step in at],
        y=[shift.name for shift in shifts],
        mode="markers",
        customdata=[shift.key for shift in shifts],
        hovertext=[shift.hover for shift in shifts],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "symbol": [
                symbol(shift.after, hollow=shift.hollow) if after and shift.after else "circle-open"
                for shift in shifts
            ],
            "color": [colours.mark[step or "open"] for step in at],
            "size": AFTER_PX if after else BEFORE_PX,
            "opacity": 1,
            "line": {"width": 1.5},
        },
        unselected={"marker": {"opacity": 1}},
    )
