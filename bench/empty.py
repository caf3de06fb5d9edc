"""
A Plotly animation over an empty map: what playing takes before there is anything to show.

It has as many frames as its one argument says, and the same buttons and slider as the story
of the app.
"""

import sys

import plotly.graph_objects as go
import streamlit as st

LENGTH = int(sys.argv[1])
STANDS_MS = 300

ONCE = {"mode": "immediate", "transition": {"duration": 0}, "fromcurrent": True}


def caption(place: int) -> list[dict[str, object]]:
    """Write the number of the frame above the map."""
    return [{"text": str(place), "x": 0, "y": 1, "xref": "paper", "yref": "paper"}]


figure = go.Figure(
    go.Scattergeo(),
    frames=[
        go.Frame(name=str(place), data=[go.Scattergeo()], layout={"annotations": caption(place)})
        for place in range(LENGTH)
    ],
)
figure.update_geos(visible=False, projection_type="natural earth")
figure.update_layout(
    height=600,
    sliders=[
        {
            "steps": [
                {
                    "method": "animate",
                    "args": [[str(place)], ONCE | {"frame": {"duration": 0, "redraw": True}}],
                }
                for place in range(LENGTH)
            ]
        }
    ],
    updatemenus=[
        {
            "type": "buttons",
            "buttons": [
                {
                    "label": "2×",
                    "method": "animate",
                    "args": [None, ONCE | {"frame": {"duration": STANDS_MS, "redraw": True}}],
                }
            ],
        }
    ],
)
st.plotly_chart(figure, config={"topojsonURL": "app/static/"})
