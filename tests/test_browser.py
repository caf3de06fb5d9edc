"""The main paths in a real browser that reaches no other server than ours."""

import math
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from accessibility import findings
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
from share.language import languages
from share.links import address as address_of
from share.words import COUNTED_MEANING
from views.style import IN_LEGEND
from views.viewport import LEAST_PX, ROOM_PX, STEP_PX

PATIENCE_MS = 15_000
WIDE, TABLET, PHONE = (1440, 900), (1024, 900), (390, 844)
SMALL = (768, 1024)
BETWEEN = (1120, 900)
"""Just wide enough for two columns."""

DRAWN = "path.choroplethlocation[d]"
RUN_IS_OVER = "[data-testid=stApp][data-test-script-state=notRunning]"

A_TELEPHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)

STREAMLITS_OWN_PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
"""On a deep link Streamlit first asks for these below the page's own path, and gets a 404."""

PLOTLYS_OWN_WORD = "undefined"
"""An animation that is paused breaks its promise to play on, and nobody waits for it."""

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

FITTED = """
({ most, least, step }) => {
  const map = document.querySelector(".st-key-map");
  const plot = map?.querySelector(".js-plotly-plot");
  const drawn = plot?.querySelector(".main-svg")?.getBoundingClientRect();
  if (!drawn || document.fonts.status !== "loaded") return false;
  const wide = map.getBoundingClientRect().width;
  const room = Math.min(most, Math.max(least, Math.floor(wide / step) * step));
  const named = plot.querySelector(".scattergeo text, .scatterlayer text");
  const fits = named && Math.abs(drawn.width - wide) < 2 && plot.layout.uirevision === room;
  const places = [...plot.querySelectorAll("text")].map((text) => text.getAttribute("transform"));
  const now = fits + places.join() + drawn.height;
  const settled = window.seen === now;
  window.seen = now;
  return fits && settled; }
"""
"""
A figure says for which width its names are placed; plotly.js moves them some time later.

Looked at every so often, it is settled once nothing has moved in between. The function
must not be asynchronous: a promise counts as true before it is kept.
"""

LOOK_MS = 300

LABELS = """
() => [...document.querySelectorAll(".st-key-map .scattergeo text, .st-key-map .scatterlayer text")]
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

TILES_DRAWN = """
() => {
  const plot = document.querySelector(".st-key-map .js-plotly-plot:has(.bars)");
  if (!plot) return null;
  const codes = plot.data.find((trace) => trace.type === "bar").customdata;
  return Object.fromEntries([...plot.querySelectorAll(".bars .point")].map((tile) => {
    const box = tile.getBoundingClientRect();
    return [codes[tile.__data__.i], [box.x + 8, box.bottom - 8]]; }));
}
"""
"""A corner of each tile, away from its symbol."""

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

CAN_BE_CLICKED = """
(code) => {
  const plot = document.querySelector(".st-key-map .js-plotly-plot");
  const symbols = [...(plot?.querySelectorAll(".scattergeo path.point") ?? [])];
  return symbols.some((path) => path.__data__.data === code) &&
    plot.data.every((trace) => trace.selectedpoints == null);
}
"""
"""After a click the figure is replaced by one in which plotly.js has nothing selected."""

SCROLLED_BY = """
[...document.querySelectorAll("*")].reduce((sum, part) => sum + part.scrollTop, 0)
"""

IN_THE_MIDDLE = f"""
() => {{
  const chart = document.querySelector(".js-plotly-plot");
  chart.scrollIntoView({{block: "center"}});
  const box = (chart.querySelector(".drag") ?? chart).getBoundingClientRect();
  const top = Math.max(box.top, 200), bottom = Math.min(box.bottom, innerHeight - 150);
  return [{SCROLLED_BY.strip()}, box.left + box.width / 2, (top + bottom) / 2];
}}
"""
"""How far the page is scrolled, and the middle of what is seen of its first chart."""

FETCHED = """
() => performance.getEntriesByType("resource")
  .filter((entry) => entry.name.includes("/geometry/"))
  .map((entry) => [new URL(entry.name).pathname, entry.transferSize,
                   entry.encodedBodySize, entry.decodedBodySize])
"""

FONTS = """
() => performance.getEntriesByType("resource").map((entry) => entry.name.split("/").pop())
  .filter((name) => name.endsWith(".woff2"))
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


expect.set_options(timeout=PATIENCE_MS)

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
        page.on("pageerror", lambda error: self._broke(str(error)))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.ours).netloc:
            self.foreign.append(url)

    def _broke(self, error: str) -> None:
        if error != PLOTLYS_OWN_WORD:
            self.complaints.append(error)

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
            """() => !document.querySelector("[data-testid=stSkeleton]") &&
                 [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
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

    def settled_labels(self) -> list["Drawn"]:
        """Return the names on the map with their boxes, once they are placed for the window."""
        for _ in range(2):
            self.page.wait_for_function(
                FITTED,
                arg={"most": ROOM_PX, "least": LEAST_PX, "step": STEP_PX},
                polling=LOOK_MS,
                timeout=PATIENCE_MS,
            )
            self.rest()
        return [tuple(label) for label in self.page.evaluate(LABELS)]

    def click_symbol(self, code: str, *, right: int = 0, down: int = 0) -> None:
        """Point at a contributor's symbol, or some px beside it, and click once it is noticed."""
        self.rest()
        self.page.wait_for_function(CAN_BE_CLICKED, arg=code, timeout=PATIENCE_MS)
        x, y = self.page.evaluate(BRING, code)
        self.page.mouse.move(x + right, y + down)
        self.page.wait_for_function(NOTICED, arg=code, timeout=PATIENCE_MS)
        self.page.mouse.click(x + right, y + down)

    def click_mark(self, chart: str) -> None:
        """Click the first mark of a chart that is not the map."""
        self.page.wait_for_selector(f".st-key-{chart} path.point", timeout=PATIENCE_MS)
        x, y = self.page.evaluate(
            """(chart) => { const point = document.querySelector(`.st-key-${chart} path.point`);
                 point.scrollIntoView({block: "center"});
                 const box = point.getBoundingClientRect();
                 return [box.x + box.width / 2, box.y + box.height / 2]; }""",
            chart,
        )
        self.page.mouse.click(x, y)

    def choose_component(self, name: str) -> None:
        """Choose a part of the mission by its label."""
        self.part("component").get_by_text(name, exact=True).click()

    def situation(self) -> Locator:
        """Return the paragraph that says the situation."""
        return self.page.locator(".situation")

    def sentence(self) -> str:
        """Return the situation of the day in words."""
        return self.situation().inner_text()


Open = Callable[..., Reader]

Drawn = tuple[str, float, float, float, float]
"""A name on the screen: its text, left, top, right, bottom."""


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
        for locale in ("en-GB", "fr-FR", "ar-EG", "he-IL")
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
    if page == "search":
        return {"find": "Rafah"}
    if page == "sources":
        return {"source": record.by_actor["IDN"][0].source.source_id}
    return INDONESIA


@pytest.mark.parametrize(
    ("locale", "theme", "size"),
    [
        ("en-GB", "light", WIDE),
        ("fr-FR", "dark", PHONE),
        ("ar-EG", "light", PHONE),
        ("he-IL", "dark", WIDE),
    ],
    ids=["en-wide", "fr-phone", "ar-phone", "he-wide"],
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
    assert findings(opened) == []


def touching(labels: Iterable[Drawn]) -> list[tuple[str, str]]:
    """Return the pairs of names that share an area on the screen."""
    return [
        (a[0], b[0])
        for a, b in combinations(labels, 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 2
    ]


@pytest.mark.parametrize(
    ("locale", "view"), [("en-GB", "map"), ("fr-FR", "map"), ("fr-FR", "tiles")]
)
def test_the_map_fits_every_width(open_reader, locale, view):
    """From two columns to a phone: as wide as its column, no name cut off or over another."""
    reader = open_reader(locale=locale)
    opened = reader.open(on="2026-05-27", view=view)
    for size in (WIDE, BETWEEN, TABLET, SMALL, PHONE):
        opened.set_viewport_size({"width": size[0], "height": size[1]})
        labels, box = reader.settled_labels(), reader.part("map").bounding_box()
        assert len(labels) > 12, size
        assert opened.evaluate(SCROLLED) <= size[0] + 1, size
        left, right = box["x"] - 1, box["x"] + box["width"] + 1
        assert [label[0] for label in labels if label[1] < left or label[3] > right] == [], size
        assert touching(labels) == [], size


OTHER_VIEWS = (("2026-05-27", "defacto"), ("2025-10-21", "un"), ("2026-02-19", "defacto"))


@pytest.mark.parametrize(
    ("lang", "on", "borders"),
    [(lang, *OTHER_VIEWS[place % len(OTHER_VIEWS)]) for place, lang in enumerate(languages())],
)
def test_no_name_on_the_map_covers_another(open_reader, lang, on, borders):
    """As the browser has drawn them, in every language, on other days and in other borders."""
    reader = open_reader(size=TABLET)
    reader.open_map(on=on, borders=borders, lang=lang, view="map")
    labels = reader.settled_labels()
    assert len(labels) > 15
    assert touching(labels) == []


def test_a_tile_opens_the_dossier(reader):
    """One tile for each actor; a click anywhere on it counts, and the address names the view."""
    reader.open(on="2026-03-20", view="tiles")
    reader.settled_labels()
    tiles = reader.page.wait_for_function(TILES_DRAWN, timeout=PATIENCE_MS).json_value()
    assert len(tiles) > 30
    x, y = tiles["IDN"]
    reader.page.mouse.move(x, y)
    reader.page.wait_for_function(NOTICED, arg="IDN", timeout=PATIENCE_MS)
    reader.page.mouse.click(x, y)
    reader.expect_link(actor="IDN", view="tiles")
    expect(reader.part("dossier").locator("h2")).to_have_text("Indonesia")


def test_a_phone_shows_tiles_unless_the_link_says_otherwise(open_reader):
    """What is usual in a window is no choice: the address does not name it."""
    reader = open_reader(size=PHONE)
    reader.open(on="2026-03-20")
    reader.page.wait_for_selector(".st-key-map .bars path", state="attached", timeout=PATIENCE_MS)
    reader.settled_labels()
    reader.expect_link(view=None)
    reader.open_map(on="2026-03-20", view="map")
    reader.settled_labels()
    expect(reader.page.locator(".st-key-map .bars")).to_have_count(0)
    reader.expect_link(view="map")


LEGEND_WORDS = """() => getComputedStyle(document.querySelector(".keys"), "::before").content"""


@pytest.mark.parametrize("size", [TABLET, SMALL, PHONE])
def test_the_key_is_above_the_map_and_the_evidence_below_it(open_reader, size):
    """Where there is no room beside it: what was clicked opens next to what was clicked."""
    reader = open_reader(size=size)
    reader.open(on="2026-03-20", actor="IDN")
    reader.settled_labels()
    parts = [reader.part(name).bounding_box() for name in ("status", "map", "dossier", "drawing")]
    for upper, lower in pairwise(parts):
        assert upper["y"] + upper["height"] <= lower["y"]


def test_where_the_key_has_no_room_for_its_words_they_follow_the_map(open_reader):
    """Each status is explained, as it is beside the map on a desk."""
    reader = open_reader(size=TABLET)
    reader.open_map(on="2026-03-20")
    said = reader.page.evaluate(LEGEND_WORDS)
    assert all(COUNTED_MEANING[status] in said for status in IN_LEGEND)


@pytest.fixture(scope="module")
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """Hold a telephone: it says what it is, and is touched."""
    size = {"width": PHONE[0], "height": PHONE[1]}
    context = browser.new_context(
        user_agent=A_TELEPHONE, viewport=size, is_mobile=True, has_touch=True
    )
    yield context
    context.close()


def test_a_telephone_gets_its_tiles_at_once(open_reader, telephone):
    """Its browser says what it is: no map is drawn, or fetched, before the tiles."""
    reader = open_reader(size=PHONE, context=telephone)
    asked = []
    reader.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda sent: asked.append(sent))
    )
    reader.open(on="2026-03-20")
    assert len(reader.settled_labels()) > 30
    expect(reader.page.locator(".st-key-map .bars")).to_have_count(1)
    assert reader.page.evaluate(FETCHED) == []
    assert len(asked) == 1


def swipe(page: Page, x: float, y: float, *, up: int) -> None:
    """Move a thumb up the screen, from a point, by some px."""
    touch = page.context.new_cdp_session(page)
    places = [{"x": x, "y": y - moved} for moved in range(0, up + 1, 10)]
    for kind, points in (
        ("touchStart", places[:1]),
        *(("touchMove", [place]) for place in places[1:]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("path", ["", "roles", "timeline", "totals"])
def test_a_thumb_on_a_chart_scrolls_the_page(open_reader, telephone, path):
    """No chart keeps the touch for itself."""
    reader = open_reader(size=PHONE, context=telephone)
    page = reader.open(path, on="2026-03-20")
    begun, x, y = page.evaluate(IN_THE_MIDDLE)
    swipe(page, x, y, up=120)
    page.wait_for_function(f"(begun) => ({SCROLLED_BY}) > begun + 50", arg=begun)


def test_a_tap_on_a_tile_opens_the_dossier(open_reader, telephone):
    """A touch that stays where it is means the tile under it."""
    reader = open_reader(size=PHONE, context=telephone)
    page = reader.open(on="2026-03-20")
    reader.settled_labels()
    x, y = page.wait_for_function(TILES_DRAWN, timeout=PATIENCE_MS).json_value()["FRA"]
    page.touchscreen.tap(x, y)
    reader.expect_link(actor="FRA")


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
    expect(reader.part("dossier").locator("h2")).to_have_text(name)
    assert is_beside(reader)
    reader.part("close_dossier").locator("button").click()
    reader.expect_link(actor=None)
    expect(reader.part("dossier")).to_have_count(0)


def test_a_click_on_a_country_opens_its_dossier(reader):
    """Not only the symbol counts: the shape of the state does too."""
    reader.open_map(on="2026-03-20")
    reader.click_symbol("KAZ", right=-60, down=6)
    reader.expect_link(actor="KAZ")
    expect(reader.part("dossier").locator("h2")).to_have_text("Kazakhstan")


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
    expect(reader.situation()).to_contain_text("16 March 2026")
    assert reader.sentence() != before


def test_the_slider_can_be_read_aloud(reader):
    """Its spoken value is a day, not a number."""
    reader.open_map(on="2026-03-17")
    handle = reader.page.locator("[data-testid=stSlider] input[type=range]").first
    assert re.search(r"17 Mar 2026", handle.get_attribute("aria-valuetext") or "")


def test_the_figure_has_a_name_for_who_cannot_see_it(reader):
    """It says what the map shows; the day is said by the sentence above it."""
    reader.open_map(on="2026-03-17")
    name = "Map of the contributors and of the theatre"
    expect(reader.page.get_by_role("figure", name=name)).to_have_count(1)


def test_a_day_can_be_typed(reader):
    """Any day will do, also one on which nothing was said."""
    reader.open_map(on="2026-03-17")
    reader.part("exact").locator("button").click()
    expect(reader.part("known")).to_be_visible()
    reader.rest()
    for part, value in (("year", "2025"), ("month", "12"), ("day", "24")):
        segment = reader.part("on").locator(f"[data-type={part}]")
        segment.click()
        expect(segment).to_be_focused()
        reader.page.keyboard.type(value)
        expect(segment).to_have_attribute("aria-valuenow", value)
    reader.page.locator("h1").click()
    reader.expect_link(on="2025-12-24")
    expect(reader.situation()).to_contain_text("24 December 2025")


def test_the_legend_filters_the_map(reader):
    """Only what is pledged stays, and the address says so; a second click brings all back."""
    reader.open_map(on="2026-03-20")
    everybody = set(reader.symbols())
    pledged = reader.part("status").get_by_text("Pledged")
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
    expect(reader.situation()).to_contain_text("International Stabilization Force (ISF)")


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
    assert second.sentence() == first.sentence()
    for key in ("dossier", "status", "open_questions"):
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
    expect(reader.situation()).to_contain_text("somewhere in the mission")
    reader.page.go_forward()
    reader.expect_link(component="isf")
    expect(reader.situation()).to_contain_text("International Stabilization Force (ISF)")


def test_the_view_goes_along_to_another_page_and_back(reader):
    """Day, part and actor are the reader's, not the page's."""
    reader.open_map(component="isf", **INDONESIA)
    for name in ("Roles", "Sources", "Map"):
        reader.page.get_by_role("link", name=name, exact=True).first.click()
        expect(reader.page.get_by_role("link", name=name, exact=True).first).to_have_attribute(
            "aria-current", "page"
        )
        reader.expect_link(on="2026-03-20", component="isf", actor="IDN")
    expect(reader.part("dossier").locator("h2")).to_have_text("Indonesia")


def test_a_sentence_opens_the_statement_it_rests_on(reader):
    """And one press of the browser's back button comes back to the same day."""
    reader.open_map(on="2026-03-20")
    reader.situation().get_by_role("link").nth(2).click()
    reader.page.wait_for_url(re.compile(r"/statement\?"), timeout=PATIENCE_MS)
    expect(reader.page.locator("h1")).to_contain_text("Indonesia")
    reader.rest()
    reader.page.go_back()
    reader.expect_link(on="2026-03-20", statement=None)
    expect(reader.situation()).to_contain_text("20 March 2026")


def test_a_mark_in_a_chart_opens_its_statements(reader):
    """On the roles page, beside the charts."""
    reader.open("roles", on="2026-03-20")
    reader.click_mark("role_matrix")
    expect(reader.part("evidence").locator(".statement")).not_to_have_count(0)
    reader.part("close_evidence").locator("button").click()
    expect(reader.part("evidence").locator(".statement")).to_have_count(0)


def test_the_language_can_be_switched(reader):
    """The page, its address and the reader's day stay what they are."""
    reader.open_map(**INDONESIA)
    reader.part("lang").locator("input").click()
    reader.page.get_by_role("option", name="Français").click()
    reader.expect_link(lang="fr", **INDONESIA)
    expect(reader.situation()).to_contain_text("20 mars 2026")
    expect(reader.part("dossier").locator("h2")).to_have_text("Indonésie")


def test_the_page_turns_with_its_language(reader):
    """Mirrored in Arabic with the fonts of its own script only, and back in English."""
    page = reader.open("method", lang="ar")
    root = page.locator("html")
    expect(root).to_have_attribute("dir", "rtl")
    expect(root).to_have_attribute("lang", "ar")
    text, names = page.locator("h1").bounding_box(), page.evaluate(FONTS)
    assert text["x"] + text["width"] > WIDE[0] / 2
    assert any("arabic" in name for name in names)
    assert not [name for name in names if "hebrew" in name or "SourceSans" in name]
    reader.part("lang").locator("input").click()
    page.get_by_role("option", name="English").click()
    expect(root).to_have_attribute("dir", "ltr")
    expect(root).to_have_attribute("lang", "en")


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
    """The world, its enlarged part, the theatre: a second visit takes each from the cache."""
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
    assert len(paths) == 3
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
    expect(reader.situation()).to_contain_text("16 March 2026")
    assert asked == []


# Charts on a phone


HEADS = """
(chart) => { const box = document.querySelector(`.st-key-${chart} .main-svg`);
  const right = box.getBoundingClientRect().right;
  return [...document.querySelectorAll(`.st-key-${chart} .xtick text`)].map((text) => {
    const [, angle] = text.getAttribute("transform").match(/rotate\\(([-\\d.]+)/);
    const head = text.getBoundingClientRect();
    return [text.textContent, head.left, Number(angle), head.right - right]; }); }
"""
"""The heads of a chart's columns: where they begin, how they are turned, how far they stick out."""

BOXES = """
(texts) => [...document.querySelectorAll(texts)].map((text) => {
  const box = text.getBoundingClientRect();
  return [text.textContent, box.left, box.top, box.right, box.bottom];
})
"""


@pytest.mark.parametrize(
    ("page", "chart"), [("roles", "role_matrix"), ("changes", "status_shifts")]
)
def test_columns_stand_apart_on_a_phone(open_reader, page, chart):
    """Heads are a line of text apart, none is left out or cut off, and no names touch."""
    reader = open_reader(locale="fr-FR", size=PHONE)
    opened = reader.open(page, **{"from": "2026-02-01", "on": "2026-05-27"})
    opened.wait_for_selector(f".st-key-{chart} .annotation-text", timeout=PATIENCE_MS)
    reader.rest()
    heads = sorted(opened.evaluate(HEADS, chart), key=lambda head: head[1])
    assert len(heads) >= 10
    for (_, x, angle, out), (name, after, *_) in pairwise(heads):
        assert abs(math.sin(math.radians(angle))) * (after - x) >= 14, name
        assert out <= 0, name
    assert overlaps(opened.evaluate(BOXES, f".st-key-{chart} .annotation-text")) == []


def test_months_stand_apart_on_a_phone(open_reader):
    """Under the lanes, in the language of long months, each is written and none touches another."""
    reader = open_reader(locale="fr-FR", size=PHONE)
    opened = reader.open("timeline", on="2026-02-19")
    opened.wait_for_selector(".st-key-timeline .annotation-text", timeout=PATIENCE_MS)
    expect(reader.part("day")).to_contain_text("19 févr. 2026")
    reader.rest()
    months = opened.evaluate(BOXES, ".st-key-timeline .xtick text")
    assert len(months) >= 7
    assert overlaps(months) == []


def overlaps(boxes: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """Return the texts that touch each other by more than a px."""
    return [
        (a[0], b[0])
        for a, b in combinations(boxes, 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1
    ]


# Travelling in time


SEEN_DAY = """
() => document.querySelector(".st-key-map .annotation-text")?.textContent ?? ""
"""

PLAYS_ON = """
(day) => { const seen = document.querySelector(".st-key-map .annotation-text")?.textContent;
           return seen && seen !== day; }
"""

HELD = """
() => { const { _frameQueue: queue } =
          document.querySelector(".st-key-map .js-plotly-plot")._transitionData;
        return !queue?.length; }
"""


def open_story(reader: Reader, **link: str) -> None:
    """Follow a link to the map and ask for the story."""
    reader.open_map(**link)
    reader.part("playing").locator("label").first.click()
    reader.page.wait_for_selector(".st-key-map .slider-group", timeout=PATIENCE_MS)
    reader.rest()


def test_the_story_plays_in_the_browser(reader):
    """From the chosen day on, day by day, without a word to the server, until it is paused."""
    frames: list[object] = []
    reader.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda sent: frames.append(sent))
    )
    open_story(reader, on="2026-02-19")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    frames.clear()
    first = reader.page.evaluate(SEEN_DAY)
    assert first.startswith("19 Feb 2026")
    buttons = reader.part("map").locator(".updatemenu-button")
    buttons.filter(has_text="2×").click()
    reader.page.wait_for_function(PLAYS_ON, arg=first, timeout=PATIENCE_MS)
    second = reader.page.evaluate(SEEN_DAY)
    reader.page.wait_for_function(PLAYS_ON, arg=second, timeout=PATIENCE_MS)
    buttons.filter(has_text="Pause").click()
    reader.page.wait_for_function(HELD, timeout=PATIENCE_MS)
    assert (asked, frames) == ([], [])


def test_who_wants_no_motion_steps_through_the_story(reader):
    """No play button, the same slider, and a line that says why; a step leads to the next day."""
    reader.page.emulate_media(reduced_motion="reduce")
    open_story(reader, on="2026-02-19")
    expect(reader.part("map").get_by_text("Your settings ask for no motion")).to_be_visible()
    expect(reader.part("map").locator(".updatemenu-button")).to_have_count(0)
    reader.part("next_change").locator("button").click()
    reader.expect_link(on="2026-03-03")
    expect(reader.situation()).to_contain_text("3 March 2026")


def test_the_second_clock_is_asked_for_and_named(reader):
    """How did it stand on 1 February, knowing only what was published by 10 January?"""
    reader.open_map(on="2026-02-01")
    before = reader.sentence()
    expect(reader.part("known")).to_have_count(0)
    reader.part("exact").locator("button").click()
    for part, value in (("year", "2026"), ("month", "01"), ("day", "10")):
        reader.part("known").locator(f"[data-type={part}]").click()
        reader.page.keyboard.type(value)
    reader.page.locator("h1").click()
    reader.expect_link(on="2026-02-01", known="2026-01-10")
    expect(reader.situation()).to_contain_text(
        "1 February 2026, using only what was published by 10 January 2026"
    )
    assert before not in reader.sentence()


def test_what_changed_between_two_days_is_said_and_proven(reader):
    """A link chooses both; a sentence opens the statement that made the change."""
    reader.open("changes", **{"from": "2026-02-01", "on": "2026-05-27"})
    reader.expect_link(**{"from": "2026-02-01", "on": "2026-05-27"})
    expect(reader.part("clocks")).to_contain_text("27 May 2026, compared with 1 February 2026")
    expect(reader.situation()).to_contain_text("From 1 February 2026 to 27 May 2026")
    shift = reader.page.locator(".statement", has_text="On conditions → On hold")
    expect(shift).to_contain_text("Indonesia")
    shift.get_by_role("link").first.click()
    reader.page.wait_for_url(re.compile(r"/statement\?"), timeout=PATIENCE_MS)
    expect(reader.page.locator("h1")).to_contain_text("Indonesia: On hold")


def open_own_page(reader: Reader, part: str) -> str:
    """Go from the first statement of a part of the page to its own page; return its id."""
    card = reader.part(part).locator(".statement").first
    card.get_by_role("link", name="link to this statement").click()
    reader.page.wait_for_url(re.compile(r"/statement\?"), timeout=PATIENCE_MS)
    reader.rest()
    return reader.link()["statement"]


def expect_source(reader: Reader, statement_id: str) -> None:
    """Find the statement's source, locator and link on the page, the link for a click only."""
    said = open_record("gaza").by_id[statement_id]
    card = reader.page.locator(".statement").first
    expect(card).to_contain_text(said.locator)
    source = card.get_by_role("link", name=said.source.publisher)
    expect(source).to_have_attribute("href", said.source.url)
    expect(source).to_have_attribute("rel", re.compile("noopener"))


def test_from_a_symbol_on_the_map_to_its_source(reader):
    """A click opens the dossier, a second the statement's own page, where the source is linked."""
    reader.open_map(on="2026-03-20")
    reader.click_symbol("IDN")
    expect(reader.part("dossier")).to_be_visible()
    expect_source(reader, open_own_page(reader, "dossier"))


def test_from_a_mark_on_the_timeline_to_its_source(reader):
    """A click opens the statement beside the lanes."""
    reader.open("timeline", on="2026-03-20", component="cmcc")
    reader.click_mark("timeline")
    expect(reader.part("evidence").locator(".statement")).to_have_count(1)
    expect_source(reader, open_own_page(reader, "evidence"))


# The server


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


def test_the_share_button_gives_exactly_this_view(reader):
    """Its link is the address, its citation names the record, and each file can be fetched."""
    reader.open_map(on="2026-03-01", component="isf")
    reader.part("share").get_by_role("button").first.click()
    expect(reader.page.locator(".files").first).to_be_visible(timeout=PATIENCE_MS)
    codes = reader.page.locator("[data-testid=stCode]").filter(visible=True)
    expect(codes).to_have_count(3, timeout=PATIENCE_MS)
    shown = codes.all_inner_texts()
    offered = urlsplit(shown[0].strip())
    assert {name: value for name, (value,) in parse_qs(offered.query).items()} == reader.link()
    assert "Gaza stabilisation effort" in shown[1]
    assert "embed=true" in "".join(shown)
    links = reader.page.locator(".files a").evaluate_all("(links) => links.map((a) => a.href)")
    assert links
    for link in links:
        assert reader.page.request.get(link).ok, link


@pytest.mark.parametrize(
    ("page", "chart", "drawn"),
    [
        ("map", "map", DRAWN),
        ("roles", "people", ".st-key-personnel .point, .js-plotly-plot .point"),
        ("timeline", "lanes", ".js-plotly-plot .point"),
        ("changes", "shifts", ".js-plotly-plot .point"),
        ("totals", "totals", ".js-plotly-plot .main-svg"),
    ],
)
def test_a_chart_can_be_embedded(reader, page, chart, drawn):
    """It comes with its title and a line that leads to the whole view, and nothing around it."""
    link = f"{page}?mission=gaza&on=2026-03-01&chart={chart}&embed=true"
    reader.page.goto(reader.home + link, timeout=PATIENCE_MS)
    reader.page.wait_for_selector(drawn, state="attached", timeout=PATIENCE_MS)
    expect(reader.page.locator("h1.embedded")).to_contain_text("1 March 2026")
    expect(reader.part("masthead")).to_have_count(0)
    whole = reader.page.get_by_role("link", name="Open the whole view").get_attribute("href")
    assert parse_qs(urlsplit(whole).query)["on"] == ["2026-03-01"]
    assert urlsplit(whole).path.endswith("/" if page == "map" else f"/{page}")


@pytest.mark.parametrize("locale", ["en-GB", "he-IL"])
def test_the_menu_of_a_phone_leads_to_the_map(open_reader, locale):
    """Nothing lies over its first entry, whichever side it opens on."""
    reader = open_reader(locale=locale, size=PHONE)
    reader.open("method")
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    reader.page.get_by_test_id("stSidebarNavLink").first.click(timeout=PATIENCE_MS)
    reader.page.wait_for_selector(".st-key-map", timeout=PATIENCE_MS)
