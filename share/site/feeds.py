"""The feeds of a site: the same news as the app's, each entry leading to a page of the site."""

from collections.abc import Iterator

from share.feeds import MEDIA, WRITERS, Feed
from share.site.addresses import Page
from share.site.plan import Site


class SiteFeed(Feed):
    """A feed that lies beside the page on the same, and links from there."""

    @property
    def home(self) -> Page:
        """Return the page that the feed lies beside."""
        return Page(self.lang, "actor", self.actor) if self.actor else Page(self.lang)

    @property
    def page(self) -> str:
        """Return the address of the page on the same."""
        return self._address(self.home)

    def at(self, ending: str) -> str:
        """Return the feed's own address."""
        name = f"feed.{ending}"
        return f"{self.base}/{self.home.folder}/{name}" if self.base else name

    def statement(self, statement_id: str) -> str:
        """Return the address of a statement's page."""
        return self._address(Page(self.lang, "statement", statement_id))

    def _address(self, page: Page) -> str:
        return f"{self.base}/{page.folder}/" if self.base else self.home.to(page)


def feed_files(site: Site, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield every feed of a language: path and content, of the mission and of each actor."""
    for actor in (None, *sorted(site.record.by_actor)):
        feed = SiteFeed(site.record, actor, lang, site.base)
        for ending, write in WRITERS.items():
            yield f"{feed.home.folder}/feed.{ending}", write(feed)


def feed_links(site: Site, page: Page) -> list[tuple[str, str, str]]:
    """Return the feeds that a page points to: media type, title and relative link."""
    actors = (None, page.key) if page.kind == "actor" and page.key else (None,)
    return [
        (MEDIA[ending], feed.title, page.to(f"{feed.home.folder}/feed.{ending}"))
        for actor in actors
        for feed in (SiteFeed(site.record, actor, page.lang, site.base),)
        for ending in MEDIA
    ]
