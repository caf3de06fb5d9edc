"""The brief as PDF, typeset by Typst with our own fonts and nothing from outside."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import typst

from charts.palette import LIGHT
from data.record import Record
from share.brief.content import Brief, brief_of
from share.brief.picture import brief_map
from share.language import speak
from share.links import Choice
from share.typeface import FOLDER

TEMPLATE: Final = Path(__file__).with_name("brief.typ")
FONTS: Final = ("IBM Plex Sans", "IBM Plex Sans Arabic", "IBM Plex Sans Hebrew")
PDF: Final = "application/pdf"

MOST_PAGES: Final = 4
ROOMS: Final = (1.0, 0.7, 0.4, 0.1)
"""Shares of the lists' usual lengths to try."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A typeset brief and how many pages it has."""

    pdf: bytes
    pages: int


def brief_pdf(record: Record, choice: Choice) -> bytes:
    """Typeset the brief of a view: A4, tagged, real footnotes, the same bytes each time."""
    _, made = fitted(record, choice)
    return made.pdf


def fitted(record: Record, choice: Choice) -> tuple[Brief, Typeset]:
    """
    Say what the brief of a view says in every format, and typeset it.

    Lists are cut, and what is cut is counted, until the brief has MOST_PAGES.
    """
    t = speak(choice.lang)
    picture = brief_map(record, choice, t, "svg")
    for room in ROOMS:
        brief = brief_of(record, choice, t, room=room)
        made = typeset(brief, picture)
        if made.pages <= MOST_PAGES:
            break
    return brief, made


def typeset(brief: Brief, picture: bytes) -> Typeset:
    """Set a brief with its map, an SVG; texts go in as data, never as markup."""
    files: Any = {
        "main": TEMPLATE.read_bytes(),
        "brief.json": json.dumps(asdict(brief), ensure_ascii=False).encode(),
        "look.json": json.dumps(_look()).encode(),
        "map.svg": picture,
    }
    only_ours: Any = {"font_paths": [FOLDER], "ignore_system_fonts": True}
    pdf = typst.compile(files, format="pdf", timestamp=0, **only_ours)
    (pages,) = json.loads(typst.query(files, "<pages>", field="value", **only_ours))
    return Typeset(pdf, pages)


def _look() -> dict[str, object]:
    return {
        "fonts": FONTS,
        "bold": [f"{family} SmBld" for family in FONTS],
        "text": LIGHT.text,
        "quiet": LIGHT.quiet,
        "rule": LIGHT.rule,
        "link": LIGHT.mark["committed"],
    }
