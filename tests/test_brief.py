"""The brief: two to four pages that say what the pages say, with footnotes to the sources."""

import io
import re
from dataclasses import replace
from html import escape
from zipfile import ZipFile

import pytest
from asking import get
from docx import Document
from lxml import etree
from pypdf import PdfReader
from starlette.applications import Starlette

from data.record import Record
from share.brief.content import Brief, Chapter, Passage, brief_of
from share.brief.docx import brief_docx, written
from share.brief.pdf import MOST_PAGES, brief_pdf, fitted, typeset
from share.brief.picture import brief_map
from share.brief.routes import ROUTES, brief_address
from share.headline import view_of
from share.language import languages, speak
from share.links import Choice
from share.names import actor_name
from share.query import read_query
from views.server import ROUTES as SERVED

APP = Starlette(routes=ROUTES)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO_MAP = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"/>'
MARKUP = '#panic("x") *bold* _it_ $x^2$ = Head @ref <label> \\ `raw` // gone'


def chosen(record: Record, **parameters: str) -> Choice:
    """Return the choice that a link's parameters make."""
    return read_query(parameters, record)


def content(record: Record, **parameters: str) -> Brief:
    """Return what a brief says."""
    choice = chosen(record, **parameters)
    return brief_of(record, choice, speak(choice.lang))


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF with every run of blanks as one."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def bare(text: str) -> str:
    """Return the letters and digits of a text: lines may be broken and hyphenated anywhere."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("on", ["2025-12-15", "2026-02-20"])
def test_a_brief_has_two_to_four_pages(record: Record, lang: str, on: str) -> None:
    """On a middle and on the fullest day, in every language."""
    made = typeset(content(record, on=on, lang=lang), NO_MAP.encode())
    assert 2 <= made.pages <= MOST_PAGES
    assert made.pages == len(PdfReader(io.BytesIO(made.pdf)).pages)


def test_the_first_day_fills_two_pages(record: Record) -> None:
    """The table begins a page of its own, however little there is to say."""
    brief = content(record, on="2025-10-09")
    assert typeset(brief, NO_MAP.encode()).pages == 2


def test_the_pdf_says_the_facts(record: Record) -> None:
    """Whole, with the map: title, both clocks, who stands where with bounds, changes, questions."""
    choice = chosen(record, on="2026-02-20", **{"from": "2026-01-20"})
    pdf = brief_pdf(record, choice)
    assert 2 <= len(PdfReader(io.BytesIO(pdf)).pages) <= MOST_PAGES
    said = bare(text_of(pdf))
    brief = brief_of(record, choice, speak("en"))
    for part in (brief.title, brief.clocks, "at least 8,000 people", "What changed since"):
        assert bare(part) in said
    for code in view_of(record, choice).shown:
        assert bare(actor_name(record.mission, code, speak("en"))) in said
    for passage in brief.summary:
        assert bare(passage.text)[:60] in said
    assert {"20January2026", "Disagreements", "Openquestions"} <= {
        part for part in ("20January2026", "Disagreements", "Openquestions") if part in said
    }


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_footnotes_are_numbered_as_they_are_cited(record: Record, lang: str) -> None:
    """Number and document stand together at the foot, and numbers rise through the text."""
    brief = content(record, on="2026-02-20", lang=lang)
    said = bare(text_of(typeset(brief, NO_MAP.encode()).pdf))
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    for note in brief.notes:
        assert bare(f"{note.number}{note.text}") in said, note
    cited = [number for numbers in _cited(brief) for number in numbers]
    first_times = list(dict.fromkeys(cited))
    assert first_times == [note.number for note in brief.notes]


def _cited(brief: Brief) -> list[tuple[int, ...]]:
    """Return the footnotes of every passage in the order of reading."""
    rows = [row.notes for group in brief.groups for row in group.rows]
    items = [one.notes for chapter in brief.sections for one in chapter.items]
    return [*(one.notes for one in brief.summary), *rows, *items]


def test_footnotes_lead_to_the_sources_of_the_statements(record: Record) -> None:
    """A row's footnote is the document of the statement that carries its position."""
    choice = chosen(record, on="2026-02-20")
    brief, view, t = brief_of(record, choice, speak("en")), view_of(record, choice), speak("en")
    rows = {row.name: row for group in brief.groups for row in group.rows}
    for code, position in view.shown.items():
        row = rows[actor_name(record.mission, code, t)]
        source = record.by_id[position.statement_ids[0]].source
        (number,) = row.notes
        assert source.title in brief.notes[number - 1].text
        assert brief.notes[number - 1].url == source.url


def test_what_is_cut_is_counted(record: Record) -> None:
    """With little room, every list is shorter and says by how much."""
    choice, t = chosen(record, on="2026-02-20"), speak("en")
    whole, short = (brief_of(record, choice, t, room=room) for room in (10, 0.1))
    assert whole.table_rest == ""
    shown = sum(len(group.rows) for group in short.groups)
    everybody = sum(len(group.rows) for group in whole.groups)
    assert short.table_rest == f"and {everybody - shown} more"
    assert all(chapter.rest for chapter in short.sections[1:])


def test_a_long_brief_is_cut_to_fit(record: Record) -> None:
    """A view that would be too long loses items, never pages beyond the fourth."""
    choice = chosen(record, on="2026-02-20", lang="fr", **{"from": "2025-10-09"})
    too_long = typeset(brief_of(record, choice, speak("fr"), room=9), NO_MAP.encode())
    assert too_long.pages > MOST_PAGES
    assert len(PdfReader(io.BytesIO(brief_pdf(record, choice))).pages) <= MOST_PAGES


def test_no_text_is_taken_for_markup(record: Record) -> None:
    """What a typesetter would run as code is printed as it is written."""
    brief = content(record, on="2025-10-21")
    hostile = replace(
        brief,
        title=MARKUP,
        sections=(Chapter(MARKUP, MARKUP, (Passage(MARKUP, (), MARKUP),)),),
    )
    said = text_of(typeset(hostile, NO_MAP.encode()).pdf)
    assert said.count('#panic("x")') + said.count("#panic(“x”)") >= 4
    assert "*bold*" in said
    assert "@ref" in said


def test_the_word_file_has_real_footnotes(record: Record) -> None:
    """Each source is one footnote, referred to once in the order of its number."""
    choice = chosen(record, on="2025-11-10")
    brief = brief_of(record, choice, speak("en"))
    body = brief_docx(record, choice)
    with ZipFile(io.BytesIO(body)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        addresses = parts.read("word/_rels/footnotes.xml.rels").decode()
        text = etree.fromstring(parts.read("word/document.xml"))
    numbers = [int(note.get(f"{WORD}id")) for note in notes]
    assert numbers == [-1, 0, *(note.number for note in brief.notes)]
    for note, element in zip(brief.notes, list(notes)[2:], strict=True):
        assert note.text in "".join(element.itertext())
        assert escape(note.url) in addresses
    references = [int(one.get(f"{WORD}id")) for one in text.iter(f"{WORD}footnoteReference")]
    assert references == [note.number for note in brief.notes]
    document = Document(io.BytesIO(body))
    cells = " ".join(cell.text for table in document.tables for cell in table._cells)
    for code in view_of(record, choice).shown:
        assert actor_name(record.mission, code, speak("en")) in cells
    assert len(document.inline_shapes) == 1


def test_the_word_file_is_cut_as_the_pdf_is(record: Record) -> None:
    """Both say the same and count the same as left out: only the PDF's pages can be counted."""
    choice = chosen(record, on="2026-02-20", lang="fr", **{"from": "2025-10-09"})
    brief, made = fitted(record, choice)
    assert made.pages <= MOST_PAGES
    assert made.pdf == brief_pdf(record, choice)
    document = Document(io.BytesIO(brief_docx(record, choice)))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert [one.title for one in brief.sections if one.title in said] == [
        one.title for one in brief.sections
    ]
    leads = [one.lead for chapter in brief.sections for one in chapter.items if one.lead]
    assert sum(any(text.startswith(lead) for lead in leads) for text in said) >= len(leads)
    assert {chapter.rest for chapter in brief.sections if chapter.rest} <= set(said)
    rows = sum(len(table.rows) for table in document.tables)
    assert rows == sum(len(group.rows) for group in brief.groups)


@pytest.mark.parametrize("lang", languages())
def test_the_word_file_runs_in_the_language_s_direction(record: Record, lang: str) -> None:
    """Paragraphs, tables and footnotes are mirrored for right-to-left languages only."""
    brief = content(record, on="2025-10-21", lang=lang)
    with ZipFile(io.BytesIO(written(brief, PIXEL))) as parts:
        styles, text = (parts.read(f"word/{name}.xml") for name in ("styles", "document"))
        notes = parts.read("word/footnotes.xml")
    mirrored = speak(lang).direction == "rtl"
    assert (b"<w:bidi/>" in styles) == mirrored
    assert (b"<w:bidiVisual/>" in text) == mirrored
    assert (b"<w:bidi/>" in notes) == mirrored


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A PNG of one pixel."""


def test_the_same_brief_is_the_same_bytes(record: Record) -> None:
    """In both formats: no date of writing and no random name goes in."""
    brief = content(record, on="2025-10-21")
    assert typeset(brief, NO_MAP.encode()) == typeset(brief, NO_MAP.encode())
    assert written(brief, PIXEL) == written(brief, PIXEL)


def test_the_map_has_no_words_but_its_own(record: Record) -> None:
    """The picture in the brief names the contributors; title and sources stand around it."""
    choice = chosen(record, on="2025-10-21")
    picture = brief_map(record, choice, speak("en"), "svg")
    assert picture.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("/brief/gaza.odt", 404, "format"),
        ("/brief/nowhere.pdf", 404, "mission"),
        ("/brief/gaza.pdf?on=tomorrow", 400, "on"),
        ("/brief/gaza.docx?page=2", 400, "page"),
    ],
)
def test_what_cannot_be_written_is_told(address: str, status: int, field: str) -> None:
    """Field, value, rule and fix, never a trace."""
    got = get(address, app=APP)
    assert got.status == status
    (problem,) = got.json["problems"]
    assert problem["field"] == field


def test_a_brief_is_served_to_be_saved(record: Record) -> None:
    """With its media type and a name that says mission, day and version."""
    got = get(brief_address("pdf", chosen(record, on="2025-10-21")), app=APP)
    assert (got.status, got.headers["content-type"]) == (200, "application/pdf")
    assert got.headers["content-disposition"].startswith('attachment; filename="gaza_brief_on-')
    assert {route.path for route in ROUTES} <= {route.path for route in SERVED}
