"""The open questions page: topic by topic, since when, who said so, and what settled it."""

from datetime import date
from html import escape

import streamlit as st

from data.open_questions import Question
from data.record import Record
from share.language import Language
from share.names import actor_full_name
from share.snapshot import Snapshot
from share.words import TOPIC
from views.clocks import two_clocks
from views.controls import component_control
from views.evidence import show_statements
from views.reading import chosen_mission, current, speaking
from views.tables import show_table


def page() -> None:
    """List the questions as known on the day, those still open first."""
    t, record = speaking(), chosen_mission()
    st.title(t("Open questions"))
    two_clocks(record, t)
    component_control(record, t)
    view = current(record)
    questions = view.questions()
    still = sum(not question.answered_by for question in questions)
    st.markdown(
        t.n(
            "On {day}, {count} question is open",
            "On {day}, {count} questions are open",
            still,
            day=t.day(view.on),
        )
        + t.n(", {count} has been settled.", ", {count} have been settled.", len(questions) - still)
    )
    with st.container(key="open_questions", gap="xsmall"):
        settled = [question for question in questions if question.answered_on]
        settled.sort(key=lambda question: question.answered_on or date.min, reverse=True)
        for title, part in (
            (t("Still open"), [question for question in questions if question not in settled]),
            (t("Settled"), settled),
        ):
            if part:
                st.html(f'<p class="kicker">{escape(title)}</p>')
            for question in part:
                show_question(question, view, t)
    show_table([_row(question, record, view, t) for question in questions], t, key="question_table")


def show_question(question: Question, view: Snapshot, t: Language) -> None:
    """Show one question with everything that raised and settled it."""
    body = actor_full_name(view.record.mission, question.actor, t)
    title = f"**{t(TOPIC[question.topic])}** · {body} · {_state(question, view, t)}"
    with st.expander(title):
        raised, settled = t("Said to be open"), t("Settled by")
        st.html(f'<p class="kicker">{escape(raised)}</p>')
        show_statements(view.record.mission, question.raised_by, t)
        if question.answered_by:
            st.html(f'<p class="kicker">{escape(settled)}</p>')
            show_statements(view.record.mission, question.answered_by, t, told=False)


def _state(question: Question, view: Snapshot, t: Language) -> str:
    days = question.days_open(on=view.on)
    if question.answered_on:
        return t.n(
            "settled on {day} after {count} day",
            "settled on {day} after {count} days",
            days,
            day=t.day(question.answered_on, "medium"),
        )
    return t.n(
        "open since {day}, {count} day",
        "open since {day}, {count} days",
        days,
        day=t.written(question.since_written),
    )


def _row(question: Question, record: Record, view: Snapshot, t: Language) -> dict[str, object]:
    answered = question.answered_on
    return {
        t("Topic"): t(TOPIC[question.topic]),
        t("About"): actor_full_name(record.mission, question.actor, t),
        t("Open since"): t.written(question.since_written),
        t("Said by"): t.row(dict.fromkeys(s.who for s in question.raised_by)),
        t("Settled on"): t.day(answered, "medium") if answered else "",
        t("Settled by"): t.row(dict.fromkeys(s.who for s in question.answered_by)),
        t("Days open"): question.days_open(on=view.on),
    }


if __name__ == "__main__":
    page()
