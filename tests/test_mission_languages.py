"""A mission may be told in more languages than its tables have columns for."""

import pytest

from data.check import check_mission
from data.load import load_mission
from share.language import speak
from share.names import actor_full_name, actor_name, place_name


def test_names_in_a_further_language_reach_the_reader(make_mission, set_setting):
    """Places and bodies are named in it; whoever reads another language sees what was there."""
    folder = make_mission()
    names = {
        "places": {"port": {"ar": "ميناء"}},
        "actors": {"CORPS": {"ar": "فيلق البحيرة"}},
        "short": {"CORPS": {"ar": "الفيلق"}},
    }
    set_setting(folder, "mission/names", names)
    mission = load_mission(folder.name, root=folder.parent)
    assert mission.problems == ()
    arabic, french, hebrew = speak("ar"), speak("fr"), speak("he")
    assert place_name(mission, "port", arabic) == "ميناء"
    assert actor_name(mission, "CORPS", arabic) == "الفيلق"
    assert actor_full_name(mission, "CORPS", arabic) == "فيلق البحيرة"
    assert actor_name(mission, "CORPS", french) == "Corps"
    assert actor_full_name(mission, "CORPS", hebrew) == "Lagoon Corps"
    assert place_name(mission, "hill", arabic) == "Hill"


def test_a_title_may_be_in_a_further_language(make_mission, set_setting):
    """English and French are needed; any other language is welcome."""
    folder = make_mission()
    set_setting(folder, "mission/title", {"en": "Lagoon", "fr": "Lagune", "he": "לגונה"})
    settings = load_mission(folder.name, root=folder.parent).settings
    assert settings.title == {"en": "Lagoon", "fr": "Lagune", "he": "לגונה"}


@pytest.mark.parametrize(
    ("where", "value", "field", "rule"),
    [
        ("title", {"en": "A", "fr": "B", "ar": " "}, "mission.title.ar", "A translation is a text"),
        ("title", {"en": "A", "fr": "B", "ar": 3}, "mission.title.ar", "A translation is a text"),
        ("title", {"en": "A", "fr": "B", "Arabic": "x"}, "mission.title.Arabic", "language's code"),
        ("names", {"ships": {}}, "mission.names.ships", "places, actors, short"),
        ("names", {"places": {"bay": {"ar": "x"}}}, "mission.names.places", "row of places.csv"),
        ("names", {"short": {"XYZ": {"ar": "x"}}}, "mission.names.short", "row of actors.csv"),
        ("names", {"places": {"port": {"ar": ""}}}, "mission.names.places.port.ar", "is a text"),
        ("names", ["places"], "mission.names", "an object"),
    ],
)
def test_a_translation_that_cannot_be_used_is_named(
    make_mission, set_setting, where, value, field, rule
):
    """The problem says which setting it is; the record is read without it."""
    folder = make_mission()
    set_setting(folder, f"mission/{where}", value)
    (problem,) = check_mission(folder).problems
    assert problem.field == field
    assert rule in problem.rule
    assert load_mission(folder.name, root=folder.parent).statements
