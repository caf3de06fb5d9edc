"""The single file is the whole view, asks nobody for anything, and works without JavaScript."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from itertools import product
from pathlib import Path

import pytest
from markup import Markup
from playwright.sync_api import Browser, Page, expect
from test_browser import has_a_browser

from bench.browser import chromium
from charts.palette import DARK, LIGHT
from data.record import Record, open_record
from geo.boundaries import VIEWS
from share.language import languages, speak
from share.links import Choice
from share.pages.look import dark_of, tones
from share.query import usual_borders
from share.single_file import single_file
from share.situation import situation
from share.snapshot import ALL, Snapshot, snapshot
from share.version import record_version

MOST_BYTES = 8_000_000
HOST = "https://missions.example"
DRAWN = "path.choroplethlocation[d]"
FETCHES = re.compile(r"""@import|url\((?!['"]?data:)""")
"""What a style sheet could ask a server for."""

in_a_browser = pytest.mark.skipif(not has_a_browser(), reason="no Chromium here")


def choice_of(record: Record, **wanted: object) -> Choice:
    """Return a reader's choice: the last day, all of it, unless something else is wanted."""
    mission = record.mission
    borders = usual_borders(record)
    usual = Choice(mission.name, mission.last_day, None, None, ALL, (), None, borders, "en")
    return replace(usual, **wanted)


def view_of(record: Record, choice: Choice) -> Snapshot:
    """Return the snapshot of a choice."""
    return snapshot(record, choice.on, choice.known or date.max, choice.component)


def bound(record: Record, choice: Choice) -> bytes:
    """Return the single file of a choice."""
    return single_file(view_of(record, choice), choice, speak(choice.lang), HOST)


@pytest.fixture(scope="module")
def chosen(record: Record) -> Choice:
    """Return a view of the shipped record with both clocks set and a dossier open."""
    return choice_of(record, on=date(2026, 2, 25), known=date(2026, 3, 10), actor="IDN")


@pytest.fixture(scope="module")
def file(record: Record, chosen: Choice) -> bytes:
    """Return the single file of that view."""
    return bound(record, chosen)


@pytest.fixture(scope="module")
def read(file: bytes) -> Markup:
    """Return the same, read back."""
    return Markup(file.decode())


def test_a_file_names_nothing_that_a_browser_would_fetch(read: Markup) -> None:
    """No source, style or typeface stands outside; a policy forbids what scripts could ask."""
    assert read.values("src") == []
    assert read.all("link") == []
    assert [style.text for style in read.all("style") if FETCHES.search(style.text)] == []
    (policy,) = [one for one in read.all("meta") if "http-equiv" in one.attributes]
    assert policy.attributes["content"].startswith("default-src 'none';")


def test_every_link_within_a_file_leads_somewhere(read: Markup) -> None:
    """Sentences, table and evidence lead to evidence that is in the file."""
    targets = set(read.values("id"))
    inside = {link[1:] for link in read.values("href") if link.startswith("#")}
    assert inside - targets == set()
    outside = {link for link in read.values("href") if not link.startswith("#")}
    assert {link for link in outside if not link.startswith(("https://", "http://"))} == set()


def test_a_file_is_well_formed(read: Markup) -> None:
    """Every element that begins also ends, and no id is given twice."""
    assert read.unbalanced == []
    ids = read.values("id")
    assert len(ids) == len(set(ids))


def test_all_the_evidence_of_the_view_is_in_the_file(
    read: Markup, record: Record, chosen: Choice
) -> None:
    """Each statement heard by the two days has its words, quote and source with its link."""
    heard = record.heard(on=chosen.on, known=chosen.known)
    cards = {e.attributes["id"]: e for e in read.all("article") if "id" in e.attributes}
    assert set(cards) == {f"statement-{one.statement_id}" for one in heard}
    links = set(read.values("href"))
    for one in heard:
        text = cards[f"statement-{one.statement_id}"].text
        assert one.summary["en"] in text
        assert one.quote in text
        assert one.source.publisher in text
        assert not one.source.url or one.source.url in links


def test_table_legend_and_sentences_say_what_the_page_says(
    read: Markup, record: Record, chosen: Choice
) -> None:
    """The counts are those of the snapshot, one row per contributor, word for word."""
    view = view_of(record, chosen)
    rows = [link for link in read.values("href") if link.startswith("#actor-")]
    assert sorted(rows) == sorted(f"#actor-{code}" for code in view.shown)
    (legend,) = read.all("ul", class_="legend")
    assert [int(count) for count in re.findall(r"\d+", legend.text)] == list(view.counts.values())
    (said,) = read.all("p", class_="situation")
    for sentence in situation(view, speak("en")):
        assert sentence.text in said.text


def test_a_file_says_where_it_comes_from(read: Markup, record: Record, chosen: Choice) -> None:
    """Version, both clocks, boundary view with its disclaimer, licence and link are at its end."""
    (foot,) = read.all("footer")
    told = (
        *(record_version(record), "25 February 2026", "10 March 2026"),
        *(VIEWS[chosen.borders].attribution, VIEWS[chosen.borders].disclaimer),
        record.mission.settings.licences[0]["title"],
        f"{HOST}/?mission={record.mission.name}&on=2026-02-25",
    )
    assert [text for text in told if text not in foot.text] == []


def test_what_a_record_says_is_never_markup(
    made_up_missions: Callable[..., Mapping[str, Path]],
    set_cell: Callable[[Path, str, int, str, str], str],
) -> None:
    """A text that looks like an element is shown as it is written, in page and figure."""
    written = "</script><b>bold</b>"
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 2, "summary_en", written)
    set_cell(folder, "places.csv", 2, "name_en", written)
    lagoon = open_record("lagoon")
    text = bound(lagoon, choice_of(lagoon)).decode()
    assert escape(written) in text
    assert written not in text
    assert Markup(text).unbalanced == []


@pytest.mark.parametrize(
    ("lang", "borders"), [*product(languages(), ["un"]), (languages()[0], "defacto")]
)
def test_a_file_is_written_in_the_readers_language_and_direction(
    lang: str, borders: str, record: Record
) -> None:
    """The page says its language and direction, the record's own texts theirs; it stays small."""
    content = bound(record, choice_of(record, lang=lang, borders=borders))
    page = Markup(content.decode())
    (root,) = page.all("html")
    assert root.attributes == {"lang": lang, "dir": speak(lang).locale.text_direction}
    spans = {span.attributes["lang"] for span in page.all("span") if "lang" in span.attributes}
    assert spans <= {lang, "en"}
    assert len(content) < MOST_BYTES


def test_every_tone_of_a_figure_has_one_in_the_dark() -> None:
    """No two light tones are the same, so that turning a figure dark confuses none."""
    assert len(dark_of()) == len(tones(LIGHT)) == len(tones(DARK))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser that has no network."""
    with chromium() as started:
        yield started


@pytest.fixture
def on_disk(file: bytes, tmp_path: Path) -> str:
    """Return the address of the file on disk."""
    path = tmp_path / "view.html"
    path.write_bytes(file)
    return path.as_uri()


def opened(browser: Browser, address: str, **context: object) -> tuple[Page, list[str]]:
    """Open a file without a network; return the page and whatever it asked or complained of."""
    page = browser.new_context(offline=True, **context).new_page()
    heard: list[str] = []
    page.on("request", lambda asked: heard.append(asked.url) if asked.url[:5] != "data:" else None)
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address)
    return page, heard


@in_a_browser
def test_the_map_is_drawn_from_disk_and_a_click_opens_the_evidence(
    browser: Browser, on_disk: str
) -> None:
    """No request but for the file itself, no complaint, and each mark leads to its actor."""
    page, heard = opened(browser, on_disk, viewport={"width": 1200, "height": 1000})
    expect(page.locator(DRAWN).first).to_be_attached()
    page.wait_for_selector("#map[data-drawn=yes]", state="attached")
    dossier = page.locator("#actor-AUS")
    expect(dossier).not_to_have_attribute("open", "")
    at = page.evaluate(
        """() => { const path = [...document.querySelectorAll(".scattergeo path.point")]
             .find((path) => path.__data__.data === "AUS");
             path.scrollIntoView({block: "center"});
             const box = path.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2]; }"""
    )
    page.mouse.move(*at, steps=4)
    page.wait_for_function("() => (document.getElementById('map')._hoverdata ?? []).length > 0")
    page.mouse.click(*at)
    expect(dossier).to_have_attribute("open", "")
    assert page.url.endswith("#actor-AUS")
    assert heard == [on_disk]
    page.context.close()


@in_a_browser
def test_a_file_is_dark_where_the_reader_wants_it(browser: Browser, on_disk: str) -> None:
    """Page and figure take the dark tones, and change with the reader's setting."""
    page, _ = opened(browser, on_disk, color_scheme="dark")
    page.wait_for_selector("#map[data-drawn=yes]", state="attached")
    text = "() => document.getElementById('map').layout.font.color"
    assert page.evaluate(text) == DARK.text
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => ({text})() === '{LIGHT.text}'")
    page.context.close()


@in_a_browser
def test_table_and_evidence_need_no_javascript(browser: Browser, on_disk: str) -> None:
    """The table is there, and the link of a name opens the evidence of its actor."""
    page, _ = opened(browser, on_disk, java_script_enabled=False)
    expect(page.locator(DRAWN)).to_have_count(0)
    page.locator("#who table a[href='#actor-AUS']").click()
    expect(page.locator("#actor-AUS summary")).to_be_in_viewport()
    page.locator("#actor-AUS summary").click()
    expect(page.locator("#actor-AUS article").first).to_be_visible()
    page.context.close()
