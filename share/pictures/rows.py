"""Charts with one row for each actor: roles, numbers of people, changes of status."""

import functools
import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts.personnel_ranges import LEAST, MOST, PeopleRange
from charts.role_matrix import Cell
from charts.status_shifts import STEPS, Shift
from share.chart_values import (
    actors_by_firmness,
    people_ranges,
    role_cells,
    roles_used,
    shifts,
    step_names,
)
from share.comparison import changes_in_view, earlier_day
from share.language import RIGHT_TO_LEFT, Language
from share.links import Choice
from share.pictures.lettering import directed, line_height, width_of
from share.pictures.sheet import INK, Content, Key, Rect, axes_in
from share.pictures.symbols import RING, draw_symbols
from share.snapshot import Snapshot, snapshot
from share.words import STATUS

ROW = 2.1
"""Height of a row, in type sizes."""

SLOPE = 40
"""Degrees by which column heads rise."""

TICKS = (1, 10, 100, 1_000, 10_000)


def roles(view: Snapshot, _: Choice, t: Language) -> Content:
    """Return the matrix of actors and roles."""
    cells, actors = role_cells(view, t), actors_by_firmness(view, t)
    columns = roles_used(cells, t)
    return Content(
        height=lambda _: _rows_height(len(actors), 8.5) + _head_height(columns, 8.5),
        paint=functools.partial(_paint_roles, cells, actors, columns, t),
        keys=keys_of([(cell.status, cell.hollow) for cell in cells], t),
        note=t("An empty place means that nothing is on record, not a refusal."),
    )


def people(view: Snapshot, _: Choice, t: Language) -> Content:
    """Return the numbers of people as ranges."""
    ranges = people_ranges(view, t)
    return Content(
        height=lambda _: _rows_height(len(ranges), 8.5) + 0.5,
        paint=functools.partial(_paint_people, ranges, t),
        keys=keys_of([(row.status, row.hollow) for row in ranges], t),
        note=t(
            "The largest of each actor's newest numbers: teams overlap, so roles are not added "
            "up. Dotted: an end that nobody stated. The scale is logarithmic."
        ),
    )


def changes(view: Snapshot, choice: Choice, t: Language) -> Content:
    """Return the changes of status between two days."""
    day = earlier_day(view.record, view.on, choice.since)
    before = snapshot(view.record, day, view.known, view.component)
    moved = shifts(changes_in_view(before, view), view.record, t)
    names = step_names(t)
    return Content(
        height=lambda _: _rows_height(len(moved), 8.5) + _head_height(names, 8.5),
        paint=functools.partial(_paint_shifts, moved, names, t),
        keys=keys_of([(shift.after, shift.hollow) for shift in moved if shift.after], t),
        note=t("A small ring stands where the actor stood before, a symbol where it stands now."),
    )


def keys_of(
    used: Sequence[tuple[str, bool]], t: Language, *, swatch: bool = False
) -> tuple[Key, ...]:
    """Return the legend of the statuses used, and what hollow means if any is."""
    held = {status for status, _ in used}
    keys = [Key(status, t(STATUS[status]), swatch=swatch) for status in STATUS if status in held]
    if any(hollow for _, hollow in used):
        keys.append(Key("deployed", t("Hollow: only reported by others"), hollow=True))
    return tuple(keys)


def _rows_height(count: int, size: float) -> float:
    return max(count, 1) * size * ROW / 72


def _head_height(heads: Sequence[str], size: float) -> float:
    longest = max((width_of(head, size) for head in heads), default=0)
    return longest * math.sin(math.radians(SLOPE)) + line_height(size) * 1.3


def fitting(count: int, height: float, size: float) -> int:
    """Return how many rows fit into a height, of those there are."""
    return min(count, max(int(height / _rows_height(1, size)), 1))


def row_axes(
    figure: Figure, place: Rect, names: Sequence[str], t: Language, size: float, *, foot: float = 0
) -> Axes:
    """
    Return axes with a named row for each actor, first on top; row r is at y = r.

    Names stand where the language begins; `foot` are inches kept free below.
    """
    mirrored = t.direction == RIGHT_TO_LEFT
    wide = max((width_of(name, size) for name in names), default=0) + 0.15
    left = place.left + (0 if mirrored else wide)
    inner = Rect(left, place.bottom + foot, place.width - wide, place.height - foot)
    axes = axes_in(figure, inner)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [directed(name, t) for name in names])
    if mirrored:
        axes.yaxis.tick_right()
    axes.tick_params("y", labelsize=size, labelcolor=INK.text, pad=5)
    axes.grid(axis="y", color=INK.rule, linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def _heads(axes: Axes, heads: Sequence[str], t: Language, size: float, *, colour: str) -> None:
    """Write column heads above the rows, rising so that long ones part."""
    axes.set_xlim(-0.6, len(heads) + 0.1)
    axes.grid(axis="x", color=INK.rule, linewidth=0.6)
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(len(heads)),
        [directed(head, t) for head in heads],
        rotation=SLOPE,
        ha="left",
        rotation_mode="anchor",
    )
    axes.tick_params("x", labelsize=size, labelcolor=colour, pad=3)


def _paint_roles(
    cells: Sequence[Cell],
    actors: Sequence[str],
    columns: Sequence[str],
    t: Language,
    figure: Figure,
    place: Rect,
    size: float,
) -> None:
    head = _head_height(columns, size)
    grid = Rect(place.left, place.bottom, place.width, place.height - head)
    axes = row_axes(figure, grid, actors, t, size)
    _heads(axes, columns, t, size, colour=INK.text)
    for cell in cells:
        x, y = float(columns.index(cell.role)), float(actors.index(cell.actor))
        draw_symbols(axes, [x], [y], cell.status, hollow=cell.hollow, colours=INK, size=size * 1.25)


def _paint_shifts(
    moved: Sequence[Shift],
    names: Sequence[str],
    t: Language,
    figure: Figure,
    place: Rect,
    size: float,
) -> None:
    head = _head_height(names, size)
    kept = moved[: fitting(len(moved), place.height - head, size)]
    high = _rows_height(len(kept), size)
    grid = Rect(place.left, place.bottom + place.height - head - high, place.width, high)
    axes = row_axes(figure, grid, [shift.name for shift in kept], t, size)
    _heads(axes, names, t, size, colour=INK.quiet)
    for y, shift in enumerate(kept):
        before, after = STEPS.index(shift.before), STEPS.index(shift.after)
        axes.plot([before, after], [y, y], color=INK.quiet, linewidth=1.2, zorder=3)
        tone = INK.mark[shift.before or "open"]
        draw_symbols(
            axes, [before], [y], RING, hollow=True, colours=INK, size=size * 0.8, colour=tone
        )
        status = shift.after or RING
        tone = INK.mark[shift.after or "open"]
        draw_symbols(
            axes,
            [after],
            [y],
            status,
            hollow=shift.hollow,
            colours=INK,
            size=size * 1.3,
            colour=tone,
        )
    rest_of(axes, len(moved) - len(kept), place, figure, t, size)


def rest_of(axes: Axes, count: int, place: Rect, figure: Figure, t: Language, size: float) -> None:
    """Count the rows that did not fit: what is left out is said."""
    if count <= 0:
        return
    width, height = figure.get_size_inches()
    mirrored = t.direction == RIGHT_TO_LEFT
    figure.text(
        (place.left + (place.width if mirrored else 0)) / width,
        (place.bottom - line_height(size)) / height,
        directed(t.n("and {count} more", "and {count} more", count), t),
        size=size,
        color=INK.quiet,
        ha="right" if mirrored else "left",
    )


def _paint_people(
    ranges: Sequence[PeopleRange], t: Language, figure: Figure, place: Rect, size: float
) -> None:
    kept = ranges[: fitting(len(ranges), place.height - 0.5, size)]
    axes = row_axes(figure, place, [row.name for row in kept], t, size, foot=0.5)
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST * 4)
    axes.minorticks_off()
    axes.set_xticks(TICKS, [t.number(tick) for tick in TICKS])
    axes.tick_params("x", labelsize=size, labelcolor=INK.quiet)
    axes.grid(axis="x", color=INK.rule, linewidth=0.6)
    axes.set_xlabel(directed(t("People, logarithmic scale"), t), size=size, color=INK.quiet)
    for y, row in enumerate(kept):
        low, high = _place(row.low, LEAST), _place(row.high, MOST)
        dotted = row.low is None or row.high is None
        axes.plot(
            [low, high], [y, y], color=INK.quiet, linewidth=1.5, linestyle=":" if dotted else "-"
        )
        stated = sorted({float(value) for value in (row.low, row.high) if value is not None})
        points = [max(value, LEAST) for value in stated]
        draw_symbols(
            axes,
            points,
            [float(y)] * len(points),
            row.status,
            hollow=row.hollow,
            colours=INK,
            size=size * 1.2,
        )
        above = row.high is None
        axes.annotate(
            directed(row.text, t),
            (points[-1], y),
            xytext=(0, size * 0.6) if above else (size * 0.9, 0),
            textcoords="offset points",
            size=size * 0.9,
            color=INK.text,
            va="bottom" if above else "center_baseline",
            ha="center" if above else "left",
        )


def _place(people: int | None, open_end: float) -> float:
    """Return where a bound stands; 0, which has no logarithm, stands first."""
    return open_end if people is None else max(people, LEAST)
