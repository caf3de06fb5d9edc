"""How the reader looks and moves: in a narrow window, wishing no motion, by keyboard."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from share.language import Language

NARROW_PX = 700
"""Below this width the map is laid out for a phone."""

ROOM_PX, LEAST_PX, STEP_PX = 880, 280, 20
"""Width of the map in a usual window, the least there is, and the steps between."""

PHONE_PX = 360
"""Width of the map on most telephones: in windows of 386 to 405 px."""

ON_A_PHONE = "Mobi"
"""What every telephone's browser writes in its User-Agent (so MDN, "Browser detection")."""

SCRIPTS = tuple(Path(__file__).resolve().with_name(name) for name in ("language.js", "viewport.js"))
"""What runs in the reader's browser: one component, since each is sent with every step."""

KEY = "viewport"


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "missionmap_viewport",
        html="<i hidden></i>",
        js="\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS),
    )


@dataclass(frozen=True, slots=True)
class Viewport:
    """
    Whether the window is `narrow`, and whether the reader wants things `still`.

    `room` is the width in px that the map has at least: names are placed for it.
    """

    narrow: bool
    still: bool
    room: int = ROOM_PX


def watch_reader(t: Language) -> None:
    """
    Follow how the reader looks, say changes aloud, and make the map one tab stop.

    The page is served in its language; the browser is told when the reader chooses another.

    Arrow keys move between its actors and Enter opens the dossier. What is said is read
    off the figure in the browser: none of it travels with a step of the day.
    """
    label = t(
        "Map. Arrow keys move from actor to actor, a letter to the next name that begins with "
        "it, Enter opens the dossier."
    )
    _component()(
        key=KEY,
        height="content",
        data={
            "language": t.code,
            "direction": t.direction,
            "map": label,
            "narrowPx": NARROW_PX,
            "room": {"most": ROOM_PX, "least": LEAST_PX, "step": STEP_PX},
            "assumed": asdict(_assumed()),
        },
        on_look_change=lambda: None,
        on_open_change=_open,
    )


def _open() -> None:
    """Open the dossier of the actor that the keyboard chose on the map."""
    st.session_state["actor"] = st.session_state[KEY]["open"]


def viewport() -> Viewport:
    """Return how the reader looks; a wide window and most telephones cost no rerun."""
    look = (st.session_state.get(KEY) or {}).get("look")
    return Viewport(**look) if look else _assumed()


def _assumed() -> Viewport:
    """Return what is assumed of a window before it has told its size."""
    if ON_A_PHONE in (st.context.headers.get("User-Agent") or ""):
        return Viewport(narrow=True, still=False, room=PHONE_PX)
    return Viewport(narrow=False, still=False)
