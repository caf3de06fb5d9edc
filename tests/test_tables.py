"""Tables in a language's direction: where the first column stands, and where a text begins."""

import functools
import json
from typing import Any

import pytest
from test_pages import nodes, visit

from share.language import RIGHT_TO_LEFT, languages, speak
from views.sources import TITLE_PX

MIRRORED = [code for code in languages() if speak(code).direction == RIGHT_TO_LEFT]

TABLES_OF: dict[str, tuple[str, ...]] = {
    "map": ("Actor", "Status", "Number", "Part", "Evidence"),
    "timeline": ("Day", "Actor", "Part", "Status", "Speaker", "Statement"),
    "sources": (
        *("Published", "Publisher", "Title", "Statements", "Kind", "Language", "Relays", "Link"),
    ),
}
"""What the first table of a page holds, in reading order."""


@functools.cache
def tables(page: str, lang: str) -> list[Any]:
    """Return the tables of a page, all of them unfolded."""
    at = visit(page, unfolded=True, lang=lang)
    return [node.proto for node in nodes(at.main) if node.type == "dataframe"]


def alignments(table: Any) -> dict[str, str | None]:
    """Return on which side the texts of each column begin, None where each has its own."""
    told = json.loads(table.columns)
    return {name: told[name].get("alignment") for name in table.column_order}


@pytest.mark.parametrize("page", TABLES_OF)
@pytest.mark.parametrize("lang", MIRRORED)
def test_the_first_column_stands_at_the_right(page, lang):
    """The grid puts columns from left to right: it is given the last one first."""
    expected = [speak(lang)(name) for name in TABLES_OF[page]]
    assert list(reversed(tables(page, lang)[0].column_order)) == expected


@pytest.mark.parametrize("page", TABLES_OF)
def test_columns_stay_as_they_are_from_left_to_right(page):
    """Neither an order nor a side is told."""
    table = tables(page, "en")[0]
    assert not table.column_order
    assert all("alignment" not in told for told in json.loads(table.columns or "{}").values())


@pytest.mark.parametrize("page", ["roles", "changes", "disagreements"])
def test_no_table_is_drawn_past_the_one_place(page):
    """Each has an order of its own in Arabic, whichever page it is on."""
    found = tables(page, "ar")
    assert found
    assert all(table.column_order for table in found)


@pytest.mark.parametrize("lang", MIRRORED)
def test_texts_begin_at_the_right_unless_their_beginning_would_be_cut_off(lang):
    """A long title in Latin letters keeps its own side; the link keeps its sign and its width."""
    t, table = speak(lang), tables("sources", lang)[0]
    sides = alignments(table)
    assert sides.pop(t("Title")) is None
    assert set(sides.values()) == {"right"}
    told = json.loads(table.columns)
    assert told[t("Title")]["width"] == TITLE_PX
    assert told[t("Link")]["type_config"]["display_text"] == "↗"


def test_rows_are_the_same_in_every_language():
    """A chosen row is known by its place: mirroring must not move it."""
    first = {
        lang: [list(row) for row in visit("sources", lang=lang).dataframe[0].value.to_numpy()]
        for lang in ("en", "ar")
    }
    publishers = {lang: [row[1] for row in rows] for lang, rows in first.items()}
    assert publishers["ar"] == publishers["en"]


def test_the_problems_of_a_record_are_mirrored_too(made_up_missions, set_cell):
    """File, row and value are said in Latin letters and stand at the right all the same."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 2, "role", "cook")
    t, table = speak("ar"), tables("problems", "ar")[0]
    assert table.column_order[-1] == t("File")
    sides = alignments(table)
    assert (sides[t("File")], sides[t("Value")]) == ("right", "right")
