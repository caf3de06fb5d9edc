"""The legend: what each status means, how many stand there, and a filter."""

from collections.abc import Sequence

import streamlit as st

from share.language import Language
from share.snapshot import Snapshot
from share.words import COUNTED, STATUS, STATUS_MEANING
from views.evidence import glyph
from views.style import IN_LEGEND


def show_legend(view: Snapshot, t: Language) -> tuple[str, ...]:
    """
    Show the ladder with its counts and return the statuses the reader keeps.

    Beside a map or chart each rung says in words what it means (views.style adds them);
    above one it is a row.
    """
    counts = view.counts
    kept = st.pills(
        t("Show only"),
        IN_LEGEND,
        selection_mode="multi",
        key="status",
        persist_state="session",
        format_func=lambda status: f"{t(COUNTED[status])}\u00a0**{t.number(counts[status])}**",
        label_visibility="collapsed",
    )
    return tuple(kept) or IN_LEGEND


def explain_legend(t: Language, *, statuses: Sequence[str] = IN_LEGEND) -> None:
    """Say in words how firm each symbol is."""
    rows = ""
    for status in statuses:
        meaning = t.term(f"<b>{t(STATUS[status])}</b>", t.going_on(t(STATUS_MEANING[status])))
        rows += f"<div>{glyph(status)}{meaning}</div>"
    st.html(f'<div class="keys">{rows}<div>{_hollow(t)}</div></div>')


def explain_marks(t: Language, *, tiles: bool) -> None:
    """Say what the marks of the map or of the tiles mean, and what a click does."""
    if tiles:
        act = t("Choose an actor's tile to read who said what, when, and in which source.")
    else:
        act = t("Choose an actor on the map to read who said what, when, and in which source.")
    marks = [
        _hollow(t),
        t("A ring with a cross: kept out of a part. A plain ring: contested."),
    ]
    if not tiles:
        marks += [
            t("Lines: solid when present, dashed when promised, dotted when only reported."),
            t("The tints of the map of the region only tell territories apart."),
        ]
    rows = "".join(f"<div>{mark}</div>" for mark in marks)
    st.html(f'<div class="keys marks"><p><b>{act}</b></p>{rows}</div>')


def _hollow(t: Language) -> str:
    return t("A hollow symbol: only reported by others, or only by the mission's command.")
