"""
The same question answered as a first draft would: the thing the app is measured against.

It runs alone in a folder with statements.csv, sources.csv and world.geojson, knows none of
the app's rules, and puts the world's shapes into the figure, which so travels with each rerun.
"""

import json
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def read_statements() -> pd.DataFrame:
    """Read the statements with their sources, in order of day."""
    statements = pd.read_csv("statements.csv").merge(pd.read_csv("sources.csv"), on="source_id")
    return statements.sort_values("said_on", kind="stable")


@st.cache_data
def read_world() -> dict[str, object]:
    """Read the shapes of the world."""
    world: dict[str, object] = json.loads(Path("world.geojson").read_text(encoding="utf-8"))
    return world


st.set_page_config(page_title="Who contributes", layout="wide")
st.title("Who contributes to the mission")

statements = read_statements()
days = sorted(statements["said_on"].unique())
day = st.select_slider("Day", days, value=days[-1])

said = statements[statements["said_on"] <= day]
last = said.groupby("actor").last().reset_index()
levels = sorted(statements["status"].unique())

figure = go.Figure(
    go.Choropleth(
        geojson=read_world(),
        featureidkey="properties.id",
        locations=last["actor"],
        z=last["status"].map(levels.index),
        zmin=0,
        zmax=len(levels) - 1,
        text=last["status"],
        colorbar={"tickvals": list(range(len(levels))), "ticktext": levels},
    )
)
figure.update_geos(visible=False, projection_type="natural earth")
figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})
st.plotly_chart(figure, config={"topojsonURL": "app/static/"})

st.dataframe(last[["actor", "component", "role", "status", "said_on", "speaker"]])

for row in said[said["said_on"] == day].itertuples():
    st.markdown(f"**{row.actor}** {row.status}: {row.summary_en} ([{row.publisher}]({row.url}))")
