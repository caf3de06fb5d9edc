"""How QGIS draws the layers of a GeoPackage: the app's colours and symbols, written as QML."""

from collections.abc import Mapping
from xml.etree import ElementTree

from charts.palette import LIGHT
from data.words import STATUSES
from share.language import Language
from share.words import STATUS

TERRITORIES, SYMBOLS, GROUND, PLACES = "territories", "symbols", "ground", "places"

MARKERS = {
    "deployed": "circle",
    "committed": "square",
    "conditional": "diamond",
    "considering": "triangle",
    "in_talks": "triangle",
    "suspended": "cross_fill",
    "withdrawn": "triangle",
    "declined": "cross2",
    "excluded": "octagon",
}
"""QGIS's own marker for each status, as near to the app's symbol as it has one."""

TURNED = {"in_talks": "180", "withdrawn": "270"}
"""Degrees by which a marker is turned: the same symbols as in the app."""


def layer_style(layer: str, t: Language) -> str:
    """Return a layer's style as QML: one symbol, or one for each status."""
    root = ElementTree.Element("qgis", version="3.28.0", styleCategories="Symbology|Labeling")
    if layer == GROUND:
        kind, symbols = "singleSymbol", [("0", "", _area(LIGHT.land))]
    elif layer == PLACES:
        kind, symbols = "singleSymbol", [("0", "", _marker("circle", LIGHT.text, "1.6"))]
    else:
        kind = "categorizedSymbol"
        symbols = [
            (status, t(STATUS[status]), _of_status(layer, status))
            for status in STATUSES
            if status in MARKERS
        ]
    renderer = ElementTree.SubElement(root, "renderer-v2", type=kind, attr="status")
    if kind == "categorizedSymbol":
        categories = ElementTree.SubElement(renderer, "categories")
        for at, (status, label, _) in enumerate(symbols):
            facts = {"value": status, "label": label, "symbol": str(at), "render": "true"}
            ElementTree.SubElement(categories, "category", facts)
    holder = ElementTree.SubElement(renderer, "symbols")
    for at, (_, _, symbol) in enumerate(symbols):
        symbol.set("name", str(at))
        holder.append(symbol)
    return "<!DOCTYPE qgis>\n" + ElementTree.tostring(root, encoding="unicode")


def _of_status(layer: str, status: str) -> ElementTree.Element:
    if layer == TERRITORIES:
        return _area(LIGHT.fill[status], reported=LIGHT.land)
    turned = TURNED.get(status, "0")
    return _marker(MARKERS[status], LIGHT.mark[status], "3.2", turned=turned, reported="#ffffff")


def _area(colour: str, *, reported: str = "") -> ElementTree.Element:
    look = {
        "color": _rgb(colour),
        "outline_color": _rgb(LIGHT.border),
        "outline_width": "0.2",
        "outline_width_unit": "MM",
        "style": "solid",
    }
    return _symbol("fill", "SimpleFill", look, reported)


def _marker(
    shape: str, colour: str, size: str, *, turned: str = "0", reported: str = ""
) -> ElementTree.Element:
    look = {
        "name": shape,
        "color": _rgb(colour),
        "outline_color": _rgb(colour),
        "outline_width": "0.4",
        "outline_width_unit": "MM",
        "size": size,
        "size_unit": "MM",
        "angle": turned,
    }
    return _symbol("marker", "SimpleMarker", look, reported)


def _symbol(
    kind: str, layer: str, look: Mapping[str, str], reported: str = ""
) -> ElementTree.Element:
    """Return a symbol; one with a colour for what is only reported takes it there."""
    symbol = ElementTree.Element("symbol", {"type": kind, "alpha": "1", "clip_to_extent": "1"})
    inner = ElementTree.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0"})
    options = ElementTree.SubElement(inner, "Option", type="Map")
    for name, value in look.items():
        ElementTree.SubElement(options, "Option", name=name, value=value, type="QString")
    if reported:
        inner.append(_where_reported(reported))
    return symbol


def _where_reported(colour: str) -> ElementTree.Element:
    """Fill with a colour where only others' words carry the position; else as usual."""
    rule = f"CASE WHEN \"reported_only\" THEN '{_rgb(colour)}' END"
    made = ElementTree.Element("data_defined_properties")
    outer = ElementTree.SubElement(made, "Option", type="Map")
    ElementTree.SubElement(outer, "Option", name="name", value="", type="QString")
    properties = ElementTree.SubElement(outer, "Option", name="properties", type="Map")
    fill = ElementTree.SubElement(properties, "Option", name="fillColor", type="Map")
    for name, value, kind in (
        ("active", "true", "bool"),
        ("expression", rule, "QString"),
        ("type", "3", "int"),
    ):
        ElementTree.SubElement(fill, "Option", name=name, value=value, type=kind)
    ElementTree.SubElement(outer, "Option", name="type", value="collection", type="QString")
    return made


def _rgb(colour: str) -> str:
    """
    Write a colour as QGIS has it.

    >>> _rgb("#072b5b")
    '7,43,91,255'
    """
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
