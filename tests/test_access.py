"""Without a mouse, without sight, on a narrow screen, enlarged, without motion: nothing is lost."""

# ruff: noqa: F811 -- a fixture that is imported is an argument of the same name.

import re

import pytest
from playwright.sync_api import expect
from test_browser import (  # noqa: F401 -- fixtures and the mark are found by their names here
    CUT_OFF,
    PATIENCE_MS,
    PHONE,
    SCROLLED,
    Reader,
    browser,
    contexts,
    home,
    open_reader,
    pytestmark,
    reader,
)

from views.streamlit_words import WORDS

MAP = ".st-key-map .js-plotly-plot"

FOCUSED = "(place) => document.activeElement?.closest(place) !== null"

AT_THE_RIGHT = """
(grid) => grid.scrollWidth > grid.clientWidth &&
          grid.scrollLeft >= grid.scrollWidth - grid.clientWidth - 1
"""

NONE_IS_CALLED = """
(words) => [...document.querySelectorAll("[aria-label]")].every(
  (part) => !words.some((word) => part.ariaLabel.split(/[:,] /, 1)[0] === word ||
                                  part.ariaLabel.endsWith(` ${word}`)))
"""

SAID = "() => document.querySelector('#announcer').textContent"


def focus_map(reader: Reader) -> None:
    """Reach the map as a reader does: with Tab, from the control before it."""
    reader.page.wait_for_selector(f"{MAP}[tabindex='0']", timeout=PATIENCE_MS)
    reader.part("playing").locator("input").focus()
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED, MAP)


def press(reader: Reader, key: str) -> str:
    """Press a key and return what is said aloud."""
    reader.page.keyboard.press(key)
    return reader.page.evaluate(SAID)


def test_the_map_is_one_tab_stop_through_which_arrows_lead(reader):
    """Each actor is reached once on the way from west to east, named with its status."""
    reader.open_map(on="2026-03-20")
    focus_map(reader)
    actors = reader.symbols()
    said = [press(reader, "ArrowRight") for _ in actors]
    assert len(set(said)) == len(actors)
    assert any(re.match(r"Indonesia.*On hold", text) for text in said)
    assert press(reader, "ArrowRight") == said[0]
    assert press(reader, "End") == said[-1]
    reader.page.keyboard.press("Tab")
    assert not reader.page.evaluate(FOCUSED, MAP)
    expect(reader.page.locator(".pointed")).to_have_count(0)


def test_the_map_names_itself_and_its_keys(reader):
    """In the reader's language, for whoever hears it."""
    reader.open_map()
    expect(reader.page.locator(MAP)).to_have_attribute("role", "application")
    expect(reader.page.locator(MAP)).to_have_attribute("aria-label", re.compile("Arrow keys"))


def test_the_keyboard_opens_a_dossier_and_comes_back(reader):
    """Enter opens it and goes there; closing it leads back to the map."""
    reader.open_map(on="2026-03-20")
    focus_map(reader)
    said = [press(reader, "i") for _ in range(3)]
    assert sorted(text.split()[0] for text in said) == ["Indonesia", "Israel", "Italy"]
    for text in said:
        press(reader, "i")
        if text.startswith("Indonesia"):
            break
    expect(reader.page.locator(".pointed span")).to_be_visible()
    reader.page.keyboard.press("Enter")
    reader.expect_link(actor="IDN")
    reader.page.wait_for_function(FOCUSED, arg=".st-key-dossier", timeout=PATIENCE_MS)
    reader.part("close_dossier").locator("button").focus()
    reader.page.keyboard.press("Enter")
    reader.expect_link(actor=None)
    reader.page.wait_for_function(FOCUSED, arg=MAP, timeout=PATIENCE_MS)


def test_a_new_day_and_a_new_part_are_said_aloud(reader):
    """The first sentence of the situation, in a region that is there from the start."""
    reader.open_map(on="2026-03-17")
    region = reader.page.locator("#announcer")
    expect(region).to_have_attribute("aria-live", "polite")
    reader.page.locator("[data-testid=stSlider] input[type=range]").first.focus()
    reader.page.keyboard.press("ArrowLeft")
    expect(region).to_contain_text("On 16 March 2026", timeout=PATIENCE_MS)
    reader.choose_component("Force")
    expect(region).to_contain_text("International Stabilization Force", timeout=PATIENCE_MS)


def test_focus_is_seen_and_every_control_has_a_name(reader):
    """From the masthead down to the table, each stop has an outline and a name."""
    reader.open_map(on="2026-03-20")
    reader.page.locator(".st-key-search_text input").focus()
    stops = []
    for _ in range(24):
        reader.page.keyboard.press("Tab")
        stops.append(
            reader.page.evaluate(
                """() => { const at = document.activeElement; const style = getComputedStyle(at);
                     const root = at.closest("[data-testid=stTextInputRootElement]");
                     const name = at.getAttribute("aria-label") || at.innerText ||
                       at.labels?.[0]?.innerText || at.textContent;
                     return [name.trim(), style.outlineStyle !== "none" || !!root]; }"""
            )
        )
    assert [stop for stop in stops if not all(stop)] == []


def test_a_search_needs_no_mouse(reader):
    """Type, go to the first answer, open it."""
    reader.open_map(on="2026-03-20")
    reader.page.locator(".st-key-search_text input").focus()
    reader.page.keyboard.type("turquie")
    expect(reader.page.locator(".found a").first).to_be_visible(timeout=PATIENCE_MS)
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED, ".found a")
    reader.page.keyboard.press("Enter")
    reader.expect_link(actor="TUR", on="2026-03-20")
    expect(reader.part("dossier").locator("h2")).to_have_text("Türkiye", timeout=PATIENCE_MS)


def test_the_tour_is_left_with_escape(reader):
    """It is optional, and gone at once."""
    reader.open_map()
    reader.part("start_tour").locator("button").first.click()
    expect(reader.part("tour")).to_be_visible(timeout=PATIENCE_MS)
    reader.rest()
    reader.page.keyboard.press("Escape")
    expect(reader.part("tour")).to_have_count(0, timeout=PATIENCE_MS)


@pytest.mark.parametrize("size", [(320, 640), (720, 450)], ids=["320px", "200percent"])
@pytest.mark.parametrize("page", ["", "changes", "statement"])
def test_nothing_is_lost_in_little_room(open_reader, page, size):
    """At 320 px, and at 200 % of 1440 px, nothing is cut off and nothing scrolls sideways."""
    narrow = open_reader(size=size)
    link = {"statement": "idn-2026-03-17-everything-on-hold"} if page == "statement" else {}
    opened = narrow.open(page, on="2026-03-20", **link)
    assert opened.evaluate(SCROLLED) <= size[0] + 1
    assert opened.evaluate(CUT_OFF) == []


def test_the_map_comes_first(open_reader):
    """
    On a desk the whole world is above the fold; on a phone the map, with the day at the thumb.

    There its key is above it, in at most a fifth of the screen.
    """
    desk = open_reader()
    desk.open_map()
    assert desk.part("map").bounding_box()["y"] < 400
    phone = open_reader(size=PHONE)
    phone.open()
    phone.settled_labels()
    key, drawn = phone.part("status").bounding_box(), phone.part("map").bounding_box()
    assert key["y"] < 200
    assert key["y"] + key["height"] <= drawn["y"] < 200 + PHONE[1] / 5
    day = phone.part("day").bounding_box()
    assert PHONE[1] - 110 < day["y"] < day["y"] + day["height"] <= PHONE[1]


def test_who_wants_no_motion_gets_none(reader):
    """No transition and no animation of the page outlasts a blink."""
    reader.page.emulate_media(reduced_motion="reduce")
    reader.open_map()
    longest = reader.page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("button, a, summary, input")]
             .map((part) => parseFloat(getComputedStyle(part).transitionDuration)))"""
    )
    assert longest < 0.001


def test_a_mirrored_table_begins_at_the_right_and_opens_the_row_chosen(open_reader):
    """Where it is wider than its room, the first column is in sight; a row leads to its actor."""
    reader = open_reader(locale="ar-EG", size=PHONE)
    reader.open("", on="2026-03-20")
    reader.settled_labels()  # the window has told its width, and nothing is drawn anew
    reader.part("map_table").locator("summary").click()
    grid = reader.part("who_stands_where").locator(".dvn-scroller")
    expect(grid).to_be_visible(timeout=PATIENCE_MS)
    reader.page.wait_for_function(AT_THE_RIGHT, arg=grid.element_handle(), timeout=PATIENCE_MS)
    cells = reader.part("who_stands_where").locator("[role=row][aria-rowindex='2'] [role=gridcell]")
    name = cells.last.text_content(timeout=PATIENCE_MS)
    assert name
    reader.rest()
    box = grid.bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 18, box["y"] + 52)
    expect(reader.part("dossier").locator("h2")).to_contain_text(name, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("locale", "word"), [("fr-FR", "Ouvrir le menu"), ("he-IL", "פתיחת התפריט")]
)
def test_streamlits_own_controls_are_named_in_the_readers_language(open_reader, locale, word):
    """What it calls them in English is heard nowhere."""
    reader = open_reader(locale=locale, size=PHONE)
    reader.open("", on="2026-03-20")
    menu = reader.page.locator("[data-testid=stExpandSidebarButton]")
    expect(menu).to_have_attribute("aria-label", word, timeout=PATIENCE_MS)
    menu.click()
    expect(reader.page.locator("[data-testid=stSidebarNav]")).to_be_visible(timeout=PATIENCE_MS)
    reader.page.wait_for_function(NONE_IS_CALLED, arg=list(WORDS), timeout=PATIENCE_MS)
