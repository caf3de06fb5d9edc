"""The addresses of the API, and what is read from each of them."""

from typing import Final

import orjson
from starlette.routing import Route

from data.load import missions
from data.record import Record, open_record
from share.api.answers import JSON, Answer, RefusedError
from share.api.documentation import openapi
from share.api.missions import missions_table
from share.api.page import page
from share.api.resources import RESOURCES, Resource, ask
from share.api.serving import Question, Served
from share.api.writing import MEDIA, as_json, plain_csv, written
from share.language import SOURCE_LANGUAGE, languages, speak
from share.query import QueryProblem, choice, read_values

HTML: Final = "text/html; charset=utf-8"


def usable_record(name: str) -> Record:
    """Return the record of a mission in an address; raises RefusedError: 404 or 503."""
    names = missions()
    if name not in names:
        rule = f"It is one of the missions there are: {', '.join(names)}."
        raise RefusedError(404, [QueryProblem("mission", name, rule, "Write one of them.")])
    record = open_record(name)
    if not record.mission.statements:
        rule = "Its record holds no statement that can be used."
        fix = f"Run `python -m data.check {name}` to see every problem of its files."
        raise RefusedError(503, [QueryProblem("mission", name, rule, fix)])
    return record


def resource_named(name: str) -> tuple[Resource, str]:
    """Return what a name such as `positions.csv` stands for; raises RefusedError: 404."""
    stem, _, ending = name.partition(".")
    found = RESOURCES.get(stem)
    if found is None:
        rule = f"It is one of: {', '.join(RESOURCES)}."
        fix = "Write one of them, with or without an ending."
        raise RefusedError(404, [QueryProblem("resource", name, rule, fix)])
    if "." in name and ending not in found.endings:
        rule = f"'{stem}' ends with one of: {', '.join(found.endings)}."
        raise RefusedError(404, [QueryProblem("ending", ending, rule, "Write one of them.")])
    return found, ending or found.endings[0]


def answer_resource(question: Question) -> Answer:
    """Answer with one list of a mission."""
    resource, ending = resource_named(question.parts["resource"])
    record = usable_record(question.parts["mission"])
    query = question.query
    return written(resource, ending, ask(resource, record, query), query)


def is_quick(question: Question) -> bool:
    """Say whether a list is made within milliseconds: the shapes of GeoJSON are not."""
    return not question.parts["resource"].endswith(".geojson")


def answer_missions(question: Question) -> Answer:
    """Answer with the missions there are, in a language."""
    lang = choice("lang", "The language of titles.", languages())
    values = read_values(question.query, {"lang": lang})
    table, records = missions_table(speak(values.get("lang", SOURCE_LANGUAGE)))
    if question.path.endswith(".csv"):
        return Answer(plain_csv(table), MEDIA["csv"], rests_on=records)
    body = as_json(table, {"total": len(table.rows)})
    return Answer(body, JSON, rests_on=records)


def answer_openapi(question: Question) -> Answer:
    """Answer with the description of every route."""
    read_values(question.query, {})
    records = [open_record(name) for name in missions()]
    return Answer(orjson.dumps(openapi(records)), JSON, rests_on=records)


def answer_page(question: Question) -> Answer:
    """Answer with the page that people read about the API."""
    read_values(question.query, {})
    records = [open_record(name) for name in missions()]
    return Answer(page(records).encode(), HTML, rests_on=records)


def refuse(question: Question) -> Answer:
    """Say that there is nothing at an address, and where the list of addresses is."""
    rule = "No route of the API has this address."
    fix = "See /api for the routes there are."
    raise RefusedError(404, [QueryProblem("path", question.path, rule, fix)])


def answer_health(question: Question) -> Answer:
    """Say which missions can be read, asked anew each time; 503 when none can."""
    records = [open_record(name) for name in missions()]
    usable = [bool(record.mission.statements) for record in records]
    rows = [
        {
            "mission": record.mission.name,
            "statements": len(record.mission.statements),
            "rows_left_out": sum(record.mission.left_out.values()),
        }
        for record in records
    ]
    told = "ok" if all(usable) else "degraded"
    body = {"status": told if any(usable) else "failing", "missions": rows}
    status = 200 if any(usable) else 503
    return Answer(orjson.dumps(body), JSON, rests_on=records, status=status, kept="no-store")


ROUTES: Final = (
    Route("/healthz", Served(answer_health, keep=False)),
    Route("/api", Served(answer_page)),
    Route("/api/", Served(answer_page)),
    Route("/api/openapi.json", Served(answer_openapi)),
    Route("/api/missions", Served(answer_missions)),
    Route("/api/missions.json", Served(answer_missions)),
    Route("/api/missions.csv", Served(answer_missions)),
    Route("/api/{mission}/{resource}", Served(answer_resource, at_once=is_quick)),
    Route("/api/{rest:path}", Served(refuse)),
)
"""Every route of the API, and the one that catches all other addresses below /api."""
