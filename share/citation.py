"""How a view is cited: one item in CSL-JSON, and what is written from it."""

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, Entry

from data.record import Record
from share.language import Language
from share.links import Choice
from share.version import record_version

PRODUCT = "Missionmap"
APA = Path(__file__).resolve().parent / "styles" / "apa.csl"
"""The style of the American Psychological Association, 7th edition, by the CSL project."""

CSL_LOCALES = {"en": "en-US", "fr": "fr-FR", "ar": "ar", "he": "he-IL"}
"""What the citation style calls our languages; English speaks for one it does not know."""


@dataclass(frozen=True, slots=True)
class Citations:
    """One view cited in four ways: a sentence, APA, BibTeX and CSL-JSON."""

    plain: str
    apa: str
    bibtex: str
    csl_json: str


def cite(
    record: Record, choice: Choice, *, page: str, address: str, read_on: date, t: Language
) -> Citations:
    """
    Cite a view with the record's version and its day.

    `page` is the page's title in the reader's language, `address` the absolute link
    of exactly this view, `read_on` the day on which the reader looked at it.
    """
    item = citation_item(record, choice, page=page, address=address, read_on=read_on, t=t)
    return Citations(
        plain=_sentence(item, t),
        apa=_apa(item, t.code),
        bibtex=_bibtex(item),
        csl_json=json.dumps([item], ensure_ascii=False, indent=2),
    )


def citation_item(
    record: Record, choice: Choice, *, page: str, address: str, read_on: date, t: Language
) -> dict[str, Any]:
    """Return a view as an item of CSL-JSON 1.0: a dataset, dated by the record's last day."""
    version, day = record_version(record), t.day(choice.on)
    mission = t.pick(record.mission.settings.title)
    title = t("{mission}: {page}, as of {day}", mission=mission, page=page, day=day)
    if choice.known:
        known = t("published by {day}", day=t.day(choice.known))
        title = t("{title}, {addition}", title=title, addition=known)
    return {
        "id": f"{PRODUCT.lower()}-{record.mission.name}-{choice.on.isoformat()}",
        "type": "dataset",
        "title": title,
        "author": [{"literal": PRODUCT}],
        "issued": _parts(record.mission.last_day),
        "accessed": _parts(read_on),
        "version": version,
        "URL": address,
        "language": t.code,
    }


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _sentence(item: Mapping[str, Any], t: Language) -> str:
    return t(
        "{author}. {title}. Record {version}. {address} (read on {day}).",
        author=PRODUCT,
        title=item["title"],
        version=item["version"],
        address=item["URL"],
        day=t.day(date(*item["accessed"]["date-parts"][0])),
    )


def _apa(item: Mapping[str, Any], lang: str) -> str:
    # Several digits are read as several versions, and set in the plural: it comes in afterwards.
    held = {**item, "version": "*"}
    made = CitationStylesBibliography(_style(lang), CiteProcJSON([held]), formatter.plain)
    made.register(Citation([CitationItem(item["id"])]))
    return "".join(str(part) for part in made.bibliography()[0]).replace("*", item["version"], 1)


@functools.cache
def _style(lang: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(APA), locale=CSL_LOCALES.get(lang, "en-US"), validate=False)


def _bibtex(item: Mapping[str, Any]) -> str:
    issued, accessed = (date(*item[name]["date-parts"][0]) for name in ("issued", "accessed"))
    entry = Entry(
        "misc",
        [
            ("author", f"{{{PRODUCT}}}"),
            ("title", f"{{{re.sub(r'[{}]', '', item['title'])}}}"),
            ("year", str(issued.year)),
            ("month", str(issued.month)),
            ("version", item["version"]),
            ("url", "address"),
            ("urldate", accessed.isoformat()),
        ],
    )
    written = str(BibliographyData({item["id"]: entry}).to_string("bibtex")).strip()
    # An address is taken as it is; only what is set as text has its signs escaped.
    return written.replace('"address"', f'"{item["URL"]}"')
