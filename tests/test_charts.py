"""Figures say what they are given: golden files, labels apart, and colours that can be told."""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, product
from pathlib import Path

import plotly.graph_objects as go
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly.validator_cache import ValidatorCache

from charts.contribution_map import Ground, contribution_map
from charts.labels import (
    BREAK,
    Label,
    label_box,
    place_labels,
    symbol_boxes,
    text_size,
    text_width,
    wrapped,
)
from charts.palette import (
    CODES,
    DARK,
    LIGHT,
    MARKS_FROM,
    OPEN,
    OUTLINED,
    PARTS_FROM,
    SCALE,
    SHAPES,
    SYMBOLS,
    Palette,
    palette,
    symbol,
    symbol_code,
)
from charts.personnel_ranges import PeopleRange, personnel_ranges
from charts.role_matrix import Cell, role_matrix
from charts.rows import head_angle, heads_px, read_from_right
from charts.status_shifts import NOWHERE, STEPS, Shift, status_shifts
from charts.statuses_over_time import statuses_over_time
from charts.story import Scene, story
from charts.theatre_layer import Area, Site
from charts.tile_map import tile_map
from charts.timeline import VOICES, Lane, Said, timeline
from charts.total_over_time import Step, round_levels, total_over_time
from charts.world_layer import ARC_STYLES, FAINT, USUAL, Arc, Mark
from data.words import LADDER, STATUSES
from geo.frames import Frame
from geo.projection import project

GOLDEN = Path(__file__).with_name("golden")

MARKS = (
    Mark("FRA", "France", (2.5, 46.5), "deployed", False, False, False, "France: Present"),
    Mark("KEN", "Kenya", (37.9, 0.5), "committed", True, False, False, "Kenya: Pledged"),
    Mark("XKX", "Kosovo", (20.9, 42.6), "suspended", False, True, False, "Kosovo: On hold"),
    Mark("TUR", "Türkiye", (35.2, 39.0), "excluded", True, False, True, "Türkiye: Kept out"),
)
PORT = (20.5, 10.5)
ARCS = (
    Arc((2.5, 46.5), PORT, "solid", "FRA"),
    Arc((37.9, 0.5), PORT, "dot", "KEN"),
    Arc((20.9, 42.6), PORT, "dash", "XKX"),
)
SITES = (
    Site("Port", PORT, True),
    Site("Hill", (20.9, 10.8), False),
)
AREAS = (
    Area("Lagoon", (20.2, 10.2), False, shapely.box(20.0, 10.0, 20.45, 10.7)),
    Area("Plain", (20.7, 10.5), False, shapely.box(20.5, 10.0, 21.0, 11.0)),
)
GROUND = Ground(
    world="/geometry/world.0.json/",
    theatre="/geometry/lagoon.0.json",
    theatre_ids=("LAG", "TCD"),
    stressed=("LAG",),
    frame=Frame(-15.0, -15.0, 60.0, 60.0),
    theatre_frame=Frame(20.0, 10.0, 21.0, 11.0),
)
CROWDED = replace(
    GROUND,
    parts=("LAG", "TCD"),
    homes=tuple((mark.code, mark.at) for mark in MARKS),
    near=frozenset({"FRA", "XKX", "TUR"}),
    near_frame=Frame(-5.0, 30.0, 45.0, 52.0),
)
CELLS = (
    Cell("France", "Troops", "deployed", False, "France, troops: Present", "fra-1"),
    Cell("Kenya", "Police officers", "committed", True, "Kenya, police: Pledged", "ken-1|ken-2"),
    Cell("Kenya", "Troops", "declined", False, "Kenya, troops: Declined", "ken-3"),
    Cell("Türkiye", "Troops", "excluded", False, "Türkiye, troops: Kept out", "tur-1"),
)
RANGES = (
    PeopleRange("Kenya", None, 8000, "committed", True, "up to 8,000 people", "ken-1"),
    PeopleRange("France", 200, 500, "deployed", False, "200 to 500 people", "fra-1"),
    PeopleRange("Kosovo", 20, None, "considering", False, "at least 20 people", "xkx-1"),
    PeopleRange("Fiji", 3, 3, "suspended", False, "3 people", "fji-1"),
)
DAYS = (date(2030, 1, 10), date(2030, 2, 1), date(2030, 3, 31))
COUNTS = {"deployed": [0, 1, 3], "committed": [2, 2, 1], "withdrawn": [0, 0, 0]}

SHIFTS = (
    Shift("France", "considering", "deployed", False, "France: was weighing it, present", "fra-1"),
    Shift("Kenya", NOWHERE, "committed", True, "Kenya: nothing on record, pledged", "ken-1"),
    Shift("Fiji", "committed", NOWHERE, False, "Fiji: pledged, nothing on record", "fji-1"),
)
LANES = (
    Lane("France", DAYS[0], DAYS[1], "committed", False),
    Lane("France", DAYS[1], DAYS[2], "suspended", True),
    Lane("Kenya", DAYS[1], DAYS[2], "deployed", False),
)
SAID = (
    Said("France", DAYS[0], "committed", "own", False, "France: pledged", "fra-1"),
    Said("France", DAYS[1], "suspended", "press", True, "France: on hold", "fra-2"),
    Said("Kenya", DAYS[1], "deployed", "other", False, "Kenya: present", "ken-1"),
    Said("Kenya", DAYS[2], "open", "mission", False, "Kenya: not settled", "ken-2"),
)
TOTALS = (
    Step(DAYS[0], 0, 200, "0 to 200 people"),
    Step(DAYS[1], 50, None, "at least 50 people"),
)

Colour = tuple[float, float, float]

CONE_DEFECTS: Mapping[str, tuple[Colour, Colour, Colour]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""
What is seen without one kind of cone: matrices on linear RGB, severity 1.0.

G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009, table of precomputed matrices.
"""

both_themes = pytest.mark.parametrize(
    "colours", [LIGHT, DARK], ids=lambda colours: "light" if colours is LIGHT else "dark"
)
every_status = pytest.mark.parametrize("status", SYMBOLS)


def made_up_map(*, width: int = 840, **changed: object) -> go.Figure:
    """Return the map of the made-up values above."""
    given_values = {"arcs": ARCS, "sites": SITES, "areas": AREAS, "ground": GROUND} | changed
    marks = given_values.pop("marks", MARKS)
    fills = {"FRA": "deployed", "KEN": None}
    return contribution_map(marks, fills=fills, colours=LIGHT, width=width, **given_values)


def made_up_tiles(*, marks: Iterable[Mark] = MARKS, **changed: object) -> go.Figure:
    """Return the tiles of the made-up values above."""
    given_values = {"homes": {"FJI": (178.0, -18.0)}, "width": 360} | changed
    return tile_map(tuple(marks), centre=20.0, colours=LIGHT, **given_values)


def made_up_matrix() -> go.Figure:
    """Return the matrix of the made-up values above."""
    return role_matrix(
        CELLS,
        actors=("France", "Kenya", "Türkiye"),
        roles=("Troops", "Police officers"),
        colours=LIGHT,
    )


def made_up_ranges(ranges: Iterable[PeopleRange] = RANGES) -> go.Figure:
    """Return the ranges of the made-up values above."""
    ticks = ("1", "10", "100", "1,000", "10,000")
    return personnel_ranges(tuple(ranges), colours=LIGHT, axis_title="People", ticks=ticks)


def made_up_days() -> go.Figure:
    """Return the counts by day of the made-up values above."""
    return statuses_over_time(
        DAYS,
        COUNTS,
        names={"deployed": "Present", "committed": "Pledged", "withdrawn": "Withdrawn"},
        colours=LIGHT,
        chosen=DAYS[1],
        ticks={date(2030, 2, 1): "Feb 2030", date(2030, 3, 1): "Mar 2030"},
        written=("10 Jan 2030", "1 Feb 2030", "31 Mar 2030"),
        axis_title="Actors",
    )


def made_up_lanes() -> go.Figure:
    """Return the timeline of the made-up values above."""
    return timeline(
        LANES,
        SAID,
        actors=("Kenya", "France"),
        chosen=DAYS[1],
        moments={DAYS[0]: "10 Jan 2030: France pledges"},
        ticks={date(2030, 2, 1): "Feb 2030"},
        colours=LIGHT,
    )


def made_up_shifts() -> go.Figure:
    """Return the shifts of the made-up values above."""
    return status_shifts(SHIFTS, names=[step or "nothing" for step in STEPS], colours=LIGHT)


def made_up_total() -> go.Figure:
    """Return the total of the made-up values above."""
    return total_over_time(
        TOTALS,
        first=DAYS[0],
        last=DAYS[2],
        chosen=DAYS[1],
        ticks={date(2030, 2, 1): "Feb 2030"},
        levels={0: "0", 100: "100", 200: "200"},
        colours=LIGHT,
    )


def made_up_story(*, still: bool = False) -> go.Figure:
    """Return a story of two days: on the second one France is gone."""
    scenes = (
        Scene("10 January 2030", "France pledges", made_up_map(playable=True)),
        Scene("1 February 2030", "", made_up_map(marks=MARKS[1:], arcs=ARCS[1:], playable=True)),
    )
    return story(scenes, begin=0, colours=LIGHT, still=still, play="Play", pause="Pause")


CHARTS: Mapping[str, Callable[[], go.Figure]] = {
    "contribution_map": made_up_map,
    "crowded_map": lambda: made_up_map(ground=CROWDED),
    "tile_map": made_up_tiles,
    "role_matrix": made_up_matrix,
    "personnel_ranges": made_up_ranges,
    "statuses_over_time": made_up_days,
    "status_shifts": made_up_shifts,
    "timeline": made_up_lanes,
    "total_over_time": made_up_total,
}


def named_colours(colours: Palette) -> dict[str, str]:
    """Return what the palette calls each of its colours."""
    names: dict[str, str] = {}
    for part in Palette.__dataclass_fields__:
        value = getattr(colours, part)
        tones = {part: value} if isinstance(value, str) else value
        if isinstance(value, tuple):
            tones = {str(place): tone for place, tone in enumerate(value)}
        for tone, colour in tones.items():
            names.setdefault(colour, tone if tone == part else f"{part} {tone}")
    return names


def written(figure: go.Figure) -> str:
    """
    Write a figure as a person reads it: colours by name, lists of plain values on one line.

    A change of a colour alone changes no golden file; the palette has its own tests.
    """
    text = figure.to_json()
    for colour, name in named_colours(LIGHT).items():
        text = text.replace(f'"{colour}"', json.dumps(name))
        text = text.replace(f'"{colour}{FAINT}"', json.dumps(f"{name}, faint"))
    lines = json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False)
    flat = r"[\[{][^\[\]{}]{0,160}[\]}]"
    for _ in range(2):
        lines = re.sub(flat, lambda found: re.sub(r"\s*\n\s*", " ", found[0]), lines)
    return lines + "\n"


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_is_the_one_that_was_looked_at(name, request):
    """Each chart of made-up values is what its golden file says, value for value."""
    path = GOLDEN / f"{name}.json"
    made = written(CHARTS[name]())
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8"), "see it, then: pytest --update-golden"


def test_no_golden_file_is_left_over():
    """Every golden file belongs to a chart."""
    assert {path.stem for path in GOLDEN.iterdir()} == set(CHARTS)


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_is_made_of_plain_values(name):
    """No NumPy array, which would travel as base64, and no address but our own."""
    text = CHARTS[name]().to_json()
    assert "bdata" not in text
    assert "://" not in text
    assert "NaN" not in text and "Infinity" not in text


@pytest.mark.parametrize("name", CHARTS)
def test_no_figure_looks_like_a_default(name):
    """Plotly's own template, with its colours and grids, is not among what is sent."""
    assert "colorway" not in CHARTS[name]().to_json()


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_can_be_read_aloud(name):
    """Every point has a line for whoever rests on it: no bare coordinates."""
    for trace in CHARTS[name]().data:
        shared = CHARTS[name]().layout.template.data[trace.type]
        preset = shared[0].hoverinfo if shared else None
        told = (trace.hoverinfo or preset) != "skip"
        if "markers" in (trace.to_plotly_json().get("mode") or "") and told:
            line = trace.hovertemplate or shared[0].hovertemplate
            assert line.endswith(("%{text}<extra></extra>", "%{hovertext}<extra></extra>"))
            said = [trace[part] for part in ("text", "hovertext") if f"%{{{part}}}" in line]
            assert all(any(texts) for texts in zip(*said, strict=True))


@pytest.mark.parametrize(
    "make",
    [
        lambda: made_up_map(marks=(), arcs=(), sites=(), areas=()),
        lambda: made_up_map(marks=(), arcs=(), sites=(), areas=(), ground=CROWDED),
        lambda: made_up_tiles(marks=(), homes={}),
        lambda: role_matrix((), actors=(), roles=(), colours=LIGHT),
        lambda: made_up_ranges(()),
        lambda: statuses_over_time(
            (),
            {},
            names={},
            colours=LIGHT,
            chosen=DAYS[0],
            ticks={},
            written=(),
            axis_title="Actors",
        ),
        lambda: status_shifts((), names=STEPS, colours=LIGHT),
        lambda: timeline((), (), actors=(), chosen=DAYS[0], moments={}, ticks={}, colours=LIGHT),
        lambda: total_over_time(
            (), first=DAYS[0], last=DAYS[2], chosen=DAYS[0], ticks={}, levels={}, colours=LIGHT
        ),
    ],
    ids=["map", "crowded", "tiles", "matrix", "ranges", "days", "shifts", "timeline", "total"],
)
def test_nothing_to_show_is_an_empty_figure(make):
    """A day before everything is no error."""
    assert make().layout.height > 0


# The map


def traces_of(figure: go.Figure, **wanted: str) -> list[go.Scattergeo]:
    """Return the traces that have some properties; `geo` is plotly.js's own first map."""
    preset = {"geo": "geo"}
    return [
        t
        for t in figure.data
        if all((t[name] or preset.get(name)) == value for name, value in wanted.items())
    ]


def lines_of(figure: go.Figure) -> list[go.Scattergeo]:
    """Return the traces that draw lines."""
    return [t for t in figure.data if t.type == "scattergeo" and t.mode is None]


def symbols_of(figure: go.Figure) -> dict[str, str]:
    """Return the symbol of each contributor on a map."""
    (trace,) = (t for t in traces_of(figure, geo="geo") if t.type == "scattergeo" and t.customdata)
    return dict(zip(trace.customdata, trace.marker.symbol, strict=True))


@pytest.mark.parametrize("style", ARC_STYLES)
def test_each_style_of_line_is_drawn_as_such(style):
    """Solid when present, dashed when promised, dotted when only reported."""
    (trace,) = (line for line in lines_of(made_up_map()) if (line.line.dash or USUAL) == style)
    (arc,) = (arc for arc in ARCS if arc.style == style)
    assert (trace.lon[:2], trace.lat[:2]) == tuple(zip(arc.start, arc.end, strict=True))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.builds(
            Arc,
            st.tuples(st.integers(-90, 90), st.integers(-60, 60)),
            st.sampled_from([(0.5, 0.5), (1.5, 1.5)]),
            st.sampled_from(ARC_STYLES),
        ),
        unique=True,
        max_size=12,
    )
)
def test_every_line_is_drawn_once_and_no_other(arcs):
    """However lines are joined for sending, the same pairs of points are drawn."""
    drawn = []
    for trace in lines_of(made_up_map(arcs=arcs)):
        path = zip(trace.lon or (), trace.lat or (), strict=True)
        drawn += [
            (*sorted(ends), trace.line.dash or USUAL)
            for ends in pairwise(path)
            if (None, None) not in ends
        ]
    assert sorted(drawn) == sorted((*sorted((arc.start, arc.end)), arc.style) for arc in arcs)


def test_only_what_has_words_catches_the_pointer():
    """A line or a ring that did would take the click that is meant for a symbol."""
    made = made_up_map(selected="KEN")
    for trace in made.data:
        shared = made.layout.template.data[trace.type]
        if (trace.hoverinfo or shared[0].hoverinfo) == "skip":
            inherited = [part.hovertemplate for part in shared or () if part.hovertemplate]
            assert trace.hovertemplate == "" or not (trace.hovertemplate or inherited)


def test_what_shows_nothing_is_sent_only_where_it_is_played():
    """A day with no line of a kind has no trace for it; the story has the same on each day."""
    made = made_up_map(arcs=())
    assert len(lines_of(made)) == 0
    assert len(lines_of(made_up_map(arcs=(), playable=True))) == len(ARC_STYLES)


def test_what_is_only_reported_is_hollow():
    """A hollow mark has no filling; a mark of the actor's own word has one."""
    assert symbols_of(made_up_map()) == {
        "FRA": CODES["deployed"],
        "KEN": CODES["committed"] + OPEN,
        "XKX": CODES["suspended"],
        "TUR": CODES["excluded"] + OPEN,
    }


def colour_at(figure: go.Figure, value: int) -> str:
    """Return the colour that the map's scale has at one of its whole values."""
    (tone,) = {tone for share, tone in figure.layout.coloraxis.colorscale if share * SCALE == value}
    return tone


def test_what_is_only_reported_does_not_tint_its_territory():
    """A shape of which only others spoke keeps the colour of land."""
    made = made_up_map()
    (tints,) = traces_of(made, type="choropleth", geo="geo")
    by_shape = dict(zip(tints.locations, tints.z, strict=True))
    assert colour_at(made, by_shape["FRA"]) == LIGHT.fill["deployed"]
    assert colour_at(made, by_shape["KEN"]) == LIGHT.land


def test_a_mark_has_the_colour_of_its_status():
    """On the scale that tints and marks share, for symbols and rings."""
    made = made_up_map()
    by_code = {mark.code: mark.status for mark in MARKS}
    (trace,) = (t for t in made.data if t.customdata)
    for code, value in zip(trace.customdata, trace.marker.color, strict=True):
        assert colour_at(made, value) == LIGHT.mark[by_code[code]]
    (rings,) = (t for t in made.data if t.type == "scattergeo" and t.mode == "markers")
    tones = {colour_at(made, value) for value in rings.marker.color}
    assert tones == {LIGHT.mark["excluded"], LIGHT.mark["open"]}


def test_values_on_the_scale_are_apart():
    """Tints, territories and marks have each their own stretch of it."""
    assert len(STATUSES) < PARTS_FROM
    assert all(PARTS_FROM + len(theme.parts) <= MARKS_FROM for theme in (LIGHT, DARK))
    assert MARKS_FROM + len(STATUSES) <= SCALE


def test_who_is_kept_out_or_contested_has_a_ring():
    """A ring with a cross for the one, a plain one for the other, and none for the rest."""
    (rings,) = (t for t in made_up_map().data if t.type == "scattergeo" and t.mode == "markers")
    ringed = dict(zip(zip(rings.lon, rings.lat, strict=True), rings.marker.symbol, strict=True))
    assert ringed == {(20.9, 42.6): OPEN, (35.2, 39.0): CODES["excluded"] + OPEN}


def test_a_name_without_room_in_one_line_stands_in_two():
    """In a crowd, one word below the other fits where both in a line do not."""
    look = ("deployed", False, False, False, "-")
    crowd = tuple(
        Mark(f"A{n:02}", "Northern Territories", (20 + 8 * (n % 6), 20 - 8 * (n // 6)), *look)
        for n in range(24)
    )
    (trace,) = (t for t in made_up_map(marks=crowd).data if t.customdata)
    assert {"Northern Territories", "Northern<br>Territories"} <= set(trace.text)


def test_the_chosen_actor_is_named_first():
    """Whatever is crowded out, the name of the actor that the reader looks at is there."""
    crowd = tuple(
        Mark(f"A{n:02}", f"Actor {n:02}", (20 + n / 50, 20), "deployed", False, False, False, "-")
        for n in range(40)
    )
    (trace,) = (t for t in made_up_map(marks=crowd, selected="A39").data if t.customdata)
    assert trace.customdata[0] == "A39"
    assert trace.text[0] == "Actor 39"
    assert "" in trace.text


def test_symbols_are_smaller_on_a_phone():
    """A narrow figure takes smaller symbols for the same contributors."""
    wide, narrow = (
        next(t for t in made_up_map(width=width).data if t.customdata) for width in (840, 360)
    )
    assert narrow.marker.size < wide.marker.size
    assert set(narrow.customdata) == set(wide.customdata)


@pytest.mark.parametrize("ground", [GROUND, CROWDED], ids=["plain", "crowded"])
@pytest.mark.parametrize("width", [280, 360, 680, 880])
def test_no_two_maps_of_the_sheet_overlap(width, ground):
    """World, enlarged part and theatre stand beside or below each other, with a gap."""
    layout = made_up_map(width=width, ground=ground).layout
    maps = [layout[name].domain for name in ("geo", "geo2", "geo3") if name in layout]
    boxes = [(*(d.x or (0, 1)), *(d.y or (0, 1))) for d in maps]
    for (a0, a1, a2, a3), (b0, b1, b2, b3) in combinations(boxes, 2):
        assert a1 < b0 or b1 < a0 or a3 < b2 or b3 < a2
    assert min(box[2] for box in boxes) >= 0 and max(box[3] for box in boxes) == 1


# Labels

spots = st.tuples(st.floats(-40, 440), st.floats(-40, 240))
names = st.text("abcdefghij ", min_size=1, max_size=18)
crowds = st.lists(st.builds(Label, names, st.floats(0, 400), st.floats(0, 200)))
SIZE, SYMBOL = 12.0, 10.0
BOUNDS = (0.0, 0.0, 400.0, 200.0)

Box = tuple[float, float, float, float]


def covered_by(labels: Iterable[Label], sides: Iterable[str | None]) -> list[Box]:
    """Return what the labels cover that have found a side."""
    return [
        label_box(label, side, size=SIZE, symbol=SYMBOL)
        for label, side in zip(labels, sides, strict=True)
        if side
    ]


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes share an area."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 1e-6 and min(a[3], b[3]) - max(a[1], b[1]) > 1e-6


@settings(deadline=None)
@given(crowds, st.lists(spots, max_size=10))
def test_labels_never_cover_each_other_or_a_symbol(labels, points):
    """However crowded, what is placed stands free; what cannot is left out."""
    taken = symbol_boxes(points, SYMBOL)
    sides = place_labels(labels, taken=taken, size=SIZE, symbol=SYMBOL, bounds=BOUNDS)
    placed = covered_by(labels, sides)
    assert not any(overlap(a, b) for a, b in combinations(placed, 2))
    assert not any(overlap(box, covered) for box in placed for covered in taken)


@settings(deadline=None)
@given(crowds)
def test_labels_stay_on_the_map(labels):
    """No label is cut off by an edge."""
    sides = place_labels(labels, size=SIZE, symbol=SYMBOL, bounds=BOUNDS)
    for left, bottom, right, top in covered_by(labels, sides):
        assert left >= 0 and bottom >= 0
        assert right <= BOUNDS[2] and top <= BOUNDS[3]


@settings(deadline=None)
@given(crowds)
def test_a_label_that_stands_free_is_never_left_out(labels):
    """The first label, with nothing else on the map, has room on some side."""
    alone = [label for label in labels if len(label.text) < 15][:1]
    assert all(place_labels(alone, size=SIZE, symbol=SYMBOL, bounds=BOUNDS))


@settings(deadline=None)
@given(crowds, crowds)
def test_later_labels_never_push_out_earlier_ones(labels, more):
    """Order is importance: what comes after changes nothing before it."""
    first = place_labels(labels, size=SIZE, symbol=SYMBOL)
    both = place_labels([*labels, *more], size=SIZE, symbol=SYMBOL)
    assert both[: len(labels)] == first


@given(st.text("ab -\u00a0", max_size=40), st.floats(10, 200))
def test_a_name_in_lines_is_the_same_name(text, width):
    """Parted only after spaces and hyphens, and no line is wider than need be."""
    lines = wrapped(text, width=width, size=SIZE).split(BREAK)
    kept = re.sub(r" +", "", "".join(lines))
    assert kept == re.sub(r" +", "", text)
    for line in lines:
        assert text_size(line, SIZE)[0] <= width or not re.search(r"[ -](?=[^ ])", line)


# The other charts


def test_an_empty_place_in_the_matrix_stays_empty():
    """There is one mark for each cell that is given, and none where nothing is on record."""
    (marks,) = made_up_matrix().data
    assert list(zip(marks.y, marks.x, strict=True)) == [(c.actor, c.role) for c in CELLS]
    assert list(marks.marker.symbol) == ["circle", "square-open", "x", "circle-x-open"]
    assert list(marks.customdata) == [cell.key for cell in CELLS]


def test_the_first_actor_of_the_matrix_is_on_top():
    """Plotly counts categories from below."""
    layout = made_up_matrix().layout
    assert list(layout.yaxis.categoryarray) == ["Türkiye", "Kenya", "France"]
    assert list(layout.xaxis.categoryarray) == ["Troops", "Police officers"]


NARROW: Mapping[str, go.Figure] = {
    "role_matrix": role_matrix(
        CELLS,
        actors=("France", "Kenya", "Türkiye"),
        roles=("Troops", "Police officers"),
        colours=LIGHT,
        narrow=True,
    ),
    "status_shifts": status_shifts(
        SHIFTS, names=[step or "nothing" for step in STEPS], colours=LIGHT, narrow=True
    ),
    "personnel_ranges": personnel_ranges(
        RANGES, colours=LIGHT, axis_title="People", ticks=("1",) * 5, narrow=True
    ),
    "timeline": timeline(
        LANES,
        SAID,
        actors=("Kenya", "France"),
        chosen=DAYS[1],
        moments={},
        ticks={},
        colours=LIGHT,
        narrow=True,
    ),
}


@pytest.mark.parametrize("name", NARROW)
def test_on_a_phone_names_stand_above_their_rows(name):
    """Every row is named once, and the row has the whole width."""
    layout = NARROW[name].layout
    rows = list(layout.yaxis.categoryarray)
    assert [note.y for note in layout.annotations] == rows[::-1]
    assert layout.yaxis.showticklabels is False
    assert layout.margin.l < 20 < CHARTS[name]().layout.margin.l


def test_on_a_phone_a_number_is_written_with_its_name():
    """There is no room for it beside its mark."""
    made = NARROW["personnel_ranges"]
    notes = made.layout.annotations
    assert all(row.text in note.text for row, note in zip(RANGES, notes, strict=True))
    assert not any(trace.text for trace in made.data)


@pytest.mark.parametrize("narrow", [False, True])
def test_heads_of_columns_have_the_room_they_need(narrow):
    """The longest head is not cut off above, nor the last one to the right."""
    heads = ("Troops", "Border monitoring of every crossing", "Role not stated")
    angle = math.radians(head_angle(heads, narrow=narrow))
    above, beside = heads_px(heads, narrow=narrow)
    assert above > 12 * text_width(heads[1]) * math.sin(angle)
    assert beside > 12 * text_width(heads[2]) * math.cos(angle)


def test_a_day_of_a_layer_hands_back_what_is_behind_it():
    """The day and the status, to look up who stood there."""
    present, _ = made_up_days().data
    assert list(present.customdata) == [f"{day}|deployed" for day in DAYS]
    _, high, _ = made_up_total().data
    assert list(high.customdata)[:2] == [str(day) for day in DAYS[:2]]


def test_a_story_counts_for_itself():
    """Each day says how many stand where, broken into lines that a phone can show."""
    counts = ("Present 19", "Pledged 13", "On conditions 5", "Weighing it 1", "On hold 1")
    scene = Scene("10 January 2030", "France pledges", made_up_map(), counts)
    made = story(
        (scene, scene), begin=0, colours=LIGHT, still=True, play="P", pause="H", narrow=True
    )
    (caption,) = made.layout.annotations
    lines = caption.text.split(BREAK)
    assert lines[:2] == ["<b>10 January 2030</b>", "France pledges"]
    assert " · ".join(lines[2:]) == " · ".join(counts)
    assert all(text_width(line) * 12 <= 330 for line in lines[2:])


def spans_of(figure: go.Figure, dash: str) -> dict[str, tuple[float, float]]:
    """Return the ends of the lines of a style by the name of their row."""
    (trace,) = (t for t in figure.data if t.mode == "lines" and t.line.dash == dash)
    return {trace.y[at]: (trace.x[at], trace.x[at + 1]) for at in range(0, len(trace.y), 3)}


def points_of(figure: go.Figure) -> dict[str, list[float]]:
    """Return where a row of the ranges has marks."""
    found: dict[str, list[float]] = {}
    (trace,) = (t for t in figure.data if "markers" in t.mode)
    for row, at in zip(trace.y, trace.x, strict=True):
        found.setdefault(row, []).append(at)
    return found


def test_an_end_that_nobody_stated_is_drawn_open():
    """It is dotted to the edge of the scale and has no mark; a stated one is solid, with a mark."""
    made = made_up_ranges()
    least, most = (10**end for end in made.layout.xaxis.range)
    assert spans_of(made, "dot") == {
        "Kenya": (pytest.approx(least), 8000),
        "Kosovo": (20, pytest.approx(most)),
    }
    assert spans_of(made, "solid") == {"France": (200, 500), "Fiji": (3, 3)}
    assert points_of(made) == {"Kenya": [8000], "France": [200, 500], "Kosovo": [20], "Fiji": [3]}


def test_a_number_is_written_once_and_in_words():
    """Beside its highest stated bound: "up to 8,000 people", never a bare 8,000."""
    (marks,) = (t for t in made_up_ranges().data if "markers" in t.mode)
    assert [text.strip() for text in marks.text if text] == [row.text for row in RANGES]


def test_a_range_from_nobody_still_has_its_place_on_the_scale():
    """A logarithmic axis has no zero: what starts there is drawn from the edge, and is there."""
    zero = (
        PeopleRange("Fiji", 0, 20, "committed", False, "0 to 20 people", "fji-1"),
        PeopleRange("Kenya", 0, 0, "deployed", False, "0 people", "ken-1"),
    )
    made = made_up_ranges(zero)
    assert set(points_of(made)) == {"Fiji", "Kenya"}
    assert all(at > 0 for points in points_of(made).values() for at in points)
    assert all(at > 0 for ends in spans_of(made, "solid").values() for at in ends)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60_000))
def test_no_number_leaves_the_scale(count):
    """A mark is never cut off."""
    made = made_up_ranges([PeopleRange("A", count, count, "deployed", False, "-", "a")])
    low, high = made.layout.xaxis.range
    assert low < math.log10(count) <= high


def test_counts_hold_until_the_next_day():
    """Steps, not slopes: nobody was half present between two days."""
    for trace in made_up_days().data:
        assert trace.line.shape == "hv"


def test_a_status_without_actors_is_no_layer():
    """The key names only what is drawn, the firmest first."""
    assert [trace.name for trace in made_up_days().data] == ["Present", "Pledged"]


def test_the_chosen_day_is_marked():
    """A line stands on the day of the other charts."""
    (line,) = made_up_days().layout.shapes
    assert line.x0 == line.x1 == "2030-02-01"


def test_a_band_is_as_firm_as_what_it_rests_on():
    """Thick on somebody's own word, thin on what is only reported."""
    bands = [t for t in made_up_lanes().data if t.mode == "lines"]
    widths = {(t.y[0], t.x[0]): t.line.width for t in bands}
    assert widths["France", "2030-01-10"] > 2 * widths["France", "2030-02-01"]


def test_the_shape_of_a_mark_on_the_timeline_says_who_speaks():
    """Four voices, four shapes; hollow is only reported."""
    (marks,) = (t for t in made_up_lanes().data if t.customdata)
    assert list(marks.marker.symbol) == ["circle", "triangle-up-open", "square", "diamond"]
    assert len(set(VOICES.values())) == len(VOICES) == 4


def test_many_statements_are_all_drawn():
    """Above what SVG carries they go to the graphics card, none of them lost."""
    many = [
        Said("France", DAYS[0], "deployed", "own", False, f"statement {n}", str(n))
        for n in range(2_000)
    ]
    made = timeline(
        (), many, actors=("France",), chosen=DAYS[0], moments={}, ticks={}, colours=LIGHT
    )
    (marks,) = (t for t in made.data if t.customdata)
    assert marks.type == "scattergl"
    assert len(marks.customdata) == 2_000


def test_a_shift_leads_from_a_ring_to_the_symbol_of_the_new_status():
    """From left, stepping back, to right, presence; nothing on record lies in between."""
    *_, before, after = made_up_shifts().data
    assert list(after.marker.symbol) == ["circle", "square-open", "circle-open"]
    assert set(before.marker.symbol) == {"circle-open"}
    assert [a > b for a, b in zip(after.x, before.x, strict=True)] == [True, True, False]
    assert STEPS.index("suspended") < STEPS.index(NOWHERE) < STEPS.index("in_talks")


@pytest.mark.parametrize("make", [made_up_matrix, made_up_ranges, made_up_shifts])
def test_a_chart_of_rows_can_be_read_from_the_right(make):
    """Names and the first column change sides, and what is written beside a mark with them."""
    left, right = make(), read_from_right(make())
    assert right.layout.xaxis.range == left.layout.xaxis.range[::-1]
    assert right.layout.yaxis.side == "right"
    assert (right.layout.margin.l, right.layout.margin.r) == (
        left.layout.margin.r,
        left.layout.margin.l,
    )
    sides = {side for trace in right.data for side in trace.textposition or ()}
    assert "middle right" not in sides


def test_a_total_without_an_upper_end_points_upwards():
    """It is never drawn as if it ended at its lower one."""
    low, high, opened = made_up_total().data
    assert list(low.y) == [0, 50, 50]
    assert high.y[0] == 200
    assert list(opened.x) == ["2030-02-01"]
    assert opened.marker.symbol == "arrow-up"


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**11))
def test_an_axis_has_a_few_round_amounts(highest):
    """From 0, evenly, up to the highest or just above, and never so many that they touch."""
    levels = round_levels(highest)
    assert levels[0] == 0
    assert levels[max(len(levels) - 2, 0)] <= highest <= levels[-1]
    assert len(levels) <= 9
    assert len({b - a for a, b in pairwise(levels)}) <= 1


def test_a_story_plays_every_day_and_sends_what_stays_once():
    """A frame for each scene; land, theatre and labels that never move are in none of them."""
    made = made_up_story()
    assert [frame.name for frame in made.frames] == ["0", "1"]
    for frame in made.frames:
        assert len(frame.traces) == len(frame.data) < len(made.data)
        assert not any(trace.type == "choropleth" for trace in frame.data)
    assert "10 January 2030" in made.frames[0].layout.annotations[0].text
    assert [step.label for step in made.layout.sliders[0].steps] == ["●", ""]


def test_a_story_without_motion_has_no_play_button():
    """Who wants no motion steps by the slider."""
    assert not made_up_story(still=True).layout.updatemenus
    assert len(made_up_story().layout.updatemenus[0].buttons) == 4


# Colours and symbols


def linear(colour: str) -> Colour:
    """Return a colour as linear light, each channel from 0 to 1 (sRGB, IEC 61966-2-1)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return (red, green, blue)


def luminance(light: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lightness(light: Colour) -> float:
    """Return the perceived lightness, 0 to 100 (CIE 1976 L*)."""
    y = luminance(light)
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


def seen_with(defect: str, colour: str) -> Colour:
    """Return what remains of a colour without one kind of cone; `none` leaves all of it."""
    light = linear(colour)
    if defect == "none":
        return light
    red, green, blue = (
        min(max(sum(m * c for m, c in zip(row, light, strict=True)), 0), 1)
        for row in CONE_DEFECTS[defect]
    )
    return (red, green, blue)


def laboratory(light: Colour) -> Colour:
    """Return a colour as lightness, green to red and blue to yellow (CIE 1976 L*a*b*, D65)."""
    weights = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(w * c for w, c in zip(row, light, strict=True)) / full
        for row, full in zip(weights, white, strict=True)
    )
    x, y, z = (
        v ** (1 / 3) if v > (6 / 29) ** 3 else v * (29 / 6) ** 2 / 3 + 4 / 29 for v in (x, y, z)
    )
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def apart(one: Colour, other: Colour) -> float:
    """Return how different two colours look (CIE 1976 delta E)."""
    return math.dist(laboratory(one), laboratory(other))


def test_contrast_is_computed_as_the_standard_says():
    """Black on white is 21, and WCAG's own example of a grey is 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@both_themes
@pytest.mark.parametrize("behind", ["ground", "land"])
@pytest.mark.parametrize("status", STATUSES)
def test_marks_stand_out(colours, status, behind):
    """A mark has a contrast of at least 3:1 to what it is drawn on."""
    assert contrast(colours.mark[status], getattr(colours, behind)) >= 3


@both_themes
@pytest.mark.parametrize("behind", ["ground", "land"])
@pytest.mark.parametrize("tone", ["text", "quiet"])
def test_text_can_be_read(colours, tone, behind):
    """Text has a contrast of at least 4.5:1, the quieter one too."""
    assert contrast(getattr(colours, tone), getattr(colours, behind)) >= 4.5


@both_themes
@pytest.mark.parametrize("tone", ["text", "quiet"])
def test_names_can_be_read_on_every_part_of_the_theatre(colours, tone):
    """Text has a contrast of at least 4.5:1 on the tone of each territory."""
    assert min(contrast(getattr(colours, tone), part) for part in colours.parts) >= 4.5


@both_themes
@every_status
def test_a_mark_stands_out_on_its_own_tint(colours, status):
    """The symbol of a state lies on the state's tint: at least 3:1."""
    assert contrast(colours.mark[status], colours.fill[status]) >= 3


@both_themes
@pytest.mark.parametrize("defect", ["none", *CONE_DEFECTS])
def test_territories_differ_for_every_eye(colours, defect):
    """Each part of the theatre differs from the others and from land, in grey too."""
    tones = [lightness(seen_with(defect, tone)) for tone in (colours.land, *colours.parts)]
    assert min(abs(a - b) for a, b in combinations(tones, 2)) >= 1.8


@both_themes
def test_no_territory_has_the_tint_of_a_status(colours):
    """A part of the theatre is not read as somebody's standing."""
    for part, tint in product(colours.parts, colours.fill.values()):
        assert apart(linear(part), linear(tint)) >= 5, (part, tint)


@both_themes
@pytest.mark.parametrize("defect", ["none", *CONE_DEFECTS])
def test_no_two_statuses_look_the_same_to_any_eye(colours, defect):
    """Any two marks are well apart: 2.3 is the least difference that is noticed at all."""
    marks = {status: seen_with(defect, colours.mark[status]) for status in SYMBOLS}
    for (one, a), (other, b) in combinations(marks.items(), 2):
        assert apart(a, b) >= 9, (one, other)


@both_themes
def test_the_ladder_steps_in_its_tints_too(colours):
    """From present to in talks the tints fade into the land, step by step, as in grey."""
    land = lightness(linear(colours.land))
    distances = [abs(lightness(linear(colours.fill[status])) - land) for status in LADDER]
    assert all(firmer > weaker for firmer, weaker in pairwise(distances)), distances


def test_the_distance_of_colours_is_computed_as_the_standard_says():
    """Black and white are 100 apart, and so is pure green from its own lightness by its chroma."""
    assert apart(linear("#000000"), linear("#ffffff")) == pytest.approx(100, abs=0.1)
    assert laboratory(linear("#00ff00")) == pytest.approx((87.73, -86.18, 83.18), abs=0.1)


@both_themes
@every_status
def test_names_can_be_read_on_tinted_territory(colours, status):
    """Text on a tint has a contrast of at least 4.5:1."""
    assert contrast(colours.text, colours.fill[status]) >= 4.5


@both_themes
@pytest.mark.parametrize("defect", ["none", *CONE_DEFECTS])
def test_the_ladder_steps_in_lightness_for_every_eye(colours, defect):
    """From present to in talks the marks come closer to the ground, step by step, as in grey."""
    ground = lightness(linear(colours.ground))
    distances = [
        abs(lightness(seen_with(defect, colours.mark[status])) - ground) for status in LADDER
    ]
    assert all(firmer - weaker >= 3 for firmer, weaker in pairwise(distances)), distances


@both_themes
def test_tints_are_weak(colours):
    """Area must not speak: a tint stays closer to the land than its mark is to it."""
    for status, fill in colours.fill.items():
        assert contrast(fill, colours.land) < contrast(colours.mark[status], colours.land) / 1.5


@both_themes
def test_a_tint_is_not_the_land_or_the_theatre(colours):
    """What is tinted can be told from what nothing is said of, and from the theatre."""
    assert not {colours.land, *colours.parts, colours.ground} & set(colours.fill.values())


def test_any_two_statuses_differ_in_symbol():
    """Colour is never alone: on maps and charts, in text and legends, shape says it too."""
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert set(SYMBOLS) == set(STATUSES) - {"open"}
    assert set(SHAPES) == set(STATUSES)


@both_themes
def test_every_status_has_its_colours(colours):
    """A status cannot reach a chart that has no colour for it."""
    assert set(colours.mark) == set(STATUSES)
    assert set(colours.fill) == set(SYMBOLS)


@every_status
@pytest.mark.parametrize("hollow", [False, True])
def test_a_symbol_has_the_number_that_plotly_gives_it(status, hollow):
    """plotly.js lists each of its symbols as number, then number as text, then name."""
    listed = ValidatorCache.get_validator("scattergeo.marker", "symbol").values
    name = listed.index(symbol(status, hollow=hollow))
    assert listed[name - 2] == symbol_code(status, hollow=hollow)


@every_status
def test_a_hollow_mark_is_hollow(status):
    """Only reported: the open twin. An exclusion is always somebody else's word."""
    assert symbol(status, hollow=True) == SYMBOLS[status] + "-open"
    assert symbol(status, hollow=False).endswith("-open") == (status in OUTLINED)


@pytest.mark.parametrize(
    ("theme", "expected"), [("dark", DARK), ("light", LIGHT), (None, LIGHT), ("", LIGHT)]
)
def test_a_theme_that_is_not_dark_is_light(theme, expected):
    """The browser may not say which one it has."""
    assert palette(theme) is expected


def test_labels_are_placed_where_the_browser_draws():
    """The projection that labels rest on is the figure's own, and centred like it."""
    made = made_up_map()
    assert made.layout.template.layout.geo.projection.type == "natural earth"
    assert made.layout.geo.projection.type is None
    assert made.layout.geo2.projection.type == "mercator"
    (x, _), (centre, _) = project([PORT, (22.5, 10.5)], centre_lon=22.5, name="natural earth")
    assert centre == pytest.approx(0) and x < 0
