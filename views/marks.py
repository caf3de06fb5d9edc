"""From a mark to its evidence: what was clicked, and the statements behind it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data.record import Record
from share.language import Language
from views.evidence import show_statements

OPENED = "opened_evidence"
SEPARATOR = "|"
"""Parts the statement ids in a mark's key."""


def key_of(statement_ids: Sequence[str]) -> str:
    """Return the key under which a mark hands its statements to show_evidence."""
    return SEPARATOR.join(statement_ids)


def parted(key: str) -> Sequence[str]:
    """Return the statements that a mark's key names."""
    return key.split(SEPARATOR)


def opener(chart: str, behind: Callable[[str], Sequence[str]] = parted) -> Any:
    """
    Return what a chart calls when a mark is clicked: it opens the mark's statements.

    Args:
        behind: Finds the statements behind a mark's key; without it the key names them.
    """

    def open_clicked() -> None:
        for point in st.session_state[chart]["selection"]["points"]:
            key = point.get("customdata")
            key = key[0] if isinstance(key, list) else key
            if key:
                st.session_state[OPENED] = list(behind(key))
                return

    return open_clicked


def open_statements(statement_ids: Sequence[str]) -> None:
    """Open statements beside the chart, as a click on their mark would."""
    st.session_state[OPENED] = list(statement_ids)


def show_evidence(record: Record, t: Language) -> None:
    """Show the statements behind the mark that was clicked last."""
    opened = [name for name in st.session_state.get(OPENED, ()) if name in record.by_id]
    with st.container(key="evidence", border=True):
        st.header(t("Evidence"))
        if not opened:
            st.markdown(
                t("Choose a mark or a number: who said so, when and in which source appears here.")
            )
            return
        show_statements(record.mission, [record.by_id[name] for name in opened], t)
        st.button(
            t("Close"),
            key="close_evidence",
            type="tertiary",
            on_click=lambda: st.session_state.pop(OPENED, None),
        )
