"""Tell the server how the reader looks: in a narrow window, wishing no motion."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

NARROW_PX = 700
"""Below this width the map is laid out for a phone."""

_SCRIPT = """
export default function ({ setStateValue, parentElement }) {
  const queries = {
    narrow: window.matchMedia("(max-width: %dpx)"),
    still: window.matchMedia("(prefers-reduced-motion: reduce)"),
  };
  const ends = Object.entries(queries).map(([name, query]) => {
    const tell = () => setStateValue(name, query.matches);
    if (query.matches) tell();
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  });
  return () => ends.forEach((end) => end());
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "missionmap_viewport", html="<i hidden></i>", js=_SCRIPT % NARROW_PX
    )


@dataclass(frozen=True, slots=True)
class Viewport:
    """Whether the window is `narrow`, and whether the reader wants things `still`."""

    narrow: bool
    still: bool


def viewport() -> Viewport:
    """Return how the reader looks; wide windows with motion never cost a rerun."""
    state = _component()(
        key="viewport",
        height="content",
        on_narrow_change=lambda: None,
        on_still_change=lambda: None,
    )
    return Viewport(narrow=bool(state.get("narrow")), still=bool(state.get("still")))
