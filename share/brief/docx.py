"""The brief as DOCX, to be edited: the same content with real footnotes."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from charts.palette import LIGHT
from data.record import Record
from share.brief.content import Brief, Chapter, Group, Passage
from share.brief.footnotes import add_footnotes, cite_again, cite_footnote
from share.brief.pdf import fitted
from share.brief.picture import brief_map
from share.language import RIGHT_TO_LEFT, speak
from share.links import Choice
from share.typeface import FAMILY

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SCRIPT_FONTS: Final = {"ar": f"{FAMILY} Arabic", "he": f"{FAMILY} Hebrew"}
WRITTEN: Final = datetime(2000, 1, 1)
"""Creation date of files: the same content must be the same bytes on any day."""

TEXT_MM: Final = 180
MAP_MM: Final = 158
"""Widths of the text and of the map: as large as lets the map stand on the first page."""
COLUMNS_MM: Final = (30, 34, 22)
"""Widths of the table's columns, which stands in one of two columns of the page."""

SIZES: Final = {"Normal": 8, "Title": 21, "Subtitle": 10, "Heading 1": 12, "Heading 2": 9}
"""Type sizes in points."""


AFTER_BIDI: Final = tuple(
    f"w:{name}"
    for name in ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc")
    + ("textDirection", "textAlignment", "outlineLvl", "rPr")
)
AFTER_SIZE: Final = {
    "w:szCs": ("w:highlight", "w:u", "w:effect", "w:vertAlign", "w:rtl", "w:cs", "w:lang"),
    "w:rtl": ("w:cs", "w:em", "w:lang"),
    "w:lang": ("w:eastAsianLayout", "w:specVanish"),
}
"""What must stand behind an element: the order is fixed (ECMA-376, 17.3.1.26 and 17.3.2.28)."""


class Writer:
    """Write passages one after the other; it remembers which footnotes have been cited."""

    def __init__(self, brief: Brief) -> None:
        """Begin an empty A4 document in the brief's language."""
        self.brief = brief
        self.document: Doc = Document()
        self.cited: set[int] = set()

    def cite(self, paragraph: Paragraph, numbers: Iterable[int]) -> None:
        """Put footnote numbers behind a text; a source cited again repeats its number."""
        for place, number in enumerate(numbers):
            if place:
                paragraph.add_run(",").font.superscript = True
            if number in self.cited:
                cite_again(paragraph, number)
            else:
                cite_footnote(paragraph, number)
                self.cited.add(number)

    def passage(self, paragraph: Paragraph, one: Passage) -> Paragraph:
        """Write one passage into a paragraph."""
        parts = [(one.lead, True), (one.text, False), (one.said, False)]
        for place, (text, bold) in enumerate(part for part in parts if part[0]):
            if place:
                paragraph.add_run(". ")
            run = paragraph.add_run(text)
            run.font.bold = run.font.cs_bold = bold
        self.cite(paragraph, one.notes)
        return paragraph


def brief_docx(record: Record, choice: Choice) -> bytes:
    """
    Write the brief of a view as a Word document, the same bytes each time.

    Only the program that opens it breaks it into pages. So it says what the PDF says, whose
    pages are counted and lists cut; its page, type and columns take about as much room.
    """
    brief, _ = fitted(record, choice)
    return written(brief, brief_map(record, choice, speak(choice.lang), "png"))


def written(brief: Brief, picture: bytes) -> bytes:
    """Write a brief with its map, a PNG, as DOCX."""
    writer = Writer(brief)
    document = writer.document
    _set_up(document, brief)
    document.add_paragraph(brief.title, style="Title")
    document.add_paragraph(brief.clocks, style="Subtitle")
    document.add_heading(brief.summary_title, level=1)
    summary = document.add_paragraph()
    for one in brief.summary:
        writer.passage(summary, one)
        summary.add_run(" ")
    document.add_picture(io.BytesIO(picture), width=Mm(MAP_MM))
    _describe_picture(document, brief.map_alt)
    _quiet(document.add_paragraph(brief.map_note))
    _in_columns(document.add_section(WD_SECTION.NEW_PAGE), brief)
    document.add_heading(brief.table_title, level=1)
    for group in brief.groups:
        _add_group(writer, group)
    if brief.table_rest:
        _quiet(document.add_paragraph(brief.table_rest))
    for section in brief.sections:
        _add_section(writer, section)
    add_footnotes(document, brief.notes, rtl=brief.direction == RIGHT_TO_LEFT)
    saved = io.BytesIO()
    document.save(saved)
    return _undated(saved)


def _in_columns(section: Section, brief: Brief) -> None:
    """Set the rest in two columns, as the PDF does: it fits on as few pages."""
    if brief.direction == RIGHT_TO_LEFT:
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")
    (columns,) = section._sectPr.findall(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")


def _undated(saved: io.BytesIO) -> bytes:
    """Pack a file again with the same date on every part of it."""
    packed = io.BytesIO()
    with ZipFile(saved) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, WRITTEN.timetuple()[:6]), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def _set_up(document: Doc, brief: Brief) -> None:
    """Set page, footer, properties and styles."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - TEXT_MM) / 2)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(13), Mm(16), Mm(8)
    page.footer.paragraphs[0].add_run(brief.credit).font.size = Pt(7)
    about = document.core_properties
    about.title, about.author, about.language = brief.title, "Missionmap", brief.lang
    about.comments = about.last_modified_by = ""
    about.created = about.modified = WRITTEN
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _colour(LIGHT.text)
        style.font.name = FAMILY
        style.font.italic = False
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
        _name_fonts(style.element.get_or_add_rPr(), brief, size)
        if brief.direction == RIGHT_TO_LEFT:
            paragraph = style.element.get_or_add_pPr()
            paragraph.insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)


def _name_fonts(runs: Any, brief: Brief, size: int) -> None:
    """Set what python-docx leaves alone: typeface and size of other scripts, and the language."""
    fonts = runs.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), SCRIPT_FONTS.get(brief.lang, FAMILY))
    for spaced in runs.findall(qn("w:spacing")):
        runs.remove(spaced)
    made = {"w:szCs": {"val": str(size * 2)}, "w:rtl": {}, "w:lang": _languages(brief)}
    if brief.direction != RIGHT_TO_LEFT:
        made.pop("w:rtl")
    for name, values in made.items():
        for old in runs.findall(qn(name)):
            runs.remove(old)
        element = OxmlElement(name)
        for key, value in values.items():
            element.set(qn(f"w:{key}"), value)
        runs.insert_element_before(element, *AFTER_SIZE[name])


def _languages(brief: Brief) -> dict[str, str]:
    return {"val": brief.lang, "bidi": brief.lang}


def _describe_picture(document: Doc, alt: str) -> None:
    """Give the map its words for readers who do not see it."""
    for properties in document.element.body.iter(qn("wp:docPr")):
        properties.set("descr", alt)


def _quiet(paragraph: Paragraph) -> Paragraph:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(7.5), _colour(LIGHT.quiet)
    return paragraph


def _colour(tone: str) -> RGBColor:
    return RGBColor.from_string(tone.removeprefix("#").upper())


def _add_group(writer: Writer, group: Group) -> None:
    """Add the actors under one status as a table."""
    document, brief = writer.document, writer.brief
    document.add_heading(group.title, level=2)
    _quiet(document.add_paragraph(group.meaning)).paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(COLUMNS_MM))
    table.autofit = False
    _rule_rows(table)
    if brief.direction == RIGHT_TO_LEFT:
        table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW")
    for row in group.rows:
        name, part, number = (cell.paragraphs[0] for cell in table.add_row().cells)
        name.add_run(row.name)
        writer.cite(name, row.notes)
        part.add_run(f"{row.part} ({row.evidence})" if row.hollow else row.part)
        number.add_run(row.number)
    _tighten(table)


def _rule_rows(table: Table) -> None:
    """Part rows by thin lines only."""
    borders = OxmlElement("w:tblBorders")
    line = OxmlElement("w:insideH")
    look = {"val": "single", "sz": "2", "color": LIGHT.rule.removeprefix("#")}
    for key, value in look.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblLook")


def _tighten(table: Table) -> None:
    """Give columns their widths, and rows no room but for their text."""
    for column, width in zip(table.columns, COLUMNS_MM, strict=True):
        column.width = Mm(width)
    for place, cell in enumerate(table._cells):
        cell.width = Mm(COLUMNS_MM[place % len(COLUMNS_MM)])
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)


def _add_section(writer: Writer, section: Chapter) -> None:
    document = writer.document
    document.add_heading(section.title, level=1)
    document.add_paragraph(section.intro)
    for one in section.items:
        if one.text or one.said:
            paragraph = writer.passage(document.add_paragraph(), one)
            paragraph.paragraph_format.left_indent = Mm(0 if one.lead else 4)
        else:
            document.add_heading(one.lead, level=2)
    if section.rest:
        _quiet(document.add_paragraph(section.rest))
