"""The map's sheet: symbols apart, names in their own territory, tiles in geographic order."""

import math
from datetime import date
from itertools import combinations, pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from charts.contribution_map import contribution_map
from charts.fitting import MERCATOR, PROJECTION, Pixel, aspect_of, filled
from charts.labels import Label, label_box, overlap, text_width
from charts.layout import SMALL
from charts.palette import LIGHT
from charts.panels import CLEAR_PX, COARSE, Sheet, sheet, stands
from charts.spreading import spread
from charts.territories import Territory, border_boxes, place_names, spots_of
from charts.theatre_layer import MAIN, WIDEST
from charts.theatre_layer import places as mark_places
from charts.tile_map import TILE_PX, tile_grid, tile_map
from data.record import Record, open_record
from geo.arcs import geodesic
from geo.boundaries import VIEWS
from geo.frames import Frame, unwrap
from share.cartography import areas, draw, ground, sites
from share.language import languages, speak
from share.names import actor_name, place_name
from share.snapshot import snapshot
from share.typeface import _WHOLE, FOLDER, LATIN, SCRIPT_OF

WIDTHS = (280, 360, 500, 720, 880)
DAYS = (date(2025, 10, 21), date(2026, 2, 19), date(2026, 5, 27))
BOX = (0.0, 0.0, 400.0, 300.0)

pixels = st.tuples(st.floats(0, 400), st.floats(0, 300))
places = st.tuples(st.floats(-180, 179), st.floats(-60, 75))
homes = st.dictionaries(st.text("ABCDEFGH", min_size=3, max_size=3), places, max_size=45)


@pytest.fixture(scope="module")
def record() -> Record:
    """Return the shipped record: names and places as readers see them."""
    return open_record("gaza")


def sheet_of(record: Record, width: int, borders: str = "un") -> Sheet:
    """Return how the map of a record is parted."""
    under = ground(record, borders)
    return sheet(under.frame, under.near_frame, under.focus or under.theatre_frame, width)


# Symbols


@settings(deadline=None, max_examples=60)
@given(st.lists(pixels, max_size=25))
def test_symbols_that_have_room_are_apart(points):
    """Two symbols that would cover each other part; where there is room, all of them do."""
    moved = spread(points, apart=14, bounds=BOX)
    assert all(math.dist(a, b) >= 13.5 for a, b in combinations(moved, 2))
    assert all(0 <= x <= 400 and 0 <= y <= 300 for x, y in moved)


def others_of(points: list[Pixel]) -> list[tuple[Pixel, list[Pixel]]]:
    """Return each point with all the others."""
    return [(at, points[:place] + points[place + 1 :]) for place, at in enumerate(points)]


@settings(deadline=None, max_examples=60)
@given(st.lists(pixels, max_size=25))
def test_symbols_that_are_apart_stay_at_home(points):
    """Nobody steps aside without need."""
    kept = [
        point for point in points if all(math.dist(point, o) > 15 for o in points if o != point)
    ]
    if len(set(kept)) == len(points):
        assert spread(points, apart=14, bounds=BOX) == [
            (round(x, 1), round(y, 1)) for x, y in points
        ]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_symbol_covers_another_at_any_width(record, width):
    """All contributors of the record, on the part of the sheet that they belong to."""
    under, parts = ground(record, "un"), sheet_of(record, width)
    for panel in parts.panels:
        here = tuple(
            (code, at) for code, at in under.homes if (code in under.near) == (panel is parts.near)
        )
        assert len(here) > 10
        at = panel.pixels(list(stands(here, panel).values()))
        rounding = COARSE if panel is parts.world else 1
        closest = min(math.dist(a, b) for a, b in combinations(at, 2))
        assert closest >= panel.symbol + CLEAR_PX - rounding, panel.geo


def test_everybody_near_the_theatre_is_enlarged(record):
    """Who is in the crowd is drawn there, and the frame holds all of them and their lines."""
    under = ground(record, "un")
    by_code = dict(under.homes)
    assert {"ISR", "EGY", "DEU"} <= under.near and not {"USA", "IDN", "AUS"} & under.near
    assert all(under.near_frame.contains(*by_code[code]) for code in under.near)
    middle = under.theatre_frame.centre
    for code, home in under.homes:
        frame = under.near_frame if code in under.near else under.frame
        assert all(frame.south < lat < frame.north for _, lat in geodesic(home, middle)), code


@pytest.mark.parametrize("projection", [PROJECTION, MERCATOR])
@settings(deadline=None, max_examples=40)
@given(st.floats(0.4, 4))
def test_a_frame_fills_its_box(projection, aspect):
    """Wider or higher, around the same middle, and it loses nothing of what it held."""
    frame = Frame(10.0, 20.0, 40.0, 45.0)
    shown = filled(frame, aspect, projection=projection)
    assert aspect_of(shown, projection=projection) == pytest.approx(aspect, rel=0.01)
    assert shown.west <= frame.west and shown.east >= frame.east
    assert shown.south <= frame.south and shown.north >= frame.north
    assert shown.centre == pytest.approx(frame.centre)


# Names


def texts_of(figure: go.Figure) -> list[go.Figure]:
    """Return the traces that are nothing but text."""
    return [trace for trace in figure.data if trace.to_plotly_json().get("mode") == "text"]


def whole_font(lang: str) -> ImageFont.FreeTypeFont:
    """Return the typeface of a language in a size of 1000."""
    name = _WHOLE[SCRIPT_OF.get(lang, LATIN)]
    return ImageFont.truetype(FOLDER / f"{name}-Regular.ttf", 1000)


@pytest.mark.parametrize("lang", languages())
def test_no_name_is_wider_than_the_room_kept_for_it(record, lang):
    """Every actor and place of the record, in our own typeface."""
    t, font = speak(lang), whole_font(lang)
    names = [actor_name(record.mission, code, t) for code in record.by_actor]
    names += [place_name(record.mission, name, t) for name in record.mission.places]
    assert [name for name in names if font.getlength(name) / 1000 > text_width(name) * 1.001] == []


@pytest.mark.parametrize("borders", VIEWS)
@pytest.mark.parametrize("width", [280, 360, 880])
def test_the_name_of_a_territory_is_in_it_or_over_water(record, width, borders):
    """Never on the land of another: a map takes no side by a label that slips."""
    panel = sheet_of(record, width, borders).theatre
    named = areas(record, borders, speak("en"))
    territories = tuple(Territory(area.name, area.shape) for area in named)
    placed = place_names(territories, panel, taken=())
    assert {"Gaza Strip", "West Bank", "Israel"} <= set(placed)
    lands = {
        area.name: shapely.transform(
            area.shape, lambda xy: np.array(panel.pixels(xy.tolist())).reshape(-1, 2)
        )
        for area in named
    }
    spots = spots_of(territories, panel)
    for name, (x, y) in placed.items():
        wide, high = spots[name][1]
        box = shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        others = [other for other, land in lands.items() if other != name and land.intersects(box)]
        assert others == [], name


@pytest.mark.parametrize("borders", VIEWS)
@pytest.mark.parametrize("width", [360, 880])
def test_the_strip_is_named_on_every_day(record, width, borders):
    """Among the names of its towns, in each language."""
    for day, lang in zip(DAYS, languages() * len(DAYS), strict=False):
        t = speak(lang)
        view = snapshot(record, day, date.max, "all")
        drawing = draw(view, borders=borders, t=t, statuses=list(view.counts))
        made = contribution_map(
            drawing.marks,
            arcs=drawing.arcs,
            sites=sites(view, t),
            areas=areas(record, borders, t),
            fills=drawing.fills,
            ground=ground(record, borders),
            colours=LIGHT,
            width=width,
        )
        (names,) = texts_of(made)
        strip = next(area.name for area in areas(record, borders, t) if area.at[0] < 34.6)
        assert any(strip in text for text in names.text), (day, lang)


@pytest.mark.parametrize("borders", VIEWS)
@pytest.mark.parametrize("width", [360, 700, 880])
def test_the_name_of_the_headquarters_crosses_no_border(record, width, borders):
    """In any language it says, on the land that it lies in, what it is and who is there."""
    panel = sheet_of(record, width, borders).theatre
    view = snapshot(record, DAYS[-1], date.max, "all")
    for t in map(speak, languages()):
        found, named = sites(view, t), areas(record, borders, t)
        (main,) = (site for site in found if site.main)
        assert main.present
        _, towns = mark_places(found, named, panel, LIGHT)
        at = list(towns["marker"]["symbol"]).index(MAIN)
        written = Label(main.lines(WIDEST * panel.width), *panel.pixels([main.at])[0])
        side = towns["textposition"][at]
        box = label_box(written, side, size=SMALL, symbol=panel.symbol)
        borders_px = border_boxes(tuple(Territory(area.name, area.shape) for area in named), panel)
        assert borders_px
        assert not any(overlap(box, border) for border in borders_px)


# Tiles


@settings(deadline=None)
@given(homes, st.integers(1, 12))
def test_tiles_stand_in_geographic_order(homes, columns):
    """Each actor has one cell; rows run from north to south, and in each from west to east."""
    cells = tile_grid(homes, columns=columns, centre=30)
    assert set(cells) == set(homes)
    assert len(set(cells.values())) == len(cells)
    assert all(0 <= column < columns for column, _ in cells.values())
    rows: dict[int, list[str]] = {}
    for code, (_, row) in sorted(cells.items(), key=lambda item: item[1][0]):
        rows.setdefault(row, []).append(code)
    assert sorted(rows) == list(range(len(rows)))
    for members in rows.values():
        lons = [unwrap(homes[code][0], centre=30) for code in members]
        assert lons == sorted(lons)
    for upper, lower in pairwise(rows[row] for row in sorted(rows)):
        assert min(homes[code][1] for code in upper) >= max(homes[code][1] for code in lower)
        assert len(upper) - len(lower) in (0, 1)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("width", [280, 360, 880])
def test_every_tile_has_its_whole_name(record, width, lang):
    """Parted into lines that fit, in any language; one that is cut would be none of ours."""
    t = speak(lang)
    view = snapshot(record, DAYS[-1], date.max, "all")
    marks = draw(view, borders="un", t=t, statuses=list(view.counts)).marks
    made = tile_map(marks, homes={}, centre=32.0, colours=LIGHT, width=width)
    (names,) = texts_of(made)
    assert {text.replace("<br>", "").replace(" ", "") for text in names.text} == {
        mark.name.replace(" ", "") for mark in marks
    }
    columns = 1 + max(made.data[0].x)
    assert width / columns >= TILE_PX


def test_a_tile_has_the_same_place_on_every_day(record):
    """Who comes or goes moves nobody else."""
    under = ground(record, "un")
    found: dict[str, set[tuple[float, float]]] = {}
    for day in DAYS:
        view = snapshot(record, day, date.max, "all")
        marks = draw(view, borders="un", t=speak("en"), statuses=list(view.counts)).marks
        made = tile_map(marks, homes=dict(under.homes), centre=32.0, colours=LIGHT, width=880)
        tiles = made.data[0]
        for code, x, y in zip(tiles.customdata, tiles.x, tiles.base, strict=True):
            found.setdefault(code, set()).add((x, y))
    assert all(len(spots) == 1 for spots in found.values())
