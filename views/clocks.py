"""The two clocks of a page: the day that is shown, and by when it had to be published."""

from datetime import date
from html import escape

import streamlit as st

from data.record import Record
from share.language import Language
from share.situation import which_days
from views.controls import day_control, from_control, since_control
from views.reading import chosen


def two_clocks(record: Record, t: Language) -> None:
    """Let the reader set the day and what was known, and say in a sentence what is shown."""
    day_control(record, t)
    with st.container(key="clocks"):
        _say("", record, t)


def clocks_of_comparison(record: Record, earlier: date, t: Language) -> None:
    """Let the reader set two days to compare, and what was known."""
    day_control(record, t)
    first, last = t.day(earlier), t.day(chosen(record).on)
    with st.container(key="clocks", horizontal=True, vertical_alignment="bottom"):
        from_control(record, earlier, t)
        _say(t("{last}, compared with {first}", first=first, last=last), record, t)


def clocks_of_stretch(record: Record, t: Language) -> None:
    """Let the reader set the last day, a first one if wanted, and what was known."""
    day_control(record, t)
    with st.container(key="clocks", horizontal=True, vertical_alignment="bottom"):
        since_control(record, t)
        since, on = chosen(record).since, chosen(record).on
        days = t("{first} to {last}", first=t.day(since), last=t.day(on)) if since else ""
        _say(days, record, t)


def _say(days: str, record: Record, t: Language) -> None:
    choice = chosen(record)
    said = which_days(choice.on, choice.known or date.max, t, days=days)
    st.html(f'<p class="facts">{escape(said)}</p>')
