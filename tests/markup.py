"""A page read back the way a browser reads it: its elements, their attributes and their texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "path", "use"))
"""Elements without an end (those of SVG that the pages write so)."""


@dataclass(eq=False)
class Element:
    """One element: its name, attributes and text, its children's included."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(eq=False)
class Markup(HTMLParser):
    """Reads a page; `unbalanced` has every end without a beginning and the other way round."""

    page: str
    elements: list[Element] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read it at once."""
        super().__init__()
        self.feed(self.page)
        self.close()
        self.unbalanced += [element.name for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that ends at once."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open, which must be this one."""
        if self.open and self.open[-1].name == tag:
            self.open.pop()
        else:
            self.unbalanced.append(f"/{tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Give a text to every element that it stands in."""
        for element in self.open:
            element.text += data

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of a name that have these attributes."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.name == name and wanted.items() <= element.attributes.items()
        ]

    def values(self, attribute: str) -> list[str]:
        """Return every value of an attribute, in the order of the page."""
        return [e.attributes[attribute] for e in self.elements if attribute in e.attributes]
