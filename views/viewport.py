"""Tell the server whether the window is narrow, so that figures are laid out for it."""

from typing import Any

import streamlit as st

NARROW_PX = 700
"""Below this width the map is laid out for a phone."""

_SCRIPT = """
export default function ({ setStateValue, parentElement }) {
  const query = window.matchMedia("(max-width: %dpx)");
  const tell = () => setStateValue("narrow", query.matches);
  if (query.matches) tell();
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "missionmap_viewport", html="<i hidden></i>", js=_SCRIPT % NARROW_PX
    )


def is_narrow() -> bool:
    """Return whether the reader's window is narrow; wide windows never cost a rerun."""
    state = _component()(key="viewport", height="content", on_narrow_change=lambda: None)
    return bool(state.get("narrow"))
