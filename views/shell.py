"""The frame around every page: language, navigation, style, notes and problems."""

import streamlit as st

from data.model import Mission
from share.headline import HOME
from share.language import Language
from share.words import N_
from views.controls import language_control, mission_control
from views.embed import show_embedded
from views.link import carry_over, leave_link, publish_link, restore_from_link, show_notes
from views.reading import chosen, chosen_language, chosen_mission, speaking
from views.search import search_box
from views.share import share_control
from views.style import PRODUCT, style_sheet
from views.viewport import watch_reader

BROKEN = N_(
    "This page could not be shown. Other pages, another day or another part of the mission may "
    "work. What went wrong is written in the server's log."
)


def run() -> None:
    """Run the page that the reader is on."""
    st.html(style_sheet(st.context.theme.type, chosen_language()))
    record = chosen_mission()
    usable = bool(record.mission.statements)
    page = st.navigation(
        _pages(record.mission, speaking()),
        position="hidden" if st.context.is_embedded else "top",
    )
    st.set_page_config(page_title=f"{page.title} · {PRODUCT}", layout="wide")
    carry_over(page.url_path)
    if usable:
        restore_from_link(record, speaking())
    t = speaking()
    watch_reader(t)
    if usable and st.context.is_embedded:
        show_embedded(page.url_path or HOME, record, page.run, t)
        leave_link()
        return
    masthead = st.container(key="masthead", horizontal=True, vertical_alignment="center")
    with masthead:
        mission_control(record, t)
        if usable:
            search_box()
        language_control()
    show_notes(t)
    if record.mission.problems:
        _warn_of_problems(len(record.mission.problems), t)
    try:
        page.run()
    except Exception:
        st.error(t(BROKEN))
        raise
    if usable:
        publish_link(chosen(record), page=page.url_path)
        with masthead:
            share_control(record, chosen(record), page.url_path or HOME, page.title, t)
    else:
        leave_link()


def _pages(mission: Mission, t: Language) -> list[st.Page]:
    """Return the pages; that of the problems only where there are any."""
    usable = bool(mission.statements)
    problems = st.Page(
        "views/problems.py",
        title=t("Problems"),
        url_path="problems",
        default=not usable,
        visibility="hidden",
    )
    if not usable:
        return [problems]
    return [
        st.Page("views/map.py", title=t("Map"), url_path="map", default=True),
        st.Page("views/changes.py", title=t("What changed"), url_path="changes"),
        st.Page("views/timeline.py", title=t("Timeline"), url_path="timeline"),
        st.Page("views/roles.py", title=t("Roles"), url_path="roles"),
        st.Page("views/totals.py", title=t("Totals"), url_path="totals"),
        st.Page("views/disagreements.py", title=t("Disagreements"), url_path="disagreements"),
        st.Page("views/open_questions.py", title=t("Open questions"), url_path="open_questions"),
        st.Page("views/sources.py", title=t("Sources"), url_path="sources"),
        st.Page("views/method.py", title=t("Method"), url_path="method"),
        st.Page(
            "views/statement.py",
            title=t("Statement"),
            url_path="statement",
            visibility="hidden",
        ),
        st.Page(
            "views/search.py", title=t("Search results"), url_path="search", visibility="hidden"
        ),
        *([problems] if mission.problems else []),
    ]


def _warn_of_problems(count: int, t: Language) -> None:
    st.warning(
        t.n(
            "The record has {count} problem. Rows that break a rule are left out and counted.",
            "The record has {count} problems. Rows that break a rule are left out and counted.",
            count,
        )
    )
    st.page_link("views/problems.py", label=t("List the problems"))
