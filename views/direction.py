"""The page's language and direction, and which words on it are in another language."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st
from babel import Locale

from share.language import Language

_SCRIPT = """
const tables = document.getElementsByClassName("dvn-scroller");
const begun = new WeakSet();

// A table wider than its room scrolls sideways and begins where its first column stands,
// until the reader takes hold of it: its columns get their widths one after the other.
function beginAtTheRight(table) {
  if (begun.has(table)) return;
  begun.add(table);
  const sized = new ResizeObserver(() => { table.scrollLeft = table.scrollWidth; });
  sized.observe(table);
  for (const part of table.querySelectorAll(".dvn-stack, .dvn-stack > *")) sized.observe(part);
  for (const hold of ["pointerdown", "wheel", "keydown"])
    table.parentElement.addEventListener(hold, () => sized.disconnect(), { passive: true });
}

const appearing = new MutationObserver(() => [...tables].forEach(beginAtTheRight));

export default function ({ data }) {
  const page = document.documentElement;
  if (page.lang !== data.language) page.lang = data.language;
  if (page.dir !== data.direction) page.dir = data.direction;
  if (data.direction === "rtl")
    appearing.observe(document.body, { childList: true, subtree: true });
  else appearing.disconnect();
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("missionmap_direction", html="<i hidden></i>", js=_SCRIPT)


def announce_language(t: Language) -> None:
    """
    Tell the browser the language and the direction of the page.

    The page is served with both already; this follows when the reader changes the language.
    """
    _component()(
        key="direction",
        height="content",
        data={"language": t.code, "direction": t.direction},
    )


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
    if not text or code == t.code:
        return escape(text)
    direction = Locale.parse(code).text_direction
    return f'<span lang="{escape(code)}" dir="{direction}">{escape(text)}</span>'
