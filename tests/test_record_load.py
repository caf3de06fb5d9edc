"""The reader keeps what can be used, counts what it leaves out and never depends on row order."""

import csv
import dataclasses
import random
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import RecordError
from data.load import load_mission, missions
from data.model import Quantity
from data.schema import ROOT_VARIABLE

FILES = ("statements.csv", "sources.csv", "places.csv", "actors.csv", "links.csv")


def load(folder):
    """Load the mission in a folder."""
    return load_mission(folder.name, root=folder.parent)


def test_a_clean_mission_is_read_whole(make_mission):
    """Every row is there, with numbers, days and texts in their own types."""
    mission = load(make_mission())
    assert len(mission.statements) == 8
    assert mission.problems == ()
    assert mission.left_out == dict.fromkeys(FILES, 0)
    statement = next(s for s in mission.statements if s.statement_id == "fra-2030-01-12-1")
    assert statement.quantity == Quantity(None, 200, "personnel", "up_to")
    assert statement.said_from == date(2030, 1, 12)
    assert statement.source is mission.sources["paper-1"]
    assert mission.sources["paper-3"].published_on == date(2030, 3, 31)
    assert mission.places["port"].lat == 10.5
    assert mission.settings.moments[1].statement_ids == ("fra-2030-03-01-6",)
    assert (mission.first_day, mission.last_day) == (date(2030, 1, 10), date(2030, 3, 31))


@pytest.mark.parametrize(
    ("statement_id", "voice", "evidence"),
    [
        ("fra-2030-01-10-0", "own", "own"),
        ("ken-2030-02-15-3", "press", "observed"),
        ("ken-2030-02-16-4", "other", "reported"),
        ("corps-2030-02-17-5", "own", "own"),
        ("fra-2030-03-01-6", "mission", "mission"),
    ],
)
def test_voice_and_evidence_follow_from_the_columns(make_mission, statement_id, voice, evidence):
    """The mission's own bodies are those of actors.csv whose kind says so."""
    found = {s.statement_id: s for s in load(make_mission()).statements}
    assert (found[statement_id].voice, found[statement_id].evidence) == (voice, evidence)


def test_nothing_in_a_mission_can_be_changed(make_mission):
    """Mappings, tuples and dataclasses are all read-only."""
    mission = load(make_mission())
    for mapping in (mission.sources, mission.left_out, mission.settings.title):
        assert isinstance(mapping, MappingProxyType)
    with pytest.raises(dataclasses.FrozenInstanceError):
        mission.statements[0].status = "deployed"


def test_a_row_with_a_problem_is_left_out_and_counted(make_mission, set_cell):
    """One row less, one problem, one in the count; the others are kept."""
    folder = make_mission()
    set_cell(folder, "statements.csv", 2, "role", "cook")
    mission = load(folder)
    assert len(mission.statements) == 7
    assert mission.left_out["statements.csv"] == 1
    assert [(p.file, p.row) for p in mission.problems] == [("statements.csv", 2)]


def test_what_rests_on_a_row_that_is_left_out_is_left_out_too(make_mission, set_cell):
    """Statements go with their source, links and moments with their statements, each told."""
    folder = make_mission()
    set_cell(folder, "sources.csv", 2, "kind", "blog")
    mission = load(folder)
    assert mission.left_out == {**dict.fromkeys(FILES, 0)} | {
        "sources.csv": 1,
        "statements.csv": 2,
        "links.csv": 1,
    }
    assert [(p.file, p.row, p.field) for p in mission.problems] == [
        ("sources.csv", 2, "kind"),
        ("statements.csv", 2, "source_id"),
        ("statements.csv", 3, "source_id"),
        ("links.csv", 2, "statement_a"),
        ("datapackage.json", None, "mission.moments"),
    ]
    assert [moment.day for moment in mission.settings.moments] == [date(2030, 3, 1)]


@pytest.mark.parametrize("file", [*FILES, "datapackage.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'a,b\n"c', b"[]", b"{}"])
def test_a_ruined_file_never_stops_the_reader(make_mission, file, content):
    """Whatever is in one file, the mission loads with problems to show."""
    folder = make_mission()
    (folder / file).write_bytes(content)
    mission = load(folder)
    assert any(p.file == file for p in mission.problems)
    assert set(mission.left_out) == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_never_stops_the_reader(make_mission, file):
    """Without one of its files the mission loads with what does not rest on it."""
    folder = make_mission()
    (folder / file).unlink()
    mission = load(folder)
    assert any((p.file, p.field) == (file, "file") for p in mission.problems)


def test_settings_that_cannot_be_read_still_give_a_page_a_title(make_mission):
    """Without settings the mission is named after its folder and keeps its statements."""
    folder = make_mission()
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    mission = load(folder)
    assert mission.settings.title == {"en": "lagoon", "fr": "lagoon"}
    assert mission.settings.components == mission.settings.moments == ()
    assert len(mission.statements) == 8
    assert [p.file for p in mission.problems] == ["datapackage.json"]


def test_an_unknown_mission_is_an_error_that_names_the_others(make_mission):
    """The message repeats the name asked for and lists those there are."""
    folder = make_mission()
    make_mission("marsh")
    with pytest.raises(RecordError) as error:
        load_mission("../lagoon", root=folder.parent)
    told = "mission '../lagoon' is not known. Choose one of: lagoon, marsh."
    assert str(error.value) == told
    assert load_mission("marsh", root=folder.parent).name == "marsh"


def test_the_environment_can_say_where_missions_are(make_mission, monkeypatch):
    """MISSIONMAP_DATA replaces our own folder; folders without a datapackage.json are none."""
    root = make_mission().parent
    (root / "drafts").mkdir()
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    assert missions() == ("lagoon",)
    assert load_mission("lagoon").name == "lagoon"


def test_a_mission_is_read_once(make_mission):
    """Asking again gives the very same object."""
    folder = make_mission()
    assert load(folder) is load(folder)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**16))
def test_the_order_of_rows_does_not_matter(make_mission, seed, tmp_path_factory):
    """Shuffled files give the same mission, in the same order."""
    shuffle = random.Random(seed)
    root = tmp_path_factory.mktemp("order")
    original = make_mission(f"m{root.name}")
    expected = load(original)
    (root / original.name).mkdir()
    for path in original.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            header, *rows = text.splitlines(keepends=True)
            assert len(rows) == len(list(csv.reader(rows)))
            shuffle.shuffle(rows)
            text = "".join([header, *rows])
        (root / original.name / path.name).write_text(text, encoding="utf-8")
    shuffled = load_mission(original.name, root=root)
    assert shuffled.statements == expected.statements
    assert list(shuffled.sources.items()) == list(expected.sources.items())
    assert list(shuffled.places.items()) == list(expected.places.items())
    assert list(shuffled.actors.items()) == list(expected.actors.items())
    assert shuffled.links == expected.links
    assert shuffled.settings == expected.settings
