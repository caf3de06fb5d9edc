"""The parts import downwards only, and only the record knows which mission is shown."""

import ast
import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import data.words
import share.words
from data import schema

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT: Mapping[str, set[str]] = {
    "data": set(),
    "geo": set(),
    "charts": {"data", "geo"},
    "share": {"charts", "data", "geo"},
    "views": {"share", "charts", "data", "geo"},
    "app": {"views", "share", "charts", "data", "geo"},
}
"""The parts of the app from the bottom up, and what each may import besides itself."""

USABLE_WITHOUT: Mapping[str, set[str]] = {
    "streamlit": {"data", "geo", "charts", "share"},
    "plotly": {"data", "geo"},
}
"""Libraries, and the parts that a notebook or a script can use without them."""

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "src"}
"""Names for things without a place."""

NAMED_IN_GEO = r"PSE-GZ|PSE-WB|Gaza\s+Strip|West\s+Bank"
"""Two shapes that the sources of the boundaries hold as one: geo/ names them to part them."""

RECORDS = ROOT / "data" / "missions"
MISSIONS = [RECORDS / name for name in schema.mission_names(RECORDS)]


def modules() -> list[Path]:
    """Return every Python file of the repository."""
    folders = (*MAY_IMPORT, "bench", "tests")
    return [ROOT / "app.py", *sorted(path for name in folders for path in files_in(name, ".py"))]


def files_in(folder: str, *endings: str) -> Iterator[Path]:
    """Yield the files below a top-level folder that have one of the endings."""
    return (path for path in (ROOT / folder).rglob("*") if path.suffix in endings)


def part_of(path: Path) -> str:
    """Return the top-level folder of a file, and `app` for app.py itself."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports_of(source: str) -> Iterator[tuple[int, str]]:
    r"""
    Yield the line and the top-level name of every import, wherever it stands.

    >>> list(imports_of("import numpy as np, data.words"))
    [(1, 'numpy'), (1, 'data')]
    >>> list(imports_of("def late():\n    from data.words import ROLES"))
    [(2, 'data')]
    >>> list(imports_of("importlib.import_module('geo.rings')"))
    [(1, 'geo')]
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield node.lineno, ast.literal_eval(node.args[0]).split(".")[0]


def broken_imports(part: str, source: str) -> Iterator[tuple[int, str]]:
    r"""
    Yield the line and the broken rule of every import that a part must not have.

    >>> list(broken_imports("geo", "import plotly\nfrom share import links"))
    [(1, 'geo is usable without plotly'), (2, 'geo does not stand above share')]
    >>> list(broken_imports("views", "import streamlit\nfrom views.style import style_sheet"))
    []
    """
    for line, name in imports_of(source):
        if part in USABLE_WITHOUT.get(name, ()):
            yield line, f"{part} is usable without {name}"
        elif name in MAY_IMPORT and name != part and name not in MAY_IMPORT[part]:
            yield line, f"{part} does not stand above {name}"


def test_imports_run_downwards_only() -> None:
    """From app through views, share and charts to geo and data, which import nothing of ours."""
    assert [
        f"{path.relative_to(ROOT)}:{line}: {rule}"
        for path in modules()
        if part_of(path) in MAY_IMPORT
        for line, rule in broken_imports(part_of(path), path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_every_part_is_looked_at(part: str) -> None:
    """A part that has moved away would keep every rule unseen."""
    assert any(part_of(path) == part for path in modules())


def test_every_module_says_what_it_decides() -> None:
    """Each Python file begins with a docstring, the tests included."""
    assert [
        str(path.relative_to(ROOT))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ] == []


def test_every_module_is_named_after_what_it_is_about() -> None:
    """No file or folder is a drawer for things without a place."""
    assert [
        str(path.relative_to(ROOT)) for path in modules() if DRAWERS & {path.stem, path.parent.name}
    ] == []


def everyday_words() -> set[str]:
    """Return the words of our own vocabularies, in which no mission is named."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from texts((*value, *value.values()))
        elif isinstance(value, Iterable):
            for inner in value:
                yield from texts(inner)

    def constants(module: ModuleType) -> Iterator[object]:
        return (value for name, value in vars(module).items() if name.isupper())

    said = texts((*constants(data.words), *constants(share.words)))
    return {word for text in said for word in re.split(r"[\W_]+", text.lower())}


def names_of(mission: Path) -> set[str]:
    """
    Return what names a mission and is no word of ours.

    That is its folder, its components, its places, and every actor that would not be
    there without it (all but organisations).
    """

    def rows(resource: schema.Resource) -> list[dict[str, str]]:
        text = (mission / resource.file).read_text(encoding=schema.ENCODING)
        return list(csv.DictReader(text.splitlines()))

    package = json.loads((mission / schema.DATAPACKAGE).read_text(encoding=schema.ENCODING))
    components = {entry["component"] for entry in package["mission"]["components"]}
    actors = [row for row in rows(schema.ACTORS) if row["kind"] != "organisation"]
    return {
        mission.name,
        *(components - everyday_words()),
        *(row[name] for row in rows(schema.PLACES) for name in ("place_id", "name_en", "name_fr")),
        *(row[name] for row in actors for name in ("actor", "name_en", "name_fr")),
    }


def found_names(names: Iterable[str], text: str, *, allowed: str = "(?!)") -> list[tuple[int, str]]:
    r"""
    Return the line and the wording of every name in a text, however it is joined and cased.

    >>> found_names({"old-town", "hq"}, "HQ\nin the OLD_TOWN, not oldtowns", allowed="HQ")
    [(2, 'OLD_TOWN')]
    """
    written = (r"[\W_]+".join(re.findall(r"[^\W_]+", name)) for name in names)
    pattern = rf"(?<![^\W_])(?:{'|'.join(sorted(written, key=len, reverse=True))})(?![^\W_])"
    kept = re.sub(allowed, lambda match: re.sub(r"\S", "-", match[0]), text)
    return [
        (kept.count("\n", 0, match.start()) + 1, match[0])
        for match in re.finditer(pattern, kept, re.IGNORECASE)
    ]


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.name)
def test_only_the_record_names_a_mission(mission: Path) -> None:
    """A second mission needs a folder and no line of code: nothing else names the first."""
    names = names_of(mission)
    texts = [
        *(ROOT / name for name in ("app.py", "Makefile", "pyproject.toml")),
        *files_in(".streamlit", ".toml"),
        *(
            path
            for folder in (*MAY_IMPORT, "bench", "locale")
            for path in files_in(folder, ".py", ".po", ".js", ".css", ".html", ".csv", ".json")
            if not path.is_relative_to(RECORDS)
        ),
    ]
    assert [
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in texts
        for line, word in found_names(
            names,
            path.read_text(encoding="utf-8"),
            allowed=NAMED_IN_GEO if part_of(path) == "geo" else "(?!)",
        )
    ] == []
