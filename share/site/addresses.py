"""Where each page of the site is, and how pages link to each other without knowing where it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.record import Record
from geo.boundaries import VIEWS
from share.pages.environment import To
from share.query import usual_borders

INDEX = "index.html"
LISTS = ("day", "actor", "statement", "moment", "disagreement", "source", "method")
"""The pages of a language that lead to all others, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page of the site: its language, kind and what it shows.

    An empty `kind` is the start page of the language, an empty `key` the list of its kind.
    `borders` is empty in the mission's usual boundary view.
    """

    lang: str
    kind: str = ""
    key: str = ""
    borders: str = ""

    @property
    def folder(self) -> str:
        """Return the page's address below the root of the site, as a folder."""
        return "/".join(part for part in (self.lang, self.kind, self.key, self.borders) if part)

    @property
    def path(self) -> str:
        """Return the page's file below the root of the site."""
        return f"{self.folder}/{INDEX}"

    @property
    def root(self) -> str:
        """Return the way from the page up to the root of the site."""
        return "../" * (self.folder.count("/") + 1)

    def to(self, other: "Page | str") -> str:
        """
        Return the relative link to another page, or to a file below the root.

        >>> Page("en", "day", "2030-01-12").to(Page("fr", "day"))
        '../../../fr/day/index.html'
        """
        return self.root + (other if isinstance(other, str) else other.path)

    def links(self) -> To:
        """Return what templates ask for links to a thing of this language."""

        def to(kind: str, key: str = "", borders: str = "") -> str:
            return self.to(Page(self.lang, kind, key, borders))

        return to


def pages(record: Record, lang: str) -> Iterator[Page]:
    """Yield every page of a language."""
    yield Page(lang)
    for kind in LISTS:
        yield Page(lang, kind)
    for day in days(record):
        yield Page(lang, "day", day)
        for borders in other_borders(record):
            yield Page(lang, "day", day, borders)
    for actor in sorted(record.by_actor):
        yield Page(lang, "actor", actor)
    for statement_id in record.by_id:
        yield Page(lang, "statement", statement_id)
    for moment in dict.fromkeys(moment.day for moment in record.mission.settings.moments):
        yield Page(lang, "moment", moment.isoformat())


def days(record: Record) -> tuple[str, ...]:
    """Return every day on which anything was said, first to last, and the days of the story."""
    said = {statement.said_from for statement in record.by_id.values()}
    told = {moment.day for moment in record.mission.settings.moments}
    return tuple(day.isoformat() for day in sorted(said | told))


def other_borders(record: Record) -> tuple[str, ...]:
    """Return the boundary views besides the mission's usual one."""
    return tuple(key for key in VIEWS if key != usual_borders(record))
