"""The texts to translate: collected from the code, and kept in each language's catalogue."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from data.schema import RESOURCES
from geo.boundaries import VIEWS
from share.language import CATALOGUES

ROOT = CATALOGUES.parent
FOLDERS = ("share", "views")
KEYWORDS = {"t": None, "n": (1, 2), "N_": None}
"""How a text is marked: t("..."), t.n("one", "many", count), N_("...") in a table."""

METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
"""Which reader finds the texts of a file; in a template only t("...") is one."""

DOMAIN = "missionmap"


def template() -> Catalog:
    """Collect every text that a reader can meet, with the place where it is written."""
    made = Catalog(domain=DOMAIN, project=DOMAIN)
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS)
        for file, _, message, comments, _ in found:
            made.add(message, locations=[(f"{folder}/{file}", 0)], auto_comments=comments)
    for text, file in _texts_of_data():
        made.add(text, locations=[(file, 0)])
    return made


def _texts_of_data() -> Iterator[tuple[str, str]]:
    """Yield what the data and geometry layers say in English and the pages translate."""
    for view in VIEWS.values():
        yield view.attribution, "geo/boundaries.py"
        yield view.disclaimer, "geo/boundaries.py"
    for resource in RESOURCES:
        for column in resource.columns:
            yield column.description, "data/schema.py"


def catalogue(path: Path) -> Catalog:
    """Read a language's catalogue; its language is the name of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=DOMAIN)


def update(path: Path) -> None:
    """Bring a catalogue up to the texts of the code; what is gone is dropped."""
    kept = catalogue(path)
    kept.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, kept, width=99, sort_output=True, ignore_obsolete=True)


def _filled(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts)


def main() -> None:
    """Update every catalogue and say what is still to be translated."""
    for path in sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        update(path)
        missing = [message.id for message in catalogue(path) if message.id and not _filled(message)]
        print(f"{path.relative_to(ROOT)}: {len(missing)} texts to translate")


if __name__ == "__main__":
    main()
