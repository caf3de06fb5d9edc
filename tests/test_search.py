"""What a reader types leads to whom or what is meant, whatever the language and the spelling."""

from urllib.parse import parse_qs, urlsplit

import pytest
from babel import Locale
from iso3166 import countries_by_alpha3
from test_pages import links_of, read, run, visit

from data.record import open_record
from share.language import languages
from share.search import IN_COMMON_USE, KINDS, Group, fold, named, search

RECORD = open_record("gaza")
STATES = sorted(code for code in RECORD.by_actor if code in countries_by_alpha3)


def found(text: str, kind: str = "actor") -> list[str]:
    """Return what is found of one kind, the best first."""
    return [hit.key for group in search(RECORD, text) if group.kind == kind for hit in group.hits]


@pytest.mark.parametrize("tongue", sorted({*languages(), "en", "fr", "ar", "he"}))
def test_every_state_is_found_by_its_name(tongue):
    """As CLDR writes it in the language, first of all, and without accents or case as well."""
    territories = Locale.parse(tongue).territories
    for code in STATES:
        name = territories[countries_by_alpha3[code].alpha2]
        assert found(name)[0] == code, name
        assert found(fold(name).upper())[0] == code, name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(text, "TUR") for text in ("Türkiye", "turkiye", "Turkey", "TURQUIE", "TUR", "tr")],
        *[(text, "ARE") for text in ("UAE", "EAU", "emirates", "Émirats", "emirats arabes")],
        *[(text, "USA") for text in ("US", "USA", "America", "united st", "Etats-Unis")],
        *[(text, "GBR") for text in ("UK", "Britain", "royaume uni", "GB", "Grande-Bretagne")],
        ("تركيا", "TUR"),
        ("امارات", "ARE"),
        ("ארצות הברית", "USA"),
        ("Indonesie", "IDN"),
        ("Indonsia", "IDN"),
        ("Kazachstan", "KAZ"),
        ("Bosnia", "BIH"),
        ("CMCC", "CMCC"),
        ("stabilisation force", "ISF"),
        ("FIS", "ISF"),
    ],
)
def test_common_names_and_slips_lead_to_the_actor(text, code):
    """The first answer is the one that is meant."""
    if text == "stabilisation force":
        text = RECORD.mission.actors[code].name["en"][:20]
    assert found(text)[0] == code


def test_a_code_counts_only_whole():
    """'US' is not the beginning of AUS, nor 'UK' the middle of something else."""
    assert "AUS" not in found("US")
    assert found("UK") == ["GBR"]


def test_names_in_common_use_are_of_states():
    """Each key is a state by ISO 3166-1, and CLDR does not say the same in English already."""
    territories = Locale.parse("en").territories
    for code, names in IN_COMMON_USE.items():
        assert territories[countries_by_alpha3[code].alpha2] not in names


def test_a_misspelling_is_guessed_only_where_nothing_is_spelt_so():
    """Who types Oman in full does not get what looks like it."""
    for code in STATES:
        name = Locale.parse("en").territories[countries_by_alpha3[code].alpha2]
        for other in found(name)[1:]:
            assert any(fold(name) in fold(text) for text in _names(other)), (name, other)


def _names(code: str) -> list[str]:
    if code in RECORD.mission.actors:
        actor = RECORD.mission.actors[code]
        return [*actor.name.values(), *actor.short.values()]
    country = countries_by_alpha3[code]
    read_in = {*languages(), *(s.language for s in RECORD.mission.sources.values())}
    names = [Locale.parse(x).territories.get(country.alpha2, "") for x in sorted(read_in)]
    return [*names, country.name, country.apolitical_name, *IN_COMMON_USE.get(code, ())]


@pytest.mark.parametrize("statement", RECORD.mission.statements[::40], ids=lambda s: s.statement_id)
def test_a_statement_is_found_by_its_words(statement):
    """In each language of its summary, by its quote and by its own id."""
    for text in (*statement.summary.values(), statement.quote, statement.statement_id):
        if text:
            assert statement.statement_id in found(text, "statement"), text


def test_statements_come_newest_first():
    """Whatever the words are."""
    days = [RECORD.by_id[name].said_from for name in found("force", "statement")]
    assert len(days) > 20
    assert days == sorted(days, reverse=True)


def test_every_speaker_place_and_source_is_found():
    """By the full name, in each language it has."""
    for statement in RECORD.mission.statements:
        if statement.speaker != "the publisher":
            assert statement.speaker in found(statement.speaker, "speaker")
    for place in RECORD.mission.places.values():
        for name in place.name.values():
            assert place.place_id in found(name, "place")
    for source in list(RECORD.mission.sources.values())[::10]:
        assert source.source_id in found(source.title, "source")
        assert source.source_id in found(source.publisher, "source")


def test_a_speaker_or_place_named_in_full_gives_its_statements():
    """Nothing is left out, and half a name is no name."""
    speaker = RECORD.mission.statements[0].speaker
    said = {s.statement_id for s in RECORD.mission.statements if s.speaker == speaker}
    hit = named(RECORD, speaker.upper())
    assert hit and hit.kind == "speaker" and set(hit.statement_ids) == said
    assert named(RECORD, speaker[:3]) is None


def test_groups_stand_in_one_order_and_count_what_they_leave_out():
    """Actors first, statements last; what is shown and what is not make up all there is."""
    whole, short = search(RECORD, "un"), search(RECORD, "un", at_most=2)
    assert [group.kind for group in whole] == [kind for kind in KINDS if found("un", kind)]
    for all_of_it, best in zip(whole, short, strict=True):
        assert best.hits == all_of_it.hits[:2]
        assert best.left_out == len(all_of_it.hits) - len(best.hits)
    assert search(RECORD, "un") == whole


@pytest.mark.parametrize("text", ["", "   ", "qqqqqqq", "%", "<script>", "(", "\u0301"])
def test_what_means_nothing_finds_nothing(text):
    """Not even an error."""
    assert search(RECORD, text) == ()


def test_a_made_up_record_is_searched_alike(made_up_missions):
    """Its own actors, and nothing of the shipped record."""
    made_up_missions("lagoon")
    record = open_record("lagoon")
    (group, *_) = search(record, "kenia")
    assert group == Group("actor", group.hits, 0)
    assert [hit.key for hit in group.hits] == ["KEN"]
    assert not search(record, "indonesia")


# On the pages


def type_in(text: str, page: str = "map", **link: str):
    """Open a page and type into the box in its masthead."""
    at = visit(page, **link)
    return run(at.get_by_key("search_text").set_value(text))


@pytest.mark.parametrize("page", ["map", "sources", "statement"])
def test_an_actor_is_found_from_every_page(page):
    """Its link leads to the map of the same day, with the dossier open."""
    at = type_in("turquie", page, on="2026-03-20", component="isf")
    link = next(link for link in links_of(at) if "actor=TUR" in link)
    assert link.startswith("./?")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert asked["actor"] == "TUR"
    assert (asked["on"], asked["component"]) == ("2026-03-20", "isf")
    assert "Türkiye" in read(visit(**asked), "dossier")


def test_answers_are_counted_and_the_rest_is_a_click_away():
    """So many are not shown; the page of results shows them."""
    at = type_in("un")
    text = read(at)
    found_in_all = sum(len(group.hits) for group in search(RECORD, "un"))
    assert f"{found_in_all} results for “un”" in text
    assert "more are not shown here" in text
    (link,) = [link for link in links_of(at) if link.startswith("search?") and "find=un&" in link]
    asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    every = visit("search", **asked)
    assert f"{found_in_all} results for “un”" in read(every, "found")
    assert every.query_params["find"] == "un"


def test_nothing_found_is_said_with_a_way_out():
    """The words are repeated, as text."""
    said = read(type_in("<b>qqqqqq</b>"))
    assert "Nothing in this record answers “" in said
    assert "fewer words" in said


def test_a_place_leads_to_what_was_said_about_it():
    """The page of results lists every statement of the place in full."""
    place = max(
        RECORD.mission.places.values(),
        key=lambda p: sum(s.place_id == p.place_id for s in RECORD.mission.statements),
    )
    at = visit("search", find=place.name["fr"], lang="fr")
    text = read(at, "found")
    about = [s for s in RECORD.mission.statements if place.place_id in (s.place_id, s.not_in)]
    newest = sorted(about, key=lambda s: (s.said_from, s.statement_id), reverse=True)
    assert all(s.summary["fr"] in text for s in newest[:20])


def test_a_statement_and_a_source_lead_to_their_pages():
    """Each answer opens what it names."""
    statement = RECORD.mission.statements[0]
    by_words = links_of(type_in(statement.summary["en"]))
    assert any(f"statement={statement.statement_id}&" in link for link in by_words)
    by_title = links_of(type_in(statement.source.title[:100]))
    assert any(
        link.startswith("sources?") and f"source={statement.source.source_id}&" in link
        for link in by_title
    )
