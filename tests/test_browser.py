"""The main paths in a real browser that reaches no other server than ours."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
    sync_playwright,
)
from test_pages import INDONESIA, PAGES, SHIPPED

from bench.browser import NAMES, chromium
from bench.servers import app
from charts.palette import DARK, LIGHT
from data.record import open_record
from share.links import address as address_of

PATIENCE_MS = 15_000
WIDE, TABLET, PHONE = (1440, 900), (1024, 900), (390, 844)
BETWEEN = (1120, 900)
"""Just wide enough for two columns."""

DRAWN = "path.choroplethlocation[d]"
RUN_IS_OVER = "[data-testid=stApp][data-test-script-state=notRunning]"

STREAMLITS_OWN_PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
"""On a deep link Streamlit first asks for these below the page's own path, and gets a 404."""

SHAPES = """
() => Object.fromEntries(
  [...document.querySelectorAll("path.choroplethlocation")]
    .map((path) => [path.__data__.loc ?? path.__data__.id, (path.getAttribute("d") ?? "").length]))
"""

SYMBOLS = """
() => Object.fromEntries(
  [...document.querySelectorAll(".scattergeo path.point")]
    .filter((path) => /^[A-Z]{2,}$/.test(path.__data__.data))
    .map((path) => {
      const box = path.getBoundingClientRect();
      return [path.__data__.data, [box.x + box.width / 2, box.y + box.height / 2]];
    }))
"""

LABELS = """
() => [...document.querySelectorAll(".scattergeo text")]
  .filter((text) => text.textContent.trim())
  .map((text) => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.top, box.right, box.bottom];
  })
"""

POINTS = """
() => [...document.querySelectorAll(".scattergeo path.point")].map((path) => {
  const box = path.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})
"""

BRING = """
(code) => {
  const path = [...document.querySelectorAll(".scattergeo path.point")]
    .find((path) => path.__data__.data === code);
  path.scrollIntoView({block: "center"});
  const box = path.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}
"""

NOTICED = """
(code) => (document.querySelector(".st-key-map .js-plotly-plot")._hoverdata ?? [])
  .some((point) => [point.customdata, point.location].includes(code))
"""
"""Plotly looks under the pointer some milliseconds after it has moved, as a hand is slow."""

FETCHED = """
() => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/geometry/"))
  .map((entry) => [new URL(entry.name).pathname, entry.transferSize,
                   entry.encodedBodySize, entry.decodedBodySize])
"""

SCROLLED = """
() => Math.max(document.documentElement.scrollWidth,
               document.querySelector("[data-testid=stMain]").scrollWidth)
"""

CUT_OFF = """
() => [...document.querySelectorAll("h1, h2, h3, p, a, button, label, .badge, .facts, .said")]
  .filter((part) => part.checkVisibility() && part.textContent.trim())
  .filter((part) => { const box = part.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1); })
  .filter((part) => !part.closest("[data-testid=stDataFrame], [data-testid=stSidebar]"))
  .map((part) => part.textContent.slice(0, 60))
"""


def has_a_browser() -> bool:
    """Say whether there is a Chromium to start: one on the PATH, or Playwright's own."""
    if any(shutil.which(name) for name in NAMES):
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and not has_a_browser(),
    reason="no Chromium here: install one, or run `python -m playwright install chromium`",
)


@dataclass(eq=False)
class Watch:
    """What a reader's browser did besides showing the page."""

    ours: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Record from now on whom the page asks and of what it complains."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.ours).netloc:
            self.foreign.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not STREAMLITS_OWN_PROBE.search(message.location["url"]):
            self.complaints.append(f"{message.text} ({message.location['url']})")


@dataclass(frozen=True)
class Reader:
    """An open page of the app."""

    page: Page
    home: str

    def open(self, path: str = "", **link: str) -> Page:
        """Follow a link of ours and wait until the page is there."""
        self.page.goto(self.home + address_of(path, **link), timeout=PATIENCE_MS)
        self.rest()
        return self.page

    def rest(self) -> None:
        """Wait until the page's script is over and every figure has been drawn."""
        expect(self.page.locator("h1").first).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_selector(RUN_IS_OVER, timeout=PATIENCE_MS)
        self.page.wait_for_function(
            """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
                 .every((chart) => chart.querySelector(".main-svg"))""",
            timeout=PATIENCE_MS,
        )

    def open_map(self, **link: str) -> Page:
        """Follow a link to the map and wait until its shapes are drawn."""
        self.open(**link)
        self.page.wait_for_selector(DRAWN, state="attached", timeout=PATIENCE_MS)
        return self.page

    def part(self, key: str) -> Locator:
        """Return a part of the page by its key."""
        return self.page.locator(f".st-key-{key}")

    def link(self) -> dict[str, str]:
        """Return what the address says."""
        return {name: value for name, (value,) in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_link(self, **wanted: str | None) -> None:
        """Wait until the address says something, None for no word of it."""
        self.page.wait_for_function(
            """(wanted) => Object.entries(wanted).every(
                 ([name, value]) => new URLSearchParams(location.search).get(name) === value)""",
            arg=wanted,
            timeout=PATIENCE_MS,
        )

    def symbols(self) -> dict[str, tuple[float, float]]:
        """Return the middle of each contributor's symbol on the screen, by code."""
        return {code: (x, y) for code, (x, y) in self.page.evaluate(SYMBOLS).items()}

    def settled_labels(self) -> list[tuple[str, float, float, float, float]]:
        """Return the names on the map with their boxes, once the figure fits the window."""
        narrow = self.page.viewport_size["width"] < 700
        self.page.wait_for_function(
            """(narrow) => {
              const map = document.querySelector(".st-key-map");
              const drawn = map?.querySelector(".main-svg")?.getBoundingClientRect();
              if (!drawn) return false;
              const symbols = [...map.querySelectorAll(".scattergeo path.point")]
                .filter((path) => path.__data__.data);
              return Math.abs(drawn.width - map.getBoundingClientRect().width) < 2 &&
                symbols.length && narrow ===
                symbols.every((path) => path.getBoundingClientRect().width < 11); }""",
            arg=narrow,
            timeout=PATIENCE_MS,
        )
        self.rest()
        return [tuple(label) for label in self.page.evaluate(LABELS)]

    def click_symbol(self, code: str, *, right: int = 0, down: int = 0) -> None:
        """Point at a contributor's symbol, or some px beside it, and click once it is noticed."""
        x, y = self.page.evaluate(BRING, code)
        self.page.mouse.move(x + right, y + down)
        self.page.wait_for_function(NOTICED, arg=code, timeout=PATIENCE_MS)
        self.page.mouse.click(x + right, y + down)

    def choose_component(self, name: str) -> None:
        """Choose a part of the mission by its label."""
        self.part("component").get_by_text(name, exact=True).click()

    def sentence(self) -> str:
        """Return the situation of the day in words."""
        return self.part("situation").inner_text()


Open = Callable[..., Reader]


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Serve the app on a free port of this machine."""
    with app() as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium; it has no address for any other host."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Keep one browser profile for each language, with its cache, as a reader has."""
    kept = {
        locale: browser.new_context(locale=locale, viewport={"width": WIDE[0], "height": WIDE[1]})
        for locale in ("en-GB", "fr-FR")
    }
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def open_reader(contexts: dict[str, BrowserContext], home: str) -> Iterator[Open]:
    """
    Return a function that opens a window; at the end, none may have asked another server.

    Nor may any page have complained, and each window is closed.
    """
    watch, pages = Watch(home), []

    def make(
        *,
        locale: str = "en-GB",
        size: tuple[int, int] = WIDE,
        theme: str = "light",
        context: BrowserContext | None = None,
    ) -> Reader:
        page = (context or contexts[locale]).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme)
        watch.over(page)
        pages.append(page)
        return Reader(page, home)

    yield make
    for page in pages:
        page.close()
    assert watch.foreign == []
    assert watch.complaints == []


@pytest.fixture
def reader(open_reader: Open) -> Reader:
    """Open a window on a wide screen, in English and light."""
    return open_reader()


every_page = pytest.mark.parametrize("page", PAGES)


def link_to(page: str) -> dict[str, str]:
    """Return a link that fills a page."""
    record = open_record("gaza")
    if page == "statement":
        return {"statement": record.by_actor["IDN"][0].statement_id}
    if page == "sources":
        return {"source": record.by_actor["IDN"][0].source.source_id}
    return INDONESIA


@pytest.mark.parametrize(
    ("locale", "theme", "size"),
    [("en-GB", "light", WIDE), ("fr-FR", "dark", PHONE)],
    ids=["wide", "phone"],
)
@every_page
def test_every_page_opens_by_its_link(open_reader, page, locale, theme, size):
    """Without an error, in the colours of the figures, and with nothing that sticks out."""
    reader = open_reader(locale=locale, theme=theme, size=size)
    opened = reader.open("" if page == "map" else page, **link_to(page))
    colours = DARK if theme == "dark" else LIGHT
    red, green, blue = (int(colours.ground[at : at + 2], 16) for at in (1, 3, 5))
    expect(opened.locator("[data-testid=stApp]")).to_have_css(
        "background-color", f"rgb({red}, {green}, {blue})"
    )
    expect(opened.locator("[data-testid=stException], [data-testid=stDialog]")).to_have_count(0)
    assert opened.evaluate(SCROLLED) <= size[0] + 1
    assert opened.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_the_map_fits_every_width(open_reader, locale):
    """From two columns to a phone: as wide as its column, and no name is cut off by its edge."""
    reader = open_reader(locale=locale)
    opened = reader.open_map(on="2026-05-27")
    for size in (WIDE, BETWEEN, TABLET, PHONE):
        opened.set_viewport_size({"width": size[0], "height": size[1]})
        labels, box = reader.settled_labels(), reader.part("map").bounding_box()
        assert len(labels) > 5, size
        assert opened.evaluate(SCROLLED) <= size[0] + 1, size
        assert opened.evaluate(CUT_OFF) == [], size
        left, right = box["x"] - 1, box["x"] + box["width"] + 1
        assert [label[0] for label in labels if label[1] < left or label[3] > right] == [], size


@pytest.mark.parametrize("size", [WIDE, TABLET])
def test_no_name_on_the_map_covers_another(open_reader, size):
    """As the browser has drawn them, with its own typeface, in the language of long names."""
    reader = open_reader(locale="fr-FR", size=size)
    reader.open_map(on="2026-05-27")
    assert [
        (a[0], b[0])
        for a, b in combinations(reader.settled_labels(), 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 2
    ] == []


def test_the_map_draws_every_shape_by_its_code(reader):
    """Indonesia is there, and so are both parts of Palestine, none of them empty."""
    reader.open_map(on="2026-03-20")
    shapes = reader.page.evaluate(SHAPES)
    for code in ("IDN", "USA", "ISR", "PSE-GZ", "PSE-WB"):
        assert shapes[code] > 20, code
    assert {"IDN", "XKX", "USA"} <= set(reader.symbols())


def test_no_shape_fills_the_world(reader):
    """A ring that is wound the wrong way would paint everything: each shape stays small."""
    reader.open_map()
    too_large = reader.page.evaluate(
        """() => { const map = document.querySelector(".st-key-map").getBoundingClientRect();
             return [...document.querySelectorAll("path.choroplethlocation")]
               .filter((path) => path.closest(".geo") && path.getBBox().width > 0.98 * map.width)
               .map((path) => path.__data__.loc ?? path.__data__.id); }"""
    )
    assert too_large == []


def test_no_name_on_the_map_covers_a_symbol(reader):
    """A name never lies over the symbol of an actor or of a place."""
    reader.open_map(on="2026-05-27")
    labels, points = reader.settled_labels(), reader.page.evaluate(POINTS)
    assert [
        text
        for text, left, top, right, bottom in labels
        if any(left + 1 < x < right - 1 and top + 2 < y < bottom - 2 for x, y in points)
    ] == []


def is_beside(reader: Reader) -> bool:
    """Say whether the dossier stands to the right of the map, and not below it."""
    drawn, dossier = reader.part("map").bounding_box(), reader.part("dossier").bounding_box()
    return (
        dossier["x"] >= drawn["x"] + drawn["width"] - 1
        and dossier["y"] < drawn["y"] + drawn["height"]
    )


@pytest.mark.parametrize(("code", "name"), [("AUS", "Australia"), ("XKX", "Kosovo")])
def test_a_click_on_a_symbol_opens_the_dossier_beside_the_map(reader, code, name):
    """A large state, and one that has no shape in this view; its button closes it again."""
    reader.open_map(on="2026-03-20")
    reader.click_symbol(code)
    reader.expect_link(actor=code)
    expect(reader.part("dossier").locator("h3")).to_have_text(name)
    assert is_beside(reader)
    reader.part("close_dossier").locator("button").click()
    reader.expect_link(actor=None)
    expect(reader.part("dossier")).to_have_count(0)


def test_a_click_on_a_country_opens_its_dossier(reader):
    """Not only the symbol counts: the shape of the state does too."""
    reader.open_map(on="2026-03-20")
    reader.click_symbol("AUS", right=-30, down=6)
    reader.expect_link(actor="AUS")
    expect(reader.part("dossier").locator("h3")).to_have_text("Australia")


def test_one_dossier_after_another(reader):
    """The same symbol can be clicked again after the dossier was closed."""
    reader.open_map(on="2026-03-20")
    for code in ("AUS", "IDN", "AUS"):
        reader.click_symbol(code)
        reader.expect_link(actor=code)
    reader.part("close_dossier").locator("button").click()
    reader.expect_link(actor=None)
    reader.click_symbol("AUS")
    reader.expect_link(actor="AUS")


def test_the_day_moves_by_keyboard(reader):
    """One press of an arrow: the sentence, the date and the address say another day."""
    reader.open_map(on="2026-03-17")
    before = reader.sentence()
    assert "17 March 2026" in before
    reader.page.locator("[data-testid=stSlider] input[type=range]").first.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.expect_link(on="2026-03-16")
    expect(reader.part("situation")).to_contain_text("16 March 2026")
    assert reader.sentence() != before


def test_the_slider_can_be_read_aloud(reader):
    """Its spoken value is a day, not a number."""
    reader.open_map(on="2026-03-17")
    handle = reader.page.locator("[data-testid=stSlider] input[type=range]").first
    assert re.search(r"17 Mar 2026", handle.get_attribute("aria-valuetext") or "")


def test_the_figure_has_a_name_for_who_cannot_see_it(reader):
    """It says what the map shows and of which day."""
    reader.open_map(on="2026-03-17")
    name = "Map of the contributors and of the theatre on 17 March 2026"
    expect(reader.page.get_by_role("figure", name=name)).to_have_count(1)


def test_a_day_can_be_typed(reader):
    """Any day will do, also one on which nothing was said."""
    reader.open_map(on="2026-03-17")
    for part, value in (("year", "2025"), ("month", "12"), ("day", "24")):
        reader.part("on").locator(f"[data-type={part}]").click()
        reader.page.keyboard.type(value)
    reader.page.locator("h1").click()
    reader.expect_link(on="2025-12-24")
    expect(reader.part("situation")).to_contain_text("24 December 2025")


def test_the_legend_filters_the_map(reader):
    """Only what is pledged stays, and the address says so; a second click brings all back."""
    reader.open_map(on="2026-03-20")
    everybody = set(reader.symbols())
    pledged = reader.part("legend").get_by_text("Pledged")
    pledged.click()
    reader.expect_link(status="committed")
    reader.page.wait_for_function(
        f"(count) => Object.keys(({SYMBOLS})()).length < count", arg=len(everybody)
    )
    assert "KAZ" in reader.symbols() and "IDN" not in reader.symbols()
    pledged.click()
    reader.expect_link(status=None)
    reader.page.wait_for_function(
        f"(count) => Object.keys(({SYMBOLS})()).length === count", arg=len(everybody)
    )


def test_a_part_of_the_mission_is_chosen(reader):
    """The address and the sentence name it."""
    reader.open_map(on="2026-03-20")
    reader.choose_component("Force")
    reader.expect_link(component="isf")
    expect(reader.part("situation")).to_contain_text("International Stabilization Force (ISF)")


def test_a_copied_link_shows_the_same_to_somebody_else(open_reader, browser):
    """Sentence, dossier, legend and symbols, in a browser that has never been here."""
    first = open_reader()
    first.open_map(on="2026-03-20")
    first.choose_component("Force")
    first.expect_link(component="isf")
    first.click_symbol("IDN")
    first.expect_link(actor="IDN")
    expect(first.part("dossier")).to_be_visible()
    first.rest()
    copied = first.page.url
    context = browser.new_context(locale="fr-FR", viewport={"width": WIDE[0], "height": WIDE[1]})
    second = open_reader(context=context)
    second.page.goto(copied)
    second.rest()
    second.page.wait_for_selector(DRAWN, state="attached")
    for key in ("situation", "dossier", "legend", "open_questions"):
        assert second.part(key).inner_text() == first.part(key).inner_text()
    assert set(second.symbols()) == set(first.symbols())
    assert second.page.url == copied
    context.close()


def test_the_back_button_returns_to_the_earlier_view(reader):
    """From a dossier to none, from a part to all of them, from a day to the day before."""
    reader.open_map(on="2026-03-20")
    reader.choose_component("Force")
    reader.expect_link(component="isf")
    reader.click_symbol("IDN")
    reader.expect_link(actor="IDN")
    expect(reader.part("dossier")).to_be_visible()
    reader.rest()
    reader.page.go_back()
    reader.expect_link(actor=None, component="isf")
    expect(reader.part("dossier")).to_have_count(0)
    reader.rest()
    reader.page.go_back()
    reader.expect_link(component="all")
    expect(reader.part("situation")).to_contain_text("somewhere in the mission")
    reader.page.go_forward()
    reader.expect_link(component="isf")
    expect(reader.part("situation")).to_contain_text("International Stabilization Force (ISF)")


def test_the_view_goes_along_to_another_page_and_back(reader):
    """Day, part and actor are the reader's, not the page's."""
    reader.open_map(component="isf", **INDONESIA)
    for name in ("Roles", "Sources", "Map"):
        reader.page.get_by_role("link", name=name, exact=True).first.click()
        expect(reader.page.get_by_role("link", name=name, exact=True).first).to_have_attribute(
            "aria-current", "page"
        )
        reader.expect_link(on="2026-03-20", component="isf", actor="IDN")
    expect(reader.part("dossier").locator("h3")).to_have_text("Indonesia")


def test_a_mark_in_a_chart_opens_its_statements(reader):
    """On the roles page, beside the charts."""
    reader.open("roles", on="2026-03-20")
    reader.page.wait_for_selector(".st-key-role_matrix path.point", timeout=PATIENCE_MS)
    x, y = reader.page.evaluate(
        """() => { const point = document.querySelector(".st-key-role_matrix path.point");
             point.scrollIntoView({block: "center"});
             const box = point.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2]; }"""
    )
    reader.page.mouse.click(x, y)
    expect(reader.part("evidence").locator(".statement")).not_to_have_count(0)
    reader.part("close_evidence").locator("button").click()
    expect(reader.part("evidence").locator(".statement")).to_have_count(0)


def test_the_language_can_be_switched(reader):
    """The page, its address and the reader's day stay what they are."""
    reader.open_map(**INDONESIA)
    reader.part("lang").get_by_text("FR", exact=True).click()
    reader.expect_link(lang="fr", **INDONESIA)
    expect(reader.part("situation")).to_contain_text("20 mars 2026")
    expect(reader.part("dossier").locator("h3")).to_have_text("Indonésie")


def test_a_french_browser_is_spoken_to_in_french(open_reader):
    """Without a word in the link."""
    reader = open_reader(locale="fr-FR")
    reader.open_map()
    reader.expect_link(lang="fr")
    expect(reader.page.locator("h1")).to_have_text("Effort de stabilisation de Gaza")
    expect(reader.page.get_by_role("link", name="Carte", exact=True).first).to_be_visible()


def test_an_unknown_value_is_repeated_as_text_only(reader):
    """A link can neither load a picture from elsewhere nor put a link of its own on the page."""
    reader.open_map(actor="![x](https://example.org/x.png) [y](https://example.org/y)")
    note = reader.part("link_notes")
    expect(note).to_contain_text("example.org")
    expect(note.locator("img, a")).to_have_count(0)


def test_geometry_is_fetched_once_and_packed(open_reader, browser):
    """One world and one theatre for a visit; a second visit takes both from the cache."""
    context = browser.new_context(locale="en-GB", viewport={"width": WIDE[0], "height": WIDE[1]})
    reader = open_reader(context=context)
    answers: list[Response] = []
    reader.page.on("response", lambda a: answers.append(a) if "/geometry/" in a.url else None)
    reader.open_map(on="2026-03-20")
    reader.page.locator("[data-testid=stSlider] input[type=range]").first.focus()
    for day in ("2026-03-16", "2026-03-15"):
        reader.page.keyboard.press("ArrowLeft")
        reader.expect_link(on=day)
    reader.choose_component("Force")
    reader.expect_link(component="isf")
    reader.rest()
    paths = {urlsplit(answer.url).path for answer in answers}
    assert len(paths) == 2
    for answer in answers:
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"
    fetched = reader.page.evaluate(FETCHED)
    assert sum(transferred > 0 for _, transferred, *_ in fetched) == len(paths)
    for _, transferred, packed, plain in fetched:
        assert 0 < packed < 0.5 * plain
        assert transferred < plain
    reader.open_map(on="2026-03-17")
    again = reader.page.evaluate(FETCHED)
    assert {path for path, *_ in again} == paths
    assert [transferred for _, transferred, *_ in again] == [0] * len(again)
    context.close()


def test_a_step_of_the_day_asks_for_nothing_more(reader):
    """Only words travel over the open connection."""
    reader.open_map(on="2026-03-17")
    reader.rest()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.locator("[data-testid=stSlider] input[type=range]").first.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.expect_link(on="2026-03-16")
    expect(reader.part("situation")).to_contain_text("16 March 2026")
    assert asked == []


def test_the_routes_stand_beside_the_pages(home):
    """One port serves both: health, a 404 of ours that explains itself, and the pages."""

    def get(path: str) -> tuple[int, str]:
        request = Request(home + path, headers={"accept-encoding": "gzip"})
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except OSError as refused:
            return refused.code, refused.read().decode(errors="replace")

    assert get("_stcore/health")[0] == 200
    status, text = get("geometry/gone.json")
    assert status == 404 and "geometry 'gone.json' is not served here." in text
    assert get("roles")[0] == 200


def test_the_shipped_mission_is_the_one_that_is_tested(home):
    """The paths above are those of the record in the repository."""
    assert SHIPPED.is_dir() and home.startswith("http://127.0.0.1:")
