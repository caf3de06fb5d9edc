"""What each page of the site holds: the same view model as the app's pages, written down once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from data.disagreements import KINDS, disagreements_on
from data.model import Statement
from data.record import Record
from data.schema import RESOURCES
from geo.boundaries import VIEWS
from share.language import Language, speak
from share.names import actor_full_name
from share.pages.environment import render
from share.pages.look import glyphs
from share.site.addresses import LISTS, Page
from share.site.day import day_page, view_of
from share.site.feeds import feed_links
from share.site.plan import Made, Site
from share.snapshot import history
from share.version import record_version
from share.words import DISPUTE


def bake(site: Site, page: Page, t: Language) -> bytes:
    """Return the content of a page."""
    template, values = _MAKERS[page.kind](site, page, t)
    return render(
        template,
        record=site.record,
        t=t,
        to=page.links(),
        site=site,
        page=page,
        lists=[(kind, page.to(Page(page.lang, kind)), _list_title(kind, t)) for kind in LISTS],
        tongues=_tongues(site, page),
        canonical=site.whole(page, _canonical(site, page)),
        asset=lambda name: page.to(site.assets[name]),
        version=record_version(site.record),
        sprite=glyphs(),
        feeds=feed_links(site, page),
        **values,
    )


def _canonical(site: Site, page: Page) -> Page:
    """Return the page that says the same under its lasting address: the start page has one."""
    return page if page.kind else Page(page.lang, "day", site.last)


def _tongues(site: Site, page: Page) -> list[tuple[str, str, str, str]]:
    """Return the same page in each language: code, own name, link and full address."""
    found = []
    for code in site.langs:
        same = Page(code, page.kind, page.key, page.borders)
        name = speak(code).language_name(code)
        found.append((code, name, page.to(same), site.whole(page, same)))
    return found


def _list_title(kind: str, t: Language) -> str:
    return {
        "day": t("Days"),
        "actor": t("Actors"),
        "statement": t("Statements"),
        "moment": t("Moments"),
        "disagreement": t("Disagreements"),
        "source": t("Sources"),
        "method": t("Method"),
    }[kind]


def _actor(site: Site, page: Page, t: Language) -> Made:
    record = site.record
    view = view_of(record, record.mission.last_day)
    if not page.key:
        actors = sorted(
            record.by_actor, key=lambda code: t.order(actor_full_name(record.mission, code, t))
        )
        counts = {
            code: t.n("{count} statement", "{count} statements", len(record.by_actor[code]))
            for code in actors
        }
        return "site/actors.html", {
            "counts": counts,
            "shown": view.shown,
            "last": record.mission.last_day,
        }
    return "site/actor.html", {
        "code": page.key,
        "last": record.mission.last_day,
        "positions": view.of(page.key),
        "stands": history(record, page.key, date.max),
        "statements": record.by_actor[page.key],
    }


def _statement(site: Site, page: Page, t: Language) -> Made:
    record = site.record
    if not page.key:
        return "site/statements.html", {"statements": list(record.by_id.values())}
    one = record.by_id[page.key]
    same = [s for s in record.by_actor[one.actor] if s.component == one.component]
    at = same.index(one)
    return "site/statement.html", {
        "one": one,
        "against": [(t(DISPUTE[kind]), other) for other, kind in contradicting(record, one)],
        "later": same[at - 1] if at else None,
        "earlier": same[at + 1] if at + 1 < len(same) else None,
    }


def contradicting(record: Record, statement: Statement) -> Iterator[tuple[Statement, str]]:
    """Yield what contradicts a statement, and which kind of contradiction it is."""
    pairs, ids = record.pairs, record.index.ids
    for first, second, kind in zip(pairs.first, pairs.second, pairs.kind, strict=True):
        pair = (ids[first], ids[second])
        if statement.statement_id in pair:
            other = pair[1] if pair[0] == statement.statement_id else pair[0]
            yield record.by_id[other], KINDS[kind]


def _moment(site: Site, page: Page, t: Language) -> Made:
    moments = site.record.mission.settings.moments
    if not page.key:
        return "site/moments.html", {"moments": moments}
    told_on = [moment for moment in moments if moment.day.isoformat() == page.key]
    return "site/moment.html", {"moments": told_on, "key": page.key}


def _disagreements(site: Site, page: Page, t: Language) -> Made:
    record = site.record
    found = disagreements_on(record.index, record.pairs, on=record.mission.last_day)
    pairs = [
        (t(DISPUTE[one.kind]), (record.by_id[one.statement_a], record.by_id[one.statement_b]))
        for one in found
    ]
    return "site/disagreements.html", {"pairs": pairs}


def _source(site: Site, page: Page, t: Language) -> Made:
    resting: dict[str, list[Statement]] = {}
    for statement in site.record.by_id.values():
        resting.setdefault(statement.source.source_id, []).append(statement)
    sources = sorted(
        site.record.mission.sources.values(),
        key=lambda source: (source.published_on, source.source_id),
        reverse=True,
    )
    return "site/sources.html", {"sources": sources, "resting": resting}


def _method(site: Site, page: Page, t: Language) -> Made:
    return "site/method.html", {"views": VIEWS, "resources": RESOURCES}


_MAKERS: Mapping[str, Callable[[Site, Page, Language], Made]] = {
    "": day_page,
    "day": day_page,
    "actor": _actor,
    "statement": _statement,
    "moment": _moment,
    "disagreement": _disagreements,
    "source": _source,
    "method": _method,
}
