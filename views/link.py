"""The address bar and the page, kept saying the same, with a note on what is not known."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

import streamlit as st

from data.load import missions
from data.record import Record
from data.totals import COUNTED
from geo.boundaries import VIEWS
from share.language import Language, languages
from share.links import MAP, PARAMETERS, TILES, Choice, parameters_of
from share.snapshot import ALL
from share.words import LANE_ORDER
from views.reading import first_day, last_day, last_published
from views.style import IN_LEGEND

PUBLISHED, NOTES, PAGE = "published_link", "link_notes", "page_shown"
OF_ONE_PAGE = {
    "statement": "statement",
    "sources": "source",
    "search": "find",
    "totals": "rule",
    "timeline": "order",
}
"""Pages whose link names one thing more: what they show, or how."""

LONGEST = 100
"""Letters of a text that is searched for."""

Reader = Callable[[str], object]
"""Turns a written value into the control's value, or raises ValueError."""


def restore_from_link(record: Record, t: Language) -> None:
    """
    Take over the link's values when the address is not the one we wrote ourselves.

    That is on a first visit and after the browser's back button. A value that is
    not known is left out, and a note says so.
    """
    written = {name: st.query_params[name] for name in st.query_params}
    if written == st.session_state.get(PUBLISHED):
        return
    if written and PUBLISHED in st.session_state:
        for name in ("actor", "known", "from", "status", "view"):
            if name not in written:
                st.session_state[name] = [] if name == "status" else None
    notes: dict[str, str] = st.session_state.setdefault(NOTES, {})
    for name, (read, allowed) in _readers(record, t).items():
        value = written.get(name)
        if not value:
            continue
        try:
            st.session_state[name] = read(value)
        except ValueError:
            notes[f"{name}={value}"] = t(
                "The link asked for {name} “{value}”, which is not known here; the usual view is "
                "shown instead. Known: {allowed}.",
                name=name,
                value=value,
                allowed=allowed,
            )


def carry_over(page: str) -> None:
    """Take the values of the page before along to a new one, whose controls start afresh."""
    state = st.session_state
    if state.get(PAGE) not in (None, page):
        for name in PARAMETERS:
            if name in state:
                state[name] = state[name]
    state[PAGE] = page


def publish_link(choice: Choice, *, page: str) -> None:
    """Write the whole view of a page, named by its path, into the address bar."""
    written = parameters_shown(choice, page=page)
    if written != {name: st.query_params[name] for name in st.query_params}:
        st.query_params.from_dict(written)
    st.session_state[PUBLISHED] = written


def parameters_shown(choice: Choice, *, page: str) -> dict[str, str]:
    """
    Return the parameters of what a page shows.

    The link of a statement stays as short as the one that led there, unless the reader
    has brought a view along: each rewriting is one more step for the back button.
    """
    written = dict(parameters_of(choice))
    if page == "statement":
        written = {name: value for name, value in written.items() if _is_asked_for(name)}
    shown = OF_ONE_PAGE.get(page)
    if shown and st.session_state.get(shown):
        written[shown] = st.session_state[shown]
    return written


def _is_asked_for(name: str) -> bool:
    """Say whether a parameter is part of every link or the reader's own choice."""
    return name in ("mission", "lang") or bool(st.session_state.get(name))


def leave_link() -> None:
    """Take the address as it is for our own: nothing can be shown that it could name."""
    st.session_state[PUBLISHED] = {name: st.query_params[name] for name in st.query_params}


def show_notes(t: Language) -> None:
    """Show what the link asked for in vain, until the reader closes it."""
    notes = st.session_state.get(NOTES)
    if notes:
        with st.container(key="link_notes", border=True, horizontal=True):
            st.html("<br>".join(escape(note) for note in notes.values()))
            st.button(t("Close"), key="close_notes", on_click=notes.clear)


def _readers(record: Record, t: Language) -> Mapping[str, tuple[Reader, str]]:
    """Return for each parameter how to read it and, in words, what it may be."""
    components = [ALL, *(part.component for part in record.mission.settings.components)]
    first = first_day(record)
    return {
        "mission": _choice(missions(), t),
        "lang": _choice(languages(), t),
        "component": _choice(components, t),
        "borders": _choice(tuple(VIEWS), t),
        "view": _choice((MAP, TILES), t),
        "actor": (_one_of(record.by_actor), t("an actor of the record")),
        "statement": (_one_of(record.by_id), t("a statement of the record")),
        "source": (_one_of(record.mission.sources), t("a source of the record")),
        "rule": _choice(tuple(COUNTED), t),
        "order": _choice(tuple(LANE_ORDER), t),
        "find": (_words, t("up to {count} letters", count=t.number(LONGEST))),
        "status": (_several, t.beside(*IN_LEGEND)),
        "on": _day_between(first, last_day(record), t),
        "from": _day_between(first, last_day(record), t),
        "known": _day_between(first, last_published(record), t),
    }


def _choice(values: tuple[str, ...] | list[str], t: Language) -> tuple[Reader, str]:
    return _one_of(values), t.beside(*values)


def _one_of(values: Mapping[str, object] | tuple[str, ...] | list[str]) -> Reader:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(value)
        return value

    return read


def _several(value: str) -> list[str]:
    return [str(_one_of(IN_LEGEND)(part)) for part in value.split(",")]


def _words(value: str) -> str:
    if len(value) > LONGEST:
        raise ValueError(value)
    return value


def _day_between(first: date, last: date, t: Language) -> tuple[Reader, str]:
    def read(value: str) -> date:
        day = date.fromisoformat(value)
        if not first <= day <= last:
            raise ValueError(value)
        return day

    return read, t("days from {first} to {last}", first=first.isoformat(), last=last.isoformat())
