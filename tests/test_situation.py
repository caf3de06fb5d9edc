"""The sentences of a day say what its map counts, and numbers keep their bounds in words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.model import Quantity
from data.positions import Position
from data.record import Record
from share.language import best_language, languages, speak
from share.names import actor_name, component_name
from share.situation import NAMED_AT_MOST, situation, which_days
from share.snapshot import ALL, Snapshot, take_snapshot
from share.words import TOPIC, quantity

THE_DAY = date(2025, 10, 21)
MARCH = date(2026, 3, 20)

DAYS = (
    date(2025, 10, 9),
    date(2025, 10, 10),
    date(2025, 10, 15),
    THE_DAY,
    date(2025, 10, 24),
    date(2025, 11, 10),
    date(2025, 12, 31),
    date(2026, 2, 19),
    MARCH,
    date(2026, 5, 27),
)
COMPONENTS = (ALL, "cmcc", "isf", "police", "border", "funding", "aid", "mediation")
DAYS_AND_PARTS = [(on, component) for on in DAYS for component in COMPONENTS]

EN, FR = speak("en"), speak("fr")


def view(record: Record, on: date, component: str = ALL, known: date = date.max) -> Snapshot:
    """Return how things stood, with all knowledge unless said otherwise."""
    return take_snapshot(record, on=on, known=known, component=component)


def said(taken: Snapshot) -> str:
    """Return the sentences of a day, in English, one after the other."""
    return " ".join(sentence.text for sentence in situation(taken, EN))


def names(taken: Snapshot, *statuses: str) -> list[str]:
    """Name the actors that are shown with one of some statuses."""
    return [
        actor_name(taken.record.mission, actor, EN)
        for actor, position in taken.shown.items()
        if position.status in statuses
    ]


def barred(taken: Snapshot) -> list[Position]:
    """Return the contributors' positions in view that are kept out."""
    return [
        position
        for position in taken.positions
        if position.kept_out
        and taken.component in (ALL, position.component)
        and taken.record.is_contributor(position.actor)
    ]


# --- golden days --------------------------------------------------------------------------


def test_the_day_of_the_british_officers(record: Record) -> None:
    """As far as published by then: five present, three of them at the centre."""
    assert [one.text for one in situation(view(record, THE_DAY, known=THE_DAY), EN)] == [
        "On 21 October 2025, 5 actors are stated to be present somewhere in the mission, 3 of "
        "them in one part: Civil-Military Coordination Center (CMCC).",
        "1 has pledged a contribution, 2 would contribute on conditions.",
        "Said to be unsettled: 8 questions, among others creation, chain of command, "
        "composition, and legal status.",
    ]


def test_the_force_after_jakarta_put_everything_on_hold(record: Record) -> None:
    """Nobody is in it, one is on hold, three declined, two are kept out by Israel."""
    assert [one.text for one in situation(view(record, MARCH, "isf"), EN)] == [
        "International Stabilization Force (ISF): on 20 March 2026, nobody is stated to be "
        "present.",
        "7 have pledged a contribution, 10 would contribute on conditions.",
        "On hold: Indonesia. Declined or withdrawn: Azerbaijan, Germany, and United Arab Emirates.",
        "Kept out: Qatar and Türkiye (by Israel).",
        "Said to be unsettled: 6 questions, among others mandate, composition, structure, and "
        "rules of engagement.",
    ]


def test_one_actor_is_said_in_the_singular(record: Record) -> None:
    """On 10 October 2025 seven carabinieri are all there is."""
    text = situation(view(record, date(2025, 10, 10)), EN)[0].text
    assert text == (
        "On 10 October 2025, 1 actor is stated to be present somewhere in the mission, in one "
        "part: Palestinian police for Gaza: training and support."
    )
    text = situation(view(record, date(2025, 10, 10), "police"), EN)[0].text
    assert text.startswith("On 10 October 2025, 1 actor is stated to be present in this part")


def test_before_the_record_there_is_one_sentence(record: Record) -> None:
    """It says that there is nothing, and rests on nothing."""
    taken = view(record, record.mission.first_day - timedelta(1))
    (sentence,) = situation(taken, EN)
    assert sentence.text == "By 8 October 2025 the record holds no position of a contributor here."
    assert sentence.statement_ids == ()


# --- every day and part -------------------------------------------------------------------


@pytest.mark.parametrize(("on", "component"), DAYS_AND_PARTS)
def test_who_is_present_is_counted_as_on_the_map(record: Record, on: date, component: str) -> None:
    """The number, its grammar, the fullest part and the statements behind it."""
    taken = view(record, on, component)
    first = situation(taken, EN)[0]
    count = taken.counts["deployed"]
    if not taken.shown:
        assert first.text.startswith(f"By {EN.day(on)} the record holds no position")
    elif not count:
        part = component_name(record.mission, component, EN)
        assert first.text == f"{part}: on {EN.day(on)}, nobody is stated to be present."
    else:
        verb = "actor is" if count == 1 else "actors are"
        assert first.text.startswith(f"On {EN.day(on)}, {count} {verb} stated to be present ")
    assert set(first.statement_ids) == {
        p.statement_ids[0] for p in taken.shown.values() if p.status == "deployed"
    }
    assert len(first.statement_ids) == count


@pytest.mark.parametrize("on", DAYS)
def test_the_fullest_part_is_counted_as_in_its_own_view(record: Record, on: date) -> None:
    """What is said of a part is what the map of that part shows."""
    taken = view(record, on)
    text = situation(taken, EN)[0].text
    found = {part: view(record, on, part).counts["deployed"] for part in COMPONENTS[1:]}
    most = max(found.values())
    fullest = [component_name(record.mission, p, EN) for p in found if found[p] == most]
    if not most:
        assert "in one part" not in text
    elif most == taken.counts["deployed"]:
        assert any(text.endswith(f", in one part: {part}.") for part in fullest)
    else:
        assert any(text.endswith(f", {most} of them in one part: {part}.") for part in fullest)


@pytest.mark.parametrize(("on", "component"), DAYS_AND_PARTS)
def test_promises_are_counted_as_on_the_map(record: Record, on: date, component: str) -> None:
    """Pledges and conditions, each with its number, and no sentence when there is neither."""
    taken = view(record, on, component)
    pledged, on_terms = taken.counts["committed"], taken.counts["conditional"]
    text = said(taken)
    have = re.search(r"(\d+) (has|have) pledged a contribution", text)
    would = re.search(r"(\d+) would contribute on conditions", text)
    assert (int(have[1]) if have else 0) == pledged
    assert (int(would[1]) if would else 0) == on_terms
    if have:
        assert have[2] == ("has" if pledged == 1 else "have")


@pytest.mark.parametrize(("on", "component"), DAYS_AND_PARTS)
def test_who_stepped_back_is_named(record: Record, on: date, component: str) -> None:
    """Up to four by name, more by number, and nobody when nobody did."""
    taken = view(record, on, component)
    text = said(taken)
    for words, statuses in (
        ("On hold: ", ("suspended",)),
        ("Declined or withdrawn: ", ("declined", "withdrawn")),
    ):
        found = names(taken, *statuses)
        assert (words in text) == bool(found)
        if found:
            after = text.split(words)[1].split(".")[0]
            if len(found) <= NAMED_AT_MOST:
                assert after == EN.listing(sorted(found, key=EN.order))
            else:
                assert after == f"{len(found)} actors"


@pytest.mark.parametrize(("on", "component"), DAYS_AND_PARTS)
def test_who_is_kept_out_is_named_with_the_keeper(record: Record, on: date, component: str) -> None:
    """Every actor that is kept out is named once, beside whoever keeps it out; limits are said."""
    taken = view(record, on, component)
    found = [one for one in situation(taken, EN) if one.text.startswith("Kept out")]
    held = barred(taken)
    limited = [p for p in taken.shown.values() if p.status == "excluded" and not p.kept_out]
    assert len(found) == bool(held or limited)
    if found:
        (sentence,) = found
        without, _, within = sentence.text.partition("Kept out within limits: ")
        for named, positions in ((without, held), (within, limited)):
            for actor in {position.actor for position in positions}:
                assert named.count(actor_name(record.mission, actor, EN)) == 1
        keepers = {p.kept_out_by for p in held if p.kept_out_by}
        assert re.findall(r"\(by ([^)]*)\)", sentence.text) == [
            actor_name(record.mission, keeper, EN) for keeper in sorted(keepers)
        ]
        assert set(sentence.statement_ids) == {p.statement_ids[0] for p in [*held, *limited]}


@pytest.mark.parametrize(("on", "component"), DAYS_AND_PARTS)
def test_what_is_not_settled_is_named(record: Record, on: date, component: str) -> None:
    """The topics that are still open, the longest open first; no answered one."""
    taken = view(record, on, component)
    still = [question for question in taken.questions() if not question.answered_by]
    topics = list(dict.fromkeys(TOPIC[question.topic].lower() for question in still))
    found = [one for one in situation(taken, EN) if one.text.startswith("Said to be unsettled")]
    assert len(found) == bool(topics)
    if topics:
        (sentence,) = found
        if len(topics) > NAMED_AT_MOST:
            assert f"{len(still)} questions, among others" in sentence.text
        assert sentence.text.endswith(f" {EN.listing(topics[:NAMED_AT_MOST])}.")
        assert len(sentence.statement_ids) == len(still)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("on", DAYS)
def test_every_sentence_is_whole_and_leads_to_statements(
    record: Record, on: date, code: str
) -> None:
    """No field is left unfilled, each ends with a full stop, each id is of the record."""
    for component in COMPONENTS:
        for sentence in situation(view(record, on, component), speak(code)):
            assert not set("{}") & set(sentence.text)
            assert sentence.text.endswith(".")
            assert not sentence.text.endswith("..")
            assert "  " not in sentence.text
            for name in sentence.statement_ids:
                one = record.by_id[name]
                assert one.said_from <= on
                assert component in (ALL, one.component)


# --- numbers ------------------------------------------------------------------------------

ABOUT, UP_TO, AT_LEAST, BETWEEN, EXACT = "about", "up_to", "at_least", "between", "exact"

NUMBERS = [
    (Quantity(None, 200, "personnel", UP_TO), "up to 200 people", "jusqu'à 200 personnes"),
    (Quantity(200, None, "personnel", AT_LEAST), "at least 200 people", "au moins 200 personnes"),
    (Quantity(200, 200, "personnel", ABOUT), "about 200 people", "environ 200 personnes"),
    (Quantity(200, 200, "personnel", EXACT), "200 people", "200 personnes"),
    (Quantity(1, 1, "personnel", EXACT), "1 person", "1 personne"),
    (
        Quantity(5000, 8000, "personnel", BETWEEN),
        "5,000 to 8,000 people",
        "5\u202f000 à 8\u202f000 personnes",
    ),
    (
        Quantity(250_000, 250_000, "usd", EXACT),
        "250,000 US dollars",
        "250\u202f000 dollars",
    ),
    (
        Quantity(1_000_000_000, 1_000_000_000, "usd", EXACT),
        "1 billion US dollars",
        "1 milliard de dollars",
    ),
    (
        Quantity(1_200_000_000, 1_200_000_000, "usd", EXACT),
        "1.2 billion US dollars",
        "1,2 milliard de dollars",
    ),
    (
        Quantity(5_000_000_000, None, "usd", AT_LEAST),
        "at least 5 billion US dollars",
        "au moins 5 milliards de dollars",
    ),
    (Quantity(None, 3000, "police", UP_TO), "up to 3,000 police officers", None),
    (Quantity(1, 1, "police", EXACT), "1 police officer", "1 policier"),
    (Quantity(2, 2, "vehicles", EXACT), "2 vehicles", "2 véhicules"),
    (Quantity(0, 0, "personnel", EXACT), "0 people", "0 personne"),
]


@pytest.mark.parametrize(("number", "english", "french"), NUMBERS)
def test_a_number_is_said_with_its_bounds(
    number: Quantity, english: str, french: str | None
) -> None:
    """What is said as up to 200 is never said as 200, in either language."""
    assert quantity(number, EN) == english
    if french:
        assert quantity(number, FR).replace("\u00a0", " ").replace("’", "'") == french


@given(
    low=st.one_of(st.none(), st.integers(0, 10**10)),
    high=st.one_of(st.none(), st.integers(0, 10**10)),
    unit=st.sampled_from(["personnel", "police", "usd", "vehicles"]),
)
def test_different_bounds_are_never_said_alike(
    low: int | None, high: int | None, unit: str
) -> None:
    """Each kind of bound has its word, and without one the number is exact."""
    assume(low is not None or high is not None)
    assume(low is None or high is None or low <= high)
    bound = UP_TO if low is None else AT_LEAST if high is None else BETWEEN
    text = quantity(Quantity(low, high, unit, bound), EN)
    assert text.startswith("up to ") == (low is None)
    assert text.startswith("at least ") == (high is None)
    assert (" to " in text.removeprefix("up to ")) == (
        low is not None and high is not None and low != high
    )


def test_every_number_of_the_record_can_be_said(record: Record) -> None:
    """No bound of the record is lost in either language."""
    for one in record.mission.statements:
        if number := one.quantity:
            text = quantity(number, EN)
            assert text.startswith("up to ") == (number.low is None), one.statement_id
            assert text.startswith("at least ") == (number.high is None), one.statement_id
            assert text.startswith("about ") == (
                number.bound == ABOUT and number.low == number.high
            ), one.statement_id
            assert quantity(number, FR) != text


# --- days, numbers and languages ----------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "form", "written"),
    [
        ("en", date(2025, 10, 21), "long", "21 October 2025"),
        ("en", date(2025, 10, 21), "medium", "21 Oct 2025"),
        ("en", date(2025, 11, 1), "long", "1 November 2025"),
        ("fr", date(2025, 10, 21), "long", "21 octobre 2025"),
        ("fr", date(2025, 10, 21), "medium", "21 oct. 2025"),
        ("fr", date(2025, 11, 1), "long", "1er novembre 2025"),
        ("fr", date(2025, 11, 11), "long", "11 novembre 2025"),
    ],
)
def test_how_a_day_is_written(code: str, day: date, form: str, written: str) -> None:
    """Day before month in both, and French counts the first."""
    assert speak(code).day(day, form) == written


@pytest.mark.parametrize(
    ("code", "text", "written"),
    [
        ("en", "2025-10", "October 2025"),
        ("en", "2025-10-21", "21 Oct 2025"),
        ("fr", "2025-10", "octobre 2025"),
        ("fr", "2025-10-21", "21 oct. 2025"),
    ],
)
def test_a_month_of_the_record_stays_a_month(code: str, text: str, written: str) -> None:
    """It is not shown as its first day."""
    assert speak(code).written(text) == written


def test_how_numbers_are_grouped() -> None:
    """Commas in English, narrow spaces that never break in French."""
    assert EN.number(1_234_567) == "1,234,567"
    assert FR.number(1_234_567) == "1\u202f234\u202f567"
    assert EN.number(200) == FR.number(200) == "200"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ["Denmark", "Denmark and Kosovo", "Denmark, Kosovo, and Qatar"]),
        ("fr", ["Denmark", "Denmark et Kosovo", "Denmark, Kosovo et Qatar"]),
    ],
)
def test_how_names_are_listed(code: str, names: list[str]) -> None:
    """Each language has its own word and its own comma before the last name."""
    parts = ["Denmark", "Kosovo", "Qatar"]
    assert [speak(code).listing(parts[:number]) for number in (1, 2, 3)] == names


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [("TUR", "Türkiye", "Turquie"), ("XKX", "Kosovo", "Kosovo"), ("QQQ", None, None)],
)
def test_states_are_named_in_the_readers_language(
    code: str, english: str | None, french: str | None
) -> None:
    """By CLDR, Kosovo included; an unknown code has no name."""
    assert (EN.region(code), FR.region(code)) == (english, french)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("fr_FR", "fr"),
        ("FR", "fr"),
        ("en-GB", "en"),
        ("de", "en"),
        ("fro", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_a_browser_wants(wanted: str | None, chosen: str) -> None:
    """The interface speaks it if it can, whatever the region; else English."""
    assert best_language(wanted) == chosen


def test_the_language_the_texts_are_written_in_comes_first() -> None:
    """It needs no catalogue; every other language has one."""
    assert languages()[0] == "en"
    assert "fr" in languages()
    assert EN("Kept out") == "Kept out"


def test_one_sentence_says_which_days_are_shown() -> None:
    """The day and, where the reader asked, by when it had to be published."""
    on, known = date(2026, 2, 1), date(2026, 1, 10)
    assert which_days(on, date.max, EN) == (
        "Shown here: 1 February 2026, with everything published so far."
    )
    assert which_days(on, known, EN, days="all of it") == (
        "Shown here: all of it, using only what was published by 10 January 2026."
    )


def test_nobody_gives_no_dollars() -> None:
    """What is empty is said so; "0 US dollars" would read like an amount that was given."""
    assert quantity(Quantity(0, 0, "usd", "exact"), EN) == "no money"
