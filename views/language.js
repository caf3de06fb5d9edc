/* Tells the browser the language and the direction of the page, and names Streamlit's own
   controls in it. */

const tables = document.getElementsByClassName("dvn-scroller");
const begun = new WeakSet();

/* A table wider than its room scrolls sideways and begins where its first column stands,
   until the reader takes hold of it: its columns get their widths one after the other. */
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

/* Streamlit's own controls are named in English only: ours stand in the style sheet. */
const NAMED = "[aria-label]";
const WRITTEN = "[data-testid=stSkipToContent], [role=tooltip] p, .gdg-search-status label, " +
  "[data-testid=stDataFrameColumnVisibilityMenu] label span";
const english = new WeakMap();
let words = new Map(), spoken = "", waiting = false;

/* The style sheet of a language may arrive after this has been told of it. */
function readWords() {
  const written = getComputedStyle(document.documentElement).getPropertyValue("--streamlit-words");
  const [language, ...pairs] = written.trim().slice(1, -1).split("|");
  if (language !== document.documentElement.lang) return;
  words = new Map(pairs.map((pair) => pair.split("=")));
  spoken = language;
}

/* What Streamlit adds after a label, and what it puts before a colon or a comma. */
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

/* The page is served in its language; this follows when the reader chooses another one. */
function followLanguage({ language, direction }) {
  const page = document.documentElement;
  if (page.lang !== language) page.lang = language;
  if (page.dir !== direction) page.dir = direction;
  if (direction === "rtl") appearing.observe(document.body, { childList: true, subtree: true });
  naming.observe(document.body,
    { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
  translateAll();
  return () => {
    appearing.disconnect();
    naming.disconnect();
  };
}
