"""The mission's open questions, shown as such."""

from html import escape

import streamlit as st

from data.model import Mission
from data.open_questions import Question
from share.language import Language
from share.links import statement_address
from share.names import actor_full_name
from share.snapshot import Snapshot
from share.words import TOPIC
from views.direction import picked, told_in


def show_open_questions(view: Snapshot, t: Language) -> None:
    """List what is said to be not settled on the day, and count what has been settled."""
    mission, questions = view.record.mission, view.questions()
    still = [question for question in questions if not question.answered_by]
    settled = len(questions) - len(still)
    foot = ""
    if settled:
        text = t.n(
            "{count} question has been settled by this day.",
            "{count} questions have been settled by this day.",
            settled,
        )
        foot = escape(text)
    by_body: dict[str, list[Question]] = {}
    for question in still:
        by_body.setdefault(question.actor, []).append(question)
    with st.container(key="open_questions"):
        note = told_in((question.raised_by[-1].summary for question in still), t)
        st.header(t("Open questions"))
        if note:
            st.html(note)
        for body, asked in by_body.items():
            name = actor_full_name(mission, body, t)
            for place, half in enumerate(_halves(asked)):
                st.html(_block(name, half, mission, t, beside=place > 0))
        if not still:
            nothing = t("By this day the record holds no open question here.")
            foot = f"{escape(nothing)} {foot}"
        st.html(f'<p class="quiet">{foot}</p>')


def _halves(questions: list[Question]) -> list[list[Question]]:
    """
    Part a long list in two columns: four, eight, sixteen in the first, at least half of all.

    Each is sent on its own. A new question comes last, so the first seldom changes.
    """
    middle = 4
    while 2 * middle < len(questions):
        middle *= 2
    return [half for half in (questions[:middle], questions[middle:]) if half]


def _block(
    name: str, questions: list[Question], mission: Mission, t: Language, *, beside: bool
) -> str:
    """Return questions under the name of their body; it is not seen again in a second column."""
    items = "".join(_item(question, mission, t) for question in questions)
    again = " again" if beside else ""
    return f'<p class="kicker{again}">{escape(name)}</p><ul class="questions">{items}</ul>'


def _item(question: Question, mission: Mission, t: Language) -> str:
    newest = question.raised_by[-1]
    age = t("open since {day}", day=t.written(question.since_written))
    link = statement_address(mission.name, newest.statement_id, t.code)
    return (
        f"<li>{t.beside(f'<b>{escape(t(TOPIC[question.topic]))}</b>', escape(age))}. "
        f'<a href="{escape(link)}">{picked(newest.summary, t)}</a></li>'
    )
