"""One lane per actor: what was said as marks, and where it stood in between as bands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from charts.layout import SMALL, figure
from charts.palette import Palette
from charts.rows import names_px, row_axis, row_names, row_px

ROW_PX, HEAD_PX, FOOT_PX = 26, 24, 40
BAND_PX, HOLLOW_BAND_PX = 11, 3
MARK_PX = 9
MANY = 1_500
"""From this many marks on they are drawn by the graphics card."""

VOICES: Mapping[str, str] = {
    "own": "circle",
    "mission": "diamond",
    "other": "square",
    "press": "triangle-up",
}
"""The mark's shape says for whom the speaker speaks."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A stretch of an actor's lane on which its status stayed the same."""

    actor: str
    start: date
    end: date
    status: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A statement's mark; `key` is handed back when it is clicked."""

    actor: str
    day: date
    status: str
    voice: str
    hollow: bool
    hover: str
    key: str


def timeline(
    lanes: Sequence[Lane],
    said: Sequence[Said],
    *,
    actors: Sequence[str],
    chosen: date,
    moments: Mapping[date, str],
    ticks: Mapping[date, str],
    colours: Palette,
    narrow: bool = False,
) -> go.Figure:
    """
    Draw actors (rows, first on top) against days; shape by voice, fill by declared or reported.

    A band as thick as the marks is somebody's own word or observed, a thin one only
    reported. `moments` are marked above with their titles; `chosen` is the day in view.
    """
    made = figure(
        colours,
        height=HEAD_PX + FOOT_PX + row_px(ROW_PX, narrow=narrow) * max(len(actors), 1),
        clickmode="event+select",
        uirevision="timeline",
    )
    made.update_layout(dragmode="pan")
    for hollow in (False, True):
        for status in dict.fromkeys(lane.status for lane in lanes):
            drawn = [lane for lane in lanes if (lane.status, lane.hollow) == (status, hollow)]
            if drawn:
                made.add_trace(_bands(drawn, colours, status, hollow=hollow))
    made.add_trace(_under(said, colours))
    made.add_trace(_marks(said, colours))
    _mark_days(made, chosen, moments, colours)
    made.update_layout(
        margin={"l": names_px(actors, narrow=narrow), "r": 10, "t": HEAD_PX, "b": FOOT_PX},
        annotations=row_names(actors, colours, narrow=narrow),
        xaxis={
            "type": "date",
            "tickvals": [day.isoformat() for day in ticks],
            "ticktext": list(ticks.values()),
            "tickangle": 0,
            "tickfont": {"size": SMALL, "color": colours.quiet},
            "gridcolor": colours.rule,
            "zeroline": False,
        },
        yaxis=row_axis(actors, colours, narrow=narrow)
        | {"range": [-0.7, len(actors) - (0.05 if narrow else 0.3)]},
    )
    return made


def _bands(lanes: Sequence[Lane], colours: Palette, status: str, *, hollow: bool) -> go.Scatter:
    return go.Scatter(
        x=[x for lane in lanes for x in (lane.start.isoformat(), lane.end.isoformat(), None)],
        y=[y for lane in lanes for y in (lane.actor, lane.actor, None)],
        mode="lines",
        line={
            "color": colours.mark[status] if hollow else colours.fill[status],
            "width": HOLLOW_BAND_PX if hollow else BAND_PX,
        },
        hoverinfo="skip",
    )


def _under(said: Sequence[Said], colours: Palette) -> go.Scatter | go.Scattergl:
    """Keep bands out of the marks that are drawn hollow."""
    hollow = [mark for mark in said if mark.hollow]
    kind = go.Scattergl if len(said) > MANY else go.Scatter
    return kind(
        x=[mark.day.isoformat() for mark in hollow],
        y=[mark.actor for mark in hollow],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": [VOICES[mark.voice] for mark in hollow],
            "color": colours.ground,
            "size": MARK_PX,
            "opacity": 1,
        },
    )


def _marks(said: Sequence[Said], colours: Palette) -> go.Scatter | go.Scattergl:
    kind = go.Scattergl if len(said) > MANY else go.Scatter
    return kind(
        x=[mark.day.isoformat() for mark in said],
        y=[mark.actor for mark in said],
        mode="markers",
        customdata=[mark.key for mark in said],
        hovertext=[mark.hover for mark in said],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "symbol": [VOICES[mark.voice] + ("-open" if mark.hollow else "") for mark in said],
            "color": [colours.mark[mark.status] for mark in said],
            "size": MARK_PX,
            "opacity": 1,
            "line": {"width": 1.4, "color": colours.ground},
        },
        unselected={"marker": {"opacity": 1}},
    )


def _mark_days(
    made: go.Figure, chosen: date, moments: Mapping[date, str], colours: Palette
) -> None:
    made.add_vline(x=chosen.isoformat(), line={"color": colours.text, "width": 1})
    for day in moments:
        made.add_vline(x=day.isoformat(), line={"color": colours.quiet, "width": 1, "dash": "dot"})
    made.add_trace(
        go.Scatter(
            x=[day.isoformat() for day in moments],
            y=[1.0] * len(moments),
            yaxis="y2",
            mode="markers",
            hovertext=[f"<b>{title}</b>" for title in moments.values()],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"symbol": "star-diamond", "size": 11, "color": colours.quiet},
            cliponaxis=False,
        )
    )
    made.update_layout(
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
    )
