"""The rules about one row: cells that must fit each other."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from data import schema, words
from data.dates import written_range
from data.errors import Problem
from data.schema import STATES
from data.tables import Row, Table

Broken = tuple[str, str, str]
"""Field, rule and fix of a row that breaks a rule; the value is the row's."""

RowRule = Callable[[Row], Iterator[Broken]]

QUANTITY: Final = ("qty_low", "qty_high", "qty_unit", "qty_bound", "qty_of")
BOUND_RULES: Final[Mapping[str, tuple[Callable[[int | None, int | None], bool], str]]] = {
    "exact": (lambda low, high: low is not None and low == high, "the same low and high"),
    "about": (lambda low, high: low is not None and low == high, "the same low and high"),
    "up_to": (lambda low, high: low is None and high is not None, "only a high number"),
    "at_least": (lambda low, high: low is not None and high is None, "only a low number"),
    "between": (
        lambda low, high: low is not None and high is not None and low < high,
        "a low number below the high one",
    ),
}


def _identity(row: Row) -> Iterator[Broken]:
    start = f"{row['actor'].lower()}-{row['said_on']}-"
    told_elsewhere = (
        not re.fullmatch(schema.CODE, row["actor"]) or written_range(row["said_on"]) is None
    )
    if not told_elsewhere and not row["statement_id"].startswith(start):
        rule = "A statement_id starts with its actor in lower case and its said_on."
        yield "statement_id", rule, f"Begin it with '{start}', or correct actor or said_on."


def _exclusion(row: Row) -> Iterator[Broken]:
    if row["excluded_by"] and row["status"] != "excluded":
        rule = f"Only an excluded actor has an excluded_by, and the status is '{row['status']}'."
        yield "excluded_by", rule, "Empty it, or set the status to excluded."


def _condition(row: Row) -> Iterator[Broken]:
    if row["status"] == "conditional" and not row["condition_en"] and not row["condition_fr"]:
        rule = "A conditional statement names its condition."
        yield "condition_en", rule, "Fill in condition_en and condition_fr, or change the status."
    yield from _together(row, "condition_en", "condition_fr", "A condition is in both languages.")


def _quote(row: Row) -> Iterator[Broken]:
    yield from _together(row, "quote", "quote_lang", "A quote comes with its language.")


def _together(row: Row, first: str, second: str, rule: str) -> Iterator[Broken]:
    if bool(row[first]) != bool(row[second]):
        empty, filled = (second, first) if row[first] else (first, second)
        yield empty, rule, f"Fill in {empty}, or empty {filled}."


def _medium(row: Row) -> Iterator[Broken]:
    if row["speaker"] == words.PUBLISHER:
        rule = f"'{words.PUBLISHER}' is a medium in its own voice."
        if row["speaker_for"] != words.PRESS:
            yield "speaker_for", rule, f"Write {words.PRESS}, or name the speaker."
        if row["basis"] != "media_report":
            yield "basis", rule, "Write media_report, or name the speaker."


def _quantity(row: Row) -> Iterator[Broken]:
    if not any(row[name] for name in QUANTITY):
        return
    for name in ("qty_unit", "qty_bound", "qty_of"):
        if not row[name]:
            rule = "A number comes with its unit, its bound and whose it is."
            yield name, rule, "Fill it in, or empty the other qty_ columns."
    if not row["qty_low"] and not row["qty_high"]:
        rule = "A quantity has at least one number."
        yield "qty_low", rule, "Fill in qty_low or qty_high, or empty the other qty_ columns."
        return
    if row["qty_bound"] not in BOUND_RULES or not all(
        re.fullmatch(schema.INTEGER, row[name]) for name in ("qty_low", "qty_high") if row[name]
    ):
        return
    low, high = (int(row[name]) if row[name] else None for name in ("qty_low", "qty_high"))
    holds, needs = BOUND_RULES[row["qty_bound"]]
    if not holds(low, high):
        rule = f"This bound has {needs}; the row has '{row['qty_low']}' and '{row['qty_high']}'."
        yield "qty_bound", rule, "Correct the numbers or the bound."


def _other_statement(row: Row) -> Iterator[Broken]:
    if row["statement_a"] == row["statement_b"]:
        yield "statement_b", "A link joins two different statements.", "Correct one of them."


def _own_code(row: Row) -> Iterator[Broken]:
    if row["actor"] in STATES | {words.PRESS, words.OTHER}:
        rule = "This code already means a state, the press or an unnamed speaker."
        yield "actor", rule, "Choose another code."


_RULES: Final[Mapping[str, tuple[RowRule, ...]]] = {
    "statements": (_identity, _exclusion, _condition, _quote, _medium, _quantity),
    "actors": (_own_code,),
    "links": (_other_statement,),
}


def row_problems(table: Table) -> list[Problem]:
    """Hold each rule against each readable row; a rule about a missing column says nothing."""
    return [
        table.problem(number, *broken)
        for number, row in table.sound
        for rule in _RULES.get(table.resource.name, ())
        for broken in rule(row)
        if broken[0] not in table.missing
    ]
