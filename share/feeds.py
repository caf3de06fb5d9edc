"""Feeds of what changed, for a mission and for each actor: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any, Final
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

import orjson
from feedgen.feed import FeedGenerator
from starlette.routing import Route

from data.record import Record
from share.api.answers import Answer, RefusedError
from share.api.routes import usable_record
from share.api.serving import Question, Served
from share.language import SOURCE_LANGUAGE, Language, languages, speak
from share.links import address, statement_address
from share.names import actor_full_name, component_label
from share.news import News, news
from share.query import QueryProblem, choice, last_published, read_values
from share.version import record_version
from share.words import CHANGE

PREFIX: Final = "/feeds"
ATOM: Final = "application/atom+xml"
JSON_FEED: Final = "application/feed+json"
MEDIA: Final = {"atom": ATOM, "json": JSON_FEED}
SITE: Final = "Missionmap"


@dataclass(frozen=True, eq=False, slots=True)
class Feed:
    """One feed: of a mission, or of one actor in it, told in a language, for one address."""

    record: Record
    actor: str | None
    lang: str
    base: str

    @property
    def t(self) -> Language:
        """Return the language of the feed."""
        return speak(self.lang)

    @property
    def title(self) -> str:
        """Name the feed."""
        t, mission = self.t, self.record.mission
        title = t.pick(mission.settings.title)
        if self.actor is None:
            return t("{mission}: what changed", mission=title)
        name = actor_full_name(mission, self.actor, t)
        return t("{mission}: what changed for {actor}", mission=title, actor=name)

    @property
    def key(self) -> str:
        """Return what names the feed for ever, in any language and at any address."""
        name = "/".join((self.record.mission.name, self.actor or "", self.lang))
        return uuid5(NAMESPACE_URL, f"missionmap:feed/{name}").urn

    @property
    def page(self) -> str:
        """Return the address of the page on the same."""
        page = "changes" if self.actor is None else ""
        found = address(page, mission=self.record.mission.name, actor=self.actor, lang=self.lang)
        return f"{self.base}/{found}"

    def at(self, ending: str) -> str:
        """Return the feed's own address."""
        return f"{self.base}{feed_address(self.record, self.lang, ending, actor=self.actor)}"

    def id_of(self, one: News) -> str:
        """Return what names an entry for ever: the same in every feed of one language."""
        return uuid5(NAMESPACE_URL, f"missionmap:{one.key}/{self.lang}").urn

    def link(self, one: News) -> str:
        """Return the address of the statement that decides, or of the feed's page."""
        return self.statement(one.statements[0]) if one.statements else self.page

    def statement(self, statement_id: str) -> str:
        """Return the address of a statement's page."""
        name = self.record.mission.name
        return f"{self.base}/{statement_address(name, statement_id, self.lang)}"


def feed_address(record: Record, lang: str, ending: str, *, actor: str | None = None) -> str:
    """Return the path of a feed, with its language; `ending` is atom or json."""
    name = record.mission.name if actor is None else f"{record.mission.name}/{actor}"
    return f"{PREFIX}/{name}.{ending}?{urlencode({'lang': lang})}"


def feed_links(
    record: Record, base: str, lang: str, *, actor: str | None = None
) -> list[Mapping[str, str]]:
    """Return the attributes of the `link` elements by which readers find the feeds."""
    return [
        {"rel": "alternate", "type": MEDIA[ending], "title": feed.title, "href": feed.at(ending)}
        for of in dict.fromkeys((None, actor))
        for feed in (Feed(record, of, lang, base),)
        for ending in MEDIA
    ]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def as_atom(feed: Feed) -> bytes:
    """Write a feed as Atom; ids stay the same when texts, addresses or versions change."""
    told = news(feed.record, feed.t, actor=feed.actor)
    made = FeedGenerator()
    made.id(feed.key)
    made.title(feed.title)
    made.subtitle(feed.t.pick(feed.record.mission.settings.description))
    made.language(feed.lang)
    made.author(name=SITE)
    made.generator(SITE, version=record_version(feed.record))
    made.link(rel="self", type=ATOM, href=feed.at("atom"))
    made.link(rel="alternate", type="text/html", href=feed.page)
    made.updated(_at(_newest(feed, told)))
    rights = _licence(feed.record)
    if rights:
        made.rights(rights)
    for one in told:
        entry = made.add_entry(order="append")
        entry.id(feed.id_of(one))
        entry.title(one.sentence)
        entry.link(rel="alternate", type="text/html", href=feed.link(one))
        entry.published(_at(one.published))
        entry.updated(_at(one.published))
        entry.category([{"term": term, "label": label} for term, label in _tags(feed, one)])
        entry.content(_content(feed, one), type="html")
    return bytes(made.atom_str(pretty=True))


def as_json_feed(feed: Feed) -> bytes:
    """Write a feed as JSON Feed 1.1, with the same ids, days and texts as the Atom feed."""
    told = news(feed.record, feed.t, actor=feed.actor)
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.at("json"),
        "description": feed.t.pick(feed.record.mission.settings.description),
        "language": feed.lang,
        "authors": [{"name": SITE}],
        "items": [_item(feed, one) for one in told],
        "_record": {
            "about": "Which record the feed tells, and its licence.",
            "version": record_version(feed.record),
            "licence": _licence(feed.record),
        },
    }
    return orjson.dumps(made, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _item(feed: Feed, one: News) -> dict[str, Any]:
    return {
        "id": feed.id_of(one),
        "url": feed.link(one),
        "title": one.sentence,
        "content_html": _content(feed, one),
        "date_published": _at(one.published).isoformat(),
        "tags": [label for _, label in _tags(feed, one)],
        "_record": {
            "actor": one.actor,
            "component": one.component,
            "kind": one.kind,
            "day": one.day.isoformat(),
            "statement_ids": list(one.statements),
        },
    }


def _newest(feed: Feed, told: tuple[News, ...]) -> date:
    return told[0].published if told else last_published(feed.record)


def _tags(feed: Feed, one: News) -> list[tuple[str, str]]:
    t, mission = feed.t, feed.record.mission
    kind = t(CHANGE[one.kind]) if one.kind in CHANGE else t("Correction")
    return [
        (one.actor, actor_full_name(mission, one.actor, t)),
        (one.component, component_label(mission, one.component, t)),
        (one.kind, kind),
    ]


def _content(feed: Feed, one: News) -> str:
    """Write a change with the statements behind it, each leading to its page, as HTML."""
    t, record = feed.t, feed.record
    lines = [f"<p>{escape(t.day(one.day))}</p>"]
    for name in one.statements:
        said = record.by_id[name]
        where = feed.statement(name)
        who = t.beside(said.who, t.written(said.said_on))
        link = f'<a href="{escape(where)}">{escape(who)}</a>'
        lines.append(f"<p>{t.term(link, escape(t.pick(said.summary)))}</p>")
    return "".join(lines)


def _licence(record: Record) -> str:
    licences = record.mission.settings.licences
    return (licences[0].get("title") or licences[0].get("name", "")) if licences else ""


WRITERS: Final[Mapping[str, Callable[[Feed], bytes]]] = {"atom": as_atom, "json": as_json_feed}


def answer_feed(question: Question) -> Answer:
    """Answer with the feed of an address such as lagoon.atom or lagoon/FRA.json."""
    name, _, ending = question.parts["name"].rpartition(".")
    if ending not in WRITERS:
        rule = f"A feed ends with one of: {', '.join(WRITERS)}."
        problem = QueryProblem("feed", question.path, rule, "Write one of them.")
        raise RefusedError(404, [problem])
    mission, actor = question.parts.get("mission"), None
    if mission is None:
        mission = name
    else:
        actor = name
    record = usable_record(mission)
    if actor is not None and actor not in record.by_actor:
        rule = "It is the code of an actor of this record, in capital letters."
        fix = f"Copy a code from /api/{mission}/positions."
        raise RefusedError(404, [QueryProblem("actor", actor, rule, fix)])
    lang = choice("lang", "The language of the feed.", languages())
    values = read_values(question.query, {"lang": lang})
    feed = Feed(record, actor, values.get("lang", SOURCE_LANGUAGE), question.base)
    return Answer(WRITERS[ending](feed), f"{MEDIA[ending]}; charset=utf-8", rests_on=[record])


ROUTES: Final = (
    Route(PREFIX + "/{name}", Served(answer_feed, by_host=True)),
    Route(PREFIX + "/{mission}/{name}", Served(answer_feed, by_host=True)),
)
"""The feeds of missions, and of the actors of a mission."""
