"""Every file that a reader can take away of a view, under one name, and the routes to them."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol
from urllib.parse import urlencode

from starlette.routing import Route

from share.api.answers import Answer, RefusedError, answer
from share.api.routes import usable_record
from share.api.serving import Question, Served
from share.geopackage import as_geopackage
from share.language import Language, speak
from share.links import PARAMETERS, Choice, parameters_of
from share.package import data_package
from share.query import QueryProblem, read_query
from share.shapes import as_geojson, as_geoparquet, contributors
from share.single_file import single_file
from share.snapshot import Snapshot, snapshot
from share.tables.about import About, about, file_stem, told
from share.tables.content import TABLES, Table
from share.tables.writing import as_csv, as_json, as_parquet, as_xlsx
from share.words import N_

PREFIX = "/files"

VIEW_PARAMETERS = tuple(name for name in PARAMETERS if name not in ("statement", "source"))
"""What a file can be asked for: the view, and not one row of it."""

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
"""Media types, as registered with IANA."""


class Make(Protocol):
    """Write a file of a view; `base_url` is where the app can be reached, if that is known."""

    def __call__(self, view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
        """Return the file's content."""


@dataclass(frozen=True, slots=True)
class File:
    """One kind of file: what it is called in a menu, its media type, suffix and maker."""

    label: str
    media_type: str
    suffix: str
    make: Make


def _table(name: str, write: Callable[[Table, About], bytes]) -> Make:
    def make(view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
        return write(TABLES[name](view, choice, t), about(view, choice, t, base_url))

    return make


def _workbook(*names: str) -> Make:
    def make(view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
        facts = about(view, choice, t, base_url)
        tables = [TABLES[name](view, choice, t) for name in names]
        return as_xlsx(tables, told(facts, view, choice, t))

    return make


def _geojson(view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
    return as_geojson(contributors(view, choice, t), about(view, choice, t, base_url))


def _geoparquet(view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
    return as_geoparquet(contributors(view, choice, t), about(view, choice, t, base_url))


def _geopackage(view: Snapshot, choice: Choice, t: Language, base_url: str = "", /) -> bytes:
    return as_geopackage(view, choice, t, about(view, choice, t, base_url))


LABELS: Final[Mapping[str, str]] = {
    "positions": N_("Positions"),
    "statements": N_("Statements"),
    "sources": N_("Sources"),
}


def _tables_files() -> dict[str, File]:
    """Return each table in each format."""
    made: dict[str, File] = {}
    for name, label in LABELS.items():
        with_mark = functools.partial(as_csv, mark=True)
        made |= {
            f"{name}.csv": File(label, CSV, ".csv", _table(name, as_csv)),
            f"{name}-excel.csv": File(label, CSV, ".csv", _table(name, with_mark)),
            f"{name}.xlsx": File(label, XLSX, ".xlsx", _workbook(name)),
            f"{name}.json": File(label, "application/json", ".json", _table(name, as_json)),
            f"{name}.parquet": File(label, PARQUET, ".parquet", _table(name, as_parquet)),
        }
    return made


FILES: Final[Mapping[str, File]] = {
    **_tables_files(),
    "tables.xlsx": File(N_("All tables in one workbook"), XLSX, ".xlsx", _workbook(*TABLES)),
    "map.geojson": File(N_("Map"), "application/geo+json", ".geojson", _geojson),
    "map.parquet": File(N_("Map"), PARQUET, ".parquet", _geoparquet),
    "map.gpkg": File(N_("Map"), "application/geopackage+sqlite3", ".gpkg", _geopackage),
    "record.zip": File(
        N_("The whole record as a Data Package"), "application/zip", ".zip", data_package
    ),
    "view.html": File(
        N_("This view as one file"), "text/html; charset=utf-8", ".html", single_file
    ),
}
"""The files by name; the name is also the last part of their address."""


def file_name(name: str, view: Snapshot, choice: Choice) -> str:
    """Return the name under which a file is saved: it says mission, days and version."""
    what = name.removesuffix(FILES[name].suffix)
    return file_stem(view, choice, what) + FILES[name].suffix


def file_address(name: str, choice: Choice) -> str:
    """
    Return the address of a file of a view.

    A dossier that is open on the page does not narrow a table to its actor.
    """
    kept = choice if name == "view.html" else replace(choice, actor=None)
    return f"{PREFIX}/{choice.mission}/{name}?{urlencode(parameters_of(kept))}"


def answer_file(question: Question) -> Answer:
    """Answer with a file of the view that the parameters name, to be saved under its name."""
    record = usable_record(question.parts["mission"])
    name = question.parts["name"]
    if name not in FILES:
        rule = f"It is one of: {', '.join(FILES)}."
        raise RefusedError(404, [QueryProblem("file", name, rule, "Write one of them.")])
    choice = read_query(question.query, record, allowed=VIEW_PARAMETERS)
    view = snapshot(record, choice.on, choice.known or date.max, choice.component)
    body = FILES[name].make(view, choice, speak(choice.lang), question.base)
    headers = {"content-disposition": f'attachment; filename="{file_name(name, view, choice)}"'}
    return answer(body, FILES[name].media_type, rests_on=[record], headers=headers)


ROUTES: Final = (Route(PREFIX + "/{mission}/{name}", Served(answer_file, by_host=True)),)
"""Every file of every mission, with the same parameters as the pages."""
