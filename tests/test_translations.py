"""Nothing that a reader can meet is left untranslated, and each language is written as it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Message

import share.words
from data import words
from data.load import missions
from data.model import Quantity
from data.record import open_record
from geo.boundaries import VIEWS
from share.catalogue import DOMAIN, catalogue, template
from share.language import (
    CATALOGUES,
    SOURCE_LANGUAGE,
    Language,
    best_language,
    languages,
    speak,
)
from share.names import actor_full_name, actor_name

PATHS = sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))

every_catalogue = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
every_language = pytest.mark.parametrize("code", languages())
every_mission = pytest.mark.parametrize("name", missions())

LABELS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "STATUS": (words.STATUSES, share.words.STATUS),
    "STATUS_MEANING": (words.STATUSES, share.words.STATUS_MEANING),
    "EVIDENCE": (words.EVIDENCE, share.words.EVIDENCE),
    "VOICE": (("own", "mission", "other", "press"), share.words.VOICE),
    "BASIS": (words.BASES, share.words.BASIS),
    "ROLE": (words.ROLES, share.words.ROLE),
    "TOPIC": (words.TOPICS, share.words.TOPIC),
    "QUANTITY_OWNER": (words.QUANTITY_OWNERS, share.words.QUANTITY_OWNER),
    "SOURCE_KIND": (words.SOURCE_KINDS, share.words.SOURCE_KIND),
    "BORDERS": (tuple(VIEWS), share.words.BORDERS),
}
"""Each closed vocabulary, and the table that says its words to a reader."""

LOOSE = re.compile(
    r"(?<![\u00a0\u202f])[;?!»]|(?<![\u00a0\u202f\d])(?<!https):|«(?![\u00a0\u202f])"
)
"""French punctuation that could begin a line, or be left alone at the end of one."""

SCRIPTS = {"ar": "[\u0600-\u06ff]", "he": "[\u0590-\u05ff]"}
"""The letters of the languages that are not written in Latin ones."""

WITHOUT_FIELDS = re.compile(r"\{\w*\}")

QUOTED_OTHERWISE = re.compile(r"[\"“”„\u2019]")
"""Marks that French texts of the app do not use: they quote with guillemets."""


def fields_of(text: str) -> Counter[str]:
    """Count the names in braces of a text."""
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def texts_of(message: Message) -> tuple[str, ...]:
    """Return a message's source texts: one, or the singular and the plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations_of(message: Message) -> tuple[str, ...]:
    """Return a message's translations: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def is_said_in_words(number: int, unit: str, t: Language) -> bool:
    """Tell whether a language has a form of its own for a number: Arabic and Hebrew for two."""
    alone = share.words.amount(number, unit, t)
    return unit != "usd" and all(
        alone != share.words.amount(other, unit, t) for other in range(200) if other != number
    )


def messages(path) -> Iterator[Message]:
    """Yield the messages of a catalogue, without its header."""
    return (message for message in catalogue(path) if message.id)


def test_there_is_a_second_language():
    """A tool about a multinational mission speaks more than one language."""
    assert languages()[0] == SOURCE_LANGUAGE
    assert "fr" in languages()


@every_catalogue
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(path):
    """`make catalogues` has been run since a text last changed."""
    assert {texts_of(m) for m in messages(path)} == {texts_of(m) for m in template() if m.id}


@every_catalogue
def test_every_text_is_translated(path):
    """No message is empty, in any of its plural forms."""
    assert [m.id for m in messages(path) if not all(translations_of(m))] == []


@every_catalogue
def test_no_translation_is_a_guess(path):
    """A message that is marked fuzzy would be shown in English."""
    kept = catalogue(path)
    assert not kept.fuzzy
    assert [message.id for message in messages(path) if message.fuzzy] == []
    assert not kept.obsolete


@every_catalogue
def test_every_plural_form_of_the_language_is_there(path):
    """As many forms as the language has, in its own order."""
    forms = catalogue(path).num_plurals
    assert [
        message.id
        for message in messages(path)
        if message.pluralizable and len(translations_of(message)) != forms
    ] == []


@every_catalogue
def test_a_translation_has_the_fields_of_its_text(path):
    """What stands in braces is filled in by name: none is lost, added or misspelt."""
    wrong = []
    for message in messages(path):
        wanted = [fields_of(text) for text in texts_of(message)]
        wrong += [
            (message.id, text)
            for text in filter(None, translations_of(message))
            if set(fields_of(text)) - {"count"} != set(wanted[-1]) - {"count"}
            or fields_of(text)["count"] > wanted[-1]["count"]
        ]
    assert wrong == []


@every_catalogue
def test_a_translation_keeps_the_marks_around_its_text(path):
    """Spaces at the ends and Markdown signs are the code's, not the translator's."""

    def marks(text: str) -> tuple[object, ...]:
        return (text[:1].isspace(), text[-1:].isspace(), text.count("**"), text.count("`"))

    assert [
        message.id
        for message in messages(path)
        if any(marks(text) != marks(texts_of(message)[0]) for text in translations_of(message))
    ] == []


@every_catalogue
def test_plural_forms_are_those_of_the_language(path):
    """The header's formula parts the numbers as CLDR does, one form for each of its kinds."""
    code = path.parent.parent.name
    pairs = {
        (speak(code).form(count), Locale.parse(code).plural_form(count)) for count in range(1001)
    }
    assert len({form for form, _ in pairs}) == len(pairs) == len({kind for _, kind in pairs})


@every_catalogue
def test_a_translation_is_written_in_the_script_of_its_language(path):
    """A text that was only copied over would be noticed."""
    script = SCRIPTS.get(path.parent.parent.name)
    assert [
        (message.id, text)
        for message in messages(path)
        for text in translations_of(message)
        if script
        and re.search("[A-Za-z]", WITHOUT_FIELDS.sub("", texts_of(message)[0]))
        and not re.search(script, text)
    ] == []


@pytest.mark.parametrize(("code", "wrong"), [("ar", r"[,;?\"“”]"), ("he", r"[«»\"“”„]")])
def test_punctuation_is_that_of_the_language(code, wrong):
    """Arabic has a comma of its own and guillemets, Hebrew gershayim."""
    assert [
        text
        for message in messages(CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po")
        for text in translations_of(message)
        if re.search(wrong, text)
    ] == []


@every_catalogue
def test_no_letter_is_glued_to_a_field_where_letters_join(path):
    """In Arabic a preposition of one letter would stand cut off from the name it belongs to."""
    assert [
        text
        for message in messages(path)
        for text in translations_of(message)
        if re.search(r"[\u0620-\u064a]\{", text)
    ] == []


@every_language
def test_what_is_filled_in_keeps_its_own_direction(code):
    """In a text from right to left, names, days and numbers with signs are isolated (UAX 9)."""
    t = speak(code)
    said = t("{term}: {text}", term="A (B)", text="2026-03-01")
    turned = Locale.parse(code).text_direction == "rtl"
    assert ("\u2068A (B)\u2069" in said) == turned
    assert ("\u20682026-03-01\u2069" in said) == turned
    assert said.count("\u2068") == said.count("\u2069") == 2 * turned
    assert t.apart("") == ""


@every_language
def test_days_and_numbers_are_written_in_one_system_of_digits(code):
    """A day and a count in one sentence have the same digits."""
    t = speak(code)
    written = t.day(date(2026, 3, 21)) + t.day(date(2026, 3, 21), "medium") + t.number(45678)
    digits = {unicodedata.name(letter).rsplit(" ", 1)[0] for letter in written if letter.isdigit()}
    assert len(digits) == 1


@every_language
def test_a_text_of_the_record_is_named_after_the_language_it_is_in(code):
    """The reader's language where there is one, else English, else whichever there is."""
    t = speak(code)
    assert t.language_of({"en": "a", code: "b"}) == code
    assert t.pick({"en": "a", "xx": "b"}) == "a"
    assert (t.language_of({"xx": "b"}), t.pick({"xx": "b"})) == ("xx", "b")
    assert t.pick({}) == ""


@every_mission
@every_language
def test_what_a_mission_calls_its_parts_is_told_in_every_language(name, code):
    """Titles, parts, moments, places and bodies of the mission are never left in English."""
    mission = open_record(name).mission
    texts = [mission.settings.title, mission.settings.description]
    texts += [text for part in mission.settings.components for text in (part.label, part.name)]
    texts += [moment.title for moment in mission.settings.moments]
    texts += [place.name for place in mission.places.values()]
    texts += [text for actor in mission.actors.values() for text in (actor.name, actor.short)]
    assert [text["en"] for text in texts if code not in text] == []


def test_french_quotes_and_spaces_are_french():
    """Guillemets, not "..." or “...”, and no high sign that could begin a line."""
    texts = [
        text
        for message in messages(CATALOGUES / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po")
        for text in translations_of(message)
    ]
    assert [text for text in texts if QUOTED_OTHERWISE.search(text)] == []
    assert [text for text in texts if LOOSE.search(text)] == []


def test_french_guillemets_are_closed():
    """Each « has its »."""
    assert [
        text
        for message in messages(CATALOGUES / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po")
        for text in translations_of(message)
        if text.count("«") != text.count("»")
    ] == []


@pytest.mark.parametrize("table", LABELS)
def test_every_word_of_the_record_has_a_label_and_no_label_is_left_over(table):
    """A word that is added to a vocabulary cannot reach a reader as a code."""
    vocabulary, labels = LABELS[table]
    assert set(labels) == set(vocabulary)
    assert all(labels.values())


@pytest.mark.parametrize("table", [name for name in LABELS if name != "STATUS_MEANING"])
@every_language
def test_no_two_words_read_the_same(table, code):
    """Two words of one vocabulary stay apart in every language."""
    t = speak(code)
    said = [t(text) for text in LABELS[table][1].values()]
    assert len(set(said)) == len(said)


@every_language
@pytest.mark.parametrize("unit", words.UNITS)
@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [
        (1, 1, "exact"),
        (200, 200, "about"),
        (None, 8000, "up_to"),
        (50, None, "at_least"),
        (3, 9, "between"),
    ],
)
def test_every_number_is_said_with_its_bounds(code, unit, low, high, bound):
    """Each unit and bound has its own words, and an open end is never closed."""
    t = speak(code)
    said = share.words.quantity(Quantity(low, high, unit, bound), t)
    for number in {low, high} - {None}:
        assert t.number(number) in said or is_said_in_words(number, unit, t)
    exact = share.words.quantity(Quantity(low or high, low or high, unit, "exact"), t)
    assert (said == exact) == (bound == "exact")


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("en", 0, "0 people"),
        ("en", 1, "1 person"),
        ("en", 2, "2 people"),
        ("fr", 0, "0 personne"),
        ("fr", 1, "1 personne"),
        ("fr", 2, "2 personnes"),
        ("fr", 8000, "8\u202f000 personnes"),
    ],
)
def test_plurals_follow_each_language(code, count, said):
    """French says zero in the singular, English in the plural."""
    assert share.words.quantity(Quantity(count, count, "personnel", "exact"), speak(code)) == said


@every_mission
@every_language
def test_every_actor_has_a_name(name, code):
    """Whoever is named anywhere in the record has a name, in the record or in CLDR."""
    record, t = open_record(name), speak(code)
    statements = record.mission.statements
    codes = {s.actor for s in statements} | {s.excluded_by for s in statements if s.excluded_by}
    codes |= {s.speaker_for for s in statements}
    named = {
        c: (actor_name(record.mission, c, t), actor_full_name(record.mission, c, t)) for c in codes
    }
    assert [c for c, said in named.items() if c in said and c not in record.mission.actors] == []
    assert all(all(said) for said in named.values())


@every_mission
@every_language
def test_no_two_actors_share_a_name(name, code):
    """A row of a chart or a table is named after one actor only."""
    record, t = open_record(name), speak(code)
    names = Counter(actor_name(record.mission, actor, t) for actor in record.by_actor)
    assert [said for said, count in names.items() if count > 1] == []


@every_mission
@every_language
def test_every_language_of_a_source_has_a_name(name, code):
    """The sources page never shows a language as two letters."""
    t = speak(code)
    used = {source.language for source in open_record(name).mission.sources.values()}
    assert [language for language in used if t.language_name(language) == language] == []


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("fr-CA", "fr"),
        ("FR", "fr"),
        ("fr_BE", "fr"),
        ("de-DE", "en"),
        ("", "en"),
        (None, "en"),
        ("frr", "en"),
    ],
)
def test_a_browser_gets_its_language_or_english(wanted, given):
    """Only the language counts, not the region; what we do not speak is English."""
    assert best_language(wanted) == given
