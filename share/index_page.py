"""The page that a browser gets first: Streamlit's index, in the reader's language."""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping, MutableMapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL, Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from charts.palette import palette
from share.emblem import emblem_tag
from share.head import head_tags
from share.language import best_language, languages, speak
from share.typeface import FAMILY, first_faces, font_faces

STREAMLITS_FONT = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>\s*', re.DOTALL)


def _first_theme(name: str) -> str:
    """Write our family and colours as Streamlit's theme, for until its settings arrive."""
    colours = palette(name)
    theme = {
        "bodyFont": f"{FAMILY}, sans-serif",
        "backgroundColor": colours.ground,
        "textColor": colours.text,
    }
    return json.dumps(theme)


FIRST_THEME = (
    f"<script>window.__streamlit={{LIGHT_THEME:{_first_theme('light')},"
    f"DARK_THEME:{_first_theme('dark')}}}</script>"
)
"""Ours from the first moment on: Streamlit would fetch its own family and show its own ground."""

NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


class IndexPage:
    """
    Rewrite the one HTML page that Streamlit serves; everything else passes untouched.

    Streamlit answers every address of a page with the same file. The answer is known
    by that file's ETag, and replaced as a whole, so nothing has to be unpacked.
    """

    def __init__(self, app: ASGIApp, *, index: Path, styles: tuple[str, str]) -> None:
        """Wrap an app that serves the file `index` for its pages; `styles` as in index_html."""
        self.app = app
        self.styles = styles
        self.template = index.read_text(encoding="utf-8")
        self.etag = FileResponse(index, stat_result=index.stat()).headers["etag"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put our page in the place of Streamlit's."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        replaced = answered = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced, answered
            if message["type"] == "http.response.start":
                replaced = self._is_index(message)
            if not replaced:
                await send(message)
            elif message["type"] != "http.response.start" and not answered:
                answered = True
                ours = await run_in_threadpool(self.response, scope)
                await ours(scope, receive, send)

        await self.app(scope, receive, send_ours)

    def _is_index(self, start: MutableMapping[str, Any]) -> bool:
        headers = Headers(raw=start["headers"])
        return start["status"] == 200 and headers.get("etag", "").removeprefix("W/") == self.etag

    def response(self, scope: Scope) -> Response:
        """Return the page for a request; 304 when the browser has this very page."""
        asked = Headers(scope=scope)
        written = parse_qs(scope["query_string"].decode("latin-1"))
        query = {name: values[-1] for name, values in written.items()}
        language = page_language(query, asked.get("accept-language"))
        page = scope["path"].rsplit("/", 1)[-1]
        tags = head_tags(page, {**query, "lang": language}, _base(scope))
        body = index_html(self.template, tags=tags, language=language, styles=self.styles).encode()
        headers = {
            "cache-control": "no-cache",
            "content-language": language,
            "etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
            "vary": "accept-encoding, accept-language",
        }
        if headers["etag"] in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in asked.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            body = gzip.compress(body, compresslevel=6, mtime=0)
        headers["content-length"] = str(len(body))
        sent = b"" if scope["method"] == "HEAD" else body
        return Response(sent, media_type="text/html", headers=headers)


def page_language(query: Mapping[str, str], accepted: str | None) -> str:
    """Return the language of a page: the link's if it is spoken, else the browser's."""
    wanted = query.get("lang")
    return wanted if wanted and wanted in languages() else best_language(accepted)


def index_html(
    template: str, *, tags: str, language: str, styles: tuple[str, str] = ("", "")
) -> str:
    """
    Write the index in a language: `lang` and `dir`, head, sign, fonts, word without scripts.

    `template` is Streamlit's index.html, `tags` its title and whatever else goes into the
    head, as HTML; `styles` are rules for the head and for the end of the body: with them,
    nothing is seen without its style. Raises ValueError when it lacks what is replaced,
    as after an upgrade that renames it.
    """
    t = speak(language)
    preloads = "".join(
        f'<link rel="preload" href=".{face.address}" as="font" type="font/woff2" crossorigin />'
        for face in first_faces(language)
    )
    no_script = escape(t("Missionmap draws its maps in the browser and needs JavaScript for it."))
    page = STREAMLITS_FONT.sub("", template)
    page = NO_SCRIPT.sub(lambda _: f"<noscript><p>{no_script}</p></noscript>", page)
    for old, new in (
        ('<html lang="en">', f'<html lang="{language}" dir="{t.direction}">'),
        ("<title>Streamlit</title>", tags),
        ('<link rel="shortcut icon" href="./favicon.png" />', emblem_tag()),
        ("</head>", f"{preloads}<style>{font_faces()}{styles[0]}</style>{FIRST_THEME}</head>"),
        ("</body>", f"<style>{styles[1]}</style></body>"),
    ):
        if page.count(old) != 1:
            raise ValueError(
                f"Streamlit's index.html has {page.count(old)} times '{old}'. It is replaced where "
                "it stands once. Look what the new version writes and adapt share/index_page.py."
            )
        page = page.replace(old, new)
    return page


def _base(scope: Scope) -> str:
    """Return where the app was reached, as the browser wrote it, without a slash at its end."""
    url = URL(scope=scope)
    return f"{url.scheme}://{url.netloc}{scope.get('root_path', '')}".rstrip("/")
