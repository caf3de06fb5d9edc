"""What stands around the pages: shared files, files to take away, sitemap, archive, way in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from data.record import Record
from geo.boundaries import VIEWS
from share.emblem import emblem
from share.files import FILES
from share.language import speak
from share.package import sha256
from share.pages.drawing import shapes_script
from share.pages.environment import render
from share.pages.look import SCRIPT, font_rules, style_sheet
from share.query import usual_borders
from share.single_file import plotly_script
from share.site.addresses import Page
from share.site.day import choice_of_day, view_of
from share.site.plan import Site
from share.typeface import faces

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
LEFT_OUT = ("view.html",)
"""Files that every page of a site is already."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One file of a list: its name in the folder, what it is called, its size and checksum."""

    name: str
    label: str
    bytes: int
    hash: str


def shared_files(record: Record) -> tuple[dict[str, str], dict[str, bytes]]:
    """
    Return scripts, shapes, style, sign and typeface: their paths by name, their content by path.

    A path holds a hash of the content, so that it may be kept for ever.
    """
    contents: dict[str, bytes] = {}
    fonts = {face.name: f"fonts/{face.name}" for face in faces()}
    for face in faces():
        contents[f"assets/fonts/{face.name}"] = face.content
    style = font_rules(faces(), fonts) + style_sheet()
    named = {
        "page.css": style.encode(),
        "emblem.svg": emblem().encode(),
        "map.js": SCRIPT.read_bytes(),
        "plotly.js": plotly_script().encode(),
        **{f"shapes-{key}.js": shapes_script(record, key).encode() for key in VIEWS},
    }
    paths = {}
    for name, content in named.items():
        stem, _, ending = name.rpartition(".")
        digest = hashlib.sha256(content).hexdigest()[:12]
        paths[name] = f"assets/{stem}.{digest}.{ending}"
        contents[paths[name]] = content
    return paths, contents


def taken_away(site: Site) -> dict[str, bytes]:
    """Return every file of the last day, in the first language, and the page that lists them."""
    record, t = site.record, speak(site.langs[0])
    day = record.mission.last_day
    choice = choice_of_day(record, day, usual_borders(record), t.code)
    view = view_of(record, day)
    made = {
        name: file.make(view, choice, t) for name, file in FILES.items() if name not in LEFT_OUT
    }
    shelved = [
        Shelved(name, f"{t(FILES[name].label)}: {name}", len(content), sha256(content))
        for name, content in made.items()
    ]
    note = t("Tables and shapes of the last day, {day}, and the whole record.", day=t.day(day))
    page = shelf(site, t("Files"), note, shelved)
    return {f"files/{name}": content for name, content in {**made, "index.html": page}.items()}


def shelf(site: Site, heading: str, note: str, files: Iterable[Shelved]) -> bytes:
    """Return a page that lists the files of its folder."""
    return _plain(site, "site/shelf.html", heading=heading, note=note, files=list(files))


def archive_list(site: Site, out: Path) -> bytes:
    """Return the page that lists every dated copy there is, the newest first."""
    t = speak(site.langs[0])
    copies = [
        Shelved(path.name, path.stem, path.stat().st_size, sha256(path.read_bytes()))
        for path in sorted((out / "archive").glob("*.zip"), reverse=True)
    ]
    note = t(
        "Copies of this whole site, named after the record's last day and version. Unpacked, each "
        "works from disk."
    )
    return shelf(site, t("Archive"), note, copies)


def way_in(site: Site) -> dict[str, bytes]:
    """Return the start page of all languages, the page for lost readers, and robots.txt."""
    titles = {code: speak(code).pick(site.record.mission.settings.title) for code in site.langs}
    canonical = f"{site.base}/" if site.base else "index.html"
    robots = "User-agent: *\nAllow: /\n"
    if site.base:
        robots += f"Sitemap: {site.base}/sitemap.xml\n"
    return {
        "index.html": _plain(site, "site/start.html", canonical=canonical, titles=titles),
        "404.html": _plain(site, "site/lost.html", root=f"{site.base}/" if site.base else ""),
        "robots.txt": robots.encode(),
    }


def _plain(site: Site, template: str, **values: object) -> bytes:
    """Fill a template that belongs to no language of its own."""
    tongues = [
        (code, speak(code).language_name(code), site.start(Page(code))) for code in site.langs
    ]
    return render(
        template,
        record=site.record,
        t=speak(site.langs[0]),
        to=lambda *_: "",
        tongues=tongues,
        style=site.assets["page.css"],
        emblem=site.assets["emblem.svg"],
        **values,
    )


def sitemap(site: Site, pages: Iterable[Page]) -> bytes:
    """List every page once, by its full address as far as the base is known."""
    root = ElementTree.Element("urlset", xmlns=SITEMAP)
    for page in pages:
        address = ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc")
        address.text = site.start(page)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
