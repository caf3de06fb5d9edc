"""The page of a day: the map, who stands where, what changed, what was said and what is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.record import Record
from geo.boundaries import VIEWS
from share.comparison import change_name, change_sides, changes_in_view
from share.language import Language
from share.links import Choice
from share.names import actor_name
from share.pages.caption import under_the_map
from share.pages.drawing import drawing_of, figures
from share.query import usual_borders
from share.single_file import in_order
from share.site.addresses import Page, days
from share.site.plan import Made, Site
from share.situation import situation
from share.snapshot import ALL, Snapshot, snapshot
from share.tables.about import about, told
from share.words import CHANGE


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: what kind it is, whose, what was before, and what is after."""

    kind: str
    name: str
    before: str
    after: str
    statement_ids: tuple[str, ...]


def choice_of_day(record: Record, day: date, borders: str, lang: str) -> Choice:
    """Return the choice that a day's page shows: every part, everything published."""
    return Choice(record.mission.name, day, None, None, ALL, (), None, borders, lang)


def view_of(record: Record, day: date) -> Snapshot:
    """Return the snapshot that a day's page shows."""
    return snapshot(record, day, date.max, ALL)


def day_page(site: Site, page: Page, t: Language) -> Made:
    """Show a day, or every day where the page names none; the start page shows the last."""
    record = site.record
    titles = {m.day.isoformat(): t.pick(m.title) for m in record.mission.settings.moments}
    known = days(record)
    if page.kind and not page.key:
        return "site/days.html", {"days": known, "titles": titles}
    key = page.key or site.last
    at = known.index(key)
    view = view_of(record, date.fromisoformat(key))
    before = view_of(record, date.fromisoformat(known[at - 1])) if at else None
    return "site/day.html", {
        **_map(page, view, t),
        "view": view,
        "title": titles.get(key, ""),
        "boundary_views": [(one, page.to(_in_borders(page, key, one, record))) for one in VIEWS],
        "previous": known[at - 1] if at else None,
        "next": known[at + 1] if at + 1 < len(known) else None,
        "said": situation(view, t),
        "changes": list(_changes(before, view, t)) if before else [],
        "statements": [s for s in record.by_id.values() if s.said_from == view.on],
        "open": [question for question in view.questions() if not question.answered_by],
    }


def _map(page: Page, view: Snapshot, t: Language) -> dict[str, object]:
    """Return the map of the page's boundary view, its table, and what the file says of itself."""
    record = view.record
    borders = page.borders or usual_borders(record)
    choice = choice_of_day(record, view.on, borders, t.code)
    drawing = drawing_of(view, choice, t)
    to = page.links()
    leads = {"actors": {code: to("actor", code) for code in record.by_actor}}
    return {
        "borders": borders,
        "shown": in_order(view, choice, t),
        "alt": t("Map of the contributors and of the theatre"),
        "under": under_the_map(view, drawing, borders, t),
        "figures": figures(view, drawing, choice, t) | leads,
        "about_told": told(about(view, choice, t), view, choice, t),
    }


def _in_borders(page: Page, key: str, borders: str, record: Record) -> Page:
    return Page(page.lang, "day", key, "" if borders == usual_borders(record) else borders)


def _changes(before: Snapshot, after: Snapshot, t: Language) -> Iterator[Told]:
    """Yield each change since the day before, in the order in which the app tells the kinds."""
    found = changes_in_view(before, after)
    kinds, mission = list(CHANGE), after.record.mission
    found.sort(key=lambda c: (kinds.index(c.kind), t.order(actor_name(mission, c.actor, t))))
    for change in found:
        was, now = change_sides(change, after.record, t)
        name = change_name(change, after.record, t)
        yield Told(t(CHANGE[change.kind]), name, was, now, change.statement_ids[:3])
