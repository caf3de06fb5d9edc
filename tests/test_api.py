"""The API says what the pages show, is strict about what is asked, and cheap to ask again."""

import asyncio
import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import shapely
from asking import APP, Got, get
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from data import changes, disagreements, open_questions, positions, schema
from data.record import Record, prepare
from share.api.answers import METHODS, TITLES
from share.api.columns import MEANING
from share.api.resources import MOST, RESOURCES, parameters_of
from share.api.writing import as_json
from share.language import speak
from share.links import PARAMETERS
from share.query import last_published, read_query
from share.snapshot import disputes_in_view, snapshot, take_snapshot
from share.tables.content import positions_table
from share.version import record_version
from views.server import ROUTES as SERVED

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Its own use of the libraries it stands on.
    import schemathesis

LISTS = tuple(RESOURCES)
ON = "2025-10-21"

every_list = pytest.mark.parametrize("name", LISTS)
every_file = pytest.mark.parametrize(
    ("name", "ending"), [(name, ending) for name in LISTS for ending in RESOURCES[name].endings]
)


def ask(name: str, **parameters: object) -> Got:
    """Ask for a list of the shipped record."""
    query = urlencode({key.rstrip("_"): value for key, value in parameters.items()})
    return get(f"/api/gaza/{name}?{query}")


def printed(
    capsys: pytest.CaptureFixture[str], main: Callable[..., int], *arguments: str
) -> list[dict[str, Any]]:
    """Return what a command prints about the shipped record."""
    assert main(["gaza", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def same_as(told: dict[str, Any], row: dict[str, Any]) -> bool:
    """Say whether a row of the API says everything that a command says."""
    return all(row[name] == value for name, value in told.items())


# What the API says equals what the page shows.


@pytest.mark.parametrize("component", ["all", "isf"])
@pytest.mark.parametrize("known", [None, "2025-12-01"])
@pytest.mark.parametrize("on", [ON, "2026-02-20", "2026-05-27"])
def test_positions_are_those_of_the_page(
    record: Record, on: str, known: str | None, component: str
) -> None:
    """Those marked `on_map` are the page's contributors, one each; the counts agree."""
    asked = {"on": on, "component": component} | ({"known": known} if known else {})
    view = snapshot(
        record,
        date.fromisoformat(on),
        date.fromisoformat(known) if known else date.max,
        component,
    )
    rows = ask("positions", **asked).data
    shown = {row["actor"]: row for row in rows if row["on_map"]}
    assert {actor: row["status"] for actor, row in shown.items()} == {
        actor: position.status for actor, position in view.shown.items()
    }
    for status, count in view.counts.items():
        assert sum(row["status"] == status for row in shown.values()) == count
    assert all(row["contributor"] for row in shown.values())


def test_rows_given_again_are_those_made_anew(record: Record) -> None:
    """What was asked before, in whatever language and for whatever part, changes no row."""
    views = product(("2025-10-21", "2026-02-20", "2026-05-27"), ("all", "isf"), ("fr", "en"))
    for on, component, lang in views:
        choice = read_query({"on": on, "component": component, "lang": lang}, record)
        kept, anew = (
            positions_table(
                take_snapshot(one, on=choice.on, known=date.max, component=component),
                choice,
                speak(lang),
            )
            for one in (record, prepare(record.mission))
        )
        assert kept.rows == anew.rows
        assert as_json(kept, {}) == as_json(replace(anew, rows=tuple(map(dict, anew.rows))), {})


def test_positions_say_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of `data.positions --json`, with the same values, and nobody is missing."""
    told = printed(capsys, positions.main, "--on", ON)
    rows = ask("positions", on=ON).data
    assert len(rows) == len(told)
    assert all(same_as(*both) for both in zip(told, rows, strict=True))


def test_changes_say_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Between the same two days; and `to` is the same as `on`."""
    told = printed(capsys, changes.main, ON, "2026-02-20")
    rows = ask("changes", from_=ON, to="2026-02-20").data
    assert rows and len(rows) == len(told)
    assert all(same_as(*both) for both in zip(told, rows, strict=True))
    assert ask("changes", from_=ON, on="2026-02-20").data == rows
    assert {row["kind"] for row in rows} >= {"came_in", "moved_up"}
    assert all(row["sentence"].startswith(row["actor_name"]) for row in rows)


def test_disagreements_say_what_the_command_says(
    capsys: pytest.CaptureFixture[str], record: Record
) -> None:
    """The same pairs in the same order, each with its place in the page's list of disputes."""
    told = printed(capsys, disagreements.main, "--on", "2026-03-31")
    rows = ask("disagreements", on="2026-03-31").data
    assert rows and len(rows) == len(told)
    assert all(same_as(*both) for both in zip(told, rows, strict=True))
    page = disputes_in_view(snapshot(record, date(2026, 3, 31), date.max, "all"))
    assert {row["dispute"] for row in rows} == set(range(1, len(page) + 1))
    for row in rows:
        assert row["actor"] == page[row["dispute"] - 1].actor


def test_open_questions_say_what_the_command_says(
    capsys: pytest.CaptureFixture[str], record: Record
) -> None:
    """The same questions in the same order, which are the page's too."""
    told = printed(capsys, open_questions.main, "--on", "2026-01-31")
    rows = ask("open-questions", on="2026-01-31").data
    assert rows and len(rows) == len(told)
    assert all(same_as(*both) for both in zip(told, rows, strict=True))
    view = snapshot(record, date(2026, 1, 31), date.max, "all")
    assert [row["topic"] for row in rows] == [question.topic for question in view.questions()]


def test_statements_are_those_heard(record: Record) -> None:
    """By both clocks, newest first, each with the columns of the record."""
    rows = ask("statements", on="2025-12-31", known="2025-11-30").data
    heard = record.heard(on=date(2025, 12, 31), known=date(2025, 11, 30))
    assert [row["statement_id"] for row in rows] == [one.statement_id for one in heard]
    assert rows[0].keys() >= {column.name for column in schema.STATEMENTS.columns}


def test_sources_are_those_of_the_statements() -> None:
    """Each counts the statements of the same question that rest on it."""
    question = {"on": "2025-12-31", "actor": "IDN", "component": "isf"}
    said = [row["source_id"] for row in ask("statements", **question).data]
    rows = ask("sources", **question).data
    assert {row["source_id"]: row["statements"] for row in rows} == {
        name: said.count(name) for name in said
    }


def test_the_whole_record_comes_out(record: Record) -> None:
    """Without a parameter, everything of the last day: every statement and source."""
    assert len(ask("statements").data) == len(record.mission.statements)
    assert len(ask("sources").data) == len(record.mission.sources)
    assert get("/api/gaza/statements.json").json["about"]["on"] == str(record.mission.last_day)


# Choosing rows.


@every_list
def test_a_page_s_link_can_be_pasted(name: str, record: Record) -> None:
    """Every parameter of a page's link is taken by every list."""
    link = {
        "mission": "gaza",
        "on": ON,
        "from": "2025-10-15",
        "known": "2025-11-01",
        "component": "all",
        "status": "deployed,committed",
        "actor": "GBR",
        "borders": "defacto",
        "lang": "fr",
        "statement": record.by_actor["GBR"][-1].statement_id,
        "source": record.by_actor["GBR"][-1].source.source_id,
        "find": "GBR",
        "rule": "promised",
        "order": "name",
    }
    assert link.keys() <= set(PARAMETERS)
    answered = get(f"/api/gaza/{name}?{urlencode(link)}")
    assert answered.status == 200, answered.body
    about = answered.json["about"]
    assert (about["on"], about["known"], about["language"]) == (ON, "2025-11-01", "fr")
    assert about["boundaries"] == "defacto"


@pytest.mark.parametrize("name", [name for name in LISTS if name != "sources"])
def test_an_actor_is_chosen_by_its_code(name: str) -> None:
    """No row is about anybody else, and none about it is missing."""
    everybody = ask(name, from_="2025-10-10").data
    code = everybody[len(everybody) // 2]["actor"]
    rows = ask(name, from_="2025-10-10", actor=code).data
    assert rows == [row for row in everybody if row["actor"] == code] != []


def test_a_status_is_chosen() -> None:
    """Of positions and statements their own; of changes, the one before or after."""
    for name in ("positions", "statements"):
        rows = ask(name, status="declined,suspended").data
        assert {row["status"] for row in rows} == {"declined", "suspended"}
    rows = ask("changes", from_="2025-10-10", status="suspended").data
    steps = [row for row in rows if row["kind"] in changes.STEPS]
    assert steps and all("suspended" in (row["before"], row["after"]) for row in steps)


def test_what_rests_on_a_statement_or_a_source_is_chosen(record: Record) -> None:
    """Positions, statements and sources lead to each other by their ids."""
    position = ask("positions").data[0]
    name = position["statement_ids"][0]
    assert position in ask("positions", statement=name).data
    assert [row["statement_id"] for row in ask("statements", statement=name).data] == [name]
    source = record.by_id[name].source.source_id
    assert [row["source_id"] for row in ask("sources", statement=name).data] == [source]
    rows = ask("statements", source=source).data
    assert name in {row["statement_id"] for row in rows}
    assert {row["source_id"] for row in rows} == {source}


def test_names_and_sentences_are_in_the_language_asked_for() -> None:
    """Codes stay what they are; only what people read is translated."""
    english, french = (ask("positions", on=ON, lang=lang).data for lang in ("en", "fr"))
    assert [row["actor"] for row in english] == [row["actor"] for row in french]
    assert "United Kingdom" in {row["actor_name"] for row in english}
    assert "Royaume-Uni" in {row["actor_name"] for row in french}
    assert [row["status"] for row in english] == [row["status"] for row in french]


# Files.


@every_file
def test_an_ending_decides_the_format(name: str, ending: str) -> None:
    """Without one it is JSON; every answer says its type and how many rows there are."""
    types = {
        "json": "application/json",
        "csv": "text/csv; charset=utf-8; header=present",
        "geojson": "application/geo+json",
    }
    answered = ask(f"{name}.{ending}")
    assert answered.headers["content-type"] == types[ending]
    assert int(answered.headers["x-total-count"]) > 0
    assert ask(name).body == ask(f"{name}.json").body


@every_list
def test_csv_and_json_hold_the_same_rows(name: str) -> None:
    """The same columns with the same values, after the columns that say where it is from."""
    rows, files = ask(name).data, ask(f"{name}.csv").rows
    assert len(rows) == len(files)
    for row, line in zip(rows, files, strict=True):
        assert set(list(line)[-len(row) :]) == row.keys()
        for key, value in row.items():
            if isinstance(value, str):
                assert line[key].removeprefix("'") == value
            elif isinstance(value, bool):
                assert line[key] == str(value).lower()
            elif value is None or isinstance(value, int):
                assert line[key] == ("" if value is None else str(value))
        assert line["mission"] == "gaza" and line["version"]


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(
    made_up_missions: Callable[..., Mapping[str, Path]], set_cell: Callable[..., str]
) -> None:
    """In CSV only: JSON keeps the record's own words."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 3, "speaker", "=cmd|' /C calc'!A0")
    rows = get("/api/lagoon/statements.csv").rows
    assert "'=cmd|' /C calc'!A0" in {row["speaker"] for row in rows}
    assert "=cmd|' /C calc'!A0" in {row["speaker"] for row in get("/api/lagoon/statements").data}


@pytest.mark.parametrize("borders", ["un", "defacto"])
def test_geojson_keeps_to_rfc_7946(borders: str) -> None:
    """A feature per contributor on the map, valid, wound anticlockwise, within the world."""
    collection = ask("positions.geojson", on=ON, borders=borders).json
    assert collection["type"] == "FeatureCollection" and "crs" not in collection
    assert collection["about"]["boundaries"] == borders
    rows = {row["actor"]: row for row in ask("positions", on=ON).data if row["on_map"]}
    assert {feature["id"] for feature in collection["features"]} == rows.keys()
    for feature in collection["features"]:
        assert feature["properties"]["status"] == rows[feature["id"]]["status"]
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        for part in shapely.get_parts(shape):
            assert part.geom_type == "Point" or part.exterior.is_ccw


# Pages of an answer.


@every_list
def test_pages_follow_each_other(name: str) -> None:
    """`next` leads from page to page, relative to the answer, until every row was there."""
    every = ask(name, from_="2025-10-10").data
    size = len(every) // 3 + 1
    address, found, pages = f"/api/gaza/{name}?{urlencode({'from': '2025-10-10'})}", [], 0
    address += f"&limit={size}"
    while address:
        answered = get(address)
        assert len(answered.data) <= size and answered.json["total"] == len(every)
        found += answered.data
        following = answered.json["next"]
        link = answered.headers.get("link")
        assert link == (f'<{following}>; rel="next"' if following else None)
        address = f"/api/gaza/{following}" if following else ""
        pages += 1
    assert found == every and pages > 1


def test_no_answer_is_larger_than_its_limit(record: Record) -> None:
    """A page holds a thousand rows unless fewer are asked for; more cannot be."""
    assert ask("statements").json["limit"] == MOST >= len(record.mission.statements)
    assert ask("statements", limit=MOST + 1).status == 400
    assert ask("statements", offset=len(record.mission.statements)).data == []
    assert len(ask("positions.geojson", limit=3).json["features"]) == 3
    assert len(ask("positions.csv", limit=3, offset=2).rows) == 3


# What is off.


def problem(answered: Got, status: int) -> list[dict[str, str]]:
    """Return the problems of a refusal, after a look at its shape."""
    assert answered.status == status
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.headers["cache-control"] == "no-store"
    body = answered.json
    assert body.keys() == {"type", "title", "status", "detail", "problems"}
    assert (body["status"], body["title"]) == (status, TITLES[status])
    for one in body["problems"]:
        assert one.keys() == {"field", "value", "rule", "fix"}
        assert f"{one['field']} '{one['value']}': {one['rule']} {one['fix']}" in body["detail"]
    assert "Traceback" not in answered.body.decode()
    return body["problems"]


@every_file
def test_every_parameter_that_is_off_is_told_at_once(name: str, ending: str) -> None:
    """With status 400, whatever the format: field, exact value, rule and fix of each."""
    query = {"on": "2025-02-30", "lang": "", "actor": "<b>", "limit": "0", "colour": "red"}
    told = problem(ask(f"{name}.{ending}", **query), 400)
    assert [(one["field"], one["value"]) for one in told] == list(query.items())


@pytest.mark.parametrize(
    "query",
    [
        "on",
        "on=",
        "=",
        "&&on=%00",
        "on=%ff",
        "limit=1;offset=2",
        "on=" + "9" * 9000,
        "lang=en&lang=en",
    ],
)
def test_a_query_that_makes_no_sense_is_a_400(query: str) -> None:
    """It is answered like any other value that breaks its rule."""
    assert problem(get(f"/api/gaza/positions?{query}"), 400)


def test_too_many_parameters_are_not_read() -> None:
    """A link has a dozen; a list of thousands is refused by its length."""
    (one,) = problem(get("/api/gaza/positions?" + "&".join(["on=x"] * 5000)), 400)
    assert (one["field"], one["value"]) == ("query", "5000 parameters")


def test_two_days_that_differ_are_refused() -> None:
    """`to` and `on` are one day; and the advice to leave out one works."""
    (one,) = problem(ask("changes", on=ON, to="2025-10-22"), 400)
    assert (one["field"], one["value"]) == ("to", "2025-10-22")
    assert "2025-10-21" in one["rule"]
    assert ask("changes", to="2025-10-22").status == ask("changes", on=ON).status == 200


def test_another_mission_in_the_query_is_refused() -> None:
    """The address names the mission; a parameter that names another contradicts it."""
    assert problem(ask("positions", mission="moon"), 400)[0]["field"] == "mission"


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("/api/moon/positions", "mission", "moon"),
        ("/api/gaza/armies", "resource", "armies"),
        ("/api/gaza/positions.xml", "ending", "xml"),
        ("/api/gaza/statements.geojson", "ending", "geojson"),
        ("/api/gaza/positions.", "ending", ""),
        ("/api/gaza", "path", "/api/gaza"),
        ("/api/gaza/positions/GBR", "path", "/api/gaza/positions/GBR"),
        ("/api/../app.py", "resource", "app.py"),
        ("/feeds/gaza.rss", "feed", "/feeds/gaza.rss"),
        ("/feeds/gaza/ZZZ.atom", "actor", "ZZZ"),
    ],
)
def test_an_address_with_nothing_behind_it_is_a_404(path: str, field: str, value: str) -> None:
    """It says which part of the address is not known, and what is."""
    (one,) = problem(get(path), 404)
    assert (one["field"], one["value"]) == (field, value)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/api/gaza/positions", "/api/missions", "/healthz", "/api/x"])
def test_the_api_is_only_read(method: str, path: str) -> None:
    """Every other method is a 405 that says which there are."""
    answered = get(path, method=method)
    assert problem(answered, 405)[0]["value"] == method
    assert answered.headers["allow"] == METHODS


def test_a_mission_without_a_usable_statement_is_told(
    made_up_missions: Callable[..., Mapping[str, Path]],
) -> None:
    """503 for its lists; the other missions, the list of missions and the health go on."""
    folder = made_up_missions("lagoon", "marsh")["marsh"]
    (folder / "statements.csv").write_text("{", encoding="utf-8")
    assert problem(get("/api/marsh/positions"), 503)[0]["value"] == "marsh"
    assert get("/api/lagoon/positions").status == 200
    listed = {row["mission"]: row for row in get("/api/missions").data}
    assert listed["marsh"]["last_day"] is None
    assert listed["lagoon"]["last_day"] == "2030-03-31"
    assert get("/healthz").json["status"] == "degraded"
    assert get("/api/openapi.json").status == get("/api").status == 200


def test_without_any_usable_mission_the_health_fails(
    made_up_missions: Callable[..., Mapping[str, Path]],
) -> None:
    """503, so that whoever watches the server hears of it; the page about the API stands."""
    folder = made_up_missions("marsh")["marsh"]
    (folder / "statements.csv").write_text("{", encoding="utf-8")
    answered = get("/healthz")
    assert (answered.status, answered.json["status"]) == (503, "failing")
    assert get("/api/openapi.json").status == get("/api").status == 200


def test_a_fault_of_ours_shows_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader gets the one shape, the server the error."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("share.api.routes.written", fail)
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def through() -> None:
        path = "/api/gaza/positions"
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"limit=7",
            "headers": [],
        }
        await APP(scope, None, send)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(through())
    assert sent[0]["status"] == 500
    assert json.loads(sent[1]["body"])["title"] == TITLES[500]
    assert b"secret" not in sent[1]["body"]


# Asking again.


@pytest.mark.parametrize(
    "path",
    [
        *(f"/api/gaza/{name}" for name in LISTS),
        *("/api/gaza/positions.geojson", "/api/gaza/positions.csv", "/api"),
        *("/api/openapi.json", "/feeds/gaza.atom", "/feeds/gaza.json", "/feeds/gaza/GBR.atom"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(path: str) -> None:
    """The ETag is strong and different for each encoding; naming it gives a 304 without a body."""
    plain, packed = get(path), get(path, accept_encoding="gzip")
    assert plain.body == packed.body
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.length == int(packed.headers["content-length"]) < plain.length
    tags = [plain.headers["etag"], packed.headers["etag"]]
    assert len(set(tags)) == 2 and all(tag.startswith('"') for tag in tags)
    for asked in (*tags, f'"x", W/{tags[0]}', "*"):
        again = get(path, if_none_match=asked)
        assert (again.status, again.length) == (304, 0)
        assert again.headers["etag"] == tags[0]
        assert again.headers["cache-control"] == plain.headers["cache-control"]
        assert again.headers["access-control-allow-origin"] == "*"
    assert get(path, if_none_match='"x"').status == 200


def test_the_etag_is_made_of_the_record_and_of_what_is_asked(
    made_up_missions: Callable[..., Mapping[str, Path]], set_cell: Callable[..., str]
) -> None:
    """Another day is another tag; another word of the record too, after a restart."""
    folder = made_up_missions("lagoon")["lagoon"]
    tags = {
        get(f"/api/lagoon/positions?on={day}").headers["etag"]
        for day in ("2030-02-01", "2030-02-20")
    }
    assert len(tags) == 2
    before = get("/api/lagoon/positions")
    set_cell(folder, "sources.csv", 2, "title", "Other news")
    assert get("/api/lagoon/positions").headers["etag"] == before.headers["etag"]
    made_up_missions()
    from data.load import _load
    from data.record import open_record

    _load.cache_clear()
    open_record.cache_clear()
    after = get("/api/lagoon/positions")
    assert after.headers["etag"] != before.headers["etag"]
    assert after.json["about"]["version"] != before.json["about"]["version"]


@every_list
def test_answers_may_be_kept_and_read_by_any_site(name: str) -> None:
    """Caches are told how long and by what they differ; a browser lets other sites read."""
    headers = ask(name).headers
    assert "max-age=" in headers["cache-control"] and "public" in headers["cache-control"]
    assert headers["vary"] == "accept-encoding"
    assert headers["access-control-allow-origin"] == "*"
    assert {"etag", "link"} <= set(headers["access-control-expose-headers"].split(", "))
    assert headers["x-content-type-options"] == "nosniff"


def test_a_browser_may_ask_with_an_etag_from_another_site() -> None:
    """The question before the question is answered: which methods and headers there are."""
    answered = get(
        "/api/gaza/positions",
        method="OPTIONS",
        origin="https://other.example",
        access_control_request_method="GET",
        access_control_request_headers="if-none-match",
    )
    assert (answered.status, answered.length) == (204, 0)
    assert answered.headers["access-control-allow-origin"] == "*"
    assert answered.headers["access-control-allow-methods"] == METHODS
    assert "if-none-match" in answered.headers["access-control-allow-headers"]


@every_file
def test_asking_for_the_headers_sends_no_rows(name: str, ending: str) -> None:
    """HEAD says the same as GET, without the body."""
    path = f"/api/gaza/{name}.{ending}"
    asked, read = get(path, method="HEAD"), get(path)
    assert (asked.status, asked.headers, asked.length) == (200, read.headers, 0)


# What the API says of itself.


def test_missions_are_listed_with_what_can_be_asked(record: Record) -> None:
    """Every value that it lists works, and every address that it gives."""
    (row,) = get("/api/missions").data
    assert (row["mission"], row["version"]) == ("gaza", record_version(record))
    assert row["last_published"] == str(last_published(record))
    assert row["statements"] == len(record.mission.statements)
    assert all(get(address).status == 200 for address in row["tables"])
    for component in row["components"]:
        assert ask("positions", component=component).status == 200
    for lang in row["languages"]:
        assert get(f"/api/missions?lang={lang}").data[0]["title"]
    (line,) = get("/api/missions.csv").rows
    assert (line["mission"], line["first_day"]) == ("gaza", row["first_day"])


def test_every_route_and_parameter_is_documented(record: Record) -> None:
    """The document names each list in each format, and each parameter that may be given."""
    document = get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    for name, resource in RESOURCES.items():
        for ending in ("", *(f".{ending}" for ending in resource.endings)):
            operation = document["paths"][f"/api/{{mission}}/{name}{ending}"]["get"]
            told = [one["name"] for one in operation["parameters"]]
            given = [one.name for one in parameters_of(resource, record)]
            assert told == ["mission", *given] or set(told) == {"mission", *given}
            assert {"200", "304", "400", "404"} <= operation["responses"].keys()


def test_every_column_is_documented_and_every_text_used() -> None:
    """No column without a meaning, and no meaning without a column."""
    schemas = get("/api/openapi.json").json["components"]["schemas"]
    used = set()
    for name in ("missions", *LISTS):
        columns = schemas[name]["properties"]
        assert all(column["description"] for column in columns.values())
        used |= {
            key for key, column in columns.items() if column["description"] == MEANING.get(key)
        }
    assert used == MEANING.keys()


class Links(HTMLParser):
    """Collect where a page leads, and what it loads."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an address."""
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href"):
                self.loads.append(value or "")


def test_the_page_about_the_api_leads_to_every_list() -> None:
    """Each of its links works, and it loads nothing from anywhere."""
    answered = get("/api")
    assert answered.headers["content-type"] == "text/html; charset=utf-8"
    parser = Links()
    parser.feed(answered.body.decode())
    assert [link for link in parser.loads if not link.startswith("data:")] == []
    for name in LISTS:
        assert f"/api/gaza/{name}.csv" in parser.links
    assert "/feeds/gaza.atom" in parser.links
    assert all(get(link).status == 200 for link in parser.links if link != "/")
    assert get("/api/").body == answered.body


def test_the_server_serves_the_api() -> None:
    """Beside the pages, on the same port."""
    app = Starlette(routes=SERVED)
    for path in (
        "/api",
        "/api/missions",
        "/api/gaza/positions.csv",
        "/feeds/gaza.atom",
        "/healthz",
    ):
        assert get(path, app=app).status == 200
    assert get("/healthz").headers["cache-control"] == "no-store"


# Any question at all.


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_question_that_keeps_to_the_rules_is_answered(record: Record, data: Any) -> None:
    """Any day, any part, any actor: the answer is a list of the rows that were asked for."""
    mission = record.mission
    length = (mission.last_day - mission.first_day).days
    days = st.integers(0, length).map(lambda n: str(mission.first_day + timedelta(n)))
    query = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "on": days,
                "from": days,
                "known": days,
                "component": st.sampled_from(
                    [one.component for one in mission.settings.components]
                ),
                "actor": st.sampled_from(sorted(record.by_actor)),
                "lang": st.sampled_from(["en", "fr"]),
                "limit": st.integers(1, 20),
            },
        )
    )
    name = data.draw(st.sampled_from(LISTS))
    ending = data.draw(st.sampled_from(["", ".csv"]))
    answered = ask(name + ending, **query)
    rows = answered.rows if ending else answered.data
    assert len(rows) <= query.get("limit", MOST)
    for row in rows:
        assert row.get("component", "") in ("", query.get("component", row.get("component")))
        assert row.get("actor", "") in ("", query.get("actor", row.get("actor")))


SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", APP)
SCHEMA.config.generation.update(
    modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
)


@SCHEMA.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_routes_keep_to_their_own_document(case: Any) -> None:
    """
    Whatever is asked, status, type, headers and shape of the answer are as documented.

    What the document does not allow is refused. Not all that it allows is answered: days
    outside of the record are dates too, and its schema cannot say which.
    """
    case.call_and_validate(excluded_checks=[schemathesis.checks.positive_data_acceptance])
