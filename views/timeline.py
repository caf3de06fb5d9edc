"""The timeline page: one lane per actor, every statement a mark."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from charts.palette import palette
from charts.timeline import Lane, Said, timeline
from data.model import Statement
from data.words import REPORTED_ONLY, STATUSES
from share.chart_values import said_in_view
from share.language import Language
from share.links import Choice
from share.names import actor_name, component_label
from share.snapshot import Snapshot
from share.storyline import Band, bands
from share.words import LANE_ORDER, ROLE, STATUS, VOICE
from views.clocks import two_clocks
from views.controls import component_control
from views.legend import show_legend
from views.marks import key_of, opener, show_evidence
from views.reading import chosen, chosen_mission, current, speaking
from views.tables import months, show_table
from views.viewport import viewport


def page() -> None:
    """Show the lanes of the chosen component and statuses."""
    t, record = speaking(), chosen_mission()
    view, choice = current(record), chosen(record)
    st.title(t("Timeline"))
    how = t(
        "Each mark is a statement: its shape says for whom the speaker speaks, its colour the "
        "status, and it is hollow when it is only reported. The bands between show where the "
        "actor stood."
    )
    by_mouse = t("With a mouse, drag to move and use the wheel to look closer.")
    st.markdown(how if viewport().narrow else f"{how} {by_mouse}")
    two_clocks(record, t)
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        component_control(record, t)
        order = st.segmented_control(
            t("Order"),
            list(LANE_ORDER),
            key="order",
            default="firmness",
            required=True,
            persist_state="session",
            format_func=lambda key: t(LANE_ORDER[key]),
        )
    with st.container(key="swatches"):
        statuses = show_legend(view, t)
    lanes, evidence = st.columns([2.6, 1], gap="medium")
    with lanes:
        explain_marks(t)
        show_lanes(view, choice, statuses, str(order), t)
    with evidence:
        show_evidence(record, t)


SHAPES = {"own": "●", "mission": "◆", "other": "■", "press": "▲"}
"""The signs of charts.timeline.VOICES in a line of text."""


def explain_marks(t: Language) -> None:
    """Say above the lanes what shapes, bands and lines mean; the filter is the key of colours."""
    voices = "".join(f"<span>{sign} {t(VOICE[voice])}</span>" for voice, sign in SHAPES.items())
    lines = "".join(
        f"<span>{one}</span>"
        for one in (
            t("Thick band: declared or observed. Thin band: only reported."),
            t("Grey: not settled."),
            t("✦ Moments of the story. The solid line is the chosen day."),
        )
    )
    title = f"<b>{t.term(t('Who speaks'), '').strip()}</b>"
    st.html(f'<p class="keys in_line">{title}{voices}</p><p class="keys in_line">{lines}</p>')


def show_lanes(
    view: Snapshot, choice: Choice, statuses: tuple[str, ...], order: str, t: Language
) -> None:
    """Show the figure and the same as a table."""
    record, mission = view.record, view.record.mission
    chosen_actors = {code for code, p in view.shown.items() if p.status in statuses}
    said = said_in_view(record, view)
    if len(statuses) == len(view.counts):
        chosen_actors |= {statement.actor for statement in said}
    said = [statement for statement in said if statement.actor in chosen_actors]
    stretches = [b for b in bands(record, view.known, view.component) if b.actor in chosen_actors]
    actors = sorted(chosen_actors, key=_order_key(view, said, stretches, order, t))
    names = {code: actor_name(mission, code, t) for code in actors}
    with st.container(key="timeline"):
        st.plotly_chart(
            timeline(
                [
                    Lane(names[b.actor], b.start, b.end, b.status, b.reported_only)
                    for b in stretches
                ],
                marks(said, names, t),
                actors=[names[code] for code in actors],
                chosen=view.on,
                moments={
                    m.day: t.term(t.day(m.day, "medium"), t.pick(m.title))
                    for m in mission.settings.moments
                },
                ticks=months(mission.first_day, mission.last_day, t),
                colours=palette(st.context.theme.type),
                narrow=viewport().narrow,
            ),
            key="timeline_figure",
            theme=None,
            on_select=opener("timeline_figure"),
            selection_mode="points",
            config={"displayModeBar": False, "scrollZoom": True, "doubleClick": "reset"},
            alt=t.n("Timeline of {count} actor", "Timeline of {count} actors", len(actors)),
        )
    show_table(
        lambda: [
            {
                t("Day"): t.written(statement.said_on),
                t("Actor"): names[statement.actor],
                t("Part"): component_label(mission, statement.component, t),
                t("Status"): t(STATUS[statement.status]),
                t("Speaker"): statement.who,
                t("Statement"): t.pick(statement.summary),
            }
            for statement in said
        ],
        t,
        key="timeline_table",
    )


def _order_key(
    view: Snapshot, said: Sequence[Statement], stretches: Sequence[Band], order: str, t: Language
) -> Callable[[str], tuple[int, str]]:
    """Return what to sort actors by; equal ones by name."""
    place: dict[str, int] = {}
    if order == "firmness":
        place = {code: STATUSES.index(p.status) - 99 for code, p in view.shown.items()}
    elif order == "most":
        place = {code: -count for code, count in Counter(s.actor for s in said).items()}
    elif order == "newest":
        for band in sorted(stretches, key=lambda b: b.start):
            place[band.actor] = -band.start.toordinal()
    elif order == "first":
        for statement in sorted(said, key=lambda s: s.said_from, reverse=True):
            place[statement.actor] = statement.said_from.toordinal() - date.max.toordinal()
    mission = view.record.mission
    return lambda code: (place.get(code, 0), t.order(actor_name(mission, code, t)))


def marks(said: Sequence[Statement], names: Mapping[str, str], t: Language) -> list[Said]:
    """
    Return the marks of statements, at most one for each look that a lane has on a day.

    What lies under another mark could not be clicked: every mark opens all that was said
    of its actor on its day, first what it looks like itself.
    """
    on_the_day: dict[tuple[str, date], list[Statement]] = {}
    for statement in said:
        on_the_day.setdefault((statement.actor, statement.said_from), []).append(statement)
    found: dict[tuple[object, ...], Said] = {}
    for (actor, day), told in on_the_day.items():
        for statement in told:
            hollow = statement.evidence in REPORTED_ONLY
            look = (actor, day, statement.status, statement.voice, hollow)
            if look not in found:
                others = [other for other in told if other is not statement]
                found[look] = Said(
                    actor=names[actor],
                    day=day,
                    status=statement.status,
                    voice=statement.voice,
                    hollow=hollow,
                    hover=_hover(statement, len(others), names[actor], t),
                    key=key_of([s.statement_id for s in (statement, *others)]),
                )
    return list(found.values())


def _hover(statement: Statement, others: int, name: str, t: Language) -> str:
    lines = [
        t.beside(f"<b>{name}</b>", t.written(statement.said_on)),
        f"{t(STATUS[statement.status])} ({t(ROLE[statement.role])})",
        statement.who,
    ]
    if others:
        lines.append(t.n("and {count} more on this day", "and {count} more on this day", others))
    return "<br>".join(lines)


if __name__ == "__main__":
    page()
