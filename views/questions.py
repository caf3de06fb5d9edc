"""The mission's open questions, shown as such."""

from html import escape

import streamlit as st

from data.open_questions import Question
from share.language import Language
from share.links import address
from share.names import actor_full_name
from share.snapshot import Snapshot
from share.words import TOPIC


def show_open_questions(view: Snapshot, t: Language) -> None:
    """List what is said to be not settled on the day, and count what has been settled."""
    questions = view.questions()
    still = [question for question in questions if not question.answered_by]
    with st.container(key="open_questions"):
        st.subheader(t("Not settled"))
        by_body: dict[str, list[Question]] = {}
        for question in still:
            by_body.setdefault(question.actor, []).append(question)
        for body, asked in by_body.items():
            name = escape(actor_full_name(view.record.mission, body, t))
            items = "".join(_item(question, t) for question in asked)
            st.html(f'<p class="kicker">{name}</p><ul class="questions">{items}</ul>')
        if not still:
            st.markdown(t("By this day the record holds no open question here."))
        settled = len(questions) - len(still)
        if settled:
            text = t.n(
                "{count} question has been settled by this day.",
                "{count} questions have been settled by this day.",
                settled,
            )
            st.html(f'<p class="quiet">{escape(text)}</p>')


def _item(question: Question, t: Language) -> str:
    newest = question.raised_by[-1]
    age = t("open since {day}", day=t.day(question.since, "medium"))
    link = address("statement", statement=newest.statement_id, lang=t.code)
    return (
        f"<li><b>{escape(t(TOPIC[question.topic]))}</b>, {escape(age)}. "
        f'<a href="{escape(link)}" target="_self">{escape(t.pick(newest.summary))}</a></li>'
    )
