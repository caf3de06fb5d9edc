"""The sources page: every document of the record, and the statements that rest on it."""

from typing import Literal

import pandas as pd
import streamlit as st

from data.model import Source, Statement
from data.record import Record
from share.language import RIGHT_TO_LEFT, Language
from share.names import actor_name
from share.words import SOURCE_KIND
from views.evidence import show_statements, source_link
from views.reading import chosen_mission, speaking
from views.tables import draw_table
from views.viewport import ROOM_PX, viewport

WIDE_PX, NARROW_PX = 640, 420
"""Height of the table, which scrolls in itself: on a phone the page must stay in reach."""

TITLE_PX, NARROW_TITLE_PX = 560, 110
"""Width of the titles on a desk, where all but a few of the record's stand whole; and the least."""


def page() -> None:
    """List the sources, newest first, and open the one that is chosen."""
    t, record = speaking(), chosen_mission()
    st.title(t("Sources"))
    resting = statements_by_source(record)
    sources = sorted(
        record.mission.sources.values(),
        key=lambda source: (source.published_on, source.source_id),
        reverse=True,
    )
    st.markdown(
        t(
            "{sources} sources carry {statements} statements. Choose a row to read what rests on "
            "it.",
            sources=t.number(len(sources)),
            statements=t.number(len(record.by_id)),
        )
    )
    show_table(sources, resting, t)
    chosen = record.mission.sources.get(st.session_state.get("source") or "")
    if chosen:
        show_source(record, chosen, resting.get(chosen.source_id, []), t)


def statements_by_source(record: Record) -> dict[str, list[Statement]]:
    """Return the statements that rest on each source, newest first."""
    resting: dict[str, list[Statement]] = {}
    for statement in record.by_id.values():
        resting.setdefault(statement.source.source_id, []).append(statement)
    return resting


def show_table(sources: list[Source], resting: dict[str, list[Statement]], t: Language) -> None:
    """Show every source as a row; a chosen row opens it."""
    frame = pd.DataFrame(
        {
            t("Published"): [t.written(source.published) for source in sources],
            t("Publisher"): [source.publisher for source in sources],
            t("Title"): [source.title for source in sources],
            t("Statements"): [len(resting.get(source.source_id, [])) for source in sources],
            t("Kind"): [t(SOURCE_KIND[source.kind]) for source in sources],
            t("Language"): [t.language_name(source.language) for source in sources],
            t("Relays"): [source.relays for source in sources],
            t("Link"): [source.url for source in sources],
        }
    )

    def open_row() -> None:
        rows = st.session_state["source_table"]["selection"]["rows"]
        if rows:
            st.session_state["source"] = sources[rows[0]].source_id

    narrow = viewport().narrow
    with st.container(key="sources"):
        draw_table(
            frame,
            t,
            key="source_table",
            height=NARROW_PX if narrow else WIDE_PX,
            on_select=open_row,
            selection_mode="single-row",
            columns={
                t("Link"): st.column_config.LinkColumn(display_text="↗", width=56),
                t("Title"): st.column_config.TextColumn(width=_title_width(t)),
                t("Statements"): st.column_config.NumberColumn(width=90),
            },
            alt=t("Sources of the record"),
        )


def _title_width(t: Language) -> int | Literal["medium", "large"]:
    """
    Return how wide titles are, so that what stands before them is in sight with them.

    Read from the right, a long title in Latin letters begins at its far end.
    """
    look = viewport()
    if look.narrow:
        return NARROW_TITLE_PX if t.direction == RIGHT_TO_LEFT else "medium"
    return TITLE_PX if look.room >= ROOM_PX else "large"


def show_source(record: Record, source: Source, resting: list[Statement], t: Language) -> None:
    """Show one source in full and the statements that rest on it."""
    with st.container(key="source_card", border=True):
        st.header(source.title)
        inferred = source.date_basis == "inferred"
        dated = t("date inferred from its content") if inferred else t("date printed on it")
        st.html(
            f'<p class="facts">{source_link(source, t)} ({dated}) · '
            f"{t(SOURCE_KIND[source.kind])} · {t.language_name(source.language)} · "
            f"<code>{source.source_id}</code></p>"
        )
        about = dict.fromkeys(actor_name(record.mission, s.actor, t) for s in resting)
        st.markdown(
            t.n(
                "{count} statement rests on it, about {names}.",
                "{count} statements rest on it, about {names}.",
                len(resting),
                names=t.listing(about),
            )
        )
        show_statements(record.mission, resting, t)


if __name__ == "__main__":
    page()
