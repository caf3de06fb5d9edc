"""Every page through app.py: what is shown, what a link brings back, and what a bad record does."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from conftest import write_table
from streamlit.testing.v1 import AppTest

from charts.palette import CODES, OPEN
from data import positions, schema
from data.positions import overall
from data.record import Record, open_record
from data.words import STATUSES
from geo.anchors import anchors
from geo.boundaries import VIEWS
from share.cartography import ground
from share.catalogue import template
from share.language import RIGHT_TO_LEFT, languages, speak
from share.links import PARAMETERS
from share.names import actor_name
from share.snapshot import take_snapshot
from share.words import COUNTED, EVIDENCE, STATUS
from views.shell import BROKEN
from views.style import IN_LEGEND, style_sheet

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data" / "missions" / "gaza"

PARTS: Mapping[str, tuple[str, ...]] = {
    "map": ("masthead", "day", "status", "map", "open_questions"),
    "changes": ("masthead", "day", "situation", "status_shifts"),
    "timeline": ("masthead", "day", "status", "timeline", "evidence"),
    "roles": (
        "masthead",
        "day",
        "role_matrix",
        "personnel_ranges",
        "statuses_over_time",
        "evidence",
    ),
    "totals": ("masthead", "day"),
    "disagreements": ("masthead", "day", "disagreements", "changes_of_mind"),
    "open_questions": ("masthead", "day", "open_questions"),
    "sources": ("masthead", "sources"),
    "method": ("masthead", "method"),
    "statement": ("masthead",),
    "search": ("masthead", "found"),
}
"""What must be found on a page by its key."""

PAGES = tuple(
    dict.fromkeys(
        page
        for page in re.findall(
            r'"views/(\w+)\.py"', (ROOT / "views" / "shell.py").read_text("utf-8")
        )
        if page != "problems"
    )
)
"""Every page that the shell knows but the one that only a record with problems has."""

every_page = pytest.mark.parametrize("page", PAGES)

INDONESIA = {"actor": "IDN", "on": "2026-03-20"}
ON_HOLD = "idn-2026-03-17-everything-on-hold"


TABLES = tuple(
    sorted(
        set(
            re.findall(
                r'[(=]"(\w+_table)"',
                "".join(path.read_text("utf-8") for path in (ROOT / "views").glob("*.py")),
            )
        )
        - {"source_table"}
    )
)
"""The tables that stand folded up beside their charts."""


def visit(
    page: str = "map",
    *,
    locale: str = "en-GB",
    theme: str = "light",
    unfolded: bool = False,
    **link: str,
) -> AppTest:
    """Open a page the way a browser does that follows a link; nothing must go wrong."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.context = {"locale": locale, "theme": theme}
    at.query_params.update(link)
    for part in (*TABLES, "exact") if unfolded else ():
        at.session_state[part] = True
    if page != "map":
        at.switch_page(f"views/{page}.py")
    return run(at)


def run(changed: Any) -> AppTest:
    """Run a page again after a change of one of its widgets; nothing must go wrong."""
    at = changed.run()
    assert [error.value for error in at.exception] == []
    return at


def nodes(block: Any) -> Iterator[Any]:
    """Yield every element and container below a container."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)


def texts(block: Any) -> Iterator[str]:
    """Yield what a reader can read below a container, tags taken out."""
    for node in nodes(block):
        if node.type in ("html", "markdown", "title", "header", "caption", "warning", "error"):
            yield plain(node.value)
        for name in ("label", "help", "placeholder", "alt"):
            if text := getattr(getattr(node, "proto", None), name, ""):
                yield str(text)
        if node.type in ("dataframe", "arrow_data_frame", "table", "arrow_table"):
            frame: pd.DataFrame = node.value
            yield from map(str, frame.columns)
            yield from map(str, frame.to_numpy().ravel())
        if node.type in ("button_group", "selectbox"):
            yield from node.options


def plain(markup: str) -> str:
    """Take tags and what they hide out of a text."""
    markup = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", markup)
    for entity, sign in (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(entity, sign)
    return re.sub(r"\s+", " ", text.replace("&amp;", "&")).strip()


def read(at: AppTest, key: str | None = None) -> str:
    """Return all that can be read on a page, or in one part of it."""
    return "\n".join(texts(at.get_by_key(key) if key else at.main))


def told(at: AppTest) -> str:
    """Return the situation of the map's day: the one paragraph that says it."""
    (said,) = (html.value for html in at.get("html") if 'class="situation"' in html.value)
    return plain(said).replace(" .", ".")


def has(at: AppTest, key: str) -> bool:
    """Say whether a page has a part."""
    return any(getattr(node, "key", None) == key for node in nodes(at.main))


def figures(at: AppTest) -> list[dict[str, Any]]:
    """Return the figures that a page really drew."""
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def links_of(at: AppTest) -> list[str]:
    """Return the addresses that a page leads to."""
    return [
        link.replace("&amp;", "&")
        for node in nodes(at.main)
        if node.type == "html"
        for link in re.findall(r'href="([^"]*)"', node.value)
    ]


def marks_of(at: AppTest) -> dict[str, dict[str, Any]]:
    """Return what the map says of each actor: its symbol and the words under the pointer."""
    keys = ("customdata", "hovertext", "text", "lon", "lat")
    found = {}
    for drawn in figures(at)[0]["data"]:
        if drawn.get("customdata"):
            rows = zip(*(drawn[key] for key in keys), drawn["marker"]["symbol"], strict=True)
            found |= {row[0]: dict(zip((*keys, "symbol"), row, strict=True)) for row in rows}
    return found


def status_of(symbol: int) -> str:
    """Return the status that a symbol stands for, filled or open."""
    return {code: status for status, code in CODES.items()}[symbol % OPEN]


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.fixture(scope="module")
def record() -> Record:
    """Open the shipped record once."""
    return open_record("gaza")


# Every page


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@every_page
def test_every_page_can_be_opened_by_its_link(page, theme, locale):
    """In both themes and languages, on a first visit, with its parts in place and a title."""
    at = visit(page, theme=theme, locale=locale)
    assert at.title
    assert [key for key in PARTS[page] if not has(at, key)] == []
    assert page != "map" or told(at)


@every_page
def test_every_page_can_be_opened_from_another(page):
    """A reader who looks at a day and an actor takes both along."""
    at = visit(**INDONESIA)
    run(at.switch_page(f"views/{page}.py"))
    assert (at.query_params["on"], at.query_params["actor"]) == ("2026-03-20", "IDN")


@every_page
def test_every_page_survives_a_click_on_everything(page):
    """Each button of a page can be pressed, one after the other."""
    at = visit(page, **INDONESIA)
    for key in [button.key for button in at.button]:
        if has(at, key) and not at.get_by_key(key).disabled:
            at = run(at.get_by_key(key).click())
    assert at.title


@pytest.mark.parametrize("page", ["map", "timeline", "roles"])
@pytest.mark.parametrize("on", ["2025-10-09", "2026-05-27"])
@pytest.mark.parametrize("component", ["all", "cmcc", "mediation"])
def test_every_page_can_be_opened_on_any_day(page, on, component):
    """From the first day to the last, for parts with much and with nothing in them."""
    visit(page, on=on, component=component)


@every_page
def test_nothing_on_a_page_asks_anybody_elses_server(page):
    """No figure, map or style names an address outside; links wait until they are clicked."""
    at = visit(page, **INDONESIA)
    for chart in at.get("plotly_chart"):
        for text in (
            *strings(json.loads(chart.proto.spec)),
            *strings(json.loads(chart.proto.config)),
        ):
            assert not re.search(r"(https?:)?//", text), text
    for node in nodes(at.main):
        if node.type == "html":
            assert not re.search(r"(src|srcset|action)=|@import|url\(['\"]?(?!data:)", node.value)
    assert all(re.match(r"https?://|(statement|disagreements)\?", link) for link in links_of(at))


@every_page
def test_every_link_into_the_app_leads_somewhere(page, record):
    """A link names a statement or an actor of the record, its mission, and keeps the language."""
    at = visit(page, locale="fr-FR", **INDONESIA)
    ours = [link for link in links_of(at) if not link.startswith("http")]
    for link in ours:
        asked = parse_qs(urlsplit(link).query)
        if link.startswith("statement?"):
            assert asked["statement"][0] in record.by_id
        else:
            assert asked["actor"][0] in record.by_actor
        assert (asked["mission"], asked["lang"]) == (["gaza"], ["fr"])
    assert ours or page != "map"


@every_page
def test_every_figure_has_a_name(page):
    """A reader who cannot see it is told what it is."""
    at = visit(page)
    for chart in at.get("plotly_chart"):
        assert chart.proto.alt


def test_a_page_for_each_key_of_the_list_above():
    """No page is left out of these tests."""
    assert set(PARTS) == set(PAGES)


# What the map draws


DAYS = ("2025-10-21", "2025-11-17", "2026-02-20", "2026-05-27")


def test_the_map_draws_codes_and_fetches_its_shapes_from_us(record):
    """Shapes are joined by code, both parts of Palestine among them; no geometry in the figure."""
    at = visit(on="2026-03-20")
    figure = figures(at)[0]
    shapes = [trace for trace in figure["data"] if trace["type"] == "choropleth"]
    drawn = {code for trace in shapes for code in trace["locations"]}
    assert {"PSE-GZ", "PSE-WB", "ISR", "IDN"} <= drawn
    tinted = {code for t in shapes if "geojson" not in t for code in t["locations"]}
    assert {"PSE-GZ", "PSE-WB"} <= tinted
    assert all(re.fullmatch(r"[A-Z]{3}(-[A-Z0-9]+)?|[a-z-]+", code) for code in drawn)
    for trace in shapes:
        assert isinstance(trace.get("geojson", ""), str)
        assert trace.get("geojson", "/geometry/").startswith("/geometry/")
    config = json.loads(at.get_by_key("map").proto.config)
    assert config["topojsonURL"] == ground(record, "un").world
    assert len(json.dumps(figure)) < 40_000


@pytest.mark.parametrize("component", ["all", "cmcc", "isf", "police", "border", "funding"])
@pytest.mark.parametrize("on", DAYS)
def test_the_map_agrees_with_the_command_line(on, component, record, capsys):
    """Same actors, same status, same evidence as `python -m data.positions` prints."""
    assert positions.main(["gaza", "--on", on, "--component", component, "--json"]) == 0
    rows = [
        row for row in json.loads(capsys.readouterr().out) if record.is_contributor(row["actor"])
    ]
    said = {(row["actor"], row["component"]): row for row in rows}
    if component == "all":
        firmest = overall(record.positions(on=date.fromisoformat(on)))
        said = {key: row for key, row in said.items() if firmest[key[0]].component == key[1]}
    expected = {row["actor"]: row for row in said.values()}
    drawn = marks_of(visit(on=on, component=component)) if expected else {}
    assert set(drawn) == set(expected)
    t = speak("en")
    for actor, mark in drawn.items():
        row = expected[actor]
        assert status_of(mark["symbol"]) == row["status"], actor
        hollow = row["reported_only"] or row["status"] == "excluded"
        assert (mark["symbol"] >= OPEN) == hollow, actor
        name = actor_name(record.mission, actor, t)
        assert name in mark["hovertext"] + mark["text"]
        assert t(STATUS[row["status"]]) in mark["hovertext"]
        reported = row["reported_only"]
        assert (t(EVIDENCE[row["evidence"]]) in mark["hovertext"]) == reported


@pytest.mark.parametrize("component", ["all", "cmcc", "isf"])
@pytest.mark.parametrize("on", DAYS)
def test_table_legend_and_map_say_the_same(on, component, record):
    """One view model: the parts of a page agree by construction."""
    at = visit(on=on, component=component, unfolded=True)
    t = speak("en")
    marks = marks_of(at)
    by_name = {
        actor_name(record.mission, code, t): t(STATUS[status_of(mark["symbol"])])
        for code, mark in marks.items()
    }
    table = at.get_by_key("who_stands_where").value
    assert dict(zip(table["Actor"], table["Status"], strict=True)) == by_name
    counted = [
        re.fullmatch(r"(.+)\s\*\*(\d+)\*\*", text) for text in at.get_by_key("status").options
    ]
    for status, found in zip(IN_LEGEND, counted, strict=True):
        assert found[1] == t(COUNTED[status])
        assert int(found[2]) == list(by_name.values()).count(t(STATUS[status]))


def test_who_is_kept_out_of_one_part_has_a_ring_on_the_map_of_all(record):
    """Sentence and map name the same three, though only one of them has no other position."""
    at = visit(on="2025-11-15", unfolded=True)
    barred = {"PSE", "QAT", "TUR"}
    view = take_snapshot(record, on=date(2025, 11, 15), known=date.max)
    assert {
        p.actor for p in view.positions if p.kept_out and record.is_contributor(p.actor)
    } == barred
    t, marks = speak("en"), marks_of(at)
    assert (
        f"Kept out: {t.listing(actor_name(record.mission, one, t) for one in sorted(barred))}"
        in (read(at))
    )
    crossed = CODES["excluded"] + OPEN
    ringed = [
        (lon, lat)
        for trace in figures(at)[0]["data"]
        if isinstance(trace.get("marker", {}).get("symbol"), list) and not trace.get("customdata")
        for symbol, lon, lat in zip(
            trace["marker"]["symbol"], trace.get("lon", ()), trace.get("lat", ()), strict=False
        )
        if symbol == crossed
    ]
    assert len(ringed) == len(barred)
    assert "kept out: Centre" in marks["QAT"]["hovertext"]
    assert "Only kept out\u00a0**1**" in at.get_by_key("status").options


def test_what_had_not_been_published_is_not_shown(record):
    """The second clock: a statement known only later leaves the map and the dossier alone."""
    late = next(
        s
        for s in record.mission.statements
        if s.status == "deployed"
        and (s.source.published_on - s.said_from).days > 1
        and s.said_from == min(x.said_from for x in record.by_actor[s.actor])
    )
    on = late.said_from.isoformat()
    seen = visit(on=on, actor=late.actor)
    unseen = visit(on=on, known=on, actor=late.actor)
    assert late.actor in marks_of(seen)
    assert late.actor not in marks_of(unseen)
    assert late.summary["en"] in read(seen, "dossier")
    assert late.summary["en"] not in read(unseen, "dossier")
    assert "using only what was published by" in told(unseen)


def test_an_actor_that_a_boundary_view_does_not_know_is_shown():
    """Kosovo has no shape among the UN's: its symbol is there and a line says so; else it is."""
    un, defacto = visit(on="2026-03-20"), visit(on="2026-03-20", borders="defacto")
    assert "XKX" in marks_of(un) and "XKX" in marks_of(defacto)
    assert "Not drawn as a shape of its own in this boundary view: Kosovo." in read(un)
    assert "Not drawn as a shape of its own in this boundary view" not in read(defacto)


@pytest.mark.parametrize("borders", VIEWS)
def test_whose_boundaries_these_are_is_said_under_the_map(borders):
    """Attribution and disclaimer of the view that is drawn, and not of the other."""
    text = read(visit(borders=borders))
    for view in VIEWS.values():
        assert (view.attribution in text) == (view.key == borders)
        assert (view.disclaimer in text) == (view.key == borders)


@pytest.mark.parametrize("status", ["deployed", "suspended", "in_talks"])
def test_the_legend_filters_map_and_table(status):
    """Only what the reader keeps is drawn, on the map and in the table; counts stay."""
    before = visit(on="2026-03-20")
    after = visit(on="2026-03-20", status=status, unfolded=True)
    kept = {code for code, mark in marks_of(before).items() if status_of(mark["symbol"]) == status}
    assert set(marks_of(after) if kept else {}) == kept
    assert len(after.get_by_key("who_stands_where").value) == len(kept)
    assert after.get_by_key("status").options == before.get_by_key("status").options
    assert after.get_by_key("status").value == [status]


# The dossier


def test_the_dossier_of_indonesia(record):
    """On hold, with its bounds, who said so, where it stands, and what it was before."""
    dossier = read(visit(**INDONESIA), "dossier")
    assert "On hold since" in dossier
    assert "up to 8,000 people" in dossier
    assert "in its own words" in dossier
    assert "Earlier positions" in dossier
    for earlier in ("Pledged", "On conditions", "Weighing it"):
        assert re.search(rf"\d+ \w+ 202\d · Force ?[·:] {earlier}", dossier)
    assert "27 statements by this day" in dossier
    for statement in record.by_actor["IDN"]:
        if statement.said_from <= date(2026, 3, 20):
            for text in (statement.summary["en"], statement.locator, statement.quote):
                assert text in dossier
            assert not statement.condition or f"Condition: {statement.condition['en']}" in dossier


def test_a_number_names_who_gave_it_and_leads_there(record):
    """Up to 8,000 people: by whom, on what day, and the statement one click away."""
    at = visit(**INDONESIA)
    said = record.by_id["idn-2026-03-17-everything-on-hold"]
    block = next(
        node.value
        for node in nodes(at.main)
        if "up to 8,000 people</b></a>" in str(getattr(node, "value", ""))
    )
    assert f"statement={said.statement_id}&amp;" in block
    assert f"({said.who}, 17 Mar 2026)" in plain(block)


def test_contested_leads_to_who_disagrees():
    """Where two are on record that disagree, the word is a link to them."""
    link = next(link for link in links_of(visit(**INDONESIA)) if link.startswith("disagreements"))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert asked["actor"] == "IDN"
    shown = read(visit("disagreements", **asked), "disagreements")
    assert "**Indonesia** · Force" in shown


@pytest.mark.parametrize("lang", languages())
def test_charts_of_rows_are_read_as_the_language_is(lang):
    """Days run on from left to right in every language."""
    sides = {
        page: {
            figure["layout"]["yaxis"].get("side", "left")
            for figure in figures(visit(page, lang=lang))
        }
        for page in ("changes", "timeline")
    }
    from_right = speak(lang).direction == RIGHT_TO_LEFT
    assert sides == {"changes": {"right" if from_right else "left"}, "timeline": {"left"}}


def test_disagreements_that_still_contest_a_position_come_first():
    """As many as the page counts, under a heading of their own."""
    said = read(visit("disagreements"))
    count = int(re.search(r"(\d+) are recent enough to contest a position", said)[1])
    recent, older = re.split(r"^Older$", said, flags=re.MULTILINE)
    assert len(re.findall(r"^\*\*.*\*\* · ", recent, flags=re.MULTILINE)) == count
    assert "**Albania** · Force" in older


def test_a_total_that_never_changed_says_so_without_a_chart():
    """One that did has a chart, and a line on how to read it."""
    at = visit("totals")
    said = read(at)
    assert "The total has not changed since 19 February 2026." in said
    charts = {chart.proto.id.split("-")[-1] for chart in at.get("plotly_chart")}
    assert any("total_cmcc_personnel" in name for name in charts)
    assert not any("total_funding_usd" in name for name in charts)
    assert "Vertical line: the chosen day." in said


def test_tiles_say_nothing_of_boundaries():
    """They draw none, so that there is none to choose and nobody to credit."""
    tiles = visit(view="tiles")
    assert not has(tiles, "borders")
    assert not any(view.disclaimer in read(tiles) for view in VIEWS.values())


def test_a_quote_says_its_language():
    """Unless it is the reader's."""
    told_by = visit("statement", statement="idn-2026-02-22-no-departure-plan")
    assert "Belum ada rencana pengirimannya (Indonesian)" in plain(read(told_by))


@pytest.mark.parametrize("lang", languages())
def test_a_page_that_breaks_says_so_in_the_readers_language(lang, monkeypatch):
    """A fault of ours is no wall of English, and it is not swallowed."""

    def break_down(*_):
        raise RuntimeError("a fault")

    monkeypatch.setattr("share.snapshot.totals_in_view", break_down)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["lang"] = lang
    at.switch_page("views/totals.py").run()
    assert [error.value for error in at.error] == [speak(lang)(BROKEN)]
    assert len(at.exception) == 1


def test_a_condition_is_said_with_the_position(record):
    """On the day on which Indonesia named one, it stands beside the status."""
    on = next(s for s in reversed(record.by_actor["IDN"]) if s.condition).said_from
    dossier = read(visit(actor="IDN", on=on.isoformat()), "dossier")
    assert "Condition: " in dossier


def test_a_statement_leads_to_its_source_and_to_its_own_page(record):
    """Every source with a stable address is linked; every statement has a link to pass on."""
    at = visit(**INDONESIA)
    links = links_of(at)
    for statement in record.by_actor["IDN"]:
        if statement.said_from <= date(2026, 3, 20):
            assert not statement.source.url or statement.source.url in links
            assert any(f"statement={statement.statement_id}&" in link for link in links)


def test_what_comes_later_is_counted_and_not_shown(record):
    """A reader who looks at an early day is told that there is more."""
    first = min(s.said_from for s in record.by_actor["IDN"])
    dossier = read(visit(actor="IDN", on=first.isoformat()), "dossier")
    said = sum(s.said_from <= first for s in record.by_actor["IDN"])
    later = len(record.by_actor["IDN"]) - said
    assert f"{later} later statements are not shown" in dossier


def test_silence_is_said(record):
    """An actor without a position is no refusal, and the page says so."""
    day = record.mission.first_day
    silent = next(
        actor
        for actor in sorted(record.by_actor)
        if record.is_contributor(actor) and all(s.said_from > day for s in record.by_actor[actor])
    )
    at = visit(actor=silent, on=day.isoformat())
    name = actor_name(record.mission, silent, speak("en"))
    dossier = read(at, "dossier")
    assert f"no position of {name} on" in dossier
    assert "Silence is not a refusal." in dossier
    assert silent not in marks_of(at)


def test_the_dossier_can_be_closed():
    """Its button takes it away, and the actor out of the link."""
    at = visit(**INDONESIA)
    assert has(at, "dossier")
    at = run(at.get_by_key("close_dossier").click())
    assert not has(at, "dossier")
    assert "actor" not in at.query_params


@pytest.mark.parametrize("body", ["CMCC", "ISF"])
def test_a_body_of_the_mission_is_no_contributor(body):
    """Its dossier says so, and it is neither counted nor drawn as one."""
    at = visit(actor=body)
    assert "Part of the mission itself: not counted as a contributor." in read(at, "dossier")
    assert body not in marks_of(at)


# Pages by link


def test_a_statement_has_a_page_of_its_own(record):
    """All that the record holds of it, and what was said before and after about the same."""
    statement = record.by_id[ON_HOLD] if ON_HOLD in record.by_id else record.by_actor["IDN"][3]
    at = visit("statement", statement=statement.statement_id)
    text = read(at)
    assert at.title[0].value.startswith("Indonesia: ")
    for part in (statement.summary["en"], statement.locator, statement.quote, statement.speaker):
        assert part in text
    assert "Said before about the same" in text
    assert at.query_params["statement"] == statement.statement_id


def test_a_contradiction_is_shown_from_both_sides(record):
    """Each of two statements that contradict each other leads to the other and says why."""
    pairs = record.pairs
    first, second = (record.index.ids[int(at[0])] for at in (pairs.first, pairs.second))
    for one, other in ((first, second), (second, first)):
        text = read(visit("statement", statement=one))
        assert "In disagreement with" in text
        assert record.by_id[other].summary["en"] in text


def test_a_statement_leads_back_to_the_map_of_its_day(record):
    """Its button shows the actor, the part and the day it was said."""
    statement = record.by_actor["IDN"][0]
    at = visit("statement", statement=statement.statement_id)
    run(at.get_by_key("to_map").click())
    assert at.session_state["on"] == statement.said_from
    assert at.session_state["actor"] == "IDN"
    assert at.session_state["component"] == statement.component


def test_the_statement_page_without_a_statement_says_how_to_get_there():
    """An address that somebody cut short is no error."""
    assert "This page shows one statement." in read(visit("statement"))


def test_a_source_has_a_link_of_its_own(record):
    """Its title, its date and every statement that rests on it."""
    source = max(
        record.mission.sources.values(),
        key=lambda x: sum(s.source is x for s in record.mission.statements),
    )
    resting = [s for s in record.mission.statements if s.source is source]
    at = visit("sources", source=source.source_id)
    card = read(at, "source_card")
    assert source.title in card and source.source_id in card
    assert f"{len(resting)} statements rest on it" in card
    assert all(statement.summary["en"] in card for statement in resting)
    assert at.query_params["source"] == source.source_id


def test_every_source_is_listed(record):
    """As many rows as documents, the newest first, each with the statements it carries."""
    table = visit("sources").get_by_key("source_table").value
    assert len(table) == len(record.mission.sources)
    assert table["Statements"].sum() == len(record.mission.statements)


def test_the_method_page_counts_what_is_there(record):
    """It says how much was read, until when, and what the columns mean."""
    text = read(visit("method"))
    assert "348 statements from 244 sources, said between 9 October 2025 and 27 May 2026" in text
    for resource in schema.RESOURCES:
        for column in resource.columns:
            assert column.description in text


# Links


WHOLE: Mapping[str, str] = {
    "mission": "gaza",
    "on": "2026-02-20",
    "from": "2025-11-17",
    "known": "2026-02-15",
    "component": "isf",
    "status": "committed,suspended",
    "actor": "IDN",
    "borders": "defacto",
    "view": "tiles",
    "lang": "fr",
}
"""A link that says everything a map's link can say."""


@pytest.mark.parametrize("name", WHOLE)
def test_each_part_of_a_link_is_restored_and_written_again(name):
    """The address of the page that opens says the same."""
    at = visit(**{name: WHOLE[name]})
    assert at.query_params[name] == WHOLE[name]
    kept = at.session_state[name] if name != "mission" else WHOLE[name]
    written = ",".join(kept) if isinstance(kept, list) else str(kept)
    assert written == WHOLE[name]


def test_a_whole_link_brings_back_the_whole_view():
    """A reader who gets the link sees the same sentences, figure, dossier and legend."""
    at = visit(on="2026-03-20")
    at.get_by_key("component").set_value("isf")
    at.session_state["actor"] = "IDN"
    run(at.get_by_key("status").set_value(["committed", "suspended"]))
    copied = dict(at.query_params)
    again = visit(locale="fr-FR", **copied)
    assert figures(again) == figures(at)
    assert list(texts(again.main)) == list(texts(at.main))
    assert dict(again.query_params) == copied


def test_a_first_visit_is_the_same_for_everybody():
    """The link of a first visit names the day, so that it still shows the same next year."""
    at = visit()
    assert dict(at.query_params) == {
        "mission": "gaza",
        "on": "2026-05-27",
        "component": "all",
        "borders": "un",
        "lang": "en",
    }


def test_the_map_can_be_shown_as_tiles():
    """One bar for each actor on the map; the choice enters the link, what is usual does not."""
    at = visit(on="2026-03-20")
    assert "view" not in at.query_params
    (drawn,) = figures(at)
    on_map = {code for trace in drawn["data"] for code in trace.get("customdata", ())}
    run(at.get_by_key("view_shown").set_value("tiles"))
    assert at.query_params["view"] == "tiles"
    (drawn,) = figures(at)
    (tiles,) = (trace for trace in drawn["data"] if trace["type"] == "bar")
    assert set(tiles["customdata"]) == on_map
    run(at.get_by_key("view_shown").set_value("map"))
    assert at.query_params["view"] == "map"


def test_every_parameter_of_a_link_is_tested_here():
    """The closed list of links.py is the list of these tests."""
    assert set(PARAMETERS) == {*WHOLE, "statement", "source", "rule", "order", "find"}


UNKNOWN = [
    ("mission", "atlantis"),
    ("on", "2031-01-01"),
    ("on", "1999-12-31"),
    ("on", "2026-02-30"),
    ("on", "yesterday"),
    ("known", "2031-01-01"),
    ("known", "never"),
    ("component", "navy"),
    ("status", "sleeping"),
    ("status", "deployed,sleeping"),
    ("status", "open"),
    ("status", ","),
    ("actor", "XXX"),
    ("actor", "idn"),
    ("borders", "mars"),
    ("view", "globe"),
    ("lang", "tlh"),
    ("statement", "nobody-said-so"),
    ("source", "no-paper"),
    ("find", "x" * 101),
]


@pytest.mark.parametrize(("name", "value"), UNKNOWN)
def test_an_unknown_value_falls_back_with_a_note(name, value):
    """The usual view is shown, and a note repeats the value and says what is known."""
    at = visit(**{name: value})
    note = read(at, "link_notes")
    assert f"{name} “{value}”" in note
    assert "Known: " in note
    assert at.query_params.get(name) != value
    assert figures(at) == figures(visit())
    run(at.get_by_key("close_notes").click())
    assert not has(at, "link_notes")


def test_several_unknown_values_are_all_told():
    """Each has its own line, and what is known in the link is used."""
    at = visit(component="navy", actor="XXX", on="2026-03-20", lang="fr")
    note = read(at, "link_notes")
    assert "navy" in note and "XXX" in note
    assert at.query_params["on"] == "2026-03-20"
    assert "l’adresse" in note or "lien" in note.lower()


@pytest.mark.parametrize(
    "value",
    [
        "![x](https://example.org/x.png)",
        "[x](https://example.org)",
        "<img src=x>",
        ":red[x]",
        "$x^2$",
        "**x**",
        "https://example.org",
    ],
)
def test_a_link_cannot_put_anything_on_the_page(value):
    """Whatever is written in an address is repeated as plain text: no image, link or style."""
    at = visit(actor=value)
    shown = [node for node in nodes(at.get_by_key("link_notes")) if node.type != "button"]
    for node in shown:
        assert node.type in ("html", "text"), "Markdown would read the value as markup"
        if node.type == "html":
            assert not re.search(r"<(img|a|script)\b", node.value)
    assert value in read(at, "link_notes") or "<" in value


def test_parameters_that_are_not_ours_are_dropped():
    """A link that passed through a mailing tool still works."""
    at = visit(on="2026-03-20", utm_source="mail", fbclid="1")
    assert at.query_params["on"] == "2026-03-20"
    assert not {"utm_source", "fbclid"} & set(at.query_params)
    assert not has(at, "link_notes")


# The day


def test_the_day_can_be_chosen_in_three_ways():
    """By slider, by date and from moment to moment; all say the same."""
    at = visit(on="2026-03-20", unfolded=True)
    run(at.get_by_key("day_slider").set_value(date(2026, 2, 20)))
    assert at.get_by_key("on").value == date(2026, 2, 20)
    assert "20 February 2026" in told(at)
    run(at.get_by_key("on").set_value(date(2025, 12, 24)))
    assert at.query_params["on"] == "2025-12-24"
    assert at.get_by_key("day_slider").value <= date(2025, 12, 24)
    run(at.get_by_key("previous_moment").click())
    before = at.get_by_key("on").value
    assert before < date(2025, 12, 24)
    run(at.get_by_key("next_moment").click())
    assert at.get_by_key("on").value > before


def test_a_day_between_two_statements_is_said_beside_the_slider():
    """The slider stands on the newest day with a statement, and a line says so."""
    at = visit(on="2026-03-20")
    assert at.get_by_key("day_slider").value == date(2026, 3, 17)
    assert "Nothing was said on 20 March 2026: the slider stands on 17 March 2026" in read(at)
    assert "Nothing was said on" not in read(visit(on="2026-03-17"))


def test_an_empty_map_says_why():
    """Nobody was on hold on the first day; the line says how to see somebody."""
    at = visit(on="2025-10-09", status="suspended")
    assert "No actor is on the map" in read(at)
    assert "No actor is on the map" not in read(visit(on="2025-10-21"))


# The tour


def test_the_tour_goes_from_moment_to_moment(record):
    """Each sets its day and shows its title and statements; the map stays where it was."""
    moments = sorted(record.mission.settings.moments, key=lambda moment: moment.day)
    at = visit(on="2026-05-27", component="isf")
    at = run(at.get_by_key("start_tour").click())
    assert at.query_params["component"] == "all"
    for place, moment in enumerate(moments):
        tour = read(at, "tour")
        assert at.query_params["on"] == moment.day.isoformat()
        assert f"Moment {place + 1} of {len(moments)}" in tour
        assert moment.title["en"] in tour
        for name in moment.statement_ids:
            assert record.by_id[name].summary["en"] in tour
        assert at.get_by_key("tour_back").disabled == (place == 0)
        if place < len(moments) - 1:
            at = run(at.get_by_key("tour_on").click())
    assert at.get_by_key("tour_on").disabled


def test_the_tour_never_blocks():
    """Map, legend and a dossier are there beside it, and it can be left at any time."""
    at = run(visit(**INDONESIA).get_by_key("start_tour").click())
    assert all(has(at, key) for key in ("tour", "dossier", "map", "status", "day"))
    at = run(at.get_by_key("tour_end").click())
    assert not has(at, "tour")
    assert has(at, "dossier")


def test_the_tour_knows_the_second_clock():
    """What had not been published by the chosen day is counted, not shown."""
    at = run(visit(known="2025-10-10").get_by_key("start_tour").click())
    assert "had not been published by the chosen day" in read(at, "tour")


def test_the_story_ends_at_both_ends():
    """On the first day there is no moment before, on the last none after."""
    assert visit(on="2025-10-09").get_by_key("previous_moment").disabled
    assert visit(on="2026-05-27").get_by_key("next_moment").disabled


def test_no_day_means_the_last_one():
    """A reader who empties the date is not left without a page."""
    at = visit(on="2026-03-20", unfolded=True)
    at.get_by_key("on").set_value(None)
    run(at)
    assert at.query_params["on"] == "2026-05-27"


# French


@every_page
def test_french_pages_are_french(page, record):
    """No text of the interface is left in English."""
    link = {"statement": record.by_actor["IDN"][0].statement_id} if page == "statement" else {}
    at = visit(page, locale="fr-CA", unfolded=True, **INDONESIA, **link)
    said = read(at)
    t = speak("fr")
    ids = [m.id if isinstance(m.id, str) else m.id[0] for m in template() if m.id]
    english = [text for text in ids if "{" not in text and len(text) > 12 and t(text) != text]
    assert [text for text in english if text in said] == []
    assert at.query_params["lang"] == "fr"


def test_french_words_days_and_names():
    """States from CLDR, dates and numbers as French writes them, the record in French."""
    at = visit(lang="fr", **INDONESIA)
    assert "20 mars 2026" in told(at)
    dossier = read(at, "dossier")
    assert "Indonésie" in dossier
    assert re.search(r"jusqu'à 8\s000 personnes", dossier.replace("\u202f", " "))
    assert "En suspens" in dossier
    assert at.title[0].value == "Effort de stabilisation de Gaza"


def test_the_language_can_be_changed_on_the_page():
    """The link takes it along, and the view stays."""
    at = visit(**INDONESIA)
    run(at.get_by_key("lang").set_value("fr"))
    assert at.query_params == {**at.query_params, "lang": "fr", **INDONESIA}
    assert "Indonésie" in read(at, "dossier")


# Other missions


@every_page
def test_a_made_up_mission_has_every_page(page, made_up_missions):
    """Nothing of the shipped mission shows through."""
    made_up_missions("lagoon")
    at = visit(page)
    text = read(at) + json.dumps(figures(at))
    assert not re.search(r"gaza|cmcc|isf|israel|rafah", text, re.IGNORECASE)
    if page == "map":
        assert at.title[0].value == "Lagoon"
        assert at.query_params["mission"] == "lagoon"


def test_a_made_up_mission_is_read_by_the_same_rules(made_up_missions):
    """France stepped back, Kenya is present and kept out, Kosovo would come on conditions."""
    made_up_missions("lagoon")
    at = visit()
    drawn = {code: mark["symbol"] for code, mark in marks_of(at).items()}
    assert drawn == {
        "FRA": CODES["suspended"] + OPEN,
        "KEN": CODES["deployed"],
        "XKX": CODES["conditional"],
    }
    sentence = told(at)
    assert "On 31 March 2030, 1 actor is stated to be present" in sentence
    assert "Kept out: Kenya (by France)." in sentence
    assert "rules of engagement" in sentence
    assert "Not drawn as a shape of its own in this boundary view: Kosovo." in read(at)


def test_two_missions_stand_side_by_side(made_up_missions):
    """The link chooses; without one it is the first by name; the page lets the reader choose."""
    made_up_missions("lagoon", "marsh")
    assert [visit(**link).title[0].value for link in ({}, {"mission": "marsh"})] == [
        "Lagoon",
        "Marsh",
    ]
    at = visit(mission="lagoon", actor="KEN", on="2030-02-16")
    run(at.get_by_key("mission").set_value("marsh"))
    assert at.title[0].value == "Marsh"
    assert at.query_params["mission"] == "marsh"


@every_page
def test_a_reader_can_go_from_one_mission_to_quite_another(page, made_up_missions):
    """Day, part and actor of the one are not known in the other: the usual view is shown."""
    folder = made_up_missions("lagoon")["lagoon"]
    shutil.copytree(SHIPPED, folder.parent / "gaza")
    at = visit(page, mission="gaza", component="isf", status="committed", **INDONESIA)
    run(at.get_by_key("mission").set_value("lagoon"))
    assert at.query_params["mission"] == "lagoon"
    usual = {"component": "all", "on": "2030-03-31"}
    said = {name: value for name, value in at.query_params.items() if name in usual}
    assert said == ({} if page == "statement" else usual)
    assert "actor" not in at.query_params
    run(at.get_by_key("mission").set_value("gaza"))
    assert at.query_params["mission"] == "gaza"


def test_one_mission_needs_no_choice(made_up_missions):
    """With one mission there is nothing to choose."""
    made_up_missions("lagoon")
    assert not has(visit(), "mission")


def add_row(folder: Path, resource: schema.Resource, **cells: str) -> None:
    """Add a row to a table of a made-up mission."""
    path = folder / resource.file
    row = ",".join(cells.get(column.name, "") for column in resource.columns)
    path.write_text(path.read_text("utf-8") + row + "\n", encoding="utf-8")


def add_statement(folder: Path, **cells: str) -> None:
    """Add a plain statement to a made-up mission."""
    usual = {
        "said_on": "2030-02-20",
        "status": "committed",
        "component": "patrol",
        "role": "troops",
        "speaker": "A. Minister",
        "speaker_for": cells["actor"],
        "basis": "on_record",
        "summary_en": "The minister said so.",
        "summary_fr": "Le ministre le dit.",
        "source_id": "paper-2",
        "locator": "p1",
    }
    add_row(folder, schema.STATEMENTS, **usual | cells)


def test_an_organisation_far_away_is_on_the_map(made_up_missions):
    """It has no shape, but a symbol where the record puts it, inside of what the map shows."""
    folder = made_up_missions("lagoon")["lagoon"]
    league = {
        "actor": "LEAGUE",
        "kind": "organisation",
        "name_en": "Southern League",
        "name_fr": "Ligue du Sud",
        "short_en": "League",
        "short_fr": "Ligue",
        "lat": "-45",
        "lon": "170",
    }
    add_row(folder, schema.ACTORS, **league)
    add_statement(folder, statement_id="league-2030-02-20-9", actor="LEAGUE")
    at = visit(actor="LEAGUE")
    assert open_record("lagoon").mission.problems == ()
    mark = marks_of(at)["LEAGUE"]
    assert (mark["lon"], mark["lat"]) == (170, -45)
    layout = figures(at)[0]["layout"]["geo"]
    west, east = layout["lonaxis"]["range"]
    south, north = layout["lataxis"]["range"]
    assert any(west <= lon <= east for lon in (170, 170 - 360, 170 + 360))
    assert south <= -45 <= north
    assert "Southern League" in read(at, "dossier")


@pytest.mark.parametrize("borders", VIEWS)
def test_every_state_has_a_place_on_the_map(borders):
    """Whoever contributes tomorrow gets a symbol, whatever the boundary view draws."""
    assert set(anchors(borders).points) >= schema.STATES


# Two clocks, two sides, and what adds up


@pytest.mark.parametrize("page", ["timeline", "roles", "totals", "disagreements", "open_questions"])
def test_one_sentence_says_which_days_are_shown(page):
    """The day, and by when it had to be published if the reader asked."""
    said = read(visit(page, on="2026-02-01", known="2026-01-10"), "clocks")
    assert "1 February 2026, using only what was published by 10 January 2026" in said
    assert "1 February 2026, with everything published" in read(visit(page, on="2026-02-01"))


def test_the_page_of_changes_says_which_two_days_it_compares():
    """And by when they had to be published; no change, no empty panel."""
    days = {"from": "2026-02-01", "on": "2026-05-27"}
    said = read(visit("changes", known="2026-03-01", **days), "clocks")
    assert "27 May 2026, compared with 1 February 2026" in said
    assert "published by 1 March 2026" in said
    still = visit("changes", **{"from": "2026-05-26", "on": "2026-05-27"})
    assert "nothing changed here" in read(still, "situation")
    assert not has(still, "evidence")


def test_changes_stand_in_the_order_of_the_readers_names(record):
    """By name and not by code: the United Arab Emirates are not before Argentina."""
    at = visit("changes", unfolded=True, **{"from": "2026-02-01", "on": "2026-05-27"})
    names = list(at.dataframe[0].value["Actor"])
    assert names == sorted(names, key=speak("en").order)
    assert "United Arab Emirates" in names


def test_disagreements_can_be_narrowed_to_a_month():
    """Over Turkey in January 2026 it is Israel's prime minister against the others."""
    month = {"from": "2026-01-01", "on": "2026-01-31"}
    at = visit("disagreements", actor="TUR", **month)
    said = read(at, "disagreements")
    assert "1 January 2026 to 31 January 2026" in read(at, "clocks")
    assert "Benjamin Netanyahu" in said and "taking part or not" in said
    all_of_it = read(visit("disagreements", actor="TUR", on="2026-01-31"), "disagreements")
    assert all_of_it.count("link to this statement") > said.count("link to this statement")
    assert at.query_params["from"] == "2026-01-01"


def test_an_addend_opens_what_it_rests_on(record):
    """The number that France gives for the centre leads to who gave it."""
    at = run(visit("totals").get_by_key("total_cmcc_personnel_FRA").click())
    said = read(at, "evidence")
    assert "3 people" in said and "link to this statement" in said


def test_what_is_counted_and_how_lanes_stand_is_in_the_link():
    """Both come back from it."""
    assert visit("totals", rule="present").get_by_key("rule").value == "present"
    at = visit("timeline", order="name")
    assert at.get_by_key("order").value == at.query_params["order"] == "name"


# A long record


def test_the_timeline_carries_ten_thousand_statements(made_up_missions):
    """All are drawn and none is lost: what looks alike on a day is one mark that opens them all."""
    folder = made_up_missions("lagoon")["lagoon"]
    first, voices = date(2030, 1, 1), ("OTHER", "PRESS", "CORPS")
    codes = sorted(schema.STATES)[:45]
    rows = []
    for place in range(10_000):
        code, day = codes[place % 45], (first + timedelta(place * 7 % 85)).isoformat()
        cells = {"statement_id": f"{code.lower()}-{day}-{place}", "actor": code, "said_on": day}
        cells |= {"status": STATUSES[place % 7], "speaker_for": voices[place % 3]}
        cells |= {"condition_en": "a vote", "condition_fr": "un vote", "source_id": "paper-3"}
        rows.append(cells)
    write_table(folder, schema.STATEMENTS, rows)
    at = visit("timeline")
    drawn = figures(at)[-1]
    (said,) = (trace for trace in drawn["data"] if trace.get("customdata"))
    assert {name for key in said["customdata"] for name in key.split("|")} == {
        row["statement_id"] for row in rows
    }
    assert said["type"] == "scattergl"
    assert len(drawn["layout"]["yaxis"]["categoryarray"]) == 45
    assert len(said["customdata"]) < 6_000
    assert len(json.dumps(drawn)) < 2_500_000


# Records with problems


def test_bad_cells_are_left_out_counted_and_listed(made_up_missions, set_cell):
    """Every page warns and leads to the list; the list says file, row, field, value and fix."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 2, "role", "cook")
    set_cell(folder, "statements.csv", 5, "said_on", "2030-02-31")
    at = visit()
    assert "The record has 2 problems." in read(at)
    assert "KEN" in marks_of(at) or "KEN" not in open_record("lagoon").by_actor
    at = visit("problems")
    text = read(at)
    assert "statements.csv: 2 rows are left out." in text
    assert "cook" in text and "2030-02-31" in text
    assert len(at.dataframe[0].value) == 2
    assert "2 rows are left out because they break a rule." in read(visit("method"))


def test_one_bad_cell_is_said_in_the_singular(made_up_missions, set_cell):
    """One problem, one row."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 2, "role", "cook")
    assert "The record has 1 problem." in read(visit())
    assert "statements.csv: 1 row is left out." in read(visit("problems"))
    assert "1 row is left out because it breaks a rule." in read(visit("method"))


@pytest.mark.parametrize(
    "file",
    [
        "statements.csv",
        "sources.csv",
        "places.csv",
        "actors.csv",
        "links.csv",
        schema.DATAPACKAGE,
    ],
)
def test_a_ruined_file_never_stops_a_page(file, made_up_missions):
    """What can be shown is shown, and the problems are named."""
    folder = made_up_missions("lagoon")["lagoon"]
    (folder / file).write_text('{"\x00', encoding="utf-8")
    usable = bool(open_record("lagoon").mission.statements)
    for page in (*PAGES, "problems") if usable else ["map"]:
        assert re.search(r"The record has \d+ problems?\.", read(visit(page))), page


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_a_record_of_which_nothing_is_left_shows_its_problems(made_up_missions, locale):
    """The list of problems is then the first page, in the reader's language."""
    folder = made_up_missions("lagoon")["lagoon"]
    for path in folder.iterdir():
        path.write_text("{", encoding="utf-8")
    at = visit(locale=locale)
    t = speak(locale[:2])
    assert at.title[0].value == t("Problems of the record")
    listed = at.dataframe[0].value
    assert set(listed[t("File")]) == {path.name for path in folder.iterdir()}


def test_another_mission_leads_out_of_one_that_is_broken(made_up_missions):
    """A reader on a broken record can still choose the other one."""
    folder = made_up_missions("lagoon", "marsh")["lagoon"]
    for path in folder.iterdir():
        path.write_text("{", encoding="utf-8")
    at = visit(mission="lagoon")
    run(at.get_by_key("mission").set_value("marsh"))
    assert at.title[0].value == "Marsh"


def test_the_shipped_record_shows_no_warning():
    """No problem, no word about problems."""
    assert not re.search(r"problem|left out", read(visit()), re.IGNORECASE)


def test_markup_in_a_record_is_shown_as_it_is_written(made_up_missions, set_cell):
    """A cell cannot become a tag, wherever it is shown."""
    folder = made_up_missions("lagoon")["lagoon"]
    nasty = "A <b>B</b> <script>alert(1)</script> & <img src=x onerror=alert(1)>"
    for row in range(2, 10):
        for column in ("summary_en", "summary_fr", "speaker", "locator"):
            set_cell(folder, "statements.csv", row, column, nasty)
    for row in (2, 3, 4):
        set_cell(folder, "sources.csv", row, "publisher", nasty)
    assert open_record("lagoon").mission.statements
    for page, link in (
        ("map", {"actor": "FRA"}),
        ("statement", {"statement": "fra-2030-01-12-1"}),
        ("sources", {"source": "paper-1"}),
    ):
        at = visit(page, **link)
        for node in nodes(at.main):
            if node.type == "html":
                assert not re.search(r"<(script|img)\b", node.value)


def test_every_line_of_the_key_has_a_sample():
    """What it speaks of is drawn beside it: hollow symbols, rings, lines and tints."""
    (key,) = (
        html.value for html in visit().get("html") if html.value.startswith('<div class="keys')
    )
    lines = key.count("<div>")
    assert lines == 4
    samples = style_sheet("light", "en").split(".marks div:nth-of-type(")[1:]
    assert [sample[0] for sample in samples] == [str(place + 1) for place in range(lines)]


def test_every_status_has_a_place_in_the_legend():
    """All but the open questions, which have a part of their own."""
    assert [*IN_LEGEND, "open"] == list(STATUSES)
