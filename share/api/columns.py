"""What each column of an answer means and may hold, from the tables' own definitions."""

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa

from data import changes, disagreements, schema, words
from share.tables.content import Table

TEXT: Final = {"type": ["string", "null"]}
DAY: Final = {"type": ["string", "null"], "format": "date"}
IDS: Final = {"type": "array", "items": {"type": "string"}}
QUANTITY: Final = {
    "type": "object",
    "properties": {
        "low": {"type": ["integer", "null"]},
        "high": {"type": ["integer", "null"]},
        "unit": {"type": "string", "enum": list(words.UNITS)},
        "bound": {"type": "string", "enum": list(words.BOUNDS)},
    },
    "required": ["low", "high", "unit", "bound"],
}
NUMBER: Final = {
    "type": "object",
    "properties": {
        "role": {"type": "string", "enum": list(words.ROLES)},
        "status": {"type": "string", "enum": list(words.STATUSES)},
        "qty_low": {"type": ["integer", "null"]},
        "qty_high": {"type": ["integer", "null"]},
        "qty_unit": {"type": "string", "enum": list(words.UNITS)},
        "qty_bound": {"type": "string", "enum": list(words.BOUNDS)},
        "statement_id": {"type": "string"},
    },
    "required": ["role", "status", "qty_low", "qty_high", "qty_unit", "qty_bound", "statement_id"],
}

MEANING: Final[Mapping[str, str]] = {
    "actor": "Whom it is about: a state (ISO 3166-1 alpha-3, Kosovo XKX) or one of the record.",
    "component": "The part of the mission, as in `component`.",
    "actor_name": "The actor's name in `lang`.",
    "after": "The same on `to`.",
    "after_text": "The same on `to`, in words.",
    "answered_by": "The statements that settled it, by id.",
    "answered_on": "The day on which it was settled; null while it is open.",
    "before": "On `from`: a status, or who kept the actor out, or a number; null for nothing.",
    "before_text": "What was on `from`, in words.",
    "component_name": "The part of the mission in `lang`.",
    "contested": "Whether somebody contradicted it in the last 90 days.",
    "contributor": "False for the mission's own bodies and for bystanders.",
    "day": "The day of the statement that contradicts.",
    "days_open": "Days until it was settled, or until `on`.",
    "dispute": "The place, in the page's list, of the dispute that the pair belongs to.",
    "evidence": "Strength: own, observed, mission or reported.",
    "from": "The day compared with.",
    "to": "The day that the changes lead to.",
    "kept_out": "Whether somebody keeps the actor out.",
    "kept_out_by": "Who does, by code; null when nobody is named.",
    "kind": "What kind of thing this is.",
    "last_heard": "The day of the newest statement about it.",
    "last_heard_written": "The same as it is written in the record: a day or a month.",
    "numbers": "The number of each role, with the statement that gives it.",
    "on_map": "Whether map and counts show this position of the actor.",
    "published": "When the source was published: a day or a month.",
    "published_on": "The day from which the source counts as published.",
    "publisher": "Who published the source.",
    "qty_bound": "What the source allows to be said of the number.",
    "qty_high": "Upper bound of the number to name first; null without one.",
    "qty_low": "Lower bound of the number to name first; null without one.",
    "qty_unit": "What the number counts.",
    "quantities": "Every number, one for each unit.",
    "quantity": "The numbers in words.",
    "raised_by": "The statements that leave it open, by id, the oldest first.",
    "reported_only": "Whether only others' words carry it.",
    "role": "The role that carries the position.",
    "roles": "Every role, with its status.",
    "said_from": "The day on which the statement counts.",
    "sentence": "The change in one sentence.",
    "since": "The day from which it has been so.",
    "since_written": "The same as it is written in the record: a day or a month.",
    "statement_a": "The statement that was said first, by id.",
    "statement_b": "The statement that contradicts it, by id.",
    "statement_ids": "The statements that carry it, by id; the first decides.",
    "statements": "How many statements rest on it.",
    "status": "How firm it is.",
    "status_name": "The status in `lang`.",
    "summary": "The newest statement about it, in `lang`.",
    "topic": "What it is about.",
    "topic_name": "The topic in `lang`.",
    "unit": "The unit of a change of kind `number`; null for others.",
    "url": "The address of the source; null when none is known.",
    "voice": "For whom the speaker speaks, relative to the actor.",
    "mission": "The name of the mission in addresses.",
    "title": "What the mission is called.",
    "description": "What the mission is.",
    "version": "The version of the record, made from its content.",
    "edition": "The number that the editors gave to the record.",
    "first_day": "The first day that can be asked for.",
    "last_day": "The last day that can be asked for; what is shown when none is.",
    "last_published": "The last day that `known` can be.",
    "components": "What `component` can be.",
    "borders": "What `borders` can be.",
    "languages": "What `lang` can be.",
    "actors": "How many actors statements are about.",
    "sources": "How many sources there are.",
    "rows_left_out": "Rows that break a rule and are not used.",
    "licence": "The licence of the record.",
    "licence_url": "The text of the licence.",
    "tables": "The addresses of its lists.",
}
"""Columns that the record itself does not define."""

ENUMS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("positions", "status"): words.STATUSES,
    ("positions", "evidence"): words.EVIDENCE,
    ("positions", "role"): words.ROLES,
    ("changes", "kind"): changes.KINDS,
    ("disagreements", "kind"): disagreements.KINDS,
    ("open-questions", "topic"): words.TOPICS,
}

SPECIAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "quantities": {"type": "array", "items": QUANTITY},
    "numbers": {"type": "array", "items": NUMBER},
    "roles": {
        "type": "object",
        "additionalProperties": {"type": "string", "enum": list(words.STATUSES)},
    },
    "before": {"type": ["string", "object", "null"]},
    "after": {"type": ["string", "object", "null"]},
}


def column_schema(table: Table, name: str) -> dict[str, Any]:
    """Return the JSON Schema of a column, with what it means."""
    own = _of_the_record(table.name, name)
    return {**_shape(table, name), "description": own.description if own else MEANING[name]}


def _of_the_record(table: str, name: str) -> schema.Column | None:
    for resource in schema.RESOURCES:
        if resource.name == table:
            return next((column for column in resource.columns if column.name == name), None)
    return None


def _shape(table: Table, name: str) -> dict[str, Any]:
    if name in SPECIAL:
        return dict(SPECIAL[name])
    if words_allowed := ENUMS.get((table.name, name)):
        return {"type": "string", "enum": list(words_allowed)}
    kind = table.types.get(name, pa.string())
    if pa.types.is_boolean(kind):
        return {"type": "boolean"}
    if pa.types.is_integer(kind):
        return {"type": ["integer", "null"]}
    if pa.types.is_floating(kind):
        return {"type": ["number", "null"]}
    if pa.types.is_date(kind):
        return dict(DAY)
    return dict(IDS) if pa.types.is_list(kind) else dict(TEXT)
