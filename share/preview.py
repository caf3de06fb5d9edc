"""The picture that a link unfolds with: the view in large type, 1200 by 630 pixels."""

import functools
import threading
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from matplotlib.figure import Figure
from starlette.routing import Route

from data.load import missions
from data.record import Record
from data.words import REPORTED_ONLY
from share.api.answers import Answer, RefusedError, answer
from share.api.routes import usable_record
from share.api.serving import Question, Served
from share.headline import PAGE_TITLES, Headline, headline, view_of
from share.language import RIGHT_TO_LEFT, Language, speak
from share.links import PARAMETERS, Choice, parameters_of
from share.names import actor_name, component_label
from share.pictures.captions import credit
from share.pictures.drawing import PICTURES
from share.pictures.lettering import line_height, width_of, wrapped
from share.pictures.map_picture import legend_keys, paint_world, world_height
from share.pictures.sheet import INK, Key, Rect, as_bytes, blank, draw_legend, write
from share.query import QueryProblem, read_query
from share.snapshot import Snapshot
from share.tables.about import about
from share.words import ROLE, STATUS

WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels: what those who unfold links show whole (1.91 to 1)."""

DPI: Final = 100
PREFIX: Final = "/preview"
EDGE: Final = 0.4
FOOT: Final = 0.42
SIDE: Final = 2.35
"""Inches: the margin, the line of credit, and the column of the legend beside the map."""

TITLE, SENTENCE, LEGEND, SMALL = 29.0, 17.0, 16.0, 12.5
FINEST: Final = 9.0
SENTENCE_LINES: Final = 3

CHARTS: Final[Mapping[str, str]] = {
    "changes": "changes",
    "roles": "statuses",
    "timeline": "statuses",
    "totals": "totals",
}
"""The pages whose chart is readable at this size, and which; all others show the map."""

_one_at_a_time = threading.Lock()


def preview_address(page: str, choice: Choice, **shown: str) -> str:
    """Return the address of a view's picture, from the root of the server."""
    return f"{PREFIX}/{page}.png?{urlencode({**parameters_of(choice), **shown})}"


def draw_preview(page: str, record: Record, choice: Choice, statement: str = "") -> bytes:
    """Draw the preview of a page's view as PNG; the same content is the same bytes."""
    with _one_at_a_time:
        return _drawn(page, record, choice, statement)


@functools.lru_cache(maxsize=64)
def _drawn(page: str, record: Record, choice: Choice, statement: str) -> bytes:
    t, view = speak(choice.lang), view_of(record, choice)
    said = headline(page, record, choice, t, statement=statement)
    figure = blank(WIDTH / DPI, HEIGHT / DPI)
    facts = about(view, choice, t)
    foot = credit(facts.version, facts.licence, t)
    if page == "statement" and statement in record.by_id:
        _write_statement(figure, record, statement, t)
    elif page in CHARTS:
        place = _heads(figure, said, t)
        _paint_chart(CHARTS[page], view, choice, t, figure, place)
    else:
        place = _heads(figure, said, t)
        _paint_map(view, choice, t, figure, place)
        foot = f"{foot} · {facts.attribution}"
    _foot(figure, foot, t)
    return as_bytes(figure, "png", title=said.title, dpi=DPI)


def _heads(figure: Figure, said: Headline, t: Language) -> Rect:
    """Write title and sentence; return the place that is left for the picture."""
    wide = WIDTH / DPI - 2 * EDGE
    edges = (EDGE, WIDTH / DPI - EDGE)
    top = HEIGHT / DPI - EDGE * 0.7
    title = cut(wrapped(said.title, width=wide, size=TITLE, bold=True), 2)
    top = write(figure, title, t, top=top, size=TITLE, bold=True, span=edges) - 0.04
    lines = cut(wrapped(said.description, width=wide, size=SENTENCE), SENTENCE_LINES)
    top = write(figure, lines, t, top=top, size=SENTENCE, span=edges) - 0.12
    return Rect(EDGE, FOOT, wide, top - FOOT)


def cut(lines: list[str], most: int) -> list[str]:
    """
    Keep the first lines; where some are left out, the last one says so.

    >>> cut(["one", "two", "three"], 2)
    ['one', 'two …']
    """
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _paint_map(view: Snapshot, choice: Choice, t: Language, figure: Figure, place: Rect) -> None:
    """Draw the world, and beside it the legend with the number of actors of each status."""
    wide = place.width - SIDE
    high = min(world_height(view, choice, wide), place.height)
    mirrored = t.direction == RIGHT_TO_LEFT
    left = place.left + (SIDE if mirrored else 0)
    world = Rect(left, place.bottom + place.height - high, wide, high)
    paint_world(view, choice, t, figure, world, 12, every_name=False)
    start = place.left if mirrored else place.left + wide + 0.25
    _column(figure, legend_keys(view, choice, t), t, start, place)


def _column(figure: Figure, keys: tuple[Key, ...], t: Language, left: float, place: Rect) -> None:
    """Draw the legend one below the other, in large type."""
    top = place.bottom + place.height - 0.1
    for key in keys:
        right = left + SIDE - 0.25
        top = draw_legend(figure, [key], t, span=(left, right), top=top, size=LEGEND) - 0.03


def _paint_chart(
    name: str, view: Snapshot, choice: Choice, t: Language, figure: Figure, place: Rect
) -> None:
    """Draw a page's chart with its legend above it."""
    made = PICTURES[name].content(view, choice, t)
    edges = (place.left, place.left + place.width)
    top = draw_legend(figure, made.keys, t, top=place.bottom + place.height, size=SMALL, span=edges)
    needed = made.height(place.width) * SMALL / 8.5
    high = min(needed, top - place.bottom - line_height(SMALL) * 1.4)
    made.paint(figure, Rect(place.left, top - high, place.width, high), SMALL)


def _write_statement(figure: Figure, record: Record, statement_id: str, t: Language) -> None:
    """Write what was said, who said it, how firm it is, and in which source."""
    said, mission = record.by_id[statement_id], record.mission
    wide = WIDTH / DPI - 2 * EDGE
    edges = (EDGE, WIDTH / DPI - EDGE)
    name = actor_name(mission, said.actor, t)
    part = component_label(mission, said.component, t)
    top = HEIGHT / DPI - EDGE
    title = cut(wrapped(f"{name} · {part}", width=wide, size=TITLE, bold=True), 1)
    top = write(figure, title, t, top=top, size=TITLE, bold=True, span=edges) - 0.1
    role = f" ({t(ROLE[said.role])})" if said.role != "unspecified" else ""
    key = Key(said.status, t(STATUS[said.status]) + role, said.evidence in REPORTED_ONLY)
    top = draw_legend(figure, [key], t, top=top, size=LEGEND * 1.25, span=edges) - 0.2
    lines = cut(wrapped(t.pick(said.summary), width=wide, size=25), 5)
    own = speak(t.language_of(said.summary))
    top = write(figure, lines, own, top=top, size=25, span=edges) - 0.2
    who = t.beside(*dict.fromkeys(filter(None, (said.who, said.speaker_office))))
    source = t.beside(said.source.publisher, t.written(said.source.published))
    by = [t.beside(who, t.written(said.said_on)), t.term(t("Source"), source)]
    lines = [line for text in by for line in cut(wrapped(text, width=wide, size=SENTENCE), 2)]
    write(figure, lines, t, top=top, size=SENTENCE, colour=INK.quiet, span=edges)


def _foot(figure: Figure, text: str, t: Language) -> None:
    """Write the credit, as small as it must be for one line, but no smaller than FINEST."""
    edges = (EDGE, WIDTH / DPI - EDGE)
    wide = WIDTH / DPI - 2 * EDGE
    size = min(SMALL, max(FINEST, SMALL * wide / width_of(text, SMALL)))
    lines = cut(wrapped(text, width=wide, size=size), 1)
    write(figure, lines, t, top=FOOT * 0.85, size=size, colour=INK.quiet, span=edges)


def answer_preview(question: Question) -> Answer:
    """Answer with the preview of the view that the parameters name."""
    page, _, kind = question.parts["name"].rpartition(".")
    if page not in PAGE_TITLES or kind != "png":
        rule = f"It is one of: {', '.join(PAGE_TITLES)}; each with .png."
        name = question.parts["name"]
        raise RefusedError(404, [QueryProblem("preview", name, rule, "Write one of them.")])
    query = question.query
    record = usable_record(dict(query).get("mission", missions()[0]))
    choice = read_query(query, record, allowed=PARAMETERS)
    shown = dict(query).get("statement", "") if page == "statement" else ""
    body = draw_preview(page, record, choice, shown)
    return answer(body, "image/png", rests_on=[record])


ROUTES: Final = (Route(PREFIX + "/{name}", Served(answer_preview)),)
"""A preview of every page, with the parameters of its link."""
