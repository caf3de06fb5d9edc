"""What stands around a picture: its title, both clocks, a sentence, sources and credit."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from share.headline import headline
from share.language import Language
from share.links import Choice
from share.names import component_label
from share.pages.caption import under_the_map
from share.pictures.map_picture import drawing_of
from share.pictures.sheet import Words
from share.snapshot import Snapshot, contributing
from share.tables.about import about

PRODUCT = "Missionmap"
NAMED_PUBLISHERS = 6
"""Publishers named in the line of sources; the others are counted."""


def words_of(page: str, title: str, view: Snapshot, choice: Choice, t: Language) -> Words:
    """Return the words around a page's picture; `title` says what it shows."""
    said = headline(page, view.record, choice, t)
    mission = t.pick(view.record.mission.settings.title)
    return Words(
        title=t.term(mission, title) if title else mission,
        clocks=clocks(view, choice, t),
        sentence=said.description,
        foot=tuple(foot(page, view, choice, t)),
    )


def clocks(view: Snapshot, choice: Choice, t: Language) -> str:
    """Say both clocks and the part of the mission: the day, and what was known by which day."""
    day = t("How things stood on {day}", day=t.day(view.on))
    if view.known == date.max:
        known = t("everything published is used")
    else:
        known = t("only what was published by {day} is used", day=t.day(view.known))
    part = component_label(view.record.mission, choice.component, t)
    return t.row((day, known, part))


def foot(page: str, view: Snapshot, choice: Choice, t: Language) -> Iterable[str]:
    """Yield the small print: sources, boundaries where any are drawn, version and licence."""
    facts = about(view, choice, t)
    if said := sources_line(view, t):
        yield said
    if page == "map":
        yield under_the_map(view, drawing_of(view, choice, t), choice.borders, t)
    yield credit(facts.version, facts.licence, t)


def sources_line(view: Snapshot, t: Language) -> str:
    """Name whose documents the positions rest on, the most used first; count the others."""
    by_id = view.record.by_id
    ids = {name for position in contributing(view) for name in position.statement_ids}
    documents = {by_id[name].source.source_id: by_id[name].source for name in ids}
    count = Counter(source.publisher for source in documents.values())
    ordered = sorted(count, key=lambda name: (-count[name], t.order(name)))
    if not ordered:
        return ""
    named = [t.apart(name) for name in ordered[:NAMED_PUBLISHERS]]
    others = ordered[NAMED_PUBLISHERS:]
    if others:
        named = [*named, t.n("{count} other publisher", "{count} other publishers", len(others))]
    return t.n(
        "Sources: {count} document, by {names}.",
        "Sources: {count} documents, by {names}.",
        len(documents),
        names=t.listing(named),
    )


def credit(version: str, licence: str, t: Language) -> str:
    """Say who made it, from which version of the record, and under which licence."""
    parts = [PRODUCT, t("record {version}", version=version)]
    return " · ".join([*parts, licence] if licence else parts)
