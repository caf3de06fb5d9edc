"""Feeds tell each change once, under an id that stays; pages say what they are to machines."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from asking import get
from lxml import etree

from data.changes import KINDS, changes_between
from data.load import _load
from data.record import Record, open_record
from share.comparison import changes_in_view
from share.feeds import MEDIA, Feed, as_atom, as_json_feed, feed_links
from share.language import languages, speak
from share.linked_data import json_ld_of_mission, json_ld_of_statement
from share.news import MOST, PREVIOUS_VARIABLE, changes_by_day, news, previous_edition
from share.snapshot import take_snapshot
from share.version import record_version

BASE = "https://map.example"
NAMES = {"a": "http://www.w3.org/2005/Atom"}

every_ending = pytest.mark.parametrize("ending", list(MEDIA))


def feed(record: Record, actor: str | None = None, lang: str = "en") -> Feed:
    """Return a feed as it is asked for at our address."""
    return Feed(record, actor, lang, BASE)


def items(one: Feed) -> list[dict[str, Any]]:
    """Return the entries of a feed."""
    return json.loads(as_json_feed(one))["items"]


def test_every_change_of_the_record_is_found_day_by_day(record: Record) -> None:
    """From day to day the changes are those that lie between the positions of the days."""
    found = changes_by_day(record)
    assert {"came_in", "left", "number"} <= {change.kind for _, change in found} <= set(KINDS)
    days = sorted({statement.said_from for statement in record.mission.statements})
    assert {day for day, _ in found} <= set(days)
    day = found[len(found) // 2][0]
    before = days[days.index(day) - 1]
    assert [change for at, change in found if at == day] == list(
        changes_between(record.positions(on=before), record.positions(on=day), by_id=record.by_id)
    )


def test_the_feed_tells_what_the_page_shows(record: Record) -> None:
    """The newest entries are the contributors' changes of the record's last busy days."""
    told = news(record, speak("en"))
    assert len(told) == MOST
    days = sorted({statement.said_from for statement in record.mission.statements})
    for one in told[:10]:
        before = days[days.index(one.day) - 1]
        views = [take_snapshot(record, on=day, known=date.max) for day in (before, one.day)]
        assert (one.actor, one.component, one.kind) in {
            (change.actor, change.component, change.kind) for change in changes_in_view(*views)
        }


def test_nothing_is_told_before_it_could_be_known(record: Record) -> None:
    """An entry is dated by the day it was said or its source came out, whichever is later."""
    for one in news(record, speak("en")):
        assert one.published >= one.day
        said = [record.by_id[name] for name in one.statements]
        assert one.published >= min(statement.source.published_on for statement in said)
    published = [one.published for one in news(record, speak("en"))]
    assert published == sorted(published, reverse=True)


def test_the_atom_feed_has_what_rfc_4287_asks_for(record: Record) -> None:
    """Ids that are IRIs and differ, times with a zone, an author, links, content."""
    one = feed(record, lang="fr")
    root = etree.fromstring(as_atom(one))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext("a:author/a:name", namespaces=NAMES)
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)} == {
        "self": f"{BASE}/feeds/gaza.atom?lang=fr",
        "alternate": f"{BASE}/changes?mission=gaza&lang=fr",
    }
    entries = root.findall("a:entry", NAMES)
    assert len(entries) == MOST
    ids = [root.findtext("a:id", namespaces=NAMES)]
    updated = [root.findtext("a:updated", namespaces=NAMES)]
    for entry in entries:
        ids.append(entry.findtext("a:id", namespaces=NAMES))
        updated.append(entry.findtext("a:updated", namespaces=NAMES))
        assert entry.findtext("a:title", namespaces=NAMES)
        assert entry.find("a:content", NAMES).get("type") == "html"
        assert entry.find("a:link", NAMES).get("href").startswith(f"{BASE}/statement?")
    assert len(set(ids)) == len(ids) and all(name.startswith("urn:uuid:") for name in ids)
    times = [datetime.fromisoformat(text) for text in updated]
    assert all(time.tzinfo for time in times) and times[0] == max(times)


def test_both_formats_tell_the_same(record: Record) -> None:
    """The same entries with the same ids, titles and days, in the same order."""
    one = feed(record, "IDN")
    entries = etree.fromstring(as_atom(one)).findall("a:entry", NAMES)
    told = json.loads(as_json_feed(one))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{BASE}/feeds/gaza/IDN.json?lang=en"
    assert [
        (item["id"], item["title"], item["date_published"], item["url"]) for item in told["items"]
    ] == [
        (
            *(entry.findtext(f"a:{tag}", namespaces=NAMES) for tag in ("id", "title", "updated")),
            entry.find("a:link", NAMES).get("href"),
        )
        for entry in entries
    ]


def test_an_id_outlives_addresses_and_corrections(
    made_up_missions: Callable[..., Mapping[str, Path]], set_cell: Callable[..., str]
) -> None:
    """The server's address and a word of the record may change; each language has its own."""
    folder = made_up_missions("lagoon")["lagoon"]
    record = open_record("lagoon")
    ids = [item["id"] for item in items(feed(record))]
    moved = Feed(record, None, "en", "https://other.example")
    assert [item["id"] for item in items(moved)] == ids
    assert not {item["id"] for item in items(feed(record, lang="fr"))} & set(ids)
    set_cell(folder, "statements.csv", 3, "summary_en", "The minister promised.")
    _load.cache_clear()
    open_record.cache_clear()
    corrected = open_record("lagoon")
    assert record_version(corrected) != record_version(record)
    assert [item["id"] for item in items(feed(corrected))] == ids


def test_a_feed_of_an_actor_is_about_nobody_else(record: Record) -> None:
    """Its entries are in the mission's feed under the same ids, as far as that goes back."""
    own = items(feed(record, "IDN"))
    assert own and {item["_record"]["actor"] for item in own} == {"IDN"}
    everybody = {item["id"] for item in items(feed(record))}
    oldest = items(feed(record))[-1]["date_published"]
    recent = {item["id"] for item in own if item["date_published"] > oldest}
    assert recent and recent <= everybody


def test_a_text_of_the_record_cannot_break_out_of_an_entry(
    made_up_missions: Callable[..., Mapping[str, Path]], set_cell: Callable[..., str]
) -> None:
    """Content is HTML: what looks like a tag in a summary or a name is text."""
    folder = made_up_missions("lagoon")["lagoon"]
    set_cell(folder, "statements.csv", 3, "summary_en", "<script>alert(1)</script>")
    set_cell(folder, "statements.csv", 3, "speaker", 'A "<b>" Minister')
    record = open_record("lagoon")
    contents = "".join(item["content_html"] for item in items(feed(record)))
    assert "&lt;script&gt;" in contents and "<script>" not in contents and "<b>" not in contents
    assert etree.fromstring(as_atom(feed(record))) is not None


@pytest.fixture
def older_lagoon(
    made_up_missions: Callable[..., Mapping[str, Path]],
    set_cell: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Record:
    """Return a record that readers knew before with another word and one statement more."""
    folder = made_up_missions("lagoon")["lagoon"]
    older = tmp_path / "previous" / "lagoon"
    shutil.copytree(folder, older)
    set_cell(older, "statements.csv", 3, "status", "considering")
    path = folder / "statements.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("xkx")), "utf-8")
    monkeypatch.setenv(PREVIOUS_VARIABLE, str(older.parent))
    previous_edition.cache_clear()
    yield open_record("lagoon")
    previous_edition.cache_clear()


def test_corrections_are_told_when_the_edition_before_is_there(older_lagoon: Record) -> None:
    """What was corrected and what is gone, with before and after, once each."""
    told = {
        one.kind: one
        for one in news(older_lagoon, speak("en"))
        if one.kind in ("corrected", "went")
    }
    assert "status was “considering” and is now “committed”" in told["corrected"].sentence
    assert told["corrected"].statements == ("fra-2030-01-12-1",)
    assert told["went"].sentence.startswith("Gone: Kosovo")
    assert told["went"].statements == ()
    ids = [item["id"] for item in items(feed(older_lagoon))]
    assert len(set(ids)) == len(ids)
    assert etree.fromstring(as_atom(feed(older_lagoon))) is not None
    assert {item["_record"]["actor"] for item in items(feed(older_lagoon, "XKX"))} == {"XKX"}


def test_without_an_edition_before_only_changes_are_told(record: Record) -> None:
    """A server that was given none has no corrections to tell."""
    previous_edition.cache_clear()
    assert {one.kind for one in news(record, speak("en"))} <= set(KINDS)


def test_an_edition_before_that_cannot_be_read_is_told_in_the_log(
    record: Record,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Once, with the path; the feed tells the changes all the same."""
    monkeypatch.setenv(PREVIOUS_VARIABLE, str(tmp_path / "nowhere"))
    previous_edition.cache_clear()
    assert news(record, speak("en")) and news(record, speak("en"))
    (said,) = caplog.messages
    assert said.startswith(f"{PREVIOUS_VARIABLE}: '{tmp_path}/nowhere/gaza' does not exist.")
    previous_edition.cache_clear()


@every_ending
def test_a_feed_is_served_with_its_type_and_the_address_it_was_asked_at(ending: str) -> None:
    """Two hosts get their own links; in the language asked for, English without one."""
    path = f"/feeds/gaza.{ending}"
    answered = get(path)
    assert answered.headers["content-type"] == f"{MEDIA[ending]}; charset=utf-8"
    assert b"https://map.example/feeds/gaza" in answered.body
    other = get(path, host="other.example")
    assert b"https://other.example/feeds/gaza" in other.body
    assert b"map.example" not in other.body
    assert "Royaume-Uni" in get(f"/feeds/gaza/GBR.{ending}?lang=fr").body.decode()
    assert get(f"{path}?lang=xx").status == 400
    assert get(f"{path}?on=2025-10-21").json["problems"][0]["field"] == "on"


def test_a_page_s_head_can_name_its_feeds(record: Record) -> None:
    """Every address that is offered is served, with the type that is promised."""
    links = feed_links(record, BASE, "fr", actor="GBR")
    assert len(links) == 2 * len(MEDIA)
    for link in links:
        assert link["rel"] == "alternate" and link["title"]
        answered = get(link["href"].removeprefix(BASE))
        assert answered.status == 200
        assert answered.headers["content-type"].startswith(link["type"])
    assert len(feed_links(record, BASE, "en")) == len(MEDIA)


# What pages say to machines.


@pytest.mark.parametrize("lang", languages())
def test_a_mission_is_a_dataset(record: Record, lang: str) -> None:
    """With what schema.org and data searches ask for; every download works."""
    told = json_ld_of_mission(record, BASE, lang)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert told["version"] == record_version(record)
    mission = record.mission
    assert told["temporalCoverage"] == f"{mission.first_day}/{mission.last_day}"
    assert told["license"].startswith("https://")
    assert 50 <= len(told["description"]) <= 5000
    assert told["name"] and told["url"].startswith(f"{BASE}/?mission=gaza")
    json.dumps(told)


def test_the_downloads_of_the_dataset_work(record: Record) -> None:
    """Each address answers with the type that is promised."""
    for one in json_ld_of_mission(record, BASE, "en")["distribution"]:
        answered = get(one["contentUrl"].removeprefix(BASE), method="HEAD")
        assert answered.status == 200
        assert answered.headers["content-type"].startswith(one["encodingFormat"])


def test_every_statement_is_a_claim(record: Record) -> None:
    """What is said, of whom, by whom, where it appeared; nothing is claimed of statehood."""
    for name, statement in record.by_id.items():
        told = json_ld_of_statement(record, name, BASE, "en")
        assert (told["@type"], told["identifier"]) == ("Claim", name)
        assert told["text"] == statement.summary["en"]
        assert told["creditText"] == statement.who
        assert told["appearance"]["name"] == statement.source.title
        assert told["about"]["@type"] in ("Place", "Organization")
        assert told["url"] == f"{BASE}/statement?mission=gaza&statement={name}&lang=en"
        assert ("hasPart" in told) is bool(statement.quote)
        assert "" not in told.values()


def test_a_mission_without_a_usable_statement_is_still_described(
    made_up_missions: Callable[..., Mapping[str, Path]],
) -> None:
    """Without days and downloads that would fail."""
    folder = made_up_missions("marsh")["marsh"]
    (folder / "statements.csv").write_text("{", encoding="utf-8")
    told = json_ld_of_mission(open_record("marsh"), BASE, "en")
    assert told["distribution"] == [] and "temporalCoverage" not in told
