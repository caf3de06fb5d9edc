"""The table that stands with each chart, and the months under its days."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from share.language import Language


def show_table(rows: Sequence[Mapping[str, object]], t: Language, *, key: str) -> None:
    """Offer the same facts as a table, made once the reader asks for it."""
    if not rows:
        return
    table = st.expander(t("The same as a table"), key=key, on_change="rerun")
    if table.open:
        table.dataframe(pd.DataFrame(rows), hide_index=True)


def months(first: date, last: date, t: Language) -> dict[date, str]:
    """Return the first of each month between two days, as the reader writes it."""
    return {
        month.date(): t.day(month.date(), "LLL y")
        for month in pd.date_range(first, last, freq="MS")
    }
