"""A tiny made-up mission, written to a folder, so that each test breaks one thing in it."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from data import schema
from data.record import Record, open_record
from share.geometry import geometry

FORCE = {
    "actor": "CORPS",
    "kind": "force",
    "name_en": "Lagoon Corps",
    "name_fr": "Corps de la lagune",
    "short_en": "Corps",
    "short_fr": "Corps",
    "lat": "10.5",
    "lon": "20.5",
}
PLACES = (
    {"place_id": "port", "name_en": "Port", "name_fr": "Port", "lat": "10.5", "lon": "20.5"},
    {"place_id": "hill", "name_en": "Hill", "name_fr": "Colline", "lat": "10.8", "lon": "20.9"},
)
SOURCES = (
    {"source_id": "paper-1", "url": "https://paper.example/1", "published": "2030-01-12"},
    {"source_id": "paper-2", "url": "https://paper.example/2", "published": "2030-02-20"},
    {"source_id": "paper-3", "url": "", "published": "2030-03"},
)
STATEMENTS: tuple[dict[str, str], ...] = (
    {"actor": "FRA", "said_on": "2030-01-10", "status": "considering", "speaker_for": "FRA"},
    {
        "actor": "FRA",
        "said_on": "2030-01-12",
        "status": "committed",
        "speaker_for": "FRA",
        "qty_high": "200",
        "qty_unit": "personnel",
        "qty_bound": "up_to",
        "qty_of": "own",
        "place_id": "port",
    },
    {
        "actor": "XKX",
        "said_on": "2030-02-01",
        "status": "conditional",
        "speaker_for": "XKX",
        "condition_en": "a vote",
        "condition_fr": "un vote",
        "source_id": "paper-2",
    },
    {
        "actor": "KEN",
        "said_on": "2030-02-15",
        "status": "deployed",
        "speaker": "the publisher",
        "speaker_for": "PRESS",
        "basis": "media_report",
        "component": "hq",
        "role": "liaison",
        "source_id": "paper-2",
    },
    {
        "actor": "KEN",
        "said_on": "2030-02-16",
        "status": "excluded",
        "excluded_by": "FRA",
        "speaker_for": "OTHER",
        "not_in": "hill",
        "source_id": "paper-2",
    },
    {
        "actor": "CORPS",
        "said_on": "2030-02-17",
        "status": "open",
        "topic": "rules_of_engagement",
        "speaker_for": "CORPS",
        "source_id": "paper-2",
    },
    {
        "actor": "FRA",
        "said_on": "2030-03-01",
        "status": "suspended",
        "speaker_for": "CORPS",
        "quote": "not before the summer",
        "quote_lang": "en",
        "source_id": "paper-3",
    },
    {"actor": "FRA", "said_on": "2030-03", "status": "declined", "source_id": "paper-3"},
)
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "statements": {
        "component": "patrol",
        "role": "troops",
        "speaker": "A. Minister",
        "speaker_for": "OTHER",
        "basis": "on_record",
        "summary_en": "The minister said so.",
        "summary_fr": "Le ministre le dit.",
        "source_id": "paper-1",
        "locator": "p1",
    },
    "sources": {
        "publisher": "The Paper",
        "title": "News",
        "language": "en",
        "date_basis": "page",
        "kind": "newspaper",
    },
    "places": {"precision": "town", "kind": "town"},
}


def _both(text: str) -> dict[str, str]:
    return {"en": text, "fr": text}


def _package() -> dict[str, Any]:
    """Return a datapackage.json that describes the tables above."""
    return {
        "name": "lagoon",
        "version": "0.1.0",
        "created": "2030-04-01T00:00:00Z",
        "licenses": [{"name": "CC0-1.0"}],
        "mission": {
            "title": _both("Lagoon"),
            "description": _both("Who guards the lagoon."),
            "components": [
                {"component": "hq", "label": _both("HQ"), "name": _both("HQ"), "place": "port"},
                {
                    "component": "patrol",
                    "label": _both("Patrol"),
                    "name": _both("Patrol"),
                    "place": "hill",
                },
            ],
            "headquarters": "port",
            "theatre": {"shapes": ["KEN", "FRA-GF"], "frame": [20, 10, 21, 11]},
            "default_view": {"component": "all", "borders": "un"},
            "moments": [
                {
                    "day": "2030-01-12",
                    "title": _both("France commits"),
                    "statement_ids": ["fra-2030-01-12-1"],
                },
                {
                    "day": "2030-03-01",
                    "title": _both("France suspends"),
                    "statement_ids": ["fra-2030-03-01-6"],
                },
            ],
        },
        "resources": schema.resource_descriptors(["hq", "patrol"]),
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew after a look at what has changed."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def write_table(folder: Path, resource: schema.Resource, rows: list[dict[str, str]]) -> None:
    """Write rows as CSV, with the defaults of their file filled in."""
    with (folder / resource.file).open("w", encoding="utf-8", newline="") as file:
        names = [column.name for column in resource.columns]
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**DEFAULTS.get(resource.name, {}), **row} for row in rows)


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the shipped record, which never changes."""
    return open_record("gaza")


@pytest.fixture
def make_mission(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the mission, under a name, and returns its folder."""

    def make(name: str = "lagoon") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        statements = [
            {"statement_id": f"{row['actor'].lower()}-{row['said_on']}-{index}", **row}
            for index, row in enumerate(STATEMENTS)
        ]
        link = {
            "statement_a": "fra-2030-01-12-1",
            "statement_b": "fra-2030-03-01-6",
            "kind": "contradicts",
            "note_en": "Promised, then paused.",
            "note_fr": "Promis, puis suspendu.",
        }
        write_table(folder, schema.STATEMENTS, statements)
        write_table(folder, schema.SOURCES, list(SOURCES))
        write_table(folder, schema.PLACES, list(PLACES))
        write_table(folder, schema.ACTORS, [FORCE])
        write_table(folder, schema.LINKS, [link])
        text = json.dumps(_package(), ensure_ascii=False, indent=2)
        (folder / schema.DATAPACKAGE).write_text(text + "\n", encoding="utf-8")
        return folder

    return make


@pytest.fixture
def set_cell() -> Callable[[Path, str, int, str, str], str]:
    """Return a function that changes one cell (row 1 is the header) and returns the old value."""

    def change(folder: Path, file: str, row: int, column: str, value: str) -> str:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            lines = list(csv.reader(opened))
        index = lines[0].index(column)
        old, lines[row - 1][index] = lines[row - 1][index], value
        with (folder / file).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(lines)
        return old

    return change


@pytest.fixture
def set_setting() -> Callable[[Path, str, Any], Any]:
    """Return a function that changes one setting, by a path like 'mission/moments/0/day'."""

    def change(folder: Path, where: str, value: Any) -> Any:
        path = folder / schema.DATAPACKAGE
        package = json.loads(path.read_text(encoding="utf-8"))
        *parents, last = [int(part) if part.isdigit() else part for part in where.split("/")]
        inner = package
        for part in parents:
            inner = inner[part]
        old = inner.get(last) if isinstance(inner, dict) else inner[last]
        inner[last] = value
        path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
        return old

    return change


@pytest.fixture
def made_up_missions(
    make_mission: Callable[..., Path],
    set_setting: Callable[[Path, str, Any], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Mapping[str, Path]]]:
    """Return a function that writes missions, lets the app serve only them, and says where."""

    def make(*names: str) -> Mapping[str, Path]:
        folders = {name: make_mission(name) for name in names}
        for name, folder in folders.items():
            set_setting(folder, "name", name)
            set_setting(folder, "mission/title", _both(name.capitalize()))
            monkeypatch.setenv(schema.ROOT_VARIABLE, str(folder.parent))
        return folders

    def forget() -> None:
        for cache in (open_record, geometry):
            cache.cache_clear()

    forget()
    yield make
    forget()
