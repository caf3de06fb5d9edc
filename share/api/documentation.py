"""The OpenAPI document of the API, made from what the routes themselves are made from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from data.record import Record
from share.api.answers import JSON, METHODS, PROBLEM, TITLES
from share.api.columns import column_schema
from share.api.missions import missions_table
from share.api.resources import MOST, RESOURCES, Resource, ask, parameters_of
from share.api.writing import MEDIA
from share.language import SOURCE_LANGUAGE, languages, speak
from share.query import Parameter, choice
from share.tables.about import About
from share.tables.content import Table

VERSION: Final = "1.0.0"
"""Of the API itself: the first number grows when something is taken away."""

TOLD: Final = (
    "Who contributes to a multinational mission, in which role, how firmly, who says so and "
    "since when: the same positions, from the same computation, as the pages show.\n\n"
    "Every list takes the parameters of a page's link, so that what stands behind `?` in one "
    "can be put behind the other. Two clocks: `on` is the day that is looked at, `known` "
    "leaves out what was published later. A value that cannot be followed is answered with "
    "400 and every problem: field, value, rule, fix.\n\n"
    f"An answer holds {MOST} rows at most; `next` (and the header `Link`) leads to the others. "
    "Answers carry a strong ETag; ask again with `If-None-Match`. Any site may read them."
)


def openapi(records: Sequence[Record]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document; days and codes are those of the records there are."""
    usable = [record for record in records if record.mission.statements]
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _problem(), "About": _about()}
    missions, _ = missions_table(speak(SOURCE_LANGUAGE))
    schemas["missions"] = row_schema(missions)
    lang = choice("lang", "The language of titles.", languages())
    for ending in ("", ".json", ".csv"):
        of = ending.removeprefix(".") or "json"
        paths[f"/api/missions{ending}"] = {
            "get": _operation(
                f"missions_{of}{'' if ending else '_default'}",
                "The missions there are",
                "What each is called, which days can be asked for, and where its lists are.",
                [_parameter(lang)],
                {"200": _list_answer("missions", of, paged=False)},
            )
        }
    for resource in RESOURCES.values() if usable else ():
        schemas[resource.name] = row_schema(resource.table(ask(resource, usable[0], [])))
        for path, operation in _paths(resource, usable):
            paths[path] = {"get": operation}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Missionmap", "version": VERSION, "description": TOLD},
        "paths": paths | {"/healthz": {"get": _health()}},
        "components": {"schemas": schemas},
    }


def row_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema of a row: every column, each always there."""
    return {
        "type": "object",
        "properties": {name: column_schema(table, name) for name in table.columns},
        "required": list(table.columns),
        "additionalProperties": False,
    }


def _paths(resource: Resource, records: Sequence[Record]) -> Iterable[tuple[str, dict[str, Any]]]:
    mission = {
        "name": "mission",
        "in": "path",
        "required": True,
        "description": "The mission's name.",
        "schema": {"type": "string", "enum": [record.mission.name for record in records]},
    }
    given = [mission, *(_parameter(one, resource) for one in joined_parameters(resource, records))]
    for ending in ("", *(f".{of}" for of in resource.endings)):
        of = ending.removeprefix(".") or resource.endings[0]
        yield (
            f"/api/{{mission}}/{resource.name}{ending}",
            _operation(
                f"{resource.name}_{of}{'' if ending else '_default'}",
                resource.title,
                resource.description,
                given,
                {
                    "200": _list_answer(resource.name, of),
                    "400": _refusal(400),
                    "503": _refusal(503),
                },
            ),
        )


def joined_parameters(resource: Resource, records: Sequence[Record]) -> list[Parameter]:
    """Return a list's parameters with the words that any of the missions allows."""
    named: dict[str, list[Parameter]] = {}
    for record in records:
        for one in parameters_of(resource, record):
            named.setdefault(one.name, []).append(one)
    return [_joined(same) for same in named.values()]


def _joined(same: Sequence[Parameter]) -> Parameter:
    first = same[0]
    if "enum" not in first.schema:
        return first
    words = dict.fromkeys(word for one in same for word in one.schema["enum"])
    return choice(first.name, first.description, list(words))


def _parameter(one: Parameter, resource: Resource | None = None) -> dict[str, Any]:
    without = resource is not None and one.name not in (*resource.uses, "limit", "offset")
    told = f"{one.description} {one.rule}"
    return {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": f"{told} Without effect here." if without else told,
        "schema": dict(one.schema),
    }


def _operation(
    name: str,
    title: str,
    description: str,
    given: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": title,
        "description": description,
        "parameters": list(given),
        "responses": {
            "304": {"description": "What `If-None-Match` names has not changed."},
            "400": _refusal(400),
            "404": _refusal(404),
            "405": _refusal(405),
            "500": _refusal(500),
            **answers,
        },
    }


def _list_answer(name: str, ending: str, *, paged: bool = True) -> dict[str, Any]:
    headers = {
        "ETag": {"description": "A strong validator.", "schema": {"type": "string"}},
        "Cache-Control": {"description": "How long it keeps.", "schema": {"type": "string"}},
    }
    if paged:
        total = {"description": "Rows on all pages together.", "schema": {"type": "integer"}}
        headers["X-Total-Count"] = total
    shape = {"json": _envelope(name, paged), "csv": {"type": "string"}, "geojson": _collection()}
    return {
        "description": "The list.",
        "headers": headers,
        "content": {MEDIA[ending]: {"schema": shape[ending]}},
    }


def _envelope(name: str, paged: bool) -> dict[str, Any]:
    data = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    total = {"type": "integer", "minimum": 0}
    properties: dict[str, Any] = {"total": total, "data": data}
    if paged:
        properties |= {
            "about": {"$ref": "#/components/schemas/About"},
            "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
            "offset": total,
            "next": {"type": ["string", "null"], "description": "Relative to this address."},
        }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _about() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in About.__slots__}
    days = {name: {"type": "string", "format": "date"} for name in ("from", "to")}
    return {
        "type": "object",
        "description": "Which record this is from, which days, whose borders, what licence.",
        "properties": texts | days,
        "required": list(texts),
    }


def _collection() -> dict[str, Any]:
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "properties": {"type": "object"},
            "geometry": {"type": ["object", "null"]},
        },
        "required": ["type", "id", "properties", "geometry"],
    }
    return {
        "type": "object",
        "description": "RFC 7946: one feature per contributor, as the map shows it.",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "about": {"$ref": "#/components/schemas/About"},
            "features": {"type": "array", "items": feature},
        },
        "required": ["type", "about", "features"],
    }


def _problem() -> dict[str, Any]:
    parts = {name: {"type": "string"} for name in ("field", "value", "rule", "fix")}
    each = {"type": "object", "properties": parts, "required": list(parts)}
    properties = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {"type": "array", "items": each},
    }
    return {
        "type": "object",
        "description": "Problem details (RFC 9457) with everything that is off.",
        "properties": properties,
        "required": list(properties),
    }


def _refusal(status: int) -> dict[str, Any]:
    told = f"{TITLES[status]} Answered here: {METHODS}." if status == 405 else TITLES[status]
    shape = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {PROBLEM: {"schema": shape}}}


def _health() -> dict[str, Any]:
    shape = {
        "type": "object",
        "properties": {
            "status": {"type": "string", "enum": ["ok", "degraded", "failing"]},
            "missions": {"type": "array", "items": {"type": "object"}},
        },
        "required": ["status", "missions"],
    }
    told = {"description": "Which missions can be read.", "content": {JSON: {"schema": shape}}}
    return _operation(
        "health",
        "Whether the records can be read",
        "`degraded` when some mission cannot be read, `failing` (503) when none can.",
        [],
        {"200": told, "503": told},
    )
