"""Lists in a language's own comma: nothing made of Arabic words is joined with a Latin one."""

import json
import re
from datetime import date

import pytest
from test_pages import PAGES, nodes, texts, visit

from data.record import open_record
from share.chart_values import mark, role_cells
from share.feeds import Feed, as_json_feed
from share.language import Language, speak
from share.snapshot import snapshot

LATIN_COMMA = re.compile(r"[\u0600-\u06ff][\u2066-\u2069]*(?:</\w+>)?[\u2066-\u2069]*,.{0,30}")
"""A comma of the Latin script after an Arabic letter, whatever ends between them."""

LINKS = {
    "map": {"actor": "IDN", "on": "2026-03-20"},
    "statement": {"statement": "idn-2026-03-17-everything-on-hold"},
    "search": {"find": "إندونيسيا"},
    "sources": {"source": "no-such-source"},
    "totals": {"rule": "no-such-rule", "status": "no-such-status"},
}


@pytest.fixture(scope="module")
def arabic() -> Language:
    """Return the language whose comma is another one."""
    return speak("ar")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_joins_arabic_words_with_a_latin_comma(page):
    """Texts, labels, hints of charts, and the note on what a link asked for in vain."""
    at = visit(page, unfolded=True, lang="ar", **LINKS.get(page, {}))
    shown = [*texts(at.main), *(spec for spec in figures(at))]
    assert [found for text in shown for found in LATIN_COMMA.findall(text)] == []


def figures(at):
    """Yield the texts of every figure on a page."""
    for node in nodes(at.main):
        if node.type == "plotly_chart":
            yield from strings(json.loads(node.proto.spec))


def strings(value):
    """Yield every text in a value read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def test_hints_and_feeds_use_the_arabic_comma(arabic):
    """What a mark says of a statement, what a cell says of a role, who said it in a feed."""
    record = open_record("gaza")
    view = snapshot(record, date(2026, 3, 20), date.max, "all")
    statement = record.by_id["idn-2026-03-17-everything-on-hold"]
    told = [
        mark(statement, "إندونيسيا", record, arabic).hover,
        *(cell.hover for cell in role_cells(view, arabic)),
        as_json_feed(Feed(record, "IDN", "ar", "")).decode(),
    ]
    assert "إندونيسيا</b>\u2069، " in told[0]
    assert [found for text in told for found in LATIN_COMMA.findall(text)] == []
    assert "، " in json.loads(told[-1])["items"][0]["content_html"]


@pytest.mark.parametrize(
    ("lang", "listed"), [("en", "a, b, c"), ("fr", "a, b, c"), ("he", "a, b, c"), ("ar", "a، b، c")]
)
def test_each_language_has_its_comma(lang, listed):
    """The marks of direction around the parts aside."""
    assert re.sub("[\u2066-\u2069]", "", speak(lang).beside("a", "b", "c")) == listed
