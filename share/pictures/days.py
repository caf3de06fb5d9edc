"""Charts over the days of the record: statuses, totals, and every statement in its lane."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from babel.dates import format_date
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts.timeline import VOICES, Lane, Said
from charts.total_over_time import Step, round_levels
from data.totals import PROMISED, Total, totals
from data.words import STATUSES
from share.chart_values import (
    lane,
    mark,
    said_in_view,
    status_counts,
    stretches,
    total_steps,
)
from share.language import RIGHT_TO_LEFT, Language
from share.links import Choice
from share.names import actor_name, component_label
from share.pictures.lettering import directed, line_height, width_of
from share.pictures.rows import fitting, keys_of, rest_of, row_axes
from share.pictures.sheet import INK, Content, Rect, axes_in, inches_wide
from share.snapshot import Snapshot, contributing
from share.words import UNIT, VOICE, amount, bounds

HEIGHT = 3.9
TOTAL_HEIGHT = 2.5
FOOT = 0.32
"""Inches below an axis of days, for the names of its months."""

MARKERS: Mapping[str, str] = {"own": "o", "mission": "D", "other": "s", "press": "^"}
"""Matplotlib's names for the shapes of charts.timeline.VOICES."""


def statuses(view: Snapshot, _: Choice, t: Language) -> Content:
    """Return how many actors stood where on each day."""
    days, counts = status_counts(view)
    used = [(status, False) for status, numbers in counts.items() if any(numbers)]
    return Content(
        height=lambda _: HEIGHT,
        paint=functools.partial(_paint_statuses, days, counts, view.on, t),
        keys=keys_of(used, t, swatch=True),
    )


def total(view: Snapshot, choice: Choice, t: Language) -> Content:
    """Return what contributions add up to by day, one chart for each part and unit."""
    found = totals(contributing(view), rule=PROMISED)
    return Content(
        height=lambda _: TOTAL_HEIGHT * max(len(found), 1),
        paint=functools.partial(_paint_totals, found, view, t),
        note=t(
            "Counted: present and pledged. A total goes from the sum of the lower bounds to the "
            "sum of the upper ones; arrows lead on where somebody said “at least”."
        ),
    )


def timeline(view: Snapshot, choice: Choice, t: Language) -> Content:
    """Return every statement in its actor's lane, the firmest first."""
    record, mission = view.record, view.record.mission
    statuses = choice.status or tuple(view.counts)
    shown = {code: p for code, p in view.shown.items() if p.status in statuses}
    actors = sorted(
        shown,
        key=lambda code: (
            STATUSES.index(shown[code].status),
            t.order(actor_name(mission, code, t)),
        ),
    )
    names = {code: actor_name(mission, code, t) for code in actors}
    lanes = [lane(band, names[band.actor]) for band in stretches(view) if band.actor in names]
    marks = [
        mark(said, names[said.actor], record, t)
        for said in said_in_view(record, view)
        if said.actor in names
    ]
    return Content(
        height=lambda _: max(len(actors), 1) * 0.24 + FOOT,
        paint=functools.partial(_paint_timeline, lanes, marks, list(names.values()), view, t),
        keys=keys_of([(said.status, said.hollow) for said in marks], t, swatch=True),
        note=_voices(t),
    )


def _voices(t: Language) -> str:
    shapes = {
        "own": t("circle"),
        "mission": t("diamond"),
        "other": t("square"),
        "press": t("triangle"),
    }
    said = t.row(t.term(shapes[voice], t(VOICE[voice])) for voice in VOICES)
    return t.term(t("Who speaks"), said) + "."


def place_of(day: date) -> float:
    """Return where a day stands on an axis of days."""
    return float(day.toordinal())


def day_axis(axes: Axes, first: date, last: date, t: Language, size: float) -> None:
    """Let the x axis run over the record's days, with as many months as fit named."""
    last = max(last, first + timedelta(days=1))
    axes.set_xlim(place_of(first), place_of(last))
    months = [
        date(first.year + (first.month + at) // 12, (first.month + at) % 12 + 1, 1)
        for at in range((last.year - first.year) * 12 + last.month - first.month)
    ]
    names = [format_date(month, "LLL y", locale=t.locale) for month in months]
    wide = inches_wide(axes)
    needed = sum(width_of(name, size) + 0.2 for name in names)
    step = max(1, int(np.ceil(needed / wide)))
    axes.set_xticks(
        [place_of(month) for month in months[::step]],
        [directed(name, t) for name in names[::step]],
    )
    axes.tick_params("x", labelsize=size, labelcolor=INK.quiet, pad=4)


def _room(labels: Iterable[str], size: float) -> float:
    """Return the width in inches that labels of amounts need beside an axis."""
    return max((width_of(label, size) for label in labels), default=0) + 0.12


def _value_axes(figure: Figure, place: Rect, wide: float, t: Language, size: float) -> Axes:
    """Return axes with `wide` inches for the labels of amounts where the language begins."""
    mirrored = t.direction == RIGHT_TO_LEFT
    axes = axes_in(
        figure,
        Rect(
            place.left + (0.2 if mirrored else wide),
            place.bottom + FOOT,
            place.width - wide - 0.2,
            place.height - FOOT,
        ),
    )
    if mirrored:
        axes.yaxis.tick_right()
    axes.tick_params("y", labelsize=size, labelcolor=INK.quiet, pad=4)
    axes.grid(axis="y", color=INK.rule, linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def _paint_statuses(
    days: Sequence[date],
    counts: Mapping[str, Sequence[int]],
    chosen: date,
    t: Language,
    figure: Figure,
    place: Rect,
    size: float,
) -> None:
    top = max((sum(numbers) for numbers in zip(*counts.values(), strict=True)), default=0)
    levels = round_levels(top) if top >= 4 else tuple(range(top + 1))
    labels = [t.number(level) for level in levels]
    named = Rect(place.left, place.bottom, place.width, place.height - line_height(size) * 1.4)
    axes = _value_axes(figure, named, _room(labels, size), t, size)
    if not days:
        return
    day_axis(axes, days[0], days[-1], t, size)
    axes.set_ylim(0, max(top * 1.04, 1))
    axes.set_yticks(levels, labels)
    _head(axes, t("Actors"), t, size)
    xs = [place_of(day) for day in days]
    base = np.zeros(len(days))
    for status, numbers in counts.items():
        if any(numbers):
            above = base + np.array(numbers)
            axes.fill_between(xs, base, above, step="post", color=INK.fill[status], linewidth=0)
            axes.step(xs, above, where="post", color=INK.mark[status], linewidth=1.1)
            base = above
    axes.axvline(place_of(chosen), color=INK.text, linewidth=0.8, linestyle=":")


def _head(axes: Axes, text: str, t: Language, size: float, *, bold: bool = False) -> None:
    """Write what is counted above an axis, at the side where the language begins."""
    mirrored = t.direction == RIGHT_TO_LEFT
    axes.annotate(
        directed(text, t),
        (1 if mirrored else 0, 1),
        xycoords="axes fraction",
        xytext=(0, size * 0.5),
        textcoords="offset points",
        size=size,
        weight=600 if bold else "normal",
        color=INK.text if bold else INK.quiet,
        ha="right" if mirrored else "left",
    )


def _paint_totals(
    found: Sequence[Total], view: Snapshot, t: Language, figure: Figure, place: Rect, size: float
) -> None:
    kept = found[: max(int(place.height / (TOTAL_HEIGHT * size / 8.5 * 0.75)), 1)]
    each = place.height / max(len(kept), 1)
    steps = [total_steps(view, one.component, one.unit, PROMISED, t) for one in kept]
    levels = [_levels(part, one.unit, t) for part, one in zip(steps, kept, strict=True)]
    wide = _room((label for part in levels for label in part.values()), size * 0.9)
    for at, one in enumerate(kept):
        bottom = place.bottom + place.height - (at + 1) * each
        high = each - line_height(size) * 2.2
        axes = _value_axes(figure, Rect(place.left, bottom, place.width, high), wide, t, size * 0.9)
        axes.set_yticks(list(levels[at]), list(levels[at].values()))
        _paint_total(axes, one, steps[at], view, t, size)
    if found and len(kept) < len(found):
        rest_of(figure.axes[-1], len(found) - len(kept), place, figure, t, size)


def _levels(steps: Sequence[Step], unit: str, t: Language) -> dict[int, str]:
    """Return round amounts up to the highest step, each as the reader writes it."""
    top = max((step.high or step.low for step in steps), default=0)
    levels = round_levels(top) if top >= 4 else range(top + 1)
    return {level: amount(level, unit, t) for level in levels}


def _paint_total(
    axes: Axes, one: Total, steps: Sequence[Step], view: Snapshot, t: Language, size: float
) -> None:
    mission = view.record.mission
    day_axis(axes, mission.first_day, mission.last_day, t, size * 0.9)
    top = max((step.high or step.low for step in steps), default=0)
    axes.set_ylim(0, max(top * 1.12, 1))
    about = any(number.bound == "about" for _, number in one.addends)
    part = f"{component_label(mission, one.component, t)} · {t(UNIT[one.unit])}"
    said = bounds(one.low, one.high, one.unit, t, about=about)
    _head(axes, t.term(part, said), t, size, bold=True)
    _band(axes, steps, mission.last_day)
    axes.axvline(place_of(view.on), color=INK.text, linewidth=0.8, linestyle=":")


def _band(axes: Axes, steps: Sequence[Step], last: date) -> None:
    """Draw the range of each stretch of days; open ends get arrows that lead on."""
    ends = [*(step.day for step in steps[1:]), last]
    xs = [place_of(day) for step, end in zip(steps, ends, strict=True) for day in (step.day, end)]
    lows = [step.low for step in steps for _ in range(2)]
    highs = [step.low if step.high is None else step.high for step in steps for _ in range(2)]
    axes.fill_between(xs, lows, highs, color=INK.fill["committed"], linewidth=0)
    for edge in (lows, highs):
        axes.plot(xs, edge, color=INK.mark["committed"], linewidth=1.3)
    opened = [step for step in steps if step.high is None]
    axes.plot(
        [place_of(step.day) for step in opened],
        [step.low for step in opened],
        linestyle="none",
        marker="^",
        color=INK.mark["committed"],
        markersize=6,
    )


def _paint_timeline(
    lanes: Sequence[Lane],
    marks: Sequence[Said],
    actors: Sequence[str],
    view: Snapshot,
    t: Language,
    figure: Figure,
    place: Rect,
    size: float,
) -> None:
    kept = actors[: fitting(len(actors), place.height - FOOT, size * 0.9)]
    rows = {name: at for at, name in enumerate(kept)}
    axes = row_axes(figure, place, kept, t, size, foot=FOOT)
    mission = view.record.mission
    day_axis(axes, mission.first_day, mission.last_day, t, size)
    for band in lanes:
        if band.actor in rows:
            axes.plot(
                [place_of(band.start), place_of(band.end)],
                [rows[band.actor]] * 2,
                color=INK.mark[band.status] if band.hollow else INK.fill[band.status],
                linewidth=1.6 if band.hollow else size * 0.85,
                solid_capstyle="butt",
                zorder=2,
            )
    for said in reversed(marks):
        if said.actor in rows:
            tone = INK.mark[said.status]
            axes.plot(
                place_of(said.day),
                rows[said.actor],
                marker=MARKERS[said.voice],
                markersize=size * 0.62,
                markerfacecolor=INK.ground if said.hollow else tone,
                markeredgecolor=tone if said.hollow else INK.ground,
                markeredgewidth=1.0 if said.hollow else 0.6,
                zorder=4,
                clip_on=False,
            )
    for moment in mission.settings.moments:
        axes.axvline(place_of(moment.day), color=INK.rule, linewidth=0.8, linestyle=":")
    axes.axvline(place_of(view.on), color=INK.text, linewidth=0.9)
    rest_of(axes, len(actors) - len(kept), place, figure, t, size)
