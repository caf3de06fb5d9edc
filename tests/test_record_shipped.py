"""The record that is shipped, tested as data."""

import json
import re
from datetime import date

import pytest

from data import schema
from data.check import check_mission
from data.load import load_mission, missions

FOLDER = schema.missions_root() / "gaza"


@pytest.fixture(scope="module")
def mission():
    """Read the shipped record once."""
    return load_mission("gaza")


def test_the_shipped_record_has_no_problems(mission):
    """Every row of every file is used, and no rule is broken."""
    assert "gaza" in missions()
    assert [str(problem) for problem in mission.problems] == []
    assert set(mission.left_out.values()) == {0}


def test_the_shipped_record_has_the_size_it_is_known_for(mission):
    """348 statements in 244 documents, from October 2025 to May 2026."""
    assert (len(mission.statements), len(mission.sources)) == (348, 244)
    assert (mission.first_day, mission.last_day) == (date(2025, 10, 9), date(2026, 5, 27))


def test_the_story_begins_with_the_british_officers(mission):
    """The first moment is 21 October 2025: officers at the centre, structure and rules open."""
    first = mission.settings.moments[0]
    found = {s.statement_id: s for s in mission.statements}
    told = [found[key] for key in first.statement_ids]
    assert first.day == date(2025, 10, 21)
    assert any(s.actor == "GBR" and s.role == "planning" for s in told)
    assert {"structure", "rules_of_engagement"} <= {s.topic for s in told if s.status == "open"}


def test_every_component_has_statements(mission):
    """No component of the settings is empty in the record."""
    assert {c.component for c in mission.settings.components} == {
        s.component for s in mission.statements
    }


def test_the_places_that_count_lie_in_the_frame(mission):
    """The inset shows the headquarters and where contributions go by default."""
    west, south, east, north = mission.settings.theatre.frame
    ids = {c.place_id for c in mission.settings.components}
    for place in (mission.places[key] for key in ids | {mission.settings.theatre.headquarters}):
        assert west < place.lon < east and south < place.lat < north


def test_french_settings_keep_their_punctuation_together():
    """A space before : ; ? ! and inside guillemets does not break a line."""
    package = json.loads((FOLDER / schema.DATAPACKAGE).read_text(encoding="utf-8"))

    def french(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from [inner] if key == "fr" else french(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from french(inner)

    texts = list(french(package["mission"]))
    assert len(texts) > 20
    for text in texts:
        assert not re.search(r"[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]|\u2019", text), text


@pytest.mark.parametrize("name", missions())
def test_nothing_is_wrong_in_any_mission(name):
    """Every mission that is shipped passes its check."""
    assert check_mission(schema.missions_root() / name).problems == ()
