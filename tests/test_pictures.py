"""Pictures say what the page says, in every language, and are the same bytes each time."""

import io
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from asking import get
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader
from starlette.applications import Starlette

from charts.palette import SHAPES
from data.record import Record, open_record
from share.headline import PAGE_TITLES, view_of
from share.language import RIGHT_TO_LEFT, languages, speak
from share.links import Choice
from share.names import actor_name
from share.pictures import drawing, map_picture
from share.pictures.captions import words_of
from share.pictures.drawing import PICTURES, draw_picture
from share.pictures.lettering import RIGHT_TO_LEFT_MARK, width_of, wrapped
from share.pictures.routes import ROUTES, picture_address
from share.pictures.sheet import FORMATS, MARGIN, PRINT_DPI, set_sheet
from share.pictures.symbols import RING, shape
from share.preview import HEIGHT, WIDTH, draw_preview, preview_address
from share.preview import ROUTES as PREVIEW_ROUTES
from share.query import read_query
from share.version import record_version
from views.server import ROUTES as SERVED
from views.share import _drawn

APP = Starlette(routes=[*ROUTES, *PREVIEW_ROUTES])
SIGNS = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-"}


def chosen(record: Record, **parameters: str) -> Choice:
    """Return the choice that a link's parameters make."""
    return read_query(parameters, record)


def sheet(name: str, record: Record, choice: Choice) -> Figure:
    """Return a picture as the figure that is written."""
    t, view, picture = speak(choice.lang), view_of(record, choice), PICTURES[name]
    words = words_of(picture.page, t(picture.title), view, choice, t)
    return set_sheet(words, picture.content(view, choice, t), t)


def texts(figure: Figure) -> list[str]:
    """Return every text on a figure, without its direction."""
    found = [text.get_text() for text in figure.findobj(Text)]
    return [text.removeprefix(RIGHT_TO_LEFT_MARK) for text in found if text]


@pytest.mark.parametrize(("name", "kind"), [("map", "svg"), *(("people", k) for k in FORMATS)])
def test_the_same_content_is_the_same_bytes(record: Record, name: str, kind: str) -> None:
    """Drawn twice, there is no day and no chance in it."""
    choice = chosen(record, on="2025-10-16")
    made = [drawing._drawn.__wrapped__(name, record, choice, kind) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].startswith(SIGNS[kind])


def test_a_map_is_drawn_once(record: Record) -> None:
    """The same view, asked again, is not drawn again."""
    choice = chosen(record, on="2025-10-21")
    first = draw_picture("map", record, choice, "svg")
    drawn = drawing._drawn.cache_info().misses
    assert draw_picture("map", record, replace(choice), "svg") is first
    assert drawing._drawn.cache_info().misses == drawn
    assert ElementTree.fromstring(first).tag.endswith("svg")


@pytest.mark.parametrize("lang", languages())
def test_a_map_carries_its_words(record: Record, lang: str) -> None:
    """Title, both clocks, sources, disclaimer, version and licence, in the reader's language."""
    choice = chosen(record, on="2025-10-16", known="2025-10-22", lang=lang)
    t = speak(lang)
    said = " ".join(texts(sheet("map", record, choice)))
    assert t.pick(record.mission.settings.title) in said
    assert t.day(date(2025, 10, 16)) in said
    assert t.day(date(2025, 10, 22)) in said
    assert record_version(record) in said
    assert "Creative Commons" in said
    view = view_of(record, choice)
    for code in view.shown:
        assert actor_name(record.mission, code, t) in said
    words = words_of("map", "", view, choice, t)
    assert all(text.split()[-1] in said for text in words.foot)


@pytest.mark.parametrize("lang", languages())
def test_words_begin_where_the_language_begins(record: Record, lang: str) -> None:
    """Right to left, every line of words ends at the right margin and runs that way."""
    figure = sheet("people", record, chosen(record, lang=lang))
    mirrored = speak(lang).direction == RIGHT_TO_LEFT
    lines = figure.texts
    assert lines
    assert {line.get_ha() for line in lines} == {"right" if mirrored else "left"}
    assert all(line.get_text().startswith(RIGHT_TO_LEFT_MARK) == mirrored for line in lines)
    figure.set_dpi(PRINT_DPI)
    renderer = FigureCanvasAgg(figure).get_renderer()
    margin, width = MARGIN * PRINT_DPI, figure.get_figwidth() * PRINT_DPI
    for line in lines:
        box = line.get_window_extent(renderer)
        assert box.x0 > margin - PRINT_DPI / 20, line
        assert box.x1 < width - margin + PRINT_DPI / 20, line


@pytest.mark.parametrize(
    ("name", "lang"),
    sorted({*((name, "ar") for name in PICTURES), *(("people", lang) for lang in languages())}),
)
def test_nothing_leaves_its_sheet(record: Record, name: str, lang: str) -> None:
    """No text of any picture is cut off at an edge, and each glyph is in our typeface."""
    figure = sheet(name, record, chosen(record, on="2025-10-21", lang=lang))
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)  # a missing glyph is a warning, and so an error
    width, height = figure.get_size_inches() * figure.dpi
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible():
            box = text.get_window_extent(renderer)
            assert box.x0 > -1, text
            assert box.x1 < width + 1, text
            assert box.y0 > -1, text
            assert box.y1 < height + 1, text


def overlap(one: Any, other: Any) -> bool:
    """Say whether two boxes share more than an edge."""
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def test_names_on_the_map_do_not_cover_each_other(record: Record) -> None:
    """On the crowded last day, every contributor is named and next to no name is covered."""
    figure = sheet("map", record, chosen(record))
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    world = max(figure.axes, key=lambda axes: len(axes.texts))
    boxes = [text.get_window_extent(renderer) for text in world.texts]
    covered = sum(overlap(one, other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert len(boxes) == len(view_of(record, chosen(record)).shown)
    assert covered <= 1


def test_symbols_fill_their_box() -> None:
    """Each status has an outline of its own, none larger than the box of the legend's."""
    outlines = {status: shape(status) for status in (*SHAPES, RING)}
    for status, outline in outlines.items():
        assert 0.3 < np.abs(outline.vertices).max() <= 0.5, status


def test_lines_are_as_wide_as_allowed() -> None:
    """Breaking keeps every word in order and no line wider than asked for."""
    text = "one two three four five six seven eight nine ten " * 4
    lines = wrapped(text, width=2, size=10)
    assert " ".join(lines) == text.strip()
    assert all(width_of(line, 10) <= 2 for line in lines)


def test_only_the_chosen_statuses_are_drawn(record: Record) -> None:
    """The legend's choice holds for the picture too."""
    choice = chosen(record, status="declined")
    view = view_of(record, choice)
    found = map_picture.drawing_of(view, choice, speak("en"))
    assert {mark.status for mark in found.marks} == {"declined"}


def test_a_picture_of_nothing_is_a_picture(
    made_up_missions: Callable[..., Mapping[str, Path]],
) -> None:
    """On a day on which hardly anything is on record, every picture is drawn and says so."""
    made_up_missions("lagoon")
    record = open_record("lagoon")
    choice = chosen(record, on="2030-01-10", component="hq")
    for name in PICTURES:
        figure = sheet(name, record, choice)
        assert "Lagoon" in " ".join(texts(figure)), name
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg")


def test_pdf_has_text_to_search(record: Record) -> None:
    """A PDF holds its words as text, with its title for the window."""
    body = draw_picture("people", record, chosen(record), "pdf")
    read = PdfReader(io.BytesIO(body))
    assert "Indonesia" in read.pages[0].extract_text()
    assert "How many people" in str(read.metadata and read.metadata.title)


def test_a_picture_is_served_and_asked_again_by_its_tag(record: Record) -> None:
    """With type, name, and a tag by which it need not be sent twice."""
    choice = chosen(record, on="2025-11-10")
    address = picture_address("people", "png", choice)
    got = get(address, app=APP)
    assert (got.status, got.headers["content-type"]) == (200, "image/png")
    assert got.body.startswith(SIGNS["png"])
    assert "gaza_people_on-2025-11-10" in got.headers["content-disposition"]
    assert "public" in got.headers["cache-control"]
    again = get(address, app=APP, if_none_match=got.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status", "field", "value"),
    [
        ("/pictures/gaza/map.gif", 404, "format", "gif"),
        ("/pictures/gaza/moon.png", 404, "picture", "moon"),
        ("/pictures/nowhere/map.png", 404, "mission", "nowhere"),
        ("/pictures/gaza/map.png?on=today", 400, "on", "today"),
        ("/pictures/gaza/map.svg?colour=red", 400, "colour", "red"),
        ("/preview/moon.png", 404, "preview", "moon.png"),
        ("/preview/map.svg", 404, "preview", "map.svg"),
        ("/preview/map.png?borders=mine", 400, "borders", "mine"),
        ("/preview/map.png?mission=nowhere", 404, "mission", "nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_told(address: str, status: int, field: str, value: str) -> None:
    """Field, value, rule and fix, never a trace."""
    got = get(address, app=APP)
    assert got.status == status
    (problem,) = got.json["problems"]
    assert (problem["field"], problem["value"]) == (field, value)
    assert problem["rule"]
    assert problem["fix"]


def test_the_server_serves_them() -> None:
    """Pictures and previews stand beside the pages."""
    assert {route.path for route in (*ROUTES, *PREVIEW_ROUTES)} <= {r.path for r in SERVED}


@pytest.mark.parametrize("page", ["map", "changes", "totals", "statement"])
def test_a_preview_has_the_size_that_links_unfold_with(record: Record, page: str) -> None:
    """1200 by 630 pixels as the tags say, small enough for those who fetch it."""
    statement = next(iter(record.by_id)) if page == "statement" else ""
    body = draw_preview(page, record, chosen(record, lang="fr"), statement)
    assert struct.unpack(">II", body[16:24]) == (WIDTH, HEIGHT)
    assert len(body) < 600_000


def test_previews_of_two_views_differ(record: Record) -> None:
    """The picture is of that view: another day, another statement, another picture."""
    choice = chosen(record, on="2025-10-21")
    first, second = list(record.by_id)[:2]
    assert draw_preview("statement", record, choice, first) != draw_preview(
        "statement", record, choice, second
    )
    assert draw_preview("roles", record, choice) != draw_preview("roles", record, chosen(record))


def test_each_page_has_a_preview(record: Record) -> None:
    """The address in the tags of any page leads to a picture."""
    for page in ("sources", "method"):
        assert page in PAGE_TITLES
        got = get(preview_address(page, chosen(record, on="2025-10-10")), app=APP)
        assert (got.status, got.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("page", PAGE_TITLES)
def test_every_page_offers_its_pictures_and_the_brief(record: Record, page: str) -> None:
    """What the share menu links to is of this page and can be read strictly."""
    choice = chosen(record, on="2025-11-10", status="deployed", lang="fr")
    links = re.findall(r'href="([^"]+)"', _drawn(page, choice, speak("fr")))
    paths = [urlsplit(unescape(link)) for link in links]
    own = [name for name, picture in PICTURES.items() if picture.page == page] or ["map"]
    assert {path.path for path in paths} == {
        *(f"/pictures/gaza/{name}.{kind}" for name in own for kind in FORMATS),
        "/brief/gaza.pdf",
        "/brief/gaza.docx",
    }
    assert {read_query(parse_qsl(path.query), record) for path in paths} == {choice}


@pytest.mark.parametrize("lang", languages())
def test_parts_put_together_twice_keep_their_order(lang: str) -> None:
    """What was put together in a language runs its way when it is put into a text again."""
    t = speak(lang)
    inner = t.row(["2026-03-01", "CMCC"])
    twice = t.row(["2026-03-01", "CMCC", "ISF"])
    assert inner in twice
    assert ("\u2067" in twice) == (t.direction == RIGHT_TO_LEFT)
