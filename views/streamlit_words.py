"""What Streamlit itself says to a reader, in English only: the names of its own controls."""

from typing import Final

from share.language import Language
from share.words import N_

WORDS: Final = (
    N_("App pages"),
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("Choose an option"),
    N_("Open"),
    N_("Close"),
    N_("Clear value"),
    N_("Choose date"),
    N_("Previous month"),
    N_("Next month"),
    N_("Previous"),
    N_("Next"),
    N_("year"),
    N_("month"),
    N_("day"),
    N_("Show/hide columns"),
    N_("Select all"),
    N_("Download as CSV"),
    N_("Search"),
    N_("Type to search"),
    N_("Previous Result"),
    N_("Next Result"),
    N_("Close Search"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
)
"""As Streamlit 1.67 writes them, in names and hints, alone or before a colon or a comma."""


def streamlit_words(t: Language) -> str:
    """
    Return the language, then Streamlit's words with ours, one pair after the other.

    views/language.js puts ours in their place. They travel with the style sheet, once for
    a visit.
    """
    pairs = [f"{word}={t(word)}" for word in WORDS if t(word) != word]
    return "|".join([t.code, *pairs])
