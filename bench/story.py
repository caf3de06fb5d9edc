"""What it takes to play the whole story: bytes from the server, frames per second in Chromium."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from bench.browser import PATIENCE_S, STORY, BrowserError, Reader, reader

FASTEST = "2×"
"""What the button of the fastest speed has in its label."""

_PLAY = """
([label, atOnce]) => new Promise((resolve, reject) => {
  const plot = document.querySelector(".js-plotly-plot:has(.slider-group)");
  const buttons = plot._fullLayout.updatemenus.flatMap((menu) => menu.buttons);
  const play = buttons.find((button) => button.label.includes(label));
  if (!play) { reject(new Error(`no button ${label}`)); return; }
  const how = play.args[1];
  how.fromcurrent = false;
  if (atOnce) how.frame.duration = 0;
  const shown = [];
  plot.on("plotly_animatingframe", () => shown.push(performance.now()));
  plot.on("plotly_animated", () => resolve({shown, ended: performance.now()}));
  const drawn = [...plot.querySelectorAll(".updatemenu-button")];
  const pressed = drawn.find((button) => button.textContent.includes(label));
  pressed.dispatchEvent(new MouseEvent("click", {bubbles: true}));
})
"""
"""Play every frame from the first on; with `atOnce` none stands longer than it takes to draw."""


@dataclass(frozen=True, slots=True)
class Played:
    """
    A story that was played once at its fastest speed, and once as fast as it can be drawn.

    `asked` are the bytes that came when it was asked for, `playing` those that came while it
    played; `rate` and `full_rate` are frames per second.
    """

    frames: int
    asked: int
    playing: int
    rate: float
    full_rate: float


def play_story(browser: Browser, address: str) -> Played:
    """Ask the app for its story, play it, and count what came from the server."""
    with reader(browser, address) as opened:
        opened.traffic.forget()
        opened.page.locator(".st-key-playing label").first.click()
        opened.page.wait_for_selector(STORY, timeout=PATIENCE_S * 1000)
        opened.rest()
        return _played(opened, asked=opened.traffic.received)


def play_empty(browser: Browser, address: str) -> Played:
    """Play the animation over an empty map."""
    with reader(browser, address, drawn=STORY) as opened:
        return _played(opened, asked=opened.traffic.received)


def _played(opened: Reader, *, asked: int) -> Played:
    opened.traffic.forget()
    frames, rate = _rate(opened, at_once=False)
    playing = opened.traffic.received
    same, full_rate = _rate(opened, at_once=True)
    if same != frames:
        raise BrowserError(f"{opened.page.url}: played {frames} frames, then {same}")
    return Played(frames, asked, playing, rate, full_rate)


def _rate(opened: Reader, *, at_once: bool) -> tuple[int, float]:
    """Play from the first frame to the last; return how many there were, and how many a second."""
    told: dict[str, Any] = opened.page.evaluate(_PLAY, [FASTEST, at_once])
    shown = told["shown"]
    if len(shown) < 2:
        raise BrowserError(f"{opened.page.url}: nothing was played")
    return len(shown), 1000 * len(shown) / (told["ended"] - shown[0])
