"""The head of a served page: a link unfolds as exactly the view that it leads to."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from data.record import Record
from share.head import LONGEST, head_tags
from share.headline import HOME, PAGE_TITLES, headline
from share.language import languages, speak
from share.preview import PREFIX
from share.query import read_query

BASE = "https://map.example"
ATTACK = "\"><script>alert('x')</script>"


class Head(HTMLParser):
    """What a browser finds in a head: metas by name, links, scripts, title."""

    def __init__(self, text: str) -> None:
        """Read a head."""
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        named = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            self.metas[str(named.get("name") or named.get("property"))] = str(named["content"])
        elif tag == "link":
            self.links.append(named)

    def handle_data(self, data: str) -> None:
        """Keep the text of the tag that is open."""
        if data.strip():
            self.texts.setdefault(self.tags[-1], []).append(data)

    @property
    def canonical(self) -> str:
        """Return the page's own address."""
        return next(str(link["href"]) for link in self.links if link["rel"] == "canonical")


def head(page: str, query: Mapping[str, str]) -> Head:
    """Return the head of a page, read as a browser reads it."""
    return Head(head_tags(page, query, BASE))


@pytest.mark.parametrize("page", PAGE_TITLES)
@pytest.mark.parametrize("lang", languages())
def test_every_page_says_its_view(record: Record, page: str, lang: str) -> None:
    """Title and description are the view's own, in its language, with its picture's address."""
    query = {"on": "2026-02-20", "lang": lang, "component": "isf"}
    found = head(page, query)
    said = headline(page, record, read_query(query, record), speak(lang))
    assert said.title in found.texts["title"][0]
    assert found.metas["description"] == found.metas["og:description"]
    assert said.description.startswith(found.metas["description"].rstrip(" …"))
    assert found.metas["og:title"] == found.metas["twitter:title"] == said.title
    assert found.metas["twitter:card"] == "summary_large_image"
    assert len(found.metas["description"]) <= LONGEST + 2


@pytest.mark.parametrize("page", ["map", "changes", "statement"])
def test_address_and_picture_lead_to_this_view(record: Record, page: str) -> None:
    """The picture's parameters are those of the address, and the strict reader takes them."""
    statement = next(iter(record.by_id))
    query = {"on": "2026-01-05", "known": "2026-01-20", "borders": "defacto", "actor": "IDN"}
    shown = {"statement": statement} if page == "statement" else {}
    found = head(page, query | shown | {"from": "2025-12-01"})
    own, picture = urlsplit(found.canonical), urlsplit(found.metas["og:image"])
    assert own.path == ("/" if page == HOME else f"/{page}")
    assert picture.path == f"{PREFIX}/{page}.png"
    assert parse_qs(own.query) == parse_qs(picture.query)
    choice = read_query(parse_qsl(picture.query), record)
    assert (choice.on.isoformat(), choice.borders, choice.actor) == (
        query["on"],
        "defacto",
        "IDN",
    )


def test_the_same_view_in_other_languages_is_pointed_to() -> None:
    """Each language has an alternate, and feeds are found."""
    found = head("map", {"lang": "fr"})
    alternates = [link for link in found.links if link["rel"] == "alternate"]
    assert {link["hreflang"] for link in alternates if "hreflang" in link} == set(languages())
    assert {"application/atom+xml", "application/feed+json"} <= {
        link.get("type") for link in alternates
    }
    assert found.metas["og:locale"] == "fr_FR"


@pytest.mark.parametrize(
    "query",
    [
        {"on": "never", "actor": "IDN"},
        {"lang": "xx", "component": "moon", "status": "x,y", "borders": "mine"},
        {"mission": ATTACK, "actor": ATTACK},
        {"statement": ATTACK, "source": "nobody"},
        {ATTACK: ATTACK},
    ],
    ids=str,
)
def test_what_is_not_known_is_left_out(query: dict[str, str]) -> None:
    """No link is an error, and nothing of an unknown value comes back."""
    for page in ("map", "statement", ATTACK):
        text = head_tags(page, query, BASE)
        assert "alert(" not in text
        assert "never" not in text
        assert Head(text).tags.count("script") == 1


def test_an_actor_in_view_is_what_the_link_says(record: Record) -> None:
    """With a dossier open, title and description are about its actor."""
    found = head("map", {"actor": "IDN", "on": "2026-02-20"})
    assert found.metas["og:title"].startswith("Indonesia")
    assert "Indonesia on 20 February 2026" in found.metas["description"]
    silent = head("map", {"actor": "FJI", "on": "2025-10-21"})
    assert "Silence is not a refusal." in silent.metas["description"]


def test_data_for_machines_can_be_read(record: Record) -> None:
    """The mission is a Dataset, the statement shown a Claim, both as JSON-LD."""
    statement = next(iter(record.by_id))
    found = head("statement", {"statement": statement})
    told = [json.loads(text) for text in found.texts["script"]]
    assert [one["@type"] for one in told] == ["Dataset", "Claim"]
    assert told[1]["text"] == record.by_id[statement].summary["en"]
    assert found.metas["og:type"] == "article"
