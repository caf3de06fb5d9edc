"""The map as a picture: the world above, the theatre and how to read it below."""

import functools
from collections.abc import Sequence
from itertools import cycle

import numpy as np
import textalloc
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from charts.fitting import widened
from charts.theatre_layer import Site
from charts.world_layer import ARC_STYLES, Mark
from data.words import LADDER, STATUSES
from geo.frames import Frame
from share.cartography import Drawing, areas, draw, ground, sites
from share.language import RIGHT_TO_LEFT, Language
from share.links import Choice
from share.pictures.ground import (
    MERCATOR,
    Plane,
    arc_path,
    theatre_land,
    world_land,
    world_plane,
)
from share.pictures.lettering import directed, line_height, width_of, wrapped
from share.pictures.sheet import INK, Content, Key, Rect, axes_in, inches_wide, write
from share.pictures.symbols import RING, draw_symbols
from share.snapshot import Snapshot
from share.words import STATUS

BAND = 2.55
"""Inches of the strip below the world: the theatre, and how to read the map."""

THEATRE_SHARE, GAP = 0.62, 0.22
LINES = {
    "solid": ("deployed", "-"),
    "dash": ("committed", (0, (5, 3))),
    "dot": ("in_talks", (0, (1, 2.2))),
}
"""The tone and the dashes of each style of arc."""

ARC_ALPHA = 0.55
HALO = [withStroke(linewidth=1.6, foreground=f"{INK.ground}c0")]
"""Parts a name from the lines under it."""


def content(view: Snapshot, choice: Choice, t: Language) -> Content:
    """Return the map of a view: its contributors, those of the chosen statuses."""
    return Content(
        height=lambda width: world_height(view, choice, width) + GAP / 2 + BAND,
        paint=functools.partial(_paint, view, choice, t),
        keys=legend_keys(view, choice, t),
    )


def statuses_of(view: Snapshot, choice: Choice) -> tuple[str, ...]:
    """Return the statuses that are shown: the chosen ones, else all."""
    return choice.status or tuple(view.counts)


def legend_keys(view: Snapshot, choice: Choice, t: Language) -> tuple[Key, ...]:
    """Return each status that somebody holds, with how many do."""
    return tuple(
        Key(status, t("{status} {count}", status=t(STATUS[status]), count=t.number(count)))
        for status, count in view.counts.items()
        if count and status in statuses_of(view, choice)
    )


def drawing_of(view: Snapshot, choice: Choice, t: Language) -> Drawing:
    """Return what the map draws, as on the page."""
    return draw(view, borders=choice.borders, t=t, statuses=statuses_of(view, choice))


def world_height(view: Snapshot, choice: Choice, width: float) -> float:
    """Return how high the world is drawn at a width."""
    frame = ground(view.record, choice.borders).frame
    left, bottom, right, top = world_plane(frame).box(frame)
    return width * (top - bottom) / (right - left)


def _paint(
    view: Snapshot, choice: Choice, t: Language, figure: Figure, place: Rect, size: float
) -> None:
    high = world_height(view, choice, place.width)
    world = Rect(place.left, place.bottom + place.height - high, place.width, high)
    paint_world(view, choice, t, figure, world, size)
    wide = place.width * THEATRE_SHARE
    mirrored = t.direction == RIGHT_TO_LEFT
    left = place.left + (place.width - wide if mirrored else 0)
    paint_theatre(view, choice, t, figure, Rect(left, place.bottom, wide, BAND), size)
    beside = place.left if mirrored else place.left + wide + GAP
    _explain(figure, t, Rect(beside, place.bottom, place.width - wide - GAP, BAND), size)


def paint_world(
    view: Snapshot,
    choice: Choice,
    t: Language,
    figure: Figure,
    place: Rect,
    size: float,
    *,
    every_name: bool = True,
) -> None:
    """
    Draw the world framed on the contributors: land, tints, arcs, symbols and names.

    Without `every_name`, names that would stand far off or on each other are left out.
    """
    frame = ground(view.record, choice.borders).frame
    plane = world_plane(frame)
    drawing = drawing_of(view, choice, t)
    axes = _plane_axes(figure, place, plane.box(frame))
    land = world_land(choice.borders, plane.centre)
    tones = {shape: INK.fill[status] for shape, status in drawing.fills.items() if status}
    axes.add_collection(
        PathCollection(
            list(land.values()),
            facecolors=[tones.get(shape, INK.land) for shape in land],
            edgecolors=INK.border,
            linewidths=0.35,
            zorder=1,
        )
    )
    for style in ARC_STYLES:
        tone, dashes = LINES[style]
        ways = [arc_path(arc.start, arc.end, plane) for arc in drawing.arcs if arc.style == style]
        axes.add_collection(
            LineCollection(
                ways,
                colors=INK.mark[tone],
                linewidths=0.8,
                linestyles=[dashes],
                alpha=ARC_ALPHA,
                zorder=2,
            )
        )
    _symbols(axes, drawing.marks, plane, t, size, every_name=every_name)


def _plane_axes(figure: Figure, place: Rect, box: tuple[float, float, float, float]) -> Axes:
    """Return axes for a box of a projection's plane, fitted into the middle of a place."""
    left, bottom, right, top = box
    axes = axes_in(figure, place)
    scale = max((right - left) / place.width, (top - bottom) / place.height)
    wide, high = scale * place.width / 2, scale * place.height / 2
    middle = ((left + right) / 2, (bottom + top) / 2)
    axes.set(
        xlim=(middle[0] - wide, middle[0] + wide),
        ylim=(middle[1] - high, middle[1] + high),
        xticks=[],
        yticks=[],
    )
    return axes


def _symbols(
    axes: Axes,
    marks: Sequence[Mark],
    plane: Plane,
    t: Language,
    size: float,
    *,
    every_name: bool,
) -> None:
    """Draw each contributor's symbol, rings round the contested, and every name."""
    if not marks:
        return
    ordered = sorted(
        marks, key=lambda m: (m.status not in LADDER, STATUSES.index(m.status), m.code)
    )
    at = plane.points([mark.at for mark in ordered])
    for mark, (x, y) in zip(ordered, at, strict=True):
        if mark.kept_out or mark.contested:
            ring = "excluded" if mark.kept_out else RING
            tone = INK.mark["excluded" if mark.kept_out else "suspended"]
            draw_symbols(
                axes,
                [x],
                [y],
                ring,
                hollow=True,
                colours=INK,
                size=size * 1.7,
                zorder=4,
                colour=tone,
            )
        draw_symbols(
            axes, [x], [y], mark.status, hollow=mark.hollow, colours=INK, size=size, zorder=5
        )
    reach = [size * (1.75 if mark.kept_out or mark.contested else 1.0) for mark in ordered]
    names = [(mark.name, INK.text) for mark in ordered]
    _name_points(axes, names, at, reach, t, size * 0.8, every_name=every_name)


def _name_points(
    axes: Axes,
    names: Sequence[tuple[str, str]],
    at: np.ndarray,
    reach: Sequence[float],
    t: Language,
    size: float,
    *,
    taken: Sequence[tuple[float, ...]] = (),
    every_name: bool = True,
) -> None:
    """
    Write each name (with its colour) beside its point.

    If every name is wanted, the most crowded goes first, and one that finds no place
    stands on another; else the first goes first. A name that stands farther away is led
    to by a thin line. `reach` is the width of each symbol in points; `taken` are more
    places to keep free.
    """
    order = np.argsort(_elbow_room(at), kind="stable") if every_name else np.arange(len(at))
    kept_free = np.array([*map(tuple, at), *taken])
    sizes = [*(wide**2 for wide in reach), *(1.0 for _ in taken)]
    symbols = axes.scatter(kept_free[:, 0], kept_free[:, 1], s=sizes)
    textalloc.allocate(
        axes,
        at[order, 0],
        at[order, 1],
        [directed(names[place][0], t) for place in order],
        scatter_plot=symbols,
        textsize=size,
        textcolor=[names[place][1] for place in order],
        linecolor=INK.quiet,
        linewidth=0.5,
        margin=0.003,
        min_distance=0.01,
        max_distance=0.16 if every_name else 0.03,
        draw_all=every_name,
        nbr_candidates=400,
        avoid_label_lines_overlap=True,
        avoid_crossing_label_lines=True,
        zorder=6,
        path_effects=HALO,
        plot_kwargs={"zorder": 3},
    )
    symbols.remove()


def _elbow_room(at: np.ndarray) -> np.ndarray:
    """Return how far each point is from its third-nearest neighbour, or the farthest there is."""
    apart = np.sort(np.linalg.norm(at[:, None] - at[None, :], axis=2), axis=1)
    return np.asarray(apart[:, min(3, len(at) - 1)])


def paint_theatre(
    view: Snapshot, choice: Choice, t: Language, figure: Figure, place: Rect, size: float
) -> None:
    """Draw the theatre with its places, those at which somebody is present counted."""
    under = ground(view.record, choice.borders)
    frame: Frame = widened(under.theatre_frame, place.width / place.height)
    plane = Plane(MERCATOR, frame.centre[0])
    axes = _plane_axes(figure, place, plane.box(frame))
    land = theatre_land(choice.borders, frame)
    tones = dict(zip(under.parts, cycle(INK.parts), strict=False))
    axes.add_collection(
        PathCollection(
            list(land.values()),
            facecolors=[tones.get(shape, INK.land) for shape in land],
            edgecolors=INK.quiet,
            linewidths=0.6,
            zorder=1,
        )
    )
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set(edgecolor=INK.rule, linewidth=0.8)
    seen = [site for site in sites(view, t) if frame.contains(*site.at)]
    _places(axes, seen, areas(view.record, choice.borders, t), plane, t, size)


def _places(
    axes: Axes, seen: Sequence[Site], named: Sequence[Site], plane: Plane, t: Language, size: float
) -> None:
    """Mark the places, name the territories on their middle, else beside where that is free."""
    at = plane.points([site.at for site in seen])
    middles = plane.points([area.at for area in named])
    for site, (x, y) in zip(seen, at, strict=True):
        axes.plot(
            x,
            y,
            marker="p" if site.main else "o",
            color=INK.text,
            zorder=5,
            markersize=size * (0.75 if site.main else 0.45),
            markeredgecolor=INK.ground,
        )
    taken, beside = [tuple(point) for point in at], []
    for area, middle in zip(named, middles, strict=True):
        cover = _cover(axes, area.name, middle, size)
        if any(_near(point, cover) for point in taken):
            beside.append((area, middle))
            continue
        axes.text(
            float(middle[0]),
            float(middle[1]),
            directed(area.name, t),
            size=size,
            color=INK.quiet,
            ha="center",
            va="center",
            zorder=3,
        )
        taken += [tuple(point) for point in cover]
    names = [
        (t.term(site.name, site.present) if site.present else site.name, INK.text) for site in seen
    ]
    names += [(area.name, INK.quiet) for area, _ in beside]
    if names:
        places = np.array([*at, *(place for _, place in beside)])
        reach = [size * 0.6] * len(names)
        _name_points(axes, names, places, reach, t, size * 0.9, taken=taken)


def _cover(axes: Axes, name: str, middle: np.ndarray, size: float) -> np.ndarray:
    """Return points on the plane that a name centred on a point covers."""
    left, right = axes.get_xlim()
    per_inch = (right - left) / inches_wide(axes)
    half = width_of(name, size) / 2 * per_inch
    high = line_height(size) / 3 * per_inch
    return np.array(
        [middle + (share * half, up) for share in np.linspace(-1, 1, 9) for up in (-high, 0, high)]
    )


def _near(point: tuple[float, ...], cover: np.ndarray) -> bool:
    (left, bottom), (right, top) = cover.min(axis=0), cover.max(axis=0)
    return bool(left <= point[0] <= right and bottom <= point[1] <= top)


def _explain(figure: Figure, t: Language, place: Rect, size: float) -> None:
    """Say beside the theatre what fill, rings and lines mean."""
    texts = (
        t("Hollow symbol: only reported by others."),
        t("Ring: contested by a disagreement. Crossed ring: kept out by somebody."),
        t("Lines: solid when present, dashed when promised, dotted when only reported."),
        t("Tinted areas repeat the symbols: the size of a territory says nothing."),
    )
    top = place.bottom + place.height
    edges = (place.left, place.left + place.width)
    title = [t("How to read the map")]
    top = write(figure, title, t, top=top, size=size, bold=True, span=edges) - line_height(size) / 3
    for text in texts:
        lines = wrapped(text, width=place.width, size=size)
        top = write(figure, lines, t, top=top, size=size, span=edges) - line_height(size) / 3
