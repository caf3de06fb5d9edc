"""Every table of a page, the one that stands with each chart, and the months under its days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from numbers import Integral
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from share.language import RIGHT_TO_LEFT, Language

Rows = Sequence[Mapping[str, object]]

LONGER_THAN_A_COLUMN = 50
"""Letters; a column is drawn as wide as its texts, but no wider than some 60 of them."""


def show_table(rows: Rows | Callable[[], Rows], t: Language, *, key: str) -> None:
    """Offer the same facts as a table, made once the reader asks for it."""
    if not rows:
        return
    table = st.expander(t("The same as a table"), key=key, on_change="rerun")
    if table.open:
        frame = pd.DataFrame(rows() if callable(rows) else rows).convert_dtypes()
        with table:
            draw_table(frame, t, written=_written_in(t))


def draw_table(
    facts: pd.DataFrame | pa.Table,
    t: Language,
    *,
    written: Callable[[object], str] | None = None,
    columns: Mapping[str, Any] | None = None,
    **how: Any,
) -> None:
    """
    Draw a table in the direction of the language; every table of a page is drawn here.

    Written from right to left, its first column stands at the right and texts begin there.
    The grid of Streamlit knows one direction only, so the columns change their order and
    the rows stay as they are: a chosen row is the same one in every language.

    Args:
        written: Writes a cell of a frame, where its own text will not do.
        columns: Streamlit's column configuration, by name.
        how: What else `st.dataframe` takes.
    """
    order = None
    if t.direction == RIGHT_TO_LEFT:
        cells = _cells(facts)
        order, columns = list(reversed(cells)), _beginning_right(cells, columns or {})
    shown = facts.style.format(written) if written and isinstance(facts, pd.DataFrame) else facts
    st.dataframe(shown, hide_index=True, column_order=order, column_config=columns, **how)


def _cells(facts: pd.DataFrame | pa.Table) -> dict[str, list[object]]:
    if isinstance(facts, pa.Table):
        return dict(facts.to_pydict())
    return {str(name): list(facts[name]) for name in facts.columns}


def _beginning_right(
    cells: Mapping[str, Sequence[object]], columns: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Align columns to the right, where all of a text can be seen.

    A longer one in Latin letters would lose its beginning: the grid cuts off what is left
    of the column. It is told no side, and puts each text where its own script begins.
    """
    return {
        name: {
            **columns.get(name, {}),
            **({} if _outgrows(column, columns.get(name, {})) else {"alignment": "right"}),
        }
        for name, column in cells.items()
    }


def _outgrows(column: Sequence[object], told: Mapping[str, Any]) -> bool:
    if (told.get("type_config") or {}).get("display_text"):
        return False
    return any(len(str(cell)) > LONGER_THAN_A_COLUMN for cell in column)


def _written_in(t: Language) -> Callable[[object], str]:
    """Return how to write a cell: numbers grouped as the language does, nothing for none."""

    def write(cell: object) -> str:
        if cell is None or cell is pd.NA:
            return ""
        return t.number(int(cell)) if isinstance(cell, Integral) else str(cell)

    return write


def months(first: date, last: date, t: Language, *, at_most: int = 9) -> dict[date, str]:
    """
    Return the first days of months between two days, as the reader writes them.

    The year stands in a second line below the first one and each January. Long
    stretches name every second month, or third, or fewer, so that no two touch.
    """
    starts = [month.date() for month in pd.date_range(first, last, freq="MS")]
    step = next((n for n in (1, 2, 3, 6) if len(starts) <= n * at_most), 12)
    named = [day for day in starts if not (day.month - 1) % step]
    if step == 12:
        return {day: t.day(day, "y") for day in _thinned(named, at_most)}
    return {
        day: t.day(day, "LLL") + (f"<br>{t.day(day, 'y')}" if _opens(day, named) else "")
        for day in named
    }


def _opens(day: date, named: Sequence[date]) -> bool:
    """Say whether a month begins a year, or the axis."""
    return day == named[0] or day.month == 1


def _thinned(days: Sequence[date], at_most: int) -> Sequence[date]:
    return days[:: -(-len(days) // at_most)]
