"""What a reader takes away as a file says what the page shows, and where it comes from."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from starlette.applications import Starlette
from test_api import Got, get

from charts.palette import LIGHT
from data.load import load_mission
from data.positions import Position
from data.record import Record, open_record
from geo.boundaries import VIEWS
from share.cells import STARTERS
from share.files import FILES, PREFIX, ROUTES, file_address, file_name
from share.language import speak
from share.links import Choice
from share.rows import TABLES
from share.snapshot import ALL, Snapshot, snapshot
from share.version import record_version
from views.server import ROUTES as SERVED

T = speak("en")
APP = Starlette(routes=ROUTES)
FORMULA = "=HYPERLINK('https://paper.example')"

Taken = tuple[Snapshot, Choice]


def ask(address: str, **headers: str) -> Got:
    """Ask the routes of files for an address."""
    return get(address, app=APP, **headers)


def take(record: Record, **wanted: object) -> Taken:
    """Return a view of a record: its last day, all of it, unless something else is wanted."""
    usual = Choice(
        record.mission.name, record.mission.last_day, None, None, ALL, (), None, "un", "en"
    )
    choice = replace(usual, **wanted)
    return snapshot(record, choice.on, choice.known or date.max, choice.component), choice


def made(name: str, taken: Taken) -> bytes:
    """Return the content of a file of a view."""
    return FILES[name].make(*taken, T, "https://missions.example")


@pytest.fixture
def lagoon(made_up_missions: Callable[..., Mapping[str, Path]]) -> Record:
    """Return the tiny made-up record."""
    made_up_missions("lagoon")
    return open_record("lagoon")


@pytest.fixture(scope="module")
def shipped(record: Record) -> Taken:
    """Return the shipped record on a day in the middle, as it was known some days later."""
    return take(record, on=date(2026, 2, 25), known=date(2026, 3, 10))


def facts_of(name: str, content: bytes) -> dict[str, str]:
    """Read back what a file says of itself, each format in its own way."""
    ending = name.rpartition(".")[2]
    if ending == "csv":
        first = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        return dict(first)
    if ending == "parquet":
        found = pq.read_schema(io.BytesIO(content)).metadata
        return {key.decode().removeprefix("about."): value.decode() for key, value in found.items()}
    if ending == "gpkg":
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(content)
            return dict(base.execute("SELECT name, value FROM about"))
    return dict(json.loads(content)["about"])


WITH_FACTS = [
    name for name, file in FILES.items() if file.suffix in (".csv", ".json", ".geojson")
] + ["positions.parquet", "statements.parquet", "map.parquet", "map.gpkg"]


@pytest.mark.parametrize("name", WITH_FACTS)
def test_every_file_says_where_it_comes_from(name: str, shipped: Taken) -> None:
    """Mission, version, both clocks, boundary view and licence are in the file itself."""
    view, choice = shipped
    told = facts_of(name, made(name, shipped))
    assert told["mission"] == view.record.mission.name
    assert told["version"] == record_version(view.record)
    assert (told["on"], told["known"]) == (choice.on.isoformat(), str(choice.known))
    assert told["boundaries"] == choice.borders
    assert told["licence"] == view.record.mission.settings.licences[0]["title"]


def test_a_workbook_says_it_on_a_sheet_of_its_own(shipped: Taken) -> None:
    """The first sheet has names and values in words; the tables follow."""
    book = openpyxl.load_workbook(io.BytesIO(made("tables.xlsx", shipped)))
    assert book.sheetnames == ["about", *("positions", "statements", "sources")]
    told = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert told["Version of the record"] == record_version(shipped[0].record)
    assert (told["As of"], told["Published by"]) == ("25 February 2026", "10 March 2026")
    assert told["Disclaimer"] == VIEWS["un"].disclaimer
    assert told["Link to this view"].startswith("https://missions.example/?mission=")


def positions_in(name: str, content: bytes) -> list[dict]:
    """Read positions back with the library that readers of the format use."""
    if name.endswith(".json"):
        return json.loads(content)["data"]
    if name.endswith(".csv"):
        frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    elif name.endswith(".xlsx"):
        frame = pd.read_excel(io.BytesIO(content), sheet_name="positions")
    else:
        frame = pd.read_parquet(io.BytesIO(content))
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def what(position: Position) -> tuple[object, ...]:
    """Return what every format must keep of a position."""
    number = position.quantity
    return (
        *(position.actor, position.component, position.status, position.evidence),
        *(position.contested, position.kept_out, position.kept_out_by, position.role),
        *((number.low, number.high, number.unit) if number else (None, None, None)),
        *(position.since, position.last_heard, position.statement_ids),
    )


def what_was_read(row: Mapping) -> tuple[object, ...]:
    """Return the same of a row that was read back."""
    ids = row["statement_ids"]
    return (
        *(row[name] for name in ("actor", "component", "status", "evidence")),
        *(row[name] for name in ("contested", "kept_out", "kept_out_by", "role")),
        *(row[name] for name in ("qty_low", "qty_high", "qty_unit")),
        *(pd.Timestamp(row[name]).date() for name in ("since", "last_heard")),
        tuple(ids.split() if isinstance(ids, str) else ids),
    )


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("positions")])
def test_positions_read_back_are_those_of_the_snapshot(name: str, shipped: Taken) -> None:
    """Nothing is lost or rounded in any format, and `on_map` marks what the page counts."""
    view, _ = shipped
    rows = positions_in(name, made(name, shipped))
    assert [what_was_read(row) for row in rows] == [what(one) for one in view.positions]
    shown = {row["actor"]: row["status"] for row in rows if row["on_map"]}
    assert shown == {code: position.status for code, position in view.shown.items()}


def test_statements_are_those_heard_by_the_day(shipped: Taken) -> None:
    """Both clocks count, and sources are those that carry them."""
    view, _ = shipped
    rows = json.loads(made("statements.json", shipped))["data"]
    heard = view.record.heard(on=view.on, known=view.known)
    assert [row["statement_id"] for row in rows] == [one.statement_id for one in heard]
    assert len(heard) < len(view.record.by_id)
    sources = json.loads(made("sources.json", shipped))["data"]
    assert {row["source_id"] for row in sources} == {one.source.source_id for one in heard}
    assert sum(row["statements"] for row in sources) == len(heard)


def test_a_choice_narrows_the_tables(record: Record) -> None:
    """Component, status and actor leave out every other row."""
    part = record.mission.settings.components[0].component
    taken = take(record, component=part, status=("deployed",))
    rows = json.loads(made("positions.json", taken))["data"]
    assert {(row["component"], row["status"]) for row in rows} == {(part, "deployed")}
    actor = rows[0]["actor"]
    rows = json.loads(made("statements.json", take(record, actor=actor)))["data"]
    assert {row["actor"] for row in rows} == {actor}


def test_excel_is_told_that_a_file_is_utf_8(shipped: Taken) -> None:
    """Only the file for Excel begins with a byte order mark; else they are the same."""
    plain, marked = made("positions.csv", shipped), made("positions-excel.csv", shipped)
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(
    made_up_missions: Callable[..., Mapping[str, Path]],
    set_cell: Callable[[Path, str, int, str, str], str],
) -> None:
    """In no table does a text start a formula; what it says is still there behind a mark."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 2, "summary_en", FORMULA)
    set_cell(folder, "sources.csv", 2, "title", "+1 for the lagoon")
    taken = take(open_record("lagoon"))
    for name in ("statements.csv", "statements-excel.csv", "sources.csv"):
        rows = list(csv.reader(io.StringIO(made(name, taken).decode("utf-8-sig"))))
        assert [cell for row in rows for cell in row if cell.startswith(STARTERS)] == []
    book = openpyxl.load_workbook(io.BytesIO(made("tables.xlsx", taken)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "b", "d"}
    assert [cell.value for cell in cells if str(cell.value).startswith(STARTERS)] == []
    assert f"'{FORMULA}" in [cell.value for cell in cells]
    with zipfile.ZipFile(io.BytesIO(made("record.zip", taken))) as packed:
        rows = list(csv.reader(io.StringIO(packed.read("lagoon/statements.csv").decode())))
    assert f"'{FORMULA}" in rows[1]


def test_geojson_is_as_its_standard_has_it(shipped: Taken) -> None:
    """RFC 7946: degrees, rings by the right-hand rule, no `crs`; one feature each."""
    view, _ = shipped
    made_json = json.loads(made("map.geojson", shipped))
    assert "crs" not in made_json
    features = made_json["features"]
    assert [feature["id"] for feature in features] == sorted(view.shown)
    shapes = {one["id"]: shapely.geometry.shape(one["geometry"]) for one in features}
    for code, shape in shapes.items():
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90, code
        assert shape.is_valid, code
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw, code
                assert not any(ring.is_ccw for ring in part.interiors), code
    told = {one["id"]: one["properties"] for one in features}
    assert {code: row["status"] for code, row in told.items()} == {
        code: position.status for code, position in view.shown.items()
    }


@pytest.mark.parametrize("borders", VIEWS)
def test_who_has_no_shape_stands_at_its_symbol(borders: str, record: Record) -> None:
    """A contributor that the boundary view does not draw is a point, never missing."""
    taken = take(record, borders=borders)
    frame = gpd.read_parquet(io.BytesIO(made("map.parquet", taken)))
    assert sorted(frame["actor"]) == sorted(taken[0].shown)
    points = frame[frame["drawn_as"] == "symbol"]
    assert set(points.geom_type) == {"Point"}
    assert ("XKX" in set(points["actor"])) == (borders == "un")
    assert {"EU", "UN"} <= set(points["actor"])


def test_geoparquet_is_version_1_1_with_a_box_per_row(shipped: Taken) -> None:
    """Readers find coordinate system, geometry types and the covering boxes."""
    schema = pq.read_schema(io.BytesIO(made("map.parquet", shipped)))
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    column = geo["columns"][geo["primary_column"]]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_a_geopackage_opens_as_the_app_draws_it(shipped: Taken, tmp_path: Path) -> None:
    """Each layer has its own style; territories and symbols are coloured by status."""
    view, _ = shipped
    path = tmp_path / "view.gpkg"
    path.write_bytes(made("map.gpkg", shipped))
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert layers == {
        *("territories", "symbols", "ground", "places", "about", "layer_styles"),
    }
    symbols = pyogrio.read_dataframe(path, layer="symbols")
    assert symbols.crs.to_epsg() == 4326
    assert dict(zip(symbols["actor"], symbols["status"], strict=True)) == {
        code: position.status for code, position in view.shown.items()
    }
    styles = pyogrio.read_dataframe(path, layer="layer_styles", read_geometry=False)
    by_layer = dict(zip(styles["f_table_name"], styles["styleQML"], strict=True))
    assert set(by_layer) == {"territories", "symbols", "ground", "places"}
    for status, tone in LIGHT.mark.items():
        if status != "open":
            red, green, blue = (int(tone[at : at + 2], 16) for at in (1, 3, 5))
            assert f'value="{status}"' in by_layer["symbols"]
            assert f"{red},{green},{blue},255" in by_layer["symbols"]
    hollow = 'CASE WHEN "reported_only" THEN'
    for layer in ("symbols", "territories"):
        expressions = ElementTree.fromstring(by_layer[layer]).findall(
            ".//Option[@name='expression']"
        )
        assert {one.attrib["value"].startswith(hollow) for one in expressions} == {True}


@pytest.fixture
def unpacked(lagoon: Record, tmp_path: Path) -> Iterator[Path]:
    """Unpack the lagoon's record into a folder of missions of its own."""
    root = tmp_path / "unpacked"
    with zipfile.ZipFile(io.BytesIO(made("record.zip", take(lagoon)))) as packed:
        packed.extractall(root)
    yield root


def test_a_data_package_is_the_record_itself(lagoon: Record, unpacked: Path) -> None:
    """Unpacked, it is a mission with the same rows and therefore the same version."""
    again = load_mission("lagoon", root=unpacked)
    assert again.problems == ()
    assert record_version(again) == record_version(lagoon)


def test_every_resource_of_a_data_package_has_its_checksum(unpacked: Path) -> None:
    """`hash` and `bytes` are those of the files, and so are those in SHA256SUMS."""
    folder = unpacked / "lagoon"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    listed = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    found = {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert set(listed) == found
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_readme_of_a_data_package_explains_every_column(unpacked: Path) -> None:
    """A reader without us finds what each file and column means, and under which licence."""
    text = (unpacked / "lagoon" / "README.md").read_text("utf-8")
    package = json.loads((unpacked / "lagoon" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert f"`{resource['path']}`" in text
        for field in resource["schema"]["fields"]:
            assert f"- `{field['name']}`: {field['description']}" in text
    assert "CC0-1.0" in text


def test_the_same_view_is_the_same_file(lagoon: Record) -> None:
    """A file does not depend on the clock: it can be cached, compared and cited by checksum."""
    for name in FILES:
        assert made(name, take(lagoon)) == made(name, take(lagoon)), name


def test_every_file_has_an_address_and_a_name_of_its_own(lagoon: Record) -> None:
    """The route answers with what the maker makes, to be saved under a name that tells."""
    day, known = date(2030, 2, 20), date(2030, 2, 20)
    view, choice = take(lagoon, on=day, known=known, component="patrol")
    for name, file in FILES.items():
        got = ask(file_address(name, choice))
        assert got.status == 200, name
        assert got.headers["content-type"] == file.media_type
        saved = f'attachment; filename="{file_name(name, view, choice)}"'
        assert got.headers["content-disposition"] == saved
    version = record_version(lagoon)
    assert file_name("positions.csv", view, choice) == (
        f"lagoon_positions_on-2030-02-20_known-2030-02-20_patrol_record-{version}.csv"
    )


def test_an_open_dossier_does_not_narrow_a_table(record: Record) -> None:
    """The page's link to a table leaves the actor out; the single file opens its dossier."""
    _, choice = take(record, actor="FRA")
    assert "actor" not in file_address("positions.csv", choice)
    assert "actor=FRA" in file_address("view.html", choice)


@pytest.mark.parametrize(
    ("address", "status", "field", "value"),
    [
        ("{mission}/positions.csv?on=2031-01-01", 400, "on", "2031-01-01"),
        ("{mission}/positions.csv?borders=mars", 400, "borders", "mars"),
        ("{mission}/positions.csv?colour=red", 400, "colour", "red"),
        ("{mission}/positions.doc", 404, "file", "positions.doc"),
        ("marsh/positions.csv", 404, "mission", "marsh"),
    ],
)
def test_a_file_that_cannot_be_given_is_explained(
    address: str, status: int, field: str, value: str, record: Record
) -> None:
    """The answer has field, value, rule and fix, in the same shape as the API's."""
    got = ask(f"{PREFIX}/{address.format(mission=record.mission.name)}")
    assert got.status == status
    (problem,) = got.json["problems"]
    assert (problem["field"], problem["value"]) == (field, value)
    assert problem["rule"] and problem["fix"]


def test_a_browser_that_has_a_file_gets_it_no_second_time(record: Record) -> None:
    """An unchanged file is answered with 304 and no body."""
    address = file_address("positions.csv", take(record)[1])
    again = ask(address, if_none_match=ask(address).headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_app_serves_the_files() -> None:
    """The routes are among those of the server."""
    assert [route for route in ROUTES if route not in SERVED] == []
