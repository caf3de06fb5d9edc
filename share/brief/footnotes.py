"""Real footnotes for a DOCX: the part of the file that python-docx does not write itself."""

from collections.abc import Iterable
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from share.brief.notes import Note

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
"""What Word draws above footnotes; their ids are reserved (ECMA-376, 17.11)."""

SIZE: Final = "13"
"""Type size in half points."""


def add_footnotes(document: Document, notes: Iterable[Note], *, rtl: bool) -> None:
    """Put the texts of all footnotes into the file, under their own numbers."""
    package: Any = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", package)
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for kind, name in SEPARATORS:
        footnote = _footnote(root, name, rtl=rtl)
        footnote.getparent().set(qn("w:type"), kind)
        _run(footnote).append(OxmlElement(f"w:{kind}"))
    for note in notes:
        paragraph = _footnote(root, note.number, rtl=rtl)
        _styled(_run(paragraph), "w:vertAlign", "superscript").append(OxmlElement("w:footnoteRef"))
        _text(_run(paragraph), f" {note.text} ", rtl=rtl)
        if note.url:
            target = part.relate_to(note.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = etree.SubElement(paragraph, qn("w:hyperlink"))
            link.set(qn("r:id"), target)
            _text(_run(link), note.site, rtl=False)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def cite_footnote(paragraph: Paragraph, number: int) -> None:
    """Refer to a footnote for the first time; Word numbers references as they come."""
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def cite_again(paragraph: Paragraph, number: int) -> None:
    """Repeat the number of a footnote that was cited before: a source has one only."""
    paragraph.add_run(str(number)).font.superscript = True


def _footnote(root: etree._Element, name: int, *, rtl: bool) -> etree._Element:
    """Add a footnote and return its paragraph, set tightly."""
    footnote = etree.SubElement(root, qn("w:footnote"))
    footnote.set(qn("w:id"), str(name))
    paragraph = etree.SubElement(footnote, qn("w:p"))
    properties = etree.SubElement(paragraph, qn("w:pPr"))
    if rtl:
        etree.SubElement(properties, qn("w:bidi"))
    etree.SubElement(properties, qn("w:spacing")).attrib.update(
        {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "200", qn("w:lineRule"): "auto"}
    )
    return paragraph


def _run(paragraph: etree._Element) -> etree._Element:
    """Add a run of the footnotes' type size."""
    run = etree.SubElement(paragraph, qn("w:r"))
    _styled(run, "w:sz", SIZE)
    return _styled(run, "w:szCs", SIZE)


def _styled(run: etree._Element, name: str, value: str) -> etree._Element:
    """Add a property to a run; they must come in the order of ECMA-376, 17.3.2.28."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = etree.SubElement(run, qn("w:rPr"))
    etree.SubElement(properties, qn(name)).set(qn("w:val"), value)
    return run


def _text(run: etree._Element, text: str, *, rtl: bool) -> None:
    if rtl:
        etree.SubElement(run[0], qn("w:rtl"))
    element = etree.SubElement(run, qn("w:t"))
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
