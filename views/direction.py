"""The page's language and direction, and which words on it are in another language."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st
from babel import Locale

from share.language import Language, kept_together

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

// Streamlit's own controls are named in English only: ours stand in the style sheet.
const NAMED = "[aria-label]";
const WRITTEN = "[data-testid=stSkipToContent], [role=tooltip] p, .gdg-search-status label, " +
  "[data-testid=stDataFrameColumnVisibilityMenu] label span";
const english = new WeakMap();
let words = new Map(), spoken = "", waiting = false;

// The style sheet of a language may arrive after this has been told of it.
function readWords() {
  const written = getComputedStyle(document.documentElement).getPropertyValue("--streamlit-words");
  const [language, ...pairs] = written.trim().slice(1, -1).split("|");
  if (language !== document.documentElement.lang) return;
  words = new Map(pairs.map((pair) => pair.split("=")));
  spoken = language;
}

// What Streamlit adds after a label, and what it puts before a colon or a comma.
const ADDED = "Choose an option";

function said(text) {
  const [first] = text.split(/[:,] /, 1);
  if (words.has(first)) return words.get(first) + text.slice(first.length);
  if (words.has(ADDED) && text.endsWith(` ${ADDED}`))
    return text.slice(0, -ADDED.length) + words.get(ADDED);
  return text;
}

function translate(node, text, write) {
  const before = english.get(node);
  const source = before && before.ours === text ? before.source : text;
  const ours = said(source);
  if (ours !== source || before) english.set(node, { source, ours });
  if (ours !== text) write(ours);
}

function translateAll() {
  waiting = false;
  if (spoken !== document.documentElement.lang) readWords();
  for (const node of document.querySelectorAll(NAMED))
    translate(node, node.ariaLabel, (ours) => { node.ariaLabel = ours; });
  for (const node of document.querySelectorAll(WRITTEN)) {
    const text = node.firstChild;
    if (text && text.nodeType === Node.TEXT_NODE)
      translate(text, text.nodeValue, (ours) => { text.nodeValue = ours; });
  }
  if (spoken === document.documentElement.lang && !words.size) naming.disconnect();
}

const naming = new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(translateAll);
});

function nameInOurWords() {
  naming.observe(document.body,
    { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
  translateAll();
}

export default function ({ data }) {
  const page = document.documentElement;
  if (page.lang !== data.language) page.lang = data.language;
  if (page.dir !== data.direction) page.dir = data.direction;
  if (data.direction === "rtl")
    appearing.observe(document.body, { childList: true, subtree: true });
  else appearing.disconnect();
  nameInOurWords();
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
    text = kept_together(text, code)
    if not text or code == t.code:
        return escape(text)
    direction = Locale.parse(code).text_direction
    return f'<span lang="{escape(code)}" dir="{direction}">{escape(text)}</span>'
