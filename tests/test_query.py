"""Parameters of a link are read strictly, and everything that is off is told at once."""

from datetime import date

import pytest

from data.record import Record
from share.cells import STARTERS, neutralised
from share.links import PARAMETERS, parameters_of
from share.query import Parameter, QueryError, last_published, parameters, read_query, whole


def problems_of(record: Record, query: object, **options: object) -> list[tuple[str, str]]:
    """Return the field and the value of every problem of a query."""
    with pytest.raises(QueryError) as raised:
        read_query(query, record, **options)
    return [(problem.field, problem.value) for problem in raised.value.problems]


def test_nothing_asked_is_what_the_pages_show(record: Record) -> None:
    """The last day, everything published, the mission's own component and borders, English."""
    choice = read_query({}, record)
    settings = record.mission.settings
    assert choice.on == record.mission.last_day
    assert (choice.component, choice.borders) == (settings.component, settings.borders)
    assert (choice.since, choice.known, choice.actor, choice.status) == (None, None, None, ())
    assert choice.lang == "en"


def test_a_link_that_we_write_is_read_back(record: Record) -> None:
    """Every parameter of a view that `parameters_of` writes is understood."""
    asked = {
        "mission": record.mission.name,
        "on": "2025-10-21",
        "from": "2025-10-10",
        "known": "2025-10-22",
        "component": "isf",
        "status": "deployed,committed",
        "actor": "GBR",
        "borders": "defacto",
        "view": "tiles",
        "lang": "fr",
    }
    assert parameters_of(read_query(asked, record)) == asked


def test_every_parameter_of_a_link_is_known_here(record: Record) -> None:
    """A name that the pages take must not be refused by files and the API."""
    assert [one.name for one in parameters(record)] == [
        name for name in PARAMETERS if name in {one.name for one in parameters(record)}
    ]
    assert {one.name for one in parameters(record)} == set(PARAMETERS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("on", ""),
        ("on", "2025-10"),
        ("on", "20251021"),
        ("on", "2025-W43-2"),
        ("on", "2025-02-30"),
        ("on", "٢٠٢٥-١٠-٢١"),
        ("on", "1999-01-01"),
        ("on", "9999-12-31"),
        ("from", "yesterday"),
        ("known", "2025-10-21 "),
        ("component", "navy"),
        ("component", "ISF"),
        ("status", "open"),
        ("status", "deployed,"),
        ("status", "deployed, committed"),
        ("actor", "gbr"),
        ("actor", "ZZZ"),
        ("borders", "mars"),
        ("lang", "xx"),
        ("mission", "moon"),
        ("statement", "x"),
        ("source", "'; drop table sources"),
        ("colour", "red"),
    ],
)
def test_a_value_that_cannot_be_followed_is_told(record: Record, name: str, value: str) -> None:
    """With its name, the exact value, the rule it breaks and what to do."""
    with pytest.raises(QueryError) as raised:
        read_query({name: value}, record)
    (problem,) = raised.value.problems
    assert (problem.field, problem.value) == (name, value)
    assert problem.rule.endswith(".") and problem.fix.endswith(".")
    assert str(raised.value) == f"{name} '{value}': {problem.rule} {problem.fix}"
    assert problem.as_dict().keys() == {"field", "value", "rule", "fix"}


def test_every_problem_is_told_at_once(record: Record) -> None:
    """In the order in which they were written, and a parameter that is given twice too."""
    query = [("on", "soon"), ("lang", "en"), ("lang", "fr"), ("colour", "red"), ("actor", "ZZZ")]
    assert problems_of(record, query) == [
        ("on", "soon"),
        ("lang", "fr"),
        ("colour", "red"),
        ("actor", "ZZZ"),
    ]


def test_only_what_is_allowed_may_be_given(record: Record) -> None:
    """A parameter that means nothing here is refused, and the others are named."""
    assert problems_of(record, {"from": "2025-10-21"}, allowed=("on", "lang")) == [
        ("from", "2025-10-21")
    ]
    with pytest.raises(QueryError, match=r"use one of: on, lang\."):
        read_query({"colour": "red"}, record, allowed=("lang", "on"))


def test_the_rule_of_a_day_names_the_days_there_are(record: Record) -> None:
    """Writing a day that the rule names works: the first and the last one."""
    first, last = record.mission.first_day, record.mission.last_day
    with pytest.raises(QueryError, match=f"from {first} to {last}"):
        read_query({"on": "1999-01-01"}, record)
    for day in (first, last):
        assert read_query({"on": day.isoformat()}, record).on == day
    assert (
        read_query({"known": str(last_published(record))}, record).known >= last > date(2025, 1, 1)
    )


@pytest.fixture
def page() -> Parameter:
    """Return a parameter that is a whole number."""
    return whole("limit", "How many.", 1, 500)


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("500", 500), ("007", 7)])
def test_a_whole_number_is_read(page: Parameter, value: str, number: int) -> None:
    """From the least to the most, both included."""
    assert page.read(value) == number


@pytest.mark.parametrize("value", ["0", "501", "-1", "1.0", "", "1e2", "٣", "9" * 5000])
def test_another_number_is_refused(page: Parameter, value: str) -> None:
    """Also one that is longer than any number should be."""
    with pytest.raises(ValueError, match=r".*"):
        page.read(value)


@pytest.mark.parametrize("start", STARTERS)
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    """The text stays as it is behind one apostrophe; anything else is not touched."""
    assert neutralised(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert neutralised(f"a{start}") == f"a{start}"
