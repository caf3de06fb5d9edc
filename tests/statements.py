"""Made-up statements for the rules: one at a time, or any number of them at random."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st

from data.dates import published_day, said_day
from data.disagreements import find_pairs
from data.evidence import evidence_of, voice_of
from data.index import index_statements
from data.model import Quantity, Source, Statement
from data.positions import Position, positions_on
from data.words import BASES, PUBLISHER, STATUSES

BODIES = frozenset({"CORPS"})
"""The made-up mission's own body, which can speak as its command."""

FIRST_DAY = date(2030, 1, 1)


def statement(
    statement_id: str = "fra-1",
    *,
    said: str = "2030-01-10",
    published: str = "",
    number: Quantity | tuple[int | None, int | None] | None = None,
    condition: str = "",
    publisher: str = "The Paper",
    **columns: str,
) -> Statement:
    """
    Return a statement with the columns that matter to a test and plain ones elsewhere.

    It is France's own word on troops for the patrol, committed on record. `number`
    is low and high, of people. Without `published` the source appears on the day
    (or in the month) in which it was said.
    """
    row: dict[str, str] = {
        "actor": "FRA",
        "component": "patrol",
        "topic": "",
        "role": "troops",
        "status": "committed",
        "excluded_by": "",
        "speaker": "A. Minister",
        "speaker_office": "",
        "basis": "on_record",
        "qty_of": "own" if number else "",
    }
    row |= columns
    row.setdefault("speaker_for", row["actor"])
    written = published or said
    source = Source(
        source_id=f"source-{written}",
        publisher=publisher,
        relays="",
        title="News",
        url="",
        language="en",
        published=written,
        published_on=published_day(written),
        date_basis="page",
        kind="newspaper",
    )
    if isinstance(number, tuple):
        number = Quantity(*number, unit="personnel", bound=bound_of(*number))
    return Statement(
        statement_id=statement_id,
        said_on=said,
        said_from=said_day(said, published=source.published_on),
        voice=voice_of(
            actor=row["actor"], speaker_for=row["speaker_for"], mission_bodies=BODIES
        ),
        evidence=evidence_of(
            actor=row["actor"],
            status=row["status"],
            speaker=row["speaker"],
            speaker_for=row["speaker_for"],
            basis=row["basis"],
            mission_bodies=BODIES,
        ),
        quantity=number,
        place_id="",
        not_in="",
        condition=_both(condition),
        summary=_both("Somebody said so."),
        quote="",
        quote_lang="",
        locator="p1",
        source=source,
        **row,
    )


def _both(text: str) -> Mapping[str, str]:
    return {"en": text, "fr": text} if text else {}


def bound_of(low: int | None, high: int | None) -> str:
    """Return the word that fits two bounds."""
    if low is None:
        return "up_to"
    if high is None:
        return "at_least"
    return "exact" if low == high else "between"


def positions(
    *told: Statement, on: date = date.max, known: date = date.max
) -> dict[tuple[str, str], Position]:
    """Apply the rules to some statements; the positions by actor and component."""
    index = index_statements(told)
    found = positions_on(index, find_pairs(index), on=on, known=known)
    return {(position.actor, position.component): position for position in found}


def position(
    *told: Statement, on: date = date.max, known: date = date.max
) -> Position:
    """Apply the rules to statements about one actor in one component."""
    (only,) = positions(*told, on=on, known=known).values()
    return only


def day(number: int) -> date:
    """Return a day of the made-up story, counted from its first."""
    return FIRST_DAY + timedelta(number)


_days = st.integers(0, 130).map(day)
_written = st.one_of(_days.map(str), _days.map(str), _days.map(lambda d: str(d)[:7]))
_numbers = st.one_of(
    st.none(),
    st.builds(
        lambda low, more, bound, unit: Quantity(
            None if bound == "up_to" else low,
            None if bound == "at_least" else low + (more if bound == "between" else 0),
            unit,
            bound,
        ),
        low=st.sampled_from([0, 1, 3, 50, 200]),
        more=st.sampled_from([1, 20, 500]),
        bound=st.sampled_from(["exact", "about", "up_to", "at_least", "between"]),
        unit=st.sampled_from(["personnel", "usd"]),
    ),
)


@st.composite
def _columns(draw: st.DrawFn, actors: tuple[str, ...], statuses: tuple[str, ...]) -> dict:
    actor = draw(st.sampled_from(actors))
    number = draw(_numbers)
    status = draw(st.sampled_from(statuses))
    return {
        "said": draw(_written),
        "published": draw(_written),
        "actor": actor,
        "component": draw(st.sampled_from(["patrol", "patrol", "hq"])),
        "role": draw(st.sampled_from(["troops", "unspecified", "planning", "liaison"])),
        "status": status,
        "excluded_by": draw(st.sampled_from(["ISR", ""])) if status == "excluded" else "",
        "topic": draw(st.sampled_from(["", "", "size"])),
        "speaker": draw(st.sampled_from(["A. Minister", "B. General", PUBLISHER])),
        "speaker_for": draw(st.sampled_from([actor, actor, "CORPS", "PRESS", "OTHER"])),
        "basis": draw(st.sampled_from(BASES)),
        "publisher": draw(st.sampled_from(["The Paper", "The Post"])),
        "condition": draw(st.sampled_from(["", "", "a vote"])),
        "number": number,
        "qty_of": draw(st.sampled_from(["own", "own", "whole"])) if number else "",
    }


def records(
    *,
    actors: tuple[str, ...] = ("FRA", "KEN", "CORPS"),
    statuses: tuple[str, ...] = STATUSES,
    most: int = 14,
) -> st.SearchStrategy[list[Statement]]:
    """Draw statements about a few actors, close together in time, in any order of rows."""

    def numbered(rows: list[dict]) -> list[Statement]:
        return [statement(f"s-{place:02}", **row) for place, row in enumerate(rows)]

    return st.lists(_columns(actors, statuses), max_size=most).map(numbered).flatmap(
        st.permutations
    )


def shuffled_days() -> st.SearchStrategy[date]:
    """Draw a day of the made-up story or a little after it."""
    return st.integers(0, 260).map(day)
