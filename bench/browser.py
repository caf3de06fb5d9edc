"""A reader with a browser: the day slider moved by keyboard, until the map has been repainted."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""Browsers that are looked for on the PATH; without one, Playwright uses its own."""

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""The last one keeps the comparison on this machine: nothing else has an address."""

PATIENCE_S = 60.0
QUIET_MS = 300
"""A page is at rest when its script has finished and nothing has been drawn for this long."""

SHAPES = "path.choroplethlocation[d]"
EMPTY_FIGURE = ".js-plotly-plot .xtick"
"""What shows that a map, and that an empty figure, has been drawn."""

STORY = ".js-plotly-plot .slider-group"
"""What shows that a figure that can be played has been drawn."""

_WATCH = """
(drawn) => {
  const bench = window.bench = {drawn: null, pressed: 0, repainted: null, moved: 0, look: ""};
  const look = () => {
    const shapes = [...document.querySelectorAll(".js-plotly-plot path.choroplethlocation")];
    const marks = document.querySelectorAll(
      ".js-plotly-plot .scattergeo path, .js-plotly-plot .scattergeo text");
    return shapes.length === 0 ? null : [...shapes, ...marks].map((mark) =>
      (mark.getAttribute("d") || "").length + "," + mark.getAttribute("style") + "," +
      mark.getAttribute("transform") + "," + (mark.tagName === "text" ? mark.textContent : "")
    ).join(";");
  };
  let due = false;
  new MutationObserver(() => {
    bench.moved = performance.now();
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (bench.drawn === null && document.querySelector(drawn)) {
        requestAnimationFrame(() => { bench.drawn = performance.now(); });
      }
      const now = look();
      if (now !== null && now !== bench.look) {
        bench.look = now;
        requestAnimationFrame(() => { bench.repainted = performance.now(); });
      }
    });
  }).observe(document, {subtree: true, childList: true, attributes: true});
  addEventListener("keydown", () => {
    bench.pressed = performance.now();
    bench.repainted = null;
  }, {capture: true});
}
"""

_AT_REST = """
(quiet) => {
  const app = document.querySelector("[data-testid=stApp]");
  return bench.drawn !== null && app?.dataset.testScriptState === "notRunning" &&
    performance.now() - bench.moved > quiet;
}
"""


class BrowserError(Exception):
    """A page did not do what a reader would see it do."""


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the day slider.

    `websocket` and `http` are bytes that came from the server because of it; `seconds`
    is from the key press to the last change of the map, None when it was not redrawn.
    """

    websocket: int
    http: int
    seconds: float | None
    frames: tuple[bytes, ...]

    @property
    def received(self) -> int:
        """Count all bytes of the step."""
        return self.websocket + self.http


@dataclass(eq=False)
class Traffic:
    """What a page has received from its server: payload bytes of each kind."""

    frames: list[bytes] = field(default_factory=list)
    http: int = 0

    def listen(self, page: Page) -> None:
        """Record from now on."""
        page.on("websocket", self._listen_to_socket)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._finished)

    def _listen_to_socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, payload: bytes | str) -> None:
        self.frames.append(payload if isinstance(payload, bytes) else payload.encode())

    def _finished(self, event: dict[str, float]) -> None:
        self.http += int(event["encodedDataLength"])

    def forget(self) -> None:
        """Begin to count anew."""
        self.frames.clear()
        self.http = 0

    @property
    def received(self) -> int:
        """Count all bytes since the counting began."""
        return self.http + sum(map(len, self.frames))

    def runs(self) -> int:
        """Count the reruns that have finished; only short messages can say so."""
        return sum(
            ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"
            for frame in self.frames
            if len(frame) < 1000
        )


@dataclass(slots=True)
class Reader:
    """An open page whose day slider can be moved."""

    page: Page
    traffic: Traffic

    def step(self, key: str = "ArrowLeft") -> Step:
        """Move the day slider by one and wait until everything that follows is over."""
        self.page.bring_to_front()
        self.page.locator("[data-testid=stSlider] input[type=range]").first.focus()
        self.traffic.forget()
        self.page.keyboard.press(key)
        deadline = time.monotonic() + PATIENCE_S
        while not self.traffic.runs():
            if time.monotonic() > deadline:
                raise BrowserError(f"{self.page.url}: no rerun within {PATIENCE_S:.0f} s of a step")
            self.page.wait_for_timeout(20)
        self.rest()
        frames = tuple(self.traffic.frames)
        spent = self.page.evaluate("bench.repainted && bench.repainted - bench.pressed")
        return Step(
            websocket=sum(map(len, frames)),
            http=self.traffic.http,
            seconds=spent / 1000 if spent else None,
            frames=frames,
        )

    def rest(self) -> None:
        """Wait until the script has finished and nothing is drawn any more."""
        self.page.wait_for_function(_AT_REST, arg=QUIET_MS, timeout=PATIENCE_S * 1000)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reader(browser: Browser, address: str, *, drawn: str = SHAPES) -> Iterator[Reader]:
    """Open a page in a context of its own and wait until its map is drawn and at rest."""
    with _opened(browser, drawn) as page:
        traffic = Traffic()
        traffic.listen(page)
        page.goto(address, timeout=PATIENCE_S * 1000)
        opened = Reader(page, traffic)
        opened.rest()
        yield opened


def seconds_to_draw(browser: Browser, address: str, drawn: str) -> float:
    """Load a page with an empty cache; return seconds from navigation until `drawn` is there."""
    with _opened(browser, drawn) as page:
        page.goto(address, timeout=PATIENCE_S * 1000)
        page.wait_for_function("() => bench.drawn !== null", timeout=PATIENCE_S * 1000)
        return float(page.evaluate("bench.drawn")) / 1000


@contextmanager
def _opened(browser: Browser, drawn: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    try:
        page = context.new_page()
        page.add_init_script(f"({_WATCH})({drawn!r})")
        yield page
    finally:
        context.close()
