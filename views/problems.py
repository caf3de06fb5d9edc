"""The problems page: every rule that a row of the record breaks, and what that leaves out."""

import pandas as pd
import streamlit as st

from data.errors import Problem
from share.language import Language
from views.reading import chosen_mission, speaking
from views.tables import draw_table

TALL_ENOUGH_TO_WRAP = 92
"""Pixels of a row: four lines. Streamlit breaks texts into lines from 65 on."""


def page() -> None:
    """List the problems of the record as data.check finds them."""
    t, mission = speaking(), chosen_mission().mission
    st.title(t("Problems of the record"))
    if not mission.problems:
        st.markdown(t("No row of this record breaks a rule."))
        return
    for file, count in mission.left_out.items():
        if count:
            st.markdown(
                t.n(
                    "{file}: {count} row is left out.",
                    "{file}: {count} rows are left out.",
                    count,
                    file=file,
                )
            )
    draw_table(
        pd.DataFrame(_row(problem, t) for problem in mission.problems),
        t,
        row_height=TALL_ENOUGH_TO_WRAP,
        columns={
            t("Rule"): st.column_config.TextColumn(width="medium"),
            t("Fix"): st.column_config.TextColumn(width="large"),
        },
        alt=t("Problems of the record"),
    )


def _row(problem: Problem, t: Language) -> dict[str, object]:
    return {
        t("File"): problem.file,
        t("Row"): problem.row,
        t("Id"): problem.row_id,
        t("Field"): problem.field,
        t("Value"): problem.value,
        t("Rule"): problem.rule,
        t("Fix"): problem.fix,
    }


if __name__ == "__main__":
    page()
