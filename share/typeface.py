"""The typeface of pages and figures: our own files, one family over every script."""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

FAMILY = "IBM Plex Sans"
FOLDER = Path(__file__).resolve().parent / "fonts"
"""Whole faces (.ttf) for what is drawn on the server, parts (web/*.woff2) for browsers."""

PREFIX = "/fonts"
FOR_EVER = "public, max-age=31536000, immutable"

WEIGHTS = {400: "400", 600: "600 700"}
"""The weights there are files for, and those that a browser draws with each."""

LATIN, ARABIC, HEBREW = "latin", "arabic", "hebrew"

RANGES = {
    "ibm-plex-sans-latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "ibm-plex-sans-latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,"
    "U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,"
    "U+A720-A7FF",
    "ibm-plex-sans-arabic-arabic": "U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,"
    "U+08E3-08FF,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC",
    "ibm-plex-sans-hebrew-hebrew": "U+0307-0308,U+0590-05FF,U+20AA,U+25CC,U+FB1D-FB4F",
}
"""Which characters each web file is for: a browser fetches only the files that a page needs."""

SCRIPT_FILES = {
    LATIN: "ibm-plex-sans-latin",
    ARABIC: "ibm-plex-sans-arabic-arabic",
    HEBREW: "ibm-plex-sans-hebrew-hebrew",
}
SCRIPT_OF = {"ar": ARABIC, "fa": ARABIC, "ur": ARABIC, "he": HEBREW, "yi": HEBREW}
"""The script of a language that is not written in Latin letters."""

_WHOLE = {LATIN: "IBMPlexSans", ARABIC: "IBMPlexSansArabic", HEBREW: "IBMPlexSansHebrew"}


@dataclass(frozen=True, slots=True)
class Face:
    """One file for browsers, under a name that holds a hash of its content."""

    stem: str
    weight: int
    name: str
    content: bytes

    @property
    def address(self) -> str:
        """Return where the file is served, from the root of the server."""
        return f"{PREFIX}/{self.name}"


def whole_faces(*, bold: bool = False) -> tuple[Path, ...]:
    """Return the TrueType file of each script, Latin first, for drawing without a browser."""
    weight = "SemiBold" if bold else "Regular"
    return tuple(FOLDER / f"{stem}-{weight}.ttf" for stem in _WHOLE.values())


@functools.cache
def faces() -> tuple[Face, ...]:
    """Read the files for browsers."""
    made = []
    for stem in RANGES:
        for weight in WEIGHTS:
            content = (FOLDER / "web" / f"{stem}-{weight}-normal.woff2").read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:12]
            made.append(Face(stem, weight, f"{stem}-{weight}.{digest}.woff2", content))
    return tuple(made)


@functools.cache
def font_faces(root: str = ".") -> str:
    """Return the CSS that names every file under one family; `root` leads to the server."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{WEIGHTS[face.weight]};"
        f"font-display:swap;src:url('{root}{face.address}') format('woff2');"
        f"unicode-range:{RANGES[face.stem]}}}"
        for face in faces()
    )


def first_faces(language: str) -> tuple[Face, ...]:
    """Return what a page in a language needs at once: its own script and Latin, regular."""
    wanted = {SCRIPT_FILES[LATIN], SCRIPT_FILES[SCRIPT_OF.get(language, LATIN)]}
    return tuple(face for face in faces() if face.stem in wanted and face.weight == 400)


async def serve_font(request: Request) -> Response:
    """Answer with a file by the name that holds its hash; 404 says how names come about."""
    name = request.path_params["name"]
    for face in faces():
        if face.name == name:
            headers = {"cache-control": FOR_EVER, "access-control-allow-origin": "*"}
            return Response(face.content, media_type="font/woff2", headers=headers)
    return PlainTextResponse(
        f"font '{name}' is not served here. Names hold a hash of their content and change with "
        "it: reload the page that asked for this one.\n",
        status_code=404,
    )


ROUTES = (Route(PREFIX + "/{name}", serve_font),)
