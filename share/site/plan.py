"""What all pages of a site share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.record import Record
from share.site.addresses import Page

Made = tuple[str, Mapping[str, Any]]
"""A template and what it is filled with."""


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """
    What all pages share: the record, its address on the web, and the files beside them.

    `base` is empty when nobody knows where the site will be; links are relative anyway.
    `assets` maps the name of a shared file to its path below the root.
    """

    record: Record
    langs: tuple[str, ...]
    base: str
    assets: Mapping[str, str]

    @property
    def last(self) -> str:
        """Return the last day of the record."""
        return self.record.mission.last_day.isoformat()

    def whole(self, page: Page, other: Page) -> str:
        """Return the full address of a page, relative as long as no base is known."""
        return f"{self.base}/{other.folder}/" if self.base else page.to(other)

    def start(self, page: Page) -> str:
        """Return the address of a page as seen from the root of the site, or in full."""
        return f"{self.base}/{page.folder}/" if self.base else page.path
