"""In which direction things are read: the charts of a page, and words in another language."""

from collections.abc import Iterable, Mapping
from html import escape

import plotly.graph_objects as go
from babel import Locale

from charts.rows import read_from_right
from share.language import RIGHT_TO_LEFT, Language, kept_together


def in_direction(chart: go.Figure, t: Language) -> go.Figure:
    """Return a chart of named rows the way the language is read."""
    return read_from_right(chart) if t.direction == RIGHT_TO_LEFT else chart


def told_in(texts: Iterable[Mapping[str, str]], t: Language) -> str:
    """
    Say as HTML, once for a block, in which language the record's own texts in it are.

    Nothing where they are all in the reader's.
    """
    others = dict.fromkeys(t.language_of(text) for text in texts if text)
    others.pop(t.code, None)
    if not others:
        return ""
    names = t.listing(t.language_name(code) for code in others)
    said = t("Summaries of statements are in this language: {language}.", language=names)
    return f'<p class="told_in">{escape(said)}</p>'


def picked(texts: Mapping[str, str], t: Language) -> str:
    """Return the record's own text for the reader as HTML, marked with its language."""
    return in_language(t.pick(texts), t.language_of(texts), t)


def in_language(text: str, code: str, t: Language) -> str:
    """
    Return a text as HTML, escaped, and marked with its language where that is not the page's.

    A screen reader then speaks it in its own tongue, and it is set in its own direction.
    """
    text = kept_together(text, code)
    if not text or code == t.code:
        return escape(text)
    direction = Locale.parse(code).text_direction
    return f'<span lang="{escape(code)}" dir="{direction}">{escape(text)}</span>'
