"""Made-up statements for the rules: one at a time, or any number of them at random."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

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
        voice=voice_of(actor=row["actor"], speaker_for=row["speaker_for"], mission_bodies=BODIES),
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


def position(*told: Statement, on: date = date.max, known: date = date.max) -> Position:
    """Apply the rules to statements about one actor in one component."""
    (only,) = positions(*told, on=on, known=known).values()
    return only


def day(number: int) -> date:
    """Return a day of the made-up story, counted from its first."""
    return FIRST_DAY + timedelta(number)


NUMBERS = (
    None,
    *(Quantity(number, number, "personnel", "exact") for number in (0, 3, 200)),
    Quantity(50, 50, "personnel", "about"),
    Quantity(None, 200, "personnel", "up_to"),
    Quantity(None, 1, "personnel", "up_to"),
    Quantity(50, None, "personnel", "at_least"),
    Quantity(1, 20, "personnel", "between"),
    Quantity(1000, 1000, "usd", "exact"),
    Quantity(None, 500, "usd", "up_to"),
    None,
    None,
)
"""Numbers that statements are drawn from."""

DAYS = 130
"""How many days the statements of a drawn record are spread over."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "component": ("patrol", "patrol", "hq"),
    "role": ("troops", "unspecified", "planning", "liaison"),
    "speaker": ("A. Minister", "B. General", PUBLISHER),
    "basis": BASES,
    "publisher": ("The Paper", "The Post"),
    "condition": ("", "", "a vote"),
}
"""The words that each column of a drawn statement takes, the likelier ones repeated."""

_CELLS = 15


def _row(cells: bytes, actors: Sequence[str], statuses: Sequence[str]) -> dict[str, Any]:
    """Read one byte per column: a record costs few draws and shrinks towards plain rows."""
    cell = iter(cells)

    def pick(words: Sequence[Any]) -> Any:
        return words[next(cell) % len(words)]

    row = {column: pick(words) for column, words in CHOICES.items()}
    row["actor"] = pick(actors)
    row["status"] = pick(statuses)
    row["speaker_for"] = pick((row["actor"], row["actor"], "CORPS", "PRESS", "OTHER"))
    row["excluded_by"] = pick(("ISR", "")) if row["status"] == "excluded" else ""
    row["number"] = pick(NUMBERS)
    row["qty_of"] = pick(("own", "own", "whole")) if row["number"] else ""
    row["topic"] = pick(("", "", "size")) if row["number"] else ""
    row["said"] = written(next(cell))
    row["published"] = written(next(cell))
    return row


def written(number: int) -> str:
    """Write a day of the made-up story; from DAYS on, only its month."""
    return str(day(number)) if number < DAYS else str(day(number - DAYS))[:7]


def records(
    *,
    actors: Sequence[str] = ("FRA", "KEN", "CORPS"),
    statuses: Sequence[str] = STATUSES,
    least: int = 0,
    most: int = 14,
) -> st.SearchStrategy[list[Statement]]:
    """Draw statements about a few actors, close together in time, in any order of rows."""

    def read(rows: list[bytes]) -> list[Statement]:
        told = [
            statement(f"s-{place:02}", **_row(cells, actors, statuses))
            for place, cells in enumerate(rows)
        ]
        return [told[place] for place in sorted(range(len(rows)), key=lambda at: rows[at][::-1])]

    cells = st.binary(min_size=_CELLS + 1, max_size=_CELLS + 1)
    return st.lists(cells, min_size=least, max_size=most).map(read)


def shuffled_days() -> st.SearchStrategy[date]:
    """Draw a day of the made-up story or a little after it."""
    return st.integers(0, 2 * DAYS).map(day)
