"""The table that stands with each chart, and the months under its days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from numbers import Integral

import pandas as pd
import streamlit as st

from share.language import Language

Rows = Sequence[Mapping[str, object]]


def show_table(rows: Rows | Callable[[], Rows], t: Language, *, key: str) -> None:
    """Offer the same facts as a table, made once the reader asks for it."""
    if not rows:
        return
    table = st.expander(t("The same as a table"), key=key, on_change="rerun")
    if table.open:
        frame = pd.DataFrame(rows() if callable(rows) else rows).convert_dtypes()
        table.dataframe(frame.style.format(_written_in(t)), hide_index=True)


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
