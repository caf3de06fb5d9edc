"""The search: a box in the masthead with the best answers below it, and a page with all."""

from dataclasses import replace
from html import escape

import streamlit as st

from data.model import Statement
from data.record import Record
from share.language import Language
from share.links import Choice, address, parameters_of, statement_address
from share.names import actor_full_name, place_name
from share.search import Group, Hit, named, search
from share.words import FOUND, STATUS
from views.direction import in_language
from views.evidence import glyph, show_statements
from views.reading import chosen, chosen_mission, speaking

AT_MOST = 4
"""Answers of each kind below the box."""

CARDS = 60
"""Statements shown in full on the page; more are counted."""


@st.fragment
def search_box() -> None:
    """Let the reader type, and show what was found without running the page again."""
    t, record = speaking(), chosen_mission()
    typed = st.text_input(
        t("Search actors, speakers, places, sources and statements"),
        key="search_text",
        type="search",
        live=True,
        max_chars=100,
        placeholder=t("Search"),
        label_visibility="collapsed",
        icon=":material/search:",
    )
    if typed and typed.strip():
        st.html(_answers(record, typed, t))


def page() -> None:
    """Show everything that answers the link's words."""
    t, record = speaking(), chosen_mission()
    wanted: str = st.session_state.get("find") or ""
    st.title(t("Search results"))
    with st.container(key="found"):
        groups = search(record, wanted)
        st.html(f'<p class="situation" role="status">{escape(_count(groups, wanted, t))}</p>')
        choice = chosen(record)
        for group in groups:
            if group.kind != "statement":
                st.html(f'<div class="listed">{_listed(group, record, choice, t)}</div>')
        whose = named(record, wanted)
        if whose:
            _show_cards(_title_of(whose, record, t), whose.statement_ids, record, t)
        for group in groups:
            if group.kind == "statement":
                ids = tuple(hit.key for hit in group.hits)
                _show_cards(t("Statements with these words"), ids, record, t)


def _title_of(hit: Hit, record: Record, t: Language) -> str:
    name = _label(hit, record, t)
    if hit.kind == "speaker":
        return t("Said by {name}", name=name)
    return t("Said about {name}", name=name)


def _show_cards(title: str, ids: tuple[str, ...], record: Record, t: Language) -> None:
    st.header(title)
    show_statements(record.mission, [record.by_id[name] for name in ids[:CARDS]], t)
    if len(ids) > CARDS:
        st.html(f'<p class="quiet">{escape(_more(len(ids) - CARDS, t))}</p>')


def _answers(record: Record, typed: str, t: Language) -> str:
    groups, choice = search(record, typed, at_most=AT_MOST), chosen(record)
    listed = "".join(_listed(group, record, choice, t) for group in groups)
    count = f'<p class="quiet" role="status">{escape(_count(groups, typed, t))}</p>'
    every = ""
    if any(group.left_out for group in groups):
        link = _address_of_all(typed, choice)
        every = f'<p><a href="{escape(link)}" target="_self"><b>{escape(t("Show all"))}</b></a></p>'
    return f'<div class="found">{count}{listed}{every}</div>'


def _count(groups: tuple[Group, ...], typed: str, t: Language) -> str:
    found = sum(len(group.hits) + group.left_out for group in groups)
    if not found:
        return t(
            "Nothing in this record answers “{text}”. Try a name, a place or fewer words.",
            text=typed.strip(),
        )
    return t.n(
        "{count} result for “{text}”", "{count} results for “{text}”", found, text=typed.strip()
    )


def _more(count: int, t: Language) -> str:
    return t.n("{count} more is not shown here", "{count} more are not shown here", count)


def _listed(group: Group, record: Record, choice: Choice, t: Language) -> str:
    items = "".join(f"<li>{_item(hit, record, choice, t)}</li>" for hit in group.hits)
    rest = ""
    if group.left_out:
        rest = f'<p class="quiet">{escape(_more(group.left_out, t))}</p>'
    return f'<p class="kicker">{escape(t(FOUND[group.kind]))}</p><ul>{items}</ul>{rest}'


def _item(hit: Hit, record: Record, choice: Choice, t: Language) -> str:
    """Return an answer as a link to where it leads."""
    if hit.kind == "statement":
        said = record.by_id[hit.key]
        link = statement_address(record.mission.name, hit.key, t.code)
        return f'<a href="{escape(link)}" target="_self">{_statement(said, t)}</a>'
    link = _address(hit, record, choice)
    count = t.n("{count} statement", "{count} statements", len(hit.statement_ids))
    return (
        f'<a href="{escape(link)}" target="_self">{escape(t.apart(_label(hit, record, t)))} '
        f'<span class="quiet">{escape(count)}</span></a>'
    )


def _statement(said: Statement, t: Language) -> str:
    return (
        f"{glyph(said.status)}<b>{escape(t.written(said.said_on))}</b> "
        f'<span class="quiet">{escape(t(STATUS[said.status]))}</span> '
        f"{in_language(t.pick(said.summary), t.language_of(said.summary), t)}"
    )


def _label(hit: Hit, record: Record, t: Language) -> str:
    mission = record.mission
    if hit.kind == "actor":
        return actor_full_name(mission, hit.key, t)
    if hit.kind == "place":
        return place_name(mission, hit.key, t)
    if hit.kind == "source":
        source = mission.sources[hit.key]
        return t.term(t.beside(source.publisher, t.written(source.published)), source.title)
    return hit.key


def _address(hit: Hit, record: Record, choice: Choice) -> str:
    if hit.kind == "actor":
        # The map is the page of the folder itself, from whichever page one comes.
        return f"./{address('', **parameters_of(replace(choice, actor=hit.key)))}"
    if hit.kind == "source":
        return address("sources", mission=choice.mission, source=hit.key, lang=choice.lang)
    name = hit.key
    if hit.kind == "place":
        name = next(iter(record.mission.places[hit.key].name.values()))
    return _address_of_all(name, choice)


def _address_of_all(text: str, choice: Choice) -> str:
    return address("search", mission=choice.mission, find=text.strip(), lang=choice.lang)


if __name__ == "__main__":
    page()
