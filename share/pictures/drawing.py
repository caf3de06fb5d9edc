"""Every picture there is, under one name, and how it is drawn and kept."""

import functools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from data.record import Record
from share.headline import view_of
from share.language import Language, speak
from share.links import Choice
from share.pictures import days, map_picture, rows
from share.pictures.captions import words_of
from share.pictures.sheet import Content, as_bytes, set_sheet
from share.snapshot import Snapshot
from share.words import N_

KEPT: Final = 64
"""Pictures kept ready in each process; the one asked for longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind of picture: its title, the page that shows it, and what it draws of a view."""

    title: str
    page: str
    content: Callable[[Snapshot, Choice, Language], Content]


PICTURES: Final[Mapping[str, Picture]] = {
    "map": Picture(N_("Who contributes, and how firmly"), "map", map_picture.content),
    "changes": Picture(N_("What changed"), "changes", rows.changes),
    "timeline": Picture(N_("Timeline"), "timeline", days.timeline),
    "roles": Picture(N_("Who has which role"), "roles", rows.roles),
    "people": Picture(N_("How many people"), "roles", rows.people),
    "statuses": Picture(N_("How many stood where, day by day"), "roles", days.statuses),
    "totals": Picture(N_("Totals"), "totals", days.total),
}
"""The pictures by name; the name is also the last part of their address."""

_one_at_a_time = threading.Lock()
"""Drawing keeps a core busy: two at once would only slow down the pages."""


def draw_picture(name: str, record: Record, choice: Choice, kind: str) -> bytes:
    """
    Draw a picture of a view in one of sheet.FORMATS.

    The same record, choice, name and format give the same bytes; they are drawn once
    as long as they are kept.
    """
    with _one_at_a_time:
        return _drawn(name, record, choice, kind)


@functools.lru_cache(maxsize=KEPT)
def _drawn(name: str, record: Record, choice: Choice, kind: str) -> bytes:
    t, view, picture = speak(choice.lang), view_of(record, choice), PICTURES[name]
    words = words_of(picture.page, t(picture.title), view, choice, t)
    figure = set_sheet(words, picture.content(view, choice, t), t)
    return as_bytes(figure, kind, title=words.title)
