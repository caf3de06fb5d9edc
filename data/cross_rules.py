"""The rules across rows and files: references both ways, duplicates, dates in order."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from data import schema, words
from data.dates import published_day, written_range
from data.errors import Problem
from data.schema import DATAPACKAGE, STATES
from data.tables import Table

_REASONS: Final = {
    ("sources", "source_id"): "every statement needs a listed source.",
    ("places", "place_id"): "every place of a statement is listed.",
    ("statements", "statement_id"): "a link joins two statements of the record.",
}


def duplicate_problems(table: Table) -> list[Problem]:
    """Find two rows for one thing: the same address, or the same two statements."""
    groups: dict[object, list[int]] = defaultdict(list)
    for number, row in table.sound:
        if table.resource is schema.SOURCES and row["url"]:
            groups[row["url"]].append(number)
        elif table.resource is schema.LINKS:
            groups[frozenset((row["statement_a"], row["statement_b"]))].append(number)
    if table.resource is schema.SOURCES:
        name, fix = "url", "Keep one of them and point its statements to it."
        rule = "One document is one row, and another row has the same address."
    else:
        name, fix = "statement_b", "Keep one of them."
        rule = "Another row links the same two statements."
    return [
        table.problem(number, name, rule, fix)
        for numbers in groups.values()
        if len(numbers) > 1
        for number in numbers
    ]


def reference_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """Find ids and codes that lead nowhere; nothing is said about a file that is not there."""
    problems: list[Problem] = []
    for table in tables.values():
        for column in table.resource.columns:
            if not column.refers_to:
                continue
            target = tables[column.refers_to[0]]
            if target.absent or column.refers_to[1] in target.missing:
                continue
            known = target.values(column.refers_to[1])
            file = target.resource.file
            rule = f"It is not in {file}, and {_REASONS[column.refers_to]}"
            problems += [
                table.problem(number, column.name, rule, "Add it there or correct the id.")
                for number, row in table.sound
                if row[column.name] and row[column.name] not in known
            ]
    return problems + _actor_problems(tables)


def _actor_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """Find codes that are neither a state nor listed, and topics of what is not the mission."""
    statements, actors = tables["statements"], tables["actors"]
    if actors.absent:
        return []
    known = STATES | actors.values("actor")
    allowed = {
        "actor": known,
        "excluded_by": known,
        "speaker_for": known | {words.PRESS, words.OTHER},
    }
    bodies = {r["actor"] for r in actors.rows.values() if r["kind"] in words.MISSION_BODIES}
    rule = "It is neither a state (ISO 3166-1 alpha-3, Kosovo XKX) nor an actor of actors.csv."
    fix = "Correct the code, or add the actor to actors.csv."
    problems = []
    for number, row in statements.sound:
        for name, codes in allowed.items():
            code = row[name]
            if code in (words.PRESS, words.OTHER) and code not in codes:
                told = "PRESS and OTHER are for speakers only."
                problems.append(statements.problem(number, name, told, "Write a state or actor."))
            elif re.fullmatch(schema.CODE, code) and code not in codes:
                problems.append(statements.problem(number, name, rule, fix))
        if row["topic"] and row["actor"] not in bodies:
            told = "A topic is only for statements about the force, the centre or the board."
            advice = f"Empty it: {row['actor']} is no such actor."
            problems.append(statements.problem(number, "topic", told, advice))
    return problems


def unused_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """Find sources and actors that nothing in the record rests on."""
    statements = tables["statements"]
    if statements.absent or statements.missing:
        return []
    uses = {
        "sources": ("source_id", statements.values("source_id"), "No statement uses this source."),
        "actors": (
            "actor",
            statements.values("actor", "speaker_for", "excluded_by"),
            "No statement is about this actor or made for it.",
        ),
    }
    return [
        tables[name].problem(number, key, rule, "Remove the row, or add the statement it is for.")
        for name, (key, used, rule) in uses.items()
        for number, row in tables[name].sound
        if row[key] and row[key] not in used
    ]


def date_problems(tables: Mapping[str, Table], *, created: date | None) -> list[Problem]:
    """Find what is said after it was published, and dates later than the record itself."""
    statements, sources = tables["statements"], tables["sources"]
    published = {
        row["source_id"]: row["published"]
        for _, row in sources.sound
        if written_range(row["published"]) is not None
    }
    problems = []
    for number, row in statements.sound:
        said, source = written_range(row["said_on"]), published.get(row["source_id"])
        if said and source and said[0] > published_day(source):
            rule = f"Its source was published on {source}, before it was said."
            fix = "Correct said_on, or published in sources.csv."
            problems.append(statements.problem(number, "said_on", rule, fix))
    if created is None:
        return problems
    rule = f"It is later than the record, created on {created}."
    fix = f"Correct the date, or created in {DATAPACKAGE}."
    for table, name in ((statements, "said_on"), (sources, "published")):
        for number, row in table.sound:
            written = written_range(row[name])
            if written and written[0] > created:
                problems.append(table.problem(number, name, rule, fix))
    return problems
