"""The page that a browser gets first is in the reader's language and carries our typeface."""

import asyncio
import gzip
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from babel import Locale
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from charts.layout import FONT
from charts.palette import palette
from data.words import LADDER
from share.index_page import index_html
from share.language import languages
from share.typeface import FAMILY, FOLDER, PREFIX, RANGES, faces, font_faces, whole_faces
from views.server import INDEX, MIDDLEWARE, ROUTES

OURS = "<!doctype html><title>Streamlit</title><p>a page of our own</p>"


@dataclass(frozen=True)
class Answer:
    """What the server answered; `text` as a browser reads it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the page, unpacked if it came packed."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def root(self) -> dict[str, str | None]:
        """Return the attributes of the page's first element."""
        found: list[dict[str, str | None]] = []

        class Reader(HTMLParser):
            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                if tag == "html":
                    found.append(dict(attrs))

        Reader().feed(self.text)
        (attributes,) = found
        return attributes


async def own_page(_: object) -> HTMLResponse:
    """Answer with a page that is not Streamlit's."""
    return HTMLResponse(OURS)


SERVER = Starlette(
    routes=[
        Route("/own", own_page),
        *ROUTES,
        *create_streamlit_static_assets_routes(""),
    ],
    middleware=[*MIDDLEWARE, *create_streamlit_middleware()],
)


def ask(address: str, *, method: str = "GET", **headers: str) -> Answer:
    """Ask the server, with Streamlit's own static files and middleware, for an address."""
    path, _, query = address.partition("?")
    wanted = {"host": "maps.example", "accept-encoding": "gzip", **headers}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "server": ("127.0.0.1", 8501),
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in wanted.items()
        ],
    }
    sent: list[dict] = []

    requests = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict:
        return requests.pop() if requests else await asyncio.Future()

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(SERVER(scope, receive, send))
    (start,) = (message for message in sent if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        body=b"".join(message.get("body", b"") for message in sent),
    )


every_language = pytest.mark.parametrize("code", languages())


@every_language
@pytest.mark.parametrize("path", ["/", "/timeline", "/method"])
def test_a_page_is_served_in_the_language_of_its_link(code, path):
    """Language and direction stand in the first bytes, before any script has run."""
    answer = ask(f"{path}?lang={code}", accept_language="de")
    assert answer.root == {"lang": code, "dir": Locale.parse(code).text_direction}
    assert answer.headers["content-language"] == code


@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("de,en;q=0.5,fr;q=0.7", "fr"),
        ("de", "en"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=often", "en"),
        (",;=", "en"),
    ],
)
def test_without_one_the_browser_is_asked(accepted, given):
    """The most wanted language that is spoken here; English when none is."""
    answer = ask("/timeline", accept_language=accepted)
    assert answer.root["lang"] == given
    assert "accept-language" in answer.headers["vary"]


def test_a_language_that_is_not_spoken_here_is_not_written_into_the_page():
    """Neither an unknown code nor markup in it reaches the page's attributes."""
    for wanted in ("xx", "%22%3E%3Cscript%3E", ""):
        answer = ask(f"/timeline?lang={wanted}", accept_language="fr")
        assert answer.root["lang"] == "fr"
        assert "<script>alert" not in answer.text


@every_language
def test_a_page_has_one_title_of_its_own(code):
    """Nothing on the way says which framework draws the page."""
    titles = re.findall(r"<title>(.*?)</title>", ask(f"/timeline?lang={code}").text)
    assert len(titles) == 1
    assert "Missionmap" in titles[0]


def test_the_head_names_where_the_page_was_reached():
    """Addresses in the head are those of the host that the reader asked."""
    assert "https://maps.example/timeline?" in ask("/timeline").text


def test_the_same_page_is_sent_once():
    """A browser that has the page asks again and gets no body."""
    first = ask("/timeline?lang=fr")
    again = ask("/timeline?lang=fr", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = ask("/timeline?lang=en", if_none_match=first.headers["etag"])
    assert other.status == 200


def test_the_length_is_that_of_what_is_sent():
    """Packed or not, the answer says its own length, and HEAD says the same."""
    for encoding in ("gzip", "identity"):
        answer = ask("/timeline", accept_encoding=encoding)
        asked = ask("/timeline", method="HEAD", accept_encoding=encoding)
        assert answer.headers["content-length"] == str(len(answer.body))
        assert asked.headers == answer.headers
        assert asked.body == b""
    assert ask("/timeline").text == ask("/timeline", accept_encoding="identity").text


def test_other_answers_pass_untouched():
    """A page of our own and the scripts of the framework are sent as they are."""
    assert ask("/own").text == OURS
    script = re.findall(r'src="\./(static/js/[^"]+)"', INDEX.read_text("utf-8"))[0]
    assert ask(f"/{script}").body == (INDEX.parent / script).read_bytes()
    assert ask("/_stcore/agent/none").status == 404


def test_a_new_index_is_noticed():
    """An upgrade that changes what is replaced stops the page instead of going by unseen."""
    template = INDEX.read_text("utf-8").replace('<html lang="en">', '<html lang="en" class="x">')
    with pytest.raises(ValueError, match="0 times '<html lang=\"en\">'"):
        index_html(template, tags="<title>x</title>", language="en")


def test_a_page_fetches_our_typeface_and_not_another_first():
    """What is fetched ahead of the page is the regular face of its scripts, as we serve it."""
    page = ask("/timeline?lang=fr").text
    fonts = re.findall(r'<link\s+rel="preload"\s+href="\.([^"]+)"', page)
    assert (
        fonts == [face.address for face in faces() if face.name.startswith("ibm-plex-sans-lat")][:1]
    )
    for address in fonts:
        answer = ask(address)
        assert answer.status == 200
        assert answer.headers["content-type"] == "font/woff2"
        assert "immutable" in answer.headers["cache-control"]


def test_a_font_that_is_gone_is_explained():
    """The text repeats the name, says why it is gone, and what to do."""
    answer = ask(f"{PREFIX}/ibm-plex-sans-latin-400.000000000000.woff2")
    assert answer.status == 404
    assert "Names hold a hash of their content and change with it" in answer.text


def test_every_face_is_declared_with_its_characters():
    """A browser fetches a script's file only for a page that uses the script."""
    css = font_faces()
    assert css.count("@font-face") == len(faces())
    assert all(face.address in css for face in faces())
    assert all(ranges in css for ranges in RANGES.values())


def test_figures_and_pages_are_set_in_one_family():
    """The family of the charts is the one whose files are served."""
    assert FONT.split(",")[0] == FAMILY


@pytest.mark.parametrize("bold", [False, True])
def test_what_is_drawn_without_a_browser_has_every_script(bold):
    """A whole face for Latin, Arabic and Hebrew letters lies beside the licence."""
    from fontTools.ttLib import TTFont

    letters = set()
    for path in whole_faces(bold=bold):
        letters |= set(TTFont(path).getBestCmap())
    assert {ord(letter) for letter in "AÉß–“”0حغلا،؟אבש״"} <= letters
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "LICENSE.txt").read_text("utf-8")


def test_the_tab_shows_the_ladder_and_not_streamlits_sign():
    """Five steps in the colours of both themes; Streamlit finds no link that it could change."""
    page = ask("/").text
    (href,) = re.findall(r'<link rel="icon" type="image/svg\+xml" href="([^"]+)">', page)
    drawn = unquote(href.removeprefix("data:image/svg+xml,"))
    steps = [int(tall) for tall in re.findall(r"v-(\d+)h", drawn)]
    assert len(steps) == len(LADDER) == len(set(steps))
    assert steps == sorted(steps, reverse=True)
    for theme in ("light", "dark"):
        assert all(palette(theme).mark[status] in drawn for status in LADDER)
    assert "shortcut icon" not in page


def test_the_first_ground_is_ours():
    """Until Streamlit has its settings it would show a ground of its own, and then change it."""
    (written,) = re.findall(r"window\.__streamlit=\{LIGHT_THEME:(.+?),DARK_THEME:", ask("/").text)
    assert json.loads(written)["backgroundColor"] == palette("light").ground
    (dark,) = re.findall(r"DARK_THEME:(\{.+?\})\}</script>", ask("/").text)
    assert json.loads(dark)["backgroundColor"] == palette("dark").ground
