"""What stands in the head of a served page, so that its link unfolds as exactly that view."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import urlencode

from babel.core import get_global

from data.load import missions
from data.record import Record, open_record
from share.feeds import feed_links
from share.headline import HOME, PAGE_TITLES, Headline, headline
from share.language import languages, speak
from share.linked_data import json_ld_of_mission, json_ld_of_statement
from share.links import PARAMETERS, Choice, parameters_of
from share.preview import HEIGHT, WIDTH, preview_address
from share.query import QueryError, read_query

SITE: Final = "Missionmap"
LONGEST: Final = 500
"""Characters of a description: those who unfold links cut off what is longer."""

OF_ONE_PAGE: Final = {"statement": "statement", "sources": "source"}
"""Pages whose link names the one thing that they show."""


def head_tags(page: str, query: Mapping[str, str], base: str) -> str:
    """
    Return the tags of a page as escaped HTML: title, description, address, picture, data.

    Values of the link that are not known are left out, as the page itself does: no link
    is an error here. `base` is where the app can be reached, such as
    `https://host.example`, without a slash at its end.
    """
    record = _record(query)
    if not record.mission.statements:
        return f"<title>{escape(SITE)}</title>"
    choice, one = lenient_choice(query, record)
    page = page.strip("/")
    page = page if page in PAGE_TITLES else HOME
    shown = {name: one[name] for name in (OF_ONE_PAGE.get(page, ""),) if name in one}
    t = speak(choice.lang)
    said = headline(page, record, choice, t, statement=one.get("statement", ""))
    tags = (
        *_plain(said, _address(page, choice, shown, base)),
        *_alternates(page, choice, shown, base),
        *_unfolded(page, choice, said, shown, base),
        *_feeds(record, choice, base),
        *_data(record, choice, shown.get("statement", ""), base),
    )
    return "\n".join(tags)


def lenient_choice(query: Mapping[str, str], record: Record) -> tuple[Choice, Mapping[str, str]]:
    """Read what is known of a link's parameters and leave out the rest, as the pages do."""
    kept = {name: value for name, value in query.items() if name in PARAMETERS and value}
    try:
        return read_query(kept, record), kept
    except QueryError as error:
        wrong = {problem.field for problem in error.problems}
        kept = {name: value for name, value in kept.items() if name not in wrong}
        return read_query(kept, record), kept


def _record(query: Mapping[str, str]) -> Record:
    names = missions()
    wanted = query.get("mission", "")
    return open_record(wanted if wanted in names else names[0])


def _address(page: str, choice: Choice, shown: Mapping[str, str], base: str) -> str:
    path = "" if page == HOME else page  # the first page is served at the root alone
    return f"{base}/{path}?{urlencode({**parameters_of(choice), **shown})}"


def _plain(said: Headline, address: str) -> Iterator[str]:
    yield f"<title>{escape(said.title)} · {escape(SITE)}</title>"
    yield _meta("name", "description", _cut(said.description))
    yield f'<link rel="canonical" href="{escape(address)}">'


def _alternates(page: str, choice: Choice, shown: Mapping[str, str], base: str) -> Iterator[str]:
    """Point to the same view in the other languages."""
    for code in languages():
        address = _address(page, replace(choice, lang=code), shown, base)
        yield f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(address)}">'


def _unfolded(
    page: str, choice: Choice, said: Headline, shown: Mapping[str, str], base: str
) -> Iterator[str]:
    """Yield the Open Graph and the Twitter tags, with the picture of this view."""
    picture = f"{base}{preview_address(page, choice, **shown)}"
    description = _cut(said.description)
    properties = {
        "og:type": "article" if page == "statement" else "website",
        "og:site_name": SITE,
        "og:title": said.title,
        "og:description": description,
        "og:url": _address(page, choice, shown, base),
        "og:locale": _territorial(choice.lang),
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": description,
    }
    for name, content in properties.items():
        yield _meta("property", name, content)
    for code in languages():
        if code != choice.lang:
            yield _meta("property", "og:locale:alternate", _territorial(code))
    cards = {
        "twitter:card": "summary_large_image",
        "twitter:title": said.title,
        "twitter:description": description,
        "twitter:image": picture,
        "twitter:image:alt": description,
    }
    for name, content in cards.items():
        yield _meta("name", name, content)


def _feeds(record: Record, choice: Choice, base: str) -> Iterator[str]:
    """Point to the feeds of the mission, and of the actor in view."""
    for link in feed_links(record, base, choice.lang, actor=choice.actor):
        attributes = " ".join(f'{name}="{escape(value)}"' for name, value in link.items())
        yield f"<link {attributes}>"


def _data(record: Record, choice: Choice, statement: str, base: str) -> Iterator[str]:
    """Describe the record, and the one statement that a page shows, for machines."""
    yield script_of(json_ld_of_mission(record, base, choice.lang))
    if statement:
        yield script_of(json_ld_of_statement(record, statement, base, choice.lang))


def script_of(data: object) -> str:
    r"""
    Return JSON-LD as a script that no text in it can end.

    >>> script_of({"name": "</script>"})
    '<script type="application/ld+json">{"name": "\\u003c/script>"}</script>'
    """
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{written}</script>'


def _territorial(code: str) -> str:
    """Return a language with its likeliest territory, the form that Open Graph asks for."""
    language, _, territory = str(get_global("likely_subtags").get(code, code)).split("_")[:3]
    return f"{language}_{territory}"


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{escape(name)}" content="{escape(content)}">'


def _cut(text: str) -> str:
    """Shorten a description at a word's end; nothing is cut out of its middle."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
