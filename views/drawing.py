"""What the map page draws, kept: a page's own file is run anew each time, this one is not."""

import functools

import plotly.graph_objects as go

from charts.contribution_map import contribution_map
from charts.palette import palette
from charts.tile_map import tile_map
from share.cartography import Drawing, areas, draw, ground, sites
from share.language import speak
from share.snapshot import Snapshot


@functools.lru_cache(maxsize=256)
def drawing_of(view: Snapshot, borders: str, statuses: tuple[str, ...], lang: str) -> Drawing:
    """Put a snapshot on the map; readers of the same view pay for it once."""
    return draw(view, borders=borders, t=speak(lang), statuses=statuses)


@functools.lru_cache(maxsize=256)
def figure(
    view: Snapshot,
    borders: str,
    statuses: tuple[str, ...],
    lang: str,
    *,
    theme: str | None,
    room: int,
    tiles: bool,
    selected: str | None,
    playable: bool = False,
) -> go.Figure:
    """Draw one day's map for a window and a theme; shared, so never to be changed."""
    t = speak(lang)
    drawing = drawing_of(view, borders, statuses, lang)
    under = ground(view.record, borders)
    if tiles:
        return tile_map(
            drawing.marks,
            homes=dict(under.homes),
            centre=under.frame.centre[0],
            colours=palette(theme),
            width=room,
            selected=selected,
        )
    return contribution_map(
        drawing.marks,
        arcs=drawing.arcs,
        sites=sites(view, t),
        areas=areas(view.record, borders, t),
        fills=drawing.fills,
        ground=under,
        colours=palette(theme),
        width=room,
        selected=selected,
        playable=playable,
    )
