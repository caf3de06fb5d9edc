"""The record has a version made from its content, and two of them can be compared in words."""

import csv
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import schema
from data.load import _load
from data.record import Record, open_record, prepare
from share import diff
from share.diff import CAME, CORRECTED, SETTINGS, WENT, Correction, Difference, differences
from share.editions import read_edition
from share.language import speak
from share.package import data_package
from share.query import read_query
from share.rows import TABLES
from share.snapshot import take_snapshot
from share.version import content_hash, record_version

Make = Callable[..., Path]


def version_of(folder: Path) -> str:
    """Read a mission's folder afresh and return its version."""
    return record_version(_load.__wrapped__(folder.name, folder.parent))


def rewrite(folder: Path, file: str, order: Callable[[list[Any]], list[Any]]) -> None:
    """Write a table anew: another order of rows, quotes around every cell, other line ends."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows([header, *order(rows)])


def test_the_shipped_record_has_a_version(record: Record) -> None:
    """It begins with the record's last day, and is the same however often it is asked for."""
    version = record_version(record)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{10}", version)
    assert version.startswith(record.mission.last_day.isoformat())
    assert record_version(record.mission) == record_version(prepare(record.mission)) == version
    assert version.endswith(content_hash(record.mission)[:10])


def test_how_the_files_are_written_does_not_count(make_mission: Make) -> None:
    """Neither the order of rows, nor quotes and line ends, nor the folder's name."""
    plain, other = make_mission("lagoon"), make_mission("marsh")
    for resource in schema.RESOURCES:
        rewrite(other, resource.file, lambda rows: rows[::-1])
    path = other / schema.DATAPACKAGE
    package = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(package.items()))), encoding="utf-8")
    assert version_of(other) == version_of(plain)


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("statements.csv", "summary_fr", "Le ministre ne le dit pas."),
        ("statements.csv", "role", "logistics"),
        ("sources.csv", "title", "Other news"),
        ("places.csv", "note", "a note"),
        ("actors.csv", "short_en", "The Corps"),
        ("links.csv", "note_en", "Paused."),
    ],
)
def test_every_word_of_the_record_counts(
    make_mission: Make, set_cell: Callable[..., str], file: str, column: str, value: str
) -> None:
    """One cell of any table makes another version, and its old value the old one again."""
    folder = make_mission()
    before = version_of(folder)
    old = set_cell(folder, file, 2, column, value)
    assert version_of(folder) != before
    set_cell(folder, file, 2, column, old)
    assert version_of(folder) == before


@pytest.mark.parametrize(
    ("where", "value", "counts"),
    [
        ("mission/title/fr", "La lagune", True),
        ("mission/moments/0/title/en", "France promises", True),
        ("mission/theatre/frame/0", 19, True),
        ("licenses/0/name", "CC-BY-4.0", True),
        ("version", "9.9.9", False),
        ("created", "2031-01-01T00:00:00Z", False),
    ],
)
def test_settings_count_and_labels_of_an_edition_do_not(
    make_mission: Make, set_setting: Callable[..., Any], where: str, value: Any, counts: bool
) -> None:
    """What a reader is told makes the version; a number that editors give it does not."""
    folder = make_mission()
    before = version_of(folder)
    set_setting(folder, where, value)
    assert (version_of(folder) != before) is counts


def test_a_row_is_written_back_as_it_stands_in_its_file(record: Record) -> None:
    """Every table of the shipped record comes back cell by cell."""
    folder = Path(schema.__file__).parent / "missions" / record.mission.name

    def same(cell: object) -> object:
        try:
            return float(str(cell))
        except ValueError:
            return "" if cell is None else cell

    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
            written = [
                {key: same(cell) for key, cell in row.items()} for row in csv.DictReader(opened)
            ]
        held = [{key: same(cell) for key, cell in row.items()} for row in rows(record.mission)]
        assert sorted(held, key=str) == sorted(written, key=str)


def test_a_record_without_a_statement_has_a_version(make_mission: Make) -> None:
    """It has no last day, so the version is the hash alone."""
    folder = make_mission()
    rewrite(folder, "statements.csv", lambda rows: [])
    assert re.fullmatch(r"[0-9a-f]{10}", version_of(folder))
    assert open_record("lagoon", root=folder.parent).mission.statements == ()


@pytest.fixture
def two(make_mission: Make) -> tuple[Path, Path]:
    """Return the folders of two editions of a record that say the same."""
    return make_mission("before"), make_mission("after")


def found_in(two: tuple[Path, Path]) -> tuple[Difference, ...]:
    """Return what is different between two folders, read afresh."""
    return differences(*(_load.__wrapped__(folder.name, folder.parent) for folder in two))


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return what the command prints."""
    assert diff.main([str(one) for one in arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_two_editions_that_say_the_same_have_no_difference(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """However their rows are ordered; the command says so, and its list is empty."""
    rewrite(two[1], "statements.csv", lambda rows: rows[::-1])
    assert found_in(two) == ()
    assert said(capsys, *two).endswith(": nothing is different.\n")
    assert json.loads(said(capsys, *two, "--json")) == []


def test_a_corrected_cell_is_told_with_before_and_after(
    two: tuple[Path, Path], set_cell: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By the field, for a word, a number, a cell that was empty and one that is now."""
    set_cell(two[1], "statements.csv", 3, "status", "conditional")
    set_cell(two[1], "statements.csv", 3, "condition_en", "a vote")
    set_cell(two[1], "statements.csv", 3, "condition_fr", "un vote")
    set_cell(two[1], "statements.csv", 3, "qty_high", "300")
    set_cell(two[1], "statements.csv", 3, "place_id", "")
    (found,) = found_in(two)
    assert (found.table, found.row_id, found.kind) == ("statements", "fra-2030-01-12-1", CORRECTED)
    assert set(found.corrections) == {
        Correction("status", "committed", "conditional"),
        Correction("condition_en", None, "a vote"),
        Correction("condition_fr", None, "un vote"),
        Correction("qty_high", 200, 300),
        Correction("place_id", "port", None),
    }
    first, told = said(capsys, *two).splitlines()
    assert first.endswith(": 0 statements came, 0 went, and 1 was corrected.")
    assert told.startswith("Corrected: France (Patrol), “On conditions” according to A. Minister")
    for part in (
        "status was “committed” and is now “conditional”",
        "condition_en was empty and is now “a vote”",
        "qty_high was “200” and is now “300”",
        "place_id was “port” and is now empty",
    ):
        assert part in told


def test_what_came_and_what_went_is_told(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Read the other way round, what came went; a row under another id is both."""

    def rename(rows: list[Any]) -> list[Any]:
        return [["xkx-2030-02-01-vote", *rows[0][1:]], *rows[1:]]

    rewrite(two[1], "statements.csv", lambda rows: rows[:2] + rename(rows[2:]))
    found = found_in(two)
    assert {(one.row_id, one.kind) for one in found} == {
        ("xkx-2030-02-01-vote", CAME),
        ("xkx-2030-02-01-2", WENT),
    }
    back = found_in(two[::-1])
    assert {(one.row_id, one.kind) for one in back} == {
        ("xkx-2030-02-01-vote", WENT),
        ("xkx-2030-02-01-2", CAME),
    }
    lines = said(capsys, *two).splitlines()
    assert "Gone: Kosovo (Patrol), “On conditions” according to A. Minister" in lines[1]
    assert lines[2].startswith("New: Kosovo") and "xkx-2030-02-01-vote" in lines[2]


def test_other_tables_and_settings_are_compared_too(
    two: tuple[Path, Path],
    set_cell: Callable[..., str],
    set_setting: Callable[..., Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A source, a link by its two ends, and a setting by the path that leads to it."""
    set_cell(two[1], "sources.csv", 2, "title", "Other news")
    set_cell(two[1], "links.csv", 2, "note_en", "Paused.")
    set_setting(two[1], "mission/moments/0/title/en", "France promises")
    assert found_in(two) == (
        Difference("sources", "paper-1", CORRECTED, (Correction("title", "News", "Other news"),)),
        Difference(
            "links",
            "fra-2030-01-12-1 fra-2030-03-01-6",
            CORRECTED,
            (Correction("note_en", "Promised, then paused.", "Paused."),),
        ),
        Difference(
            SETTINGS,
            "datapackage.json",
            CORRECTED,
            (Correction("moments.1.title.en", "France commits", "France promises"),),
        ),
    )
    lines = said(capsys, *two).splitlines()
    assert lines[0].endswith("and 3 other rows are different.")
    assert lines[1] == "Corrected: sources.csv paper-1: title was “News” and is now “Other news”."


def test_what_breaks_a_rule_is_not_compared_and_counted(
    two: tuple[Path, Path], set_cell: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that cannot be used went, and the command says that there is one."""
    set_cell(two[1], "statements.csv", 4, "status", "perhaps")
    lines = said(capsys, *two).splitlines()
    assert lines[1].endswith(": 1 row breaks a rule and is not compared.")
    assert lines[2].startswith("Gone: Kosovo")


def test_a_data_package_is_compared_as_well(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The zip that readers download says the same as the folder that it was made from."""
    folder = Path(schema.__file__).parent / "missions" / record.mission.name
    view = take_snapshot(record, on=record.mission.last_day, known=date.max)
    packed = tmp_path / "record.zip"
    packed.write_bytes(data_package(view, read_query({}, record), speak("en")))
    assert record_version(read_edition(packed)) == record_version(record)
    assert "nothing is different" in said(capsys, folder, packed)


def test_the_objects_hold_the_sentences_too(
    two: tuple[Path, Path], set_cell: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """In the language asked for, with names in it; fields keep their own names."""
    set_cell(two[1], "statements.csv", 2, "status", "committed")
    (english,) = json.loads(said(capsys, *two, "--json"))
    (french,) = json.loads(said(capsys, *two, "--json", "--lang", "fr"))
    assert english["corrections"] == french["corrections"]
    assert english.keys() == {"table", "id", "kind", "corrections", "sentence"}
    assert "Pledged" in english["sentence"] and "Pledged" not in french["sentence"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "does not exist"),
        (b"no zip", "is no zip file"),
        ({}, "holds no datapackage.json"),
        ({"statements.csv": b"a"}, "holds no datapackage.json"),
    ],
)
def test_what_is_no_record_is_one_line_and_exit_code_2(
    two: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: Any,
    words: str,
) -> None:
    """On stderr, with the path as it was written and what to name instead."""
    path = tmp_path / "old.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        with zipfile.ZipFile(path, "w") as packed:
            for name, text in content.items():
                packed.writestr(name, text)
    with pytest.raises(SystemExit) as left:
        diff.main([str(path), str(two[1])])
    out, err = capsys.readouterr()
    assert (left.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"python -m share.diff: '{path}' {words}.")
    assert err.endswith(
        "Name the folder of a mission, with its datapackage.json, or a data package (zip).\n"
    )


def test_an_unknown_language_is_one_line_and_exit_code_2(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which there are."""
    with pytest.raises(SystemExit) as left:
        diff.main([str(two[0]), str(two[1]), "--lang", "xx"])
    assert left.value.code == 2
    assert "--lang 'xx' is not known. Choose one of: en, " in capsys.readouterr().err


def test_a_member_of_a_zip_never_leaves_its_folder(tmp_path: Path, two: tuple[Path, Path]) -> None:
    """Only files beside the package's own datapackage.json are read, under their last name."""
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in two[0].iterdir():
            packed.write(file, f"deep/{file.name}")
        packed.writestr("deep/../../escaped.csv", "a")
        packed.writestr("/deep/datapackage.json/x", "a")
    assert record_version(read_edition(path)) == version_of(two[0])
    assert not (tmp_path.parent / "escaped.csv").exists()
