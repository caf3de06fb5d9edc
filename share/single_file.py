"""The current view as one HTML file that works from disk for ever: map, table, evidence, method."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plotly.offline import get_plotlyjs

from data.model import Statement
from data.positions import Position
from share.language import Language
from share.links import Choice
from share.names import actor_full_name, actor_name
from share.pages.caption import under_the_map
from share.pages.drawing import drawing_of, figures, shapes_script
from share.pages.environment import render
from share.pages.look import SCRIPT, faces_of, font_rules, glyphs, style_sheet, within
from share.query import SHOWN_STATUSES
from share.situation import situation, which_days
from share.snapshot import Snapshot
from share.tables.about import about, told


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that has been said of an actor by a day, and where it therefore stands."""

    code: str
    count: str
    positions: tuple[Position, ...]
    statements: tuple[Statement, ...]


def single_file(view: Snapshot, choice: Choice, t: Language, base_url: str = "") -> bytes:
    """
    Bind a view into one HTML file without any address that a browser would fetch.

    plotly.js, the shapes, the typeface and the evidence of every actor are inside; the
    table and the evidence need no JavaScript. `base_url` is where the app can be
    reached: with it, the file names the link of the view.
    """
    facts = about(view, choice, t, base_url)
    drawing = drawing_of(view, choice, t)
    evidence = tuple(evidence_of(view, t))
    questions = [one for one in view.questions() if not one.answered_by]
    carried = figures(view, drawing, choice, t)
    carried["actors"] = {one.code: f"#actor-{one.code}" for one in evidence}
    return render(
        "single.html",
        record=view.record,
        t=t,
        to=lambda kind, key: f"#{kind}-{key}",
        view=view,
        choice=choice,
        days=which_days(view.on, choice.known or date.max, t),
        said=situation(view, t),
        shown=in_order(view, choice, t),
        open=questions,
        actors=evidence,
        facts_told=facts,
        about_told=told(facts, view, choice, t),
        alt=t("Map of the contributors and of the theatre on {day}", day=t.day(view.on)),
        under=under_the_map(view, drawing, choice.borders, t),
        figures=carried,
        style=_style(t.code),
        sprite=glyphs(),
        shapes=shapes_script(view.record, choice.borders),
        plotly=plotly_script(),
        script=SCRIPT.read_text(encoding="utf-8"),
    )


def in_order(view: Snapshot, choice: Choice, t: Language) -> list[Position]:
    """Return the positions that are shown, the firmest first, then by name."""
    wanted = choice.status or SHOWN_STATUSES
    mission, order = view.record.mission, list(view.counts)
    return sorted(
        (position for position in view.shown.values() if position.status in wanted),
        key=lambda p: (order.index(p.status), t.order(actor_name(mission, p.actor, t))),
    )


def evidence_of(view: Snapshot, t: Language) -> Iterator[Evidence]:
    """Yield every actor that has been spoken of by the day, by name."""
    record = view.record
    said: dict[str, list[Statement]] = {}
    for statement in record.heard(on=view.on, known=view.known):
        said.setdefault(statement.actor, []).append(statement)
    for code in sorted(said, key=lambda code: t.order(actor_full_name(record.mission, code, t))):
        count = t.n("{count} statement", "{count} statements", len(said[code]))
        yield Evidence(code, count, view.of(code), tuple(said[code]))


@functools.cache
def plotly_script() -> str:
    """Return plotly.js, so that no text in it ends the script element around it."""
    return get_plotlyjs().replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _style(language: str) -> str:
    wanted = faces_of(language)
    return font_rules(wanted, {face.name: within(face) for face in wanted}) + style_sheet()
