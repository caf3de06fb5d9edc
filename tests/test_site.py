"""The static site has a page for everything, links that lead somewhere, and overwrites nothing."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest
from markup import Markup
from playwright.sync_api import expect
from test_browser import has_a_browser

from bench.browser import chromium
from data.disagreements import disagreements_on
from data.record import Record, open_record
from data.schema import ROOT_VARIABLE
from geo.boundaries import VIEWS
from share.files import FILES
from share.language import speak
from share.site.__main__ import main
from share.site.addresses import days, pages
from share.site.build import build
from share.site.folder import MANIFEST, SiteError
from share.situation import situation
from share.snapshot import ALL, snapshot
from share.version import record_version

BASE = "https://host.example/folder"
LANGS = ("en", "fr")
LINKS = ("href", "src")

Missions = Callable[..., Mapping[str, Path]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder that a test of this module may keep a site in."""
    folder = tmp_path_factory.mktemp("site")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def lagoon(made_up_missions: Missions) -> Record:
    """Return the tiny made-up record."""
    made_up_missions("lagoon")
    return open_record("lagoon")


@pytest.fixture
def site(lagoon: Record, whole: Path) -> Path:
    """Return the lagoon's site, which is written by the first test that needs it."""
    out = whole / "lagoon"
    if not out.exists():
        build(out, mission="lagoon", langs=LANGS, base=BASE)
    return out


def read(path: Path) -> Markup:
    """Read a page back."""
    return Markup(path.read_text(encoding="utf-8"))


def leads(page: Path, link: str) -> tuple[Path, str]:
    """Return the file and the part of it that a link of a page leads to."""
    address, part = urldefrag(link)
    return ((page.parent / address).resolve() if address else page), part


def test_everything_has_a_page_in_every_language(site: Path, lagoon: Record) -> None:
    """Days in both boundary views, actors, statements, moments; each list leads to all of them."""
    for lang in LANGS:
        for kind, keys in {
            "day": days(lagoon),
            "actor": lagoon.by_actor,
            "statement": lagoon.by_id,
            "moment": [moment.day.isoformat() for moment in lagoon.mission.settings.moments],
        }.items():
            links = set(read(site / lang / kind / "index.html").values("href"))
            for key in keys:
                path = site / lang / kind / key / "index.html"
                assert path.is_file(), path
                assert f"../../{lang}/{kind}/{key}/index.html" in links
        for day in days(lagoon):
            assert (site / lang / "day" / day / "defacto" / "index.html").is_file()


def test_every_page_is_well_formed_and_every_link_leads_somewhere(site: Path) -> None:
    """No element is left open, and each relative link finds a file and the part it names."""
    seen = {path.resolve(): read(path) for path in site.rglob("*.html")}
    assert {path: page.unbalanced for path, page in seen.items() if page.unbalanced} == {}
    lost = []
    for path, page in seen.items():
        for link in (link for name in LINKS for link in page.values(name)):
            if not link.startswith(("https:", "http:")):
                target, part = leads(path, link)
                there = target.is_file() and (not part or part in seen[target].values("id"))
                lost += [] if there else [(str(path), link)]
    assert lost == []


def test_a_browser_asks_nobody_else(site: Path) -> None:
    """What a page loads by itself is a file of the site; other hosts are only linked to."""
    for path in site.rglob("*.html"):
        for element in read(path).elements:
            loads = element.name in ("script", "img", "iframe") or (
                element.name == "link" and element.attributes["rel"] == "stylesheet"
            )
            if loads:
                link = element.attributes.get("src") or element.attributes.get("href", "")
                assert not re.match(r"[a-z]+:|//", link), (path, link)
    for style in site.rglob("*.css"):
        for link in re.findall(r"url\('(.+?)'\)", style.read_text("utf-8")):
            assert (style.parent / link).is_file()


def test_a_days_page_says_what_the_app_says(site: Path, lagoon: Record) -> None:
    """Sentences and counts of each day are those of the snapshot, in each language."""
    for lang in LANGS:
        for day in days(lagoon):
            page = read(site / lang / "day" / day / "index.html")
            view = snapshot(lagoon, date.fromisoformat(day), date.max, ALL)
            (said,) = page.all("p", class_="situation")
            for sentence in situation(view, speak(lang)):
                assert sentence.text in said.text
            (legend,) = page.all("ul", class_="legend")
            counts = [int(count) for count in re.findall(r"\d+", legend.text)]
            assert counts == list(view.counts.values())


def test_disagreements_stay_visible(site: Path, lagoon: Record) -> None:
    """Both sides of each stand side by side, and each statement's page names the other."""
    found = disagreements_on(lagoon.index, lagoon.pairs, on=lagoon.mission.last_day)
    assert found
    sides = read(site / "en" / "disagreement" / "index.html").all("div", class_="sides")
    assert len(sides) == len(found)
    for one in found:
        page = read(site / "en" / "statement" / one.statement_a / "index.html")
        assert f"../../../en/statement/{one.statement_b}/index.html" in page.values("href")


def test_a_page_names_its_other_languages_and_its_lasting_address(site: Path) -> None:
    """Alternates and canonical are full addresses; the start page points to the last day."""
    page = read(site / "fr" / "actor" / "FRA" / "index.html")
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }
    assert alternates == {lang: f"{BASE}/{lang}/actor/FRA/" for lang in LANGS}
    assert page.all("link", rel="canonical", href=f"{BASE}/fr/actor/FRA/")
    start = read(site / "fr" / "index.html")
    assert start.all("link", rel="canonical", href=f"{BASE}/fr/day/2030-03-31/")


def test_the_sitemap_lists_every_page_once(site: Path, lagoon: Record) -> None:
    """Full addresses, and robots.txt says where the list is."""
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = [element.text for element in root.iter() if element.tag.endswith("loc")]
    assert listed == [f"{BASE}/{page.folder}/" for lang in LANGS for page in pages(lagoon, lang)]
    assert len(set(listed)) == len(listed)
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text()


def test_feeds_lead_to_pages_of_the_site(site: Path) -> None:
    """The same news as in the app, of the mission and of each actor, with our addresses."""
    feed = json.loads((site / "en" / "feed.json").read_text("utf-8"))
    assert feed["feed_url"] == f"{BASE}/en/feed.json"
    assert feed["items"]
    for item in feed["items"]:
        for link in (item["url"], *re.findall(r'href="(.+?)"', item["content_html"])):
            assert (site / link.removeprefix(f"{BASE}/") / "index.html").is_file(), link
    atom = ElementTree.parse(site / "fr" / "actor" / "FRA" / "feed.atom").getroot()
    assert atom.tag.endswith("feed")


def test_every_file_can_be_taken_away(site: Path) -> None:
    """Tables, shapes and the record are beside the pages, and listed with their checksums."""
    listed = read(site / "files" / "index.html").values("href")
    for name in FILES:
        assert (site / "files" / name).is_file() == (name != "view.html")
        assert (name in listed) == (name != "view.html")


def test_a_dated_copy_of_the_site_is_kept(site: Path, lagoon: Record) -> None:
    """The archive holds the site as it is, under the record's last day and version."""
    version = record_version(lagoon)
    assert version.startswith("2030-03-31")
    with zipfile.ZipFile(site / "archive" / f"{version}.zip") as packed:
        names = set(packed.namelist())
        text = packed.read(f"{version}/en/day/2030-03-31/index.html")
    assert text == (site / "en" / "day" / "2030-03-31" / "index.html").read_bytes()
    there = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    kept = {name for name in there if not name.startswith("archive/")} - {MANIFEST}
    assert names == {f"{version}/{name}" for name in kept}
    assert f"{version}.zip" in read(site / "archive" / "index.html").values("href")


def test_a_newer_site_takes_the_place_of_an_older_one(
    made_up_missions: Missions,
    set_cell: Callable[[Path, str, int, str, str], str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What is gone is taken away, what is the same keeps its address, the archive grows."""
    folder = made_up_missions("lagoon")["lagoon"]
    later = Path(shutil.copytree(folder, tmp_path / "later" / "lagoon"))
    out = tmp_path / "out"
    build(out, mission="lagoon", langs=("en",))
    statements = out / "en" / "statement"
    gone, kept = statements / "xkx-2030-02-01-2", statements / "ken-2030-02-15-3"
    assert gone.is_dir() and kept.is_dir()
    set_cell(later, "statements.csv", 4, "statement_id", "xkx-2030-02-01-vote")
    monkeypatch.setenv(ROOT_VARIABLE, str(later.parent))
    open_record.cache_clear()
    build(out, mission="lagoon", langs=("en",))
    assert not gone.exists() and kept.is_dir()
    assert (statements / "xkx-2030-02-01-vote" / "index.html").is_file()
    assert len(list((out / "archive").glob("*.zip"))) == 2


def test_nothing_is_overwritten_that_is_not_ours(lagoon: Record, tmp_path: Path) -> None:
    """A folder with other files, a file, and a folder without a parent are left as they are."""
    (tmp_path / "thesis.txt").write_text("all of it")
    with pytest.raises(SiteError, match=f"is not empty and holds no {MANIFEST}"):
        build(tmp_path, mission="lagoon", langs=("en",))
    with pytest.raises(SiteError, match="thesis.txt' is a file. A site is a folder"):
        build(tmp_path / "thesis.txt", mission="lagoon", langs=("en",))
    with pytest.raises(SiteError, match="there is no folder"):
        build(tmp_path / "not" / "there", mission="lagoon", langs=("en",))
    assert [path.name for path in tmp_path.iterdir() if path.name != "lagoon"] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{out}", "--mission", "marsh"], "mission 'marsh' is not known. Choose one of: lagoon."),
        (["{out}", "--lang", "xx"], "--lang 'xx' is not spoken here. Choose from: en"),
        (["{out}", "--base", "host.example"], "--base 'host.example' is not the address"),
        (["{out}", "--jobs", "0"], "--jobs '0' is not a number of processes"),
        (["{out}/not/there"], "there is no folder"),
        ([], "the following arguments are required: OUT"),
    ],
)
def test_a_wrong_command_is_explained_in_one_line(
    arguments: list[str],
    words: str,
    lagoon: Record,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, the exact value and the fix, and nothing is written."""
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as left:
        main([argument.format(out=out) for argument in arguments])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_the_command_says_what_it_has_written(
    lagoon: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages, size and the archive's name; and what a missing base means."""
    out = tmp_path / "out"
    assert main([str(out), "--lang", "en", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    count = len(list(pages(lagoon, "en")))
    assert said.startswith(f"{count} pages in 1 language,")
    assert f"archive/{record_version(lagoon)}.zip" in said
    assert "--base" in said
    assert json.loads((out / MANIFEST).read_text())["version"] == record_version(lagoon)


@pytest.mark.skipif(not has_a_browser(), reason="no Chromium here")
def test_a_day_is_drawn_from_disk_and_a_click_leads_on(site: Path) -> None:
    """Opened as a file and without a network, the map is there in both boundary views."""
    with chromium() as browser:
        page = browser.new_context(offline=True).new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((site / "en" / "day" / "2030-02-15" / "index.html").as_uri())
        for borders in VIEWS:
            page.wait_for_selector("#map[data-drawn=yes]", state="attached")
            expect(page.locator("path.choroplethlocation[d]").first).to_be_attached()
            if borders == "un":
                page.get_by_role("link", name="De facto").click()
        page.get_by_role("link", name="Kenya").first.click()
        expect(page.locator("h1")).to_have_text("Kenya")
        assert complaints == []
