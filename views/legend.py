"""The legend: what each status means, how many stand there, and a filter."""

import streamlit as st

from share.language import Language
from share.snapshot import Snapshot
from share.words import STATUS, STATUS_MEANING
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
        format_func=lambda status: f"{t(STATUS[status])} **{t.number(counts[status])}**",
        label_visibility="collapsed",
    )
    return tuple(kept) or IN_LEGEND


def explain_colours(t: Language) -> None:
    """Say what the colours alone mean, where the shape says something else."""
    rows = ""
    for status in IN_LEGEND:
        swatch = f'<i class="swatch" style="background:var(--mark-{status})"></i>'
        rows += f"<div>{swatch}{t(STATUS[status])}</div>"
    title = t("What the colour says")
    st.html(f'<div class="keys"><b>{title}</b>{rows}</div>')


def explain_legend(t: Language) -> None:
    """Say in words how firm each symbol is."""
    rows = ""
    for status in IN_LEGEND:
        meaning = t.term(f"<b>{t(STATUS[status])}</b>", t(STATUS_MEANING[status]))
        rows += f"<div>{glyph(status)}{meaning}</div>"
    st.html(f'<div class="keys">{rows}{_marks(t)}</div>')


def explain_marks(t: Language) -> None:
    """Say what hollow symbols, rings and lines mean, and what a click does."""
    act = t("Choose an actor on the map to read who said what, when, and in which source.")
    st.html(f'<div class="keys"><p><b>{act}</b></p>{_marks(t)}</div>')


def _marks(t: Language) -> str:
    marks = (
        t("A hollow symbol: only reported by others, or only by the mission's command."),
        t("A ring with a cross: somebody keeps the actor out. A plain ring: contested."),
        t("Lines: solid when present, dashed when promised, dotted when only reported."),
    )
    return "".join(f"<div>{mark}</div>" for mark in marks)
