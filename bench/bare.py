"""A page with one empty figure: what Streamlit and plotly.js take before anything of ours."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure())
