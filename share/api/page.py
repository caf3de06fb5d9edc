"""The page that people read about the API, made from its OpenAPI document."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from data.record import Record
from share.api.documentation import openapi
from share.api.resources import RESOURCES
from share.emblem import emblem_tag

STYLE = """
:root{color-scheme:light dark;--quiet:#59636e;--rule:#d5d9de}
@media(prefers-color-scheme:dark){:root{--quiet:#a4adb8;--rule:#3a424c}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:58rem;margin:0 auto;padding:2rem 1rem}
h1{line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:1.5rem}
code,pre{font:.9em ui-monospace,monospace}pre{overflow-x:auto;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;
border-bottom:1px solid var(--rule)}
details{margin:.75rem 0}.quiet{color:var(--quiet)}
"""


def page(records: Sequence[Record]) -> str:
    """Return the page as HTML: what each list holds, what may be asked, with links to try."""
    document = openapi(records)
    usable = [record for record in records if record.mission.statements]
    parts = [*_head(document), *_missions(usable)]
    for name in RESOURCES if usable else ():
        parts += _resource(name, document, usable[0])
    parts += _feeds(usable)
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>API · Missionmap</title>{emblem_tag()}",
            f"<style>{STYLE}</style></head><body><main>",
            *parts,
            "</main></body></html>",
        )
    )


def _head(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<h1>The record for programs</h1>"
    for paragraph in document["info"]["description"].split("\n\n"):
        yield f"<p>{_marked(paragraph)}</p>"
    yield (
        '<p><a href="/api/openapi.json">OpenAPI document</a> · '
        '<a href="/healthz">Health</a> · <a href="/">To the pages</a></p>'
    )


def _missions(records: Sequence[Record]) -> Iterator[str]:
    yield '<h2 id="missions">Missions</h2>'
    yield f"<p>{_link('/api/missions.json')} · {_link('/api/missions.csv')}</p><ul>"
    for record in records:
        mission = record.mission
        days = f"{mission.first_day} to {mission.last_day}"
        yield f"<li><code>{escape(mission.name)}</code>: days from {days}</li>"
    yield "</ul>"


def _resource(name: str, document: Mapping[str, Any], record: Record) -> Iterator[str]:
    resource = RESOURCES[name]
    path = f"/api/{{mission}}/{name}"
    yield f'<h2 id="{name}">{escape(resource.title)}</h2>'
    yield f"<p>{_marked(resource.description)}</p>"
    shown = f"/api/{record.mission.name}/{name}"
    links = " · ".join(_link(f"{shown}.{ending}") for ending in resource.endings)
    yield f"<p>{links}</p>"
    given = document["paths"][path]["get"]["parameters"]
    yield _table("Parameters", ((one["name"], one["description"]) for one in given))
    columns = document["components"]["schemas"][name]["properties"]
    yield _table("Columns", ((key, one["description"]) for key, one in columns.items()))


def _feeds(records: Sequence[Record]) -> Iterator[str]:
    yield '<h2 id="feeds">Feeds of changes</h2>'
    yield (
        "<p>Atom and JSON Feed, the newest changes first, for a mission "
        "(<code>/feeds/{mission}.atom</code>, <code>.json</code>) or for one of its actors "
        "(<code>/feeds/{mission}/{actor}.atom</code>, <code>.json</code>), in "
        "<code>lang</code>. An entry is one change of one position; its id never changes. "
        "Statements that were corrected or taken out are told too where the server was given "
        "the edition that readers knew before.</p>"
    )
    for record in records:
        links = (_link(f"/feeds/{record.mission.name}.{ending}") for ending in ("atom", "json"))
        yield f"<p>{' · '.join(links)}</p>"


def _table(title: str, rows: Iterator[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><th scope=row><code>{escape(name)}</code></th><td>{_marked(told)}</td></tr>"
        for name, told in rows
    )
    return f"<details><summary>{title}</summary><table>{cells}</table></details>"


def _link(address: str) -> str:
    return f'<a href="{escape(address)}"><code>{escape(address)}</code></a>'


def _marked(text: str) -> str:
    """
    Write a text with code between backticks as HTML.

    >>> _marked("the day `on`, not <i>")
    'the day <code>on</code>, not &lt;i&gt;'
    """
    words = escape(text).split("`")
    return "".join(f"<code>{word}</code>" if at % 2 else word for at, word in enumerate(words))
