"""A site written from start to end, one language beside the other on as many processors."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data.record import open_record
from share.language import speak
from share.package import archive
from share.site.addresses import pages
from share.site.baking import bake
from share.site.feeds import feed_files
from share.site.folder import claim, finish, write
from share.site.plan import Site
from share.site.surroundings import archive_list, shared_files, sitemap, taken_away, way_in
from share.version import record_version


@dataclass(frozen=True, slots=True)
class Built:
    """What has been written: pages, files and bytes without the archive, and the archive's."""

    pages: int
    files: int
    bytes: int
    archived: Path
    archive_bytes: int


def build(out: Path, *, mission: str, langs: Sequence[str], base: str = "", jobs: int = 1) -> Built:
    """
    Write the site of a mission into a folder, and a dated copy of it into its archive.

    Args:
        base: The full address at which the site will be, without a slash at its end;
            empty when that is not known: every link is relative anyway.
        jobs: How many languages are written at once, each in a process of its own.

    Raises SiteError for a folder that is not ours to write into (folder.claim).
    """
    claim(out)
    site, assets = plan(mission, langs, base)
    listed = [page for lang in langs for page in pages(site.record, lang)]
    files = {**assets, **way_in(site), **taken_away(site), "sitemap.xml": sitemap(site, listed)}
    for path, content in files.items():
        write(out, path, content)
    written = [path for paths in _baked(out, mission, langs, base, jobs) for path in paths]
    below = sorted({*files, *written})
    version = record_version(site.record)
    copy = archive({path: (out / path).read_bytes() for path in below}, folder=version)
    archived = f"archive/{version}.zip"
    write(out, archived, copy)
    write(out, "archive/index.html", archive_list(site, out))
    finish(out, below, {"mission": mission, "version": version, "base": base})
    size = sum((out / path).stat().st_size for path in below)
    return Built(len(listed), len(below), size, out / archived, len(copy))


def plan(mission: str, langs: Sequence[str], base: str) -> tuple[Site, dict[str, bytes]]:
    """Return what all pages share, and the shared files themselves."""
    record = open_record(mission)
    paths, contents = shared_files(record)
    return Site(record, tuple(langs), base, paths), contents


def _baked(
    out: Path, mission: str, langs: Sequence[str], base: str, jobs: int
) -> Iterator[list[str]]:
    if jobs == 1 or len(langs) == 1:
        for lang in langs:
            yield bake_language(out, mission, langs, base, lang)
        return
    # A forked process would inherit locks of libraries that have threads of their own.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=fresh) as pool:
        tasks = [pool.submit(bake_language, out, mission, langs, base, lang) for lang in langs]
        for task in tasks:
            yield task.result()


def bake_language(out: Path, mission: str, langs: Sequence[str], base: str, lang: str) -> list[str]:
    """Write every page and feed of one language and return their paths."""
    site, _ = plan(mission, langs, base)
    t = speak(lang)
    written = []
    for page in pages(site.record, lang):
        write(out, page.path, bake(site, page, t))
        written.append(page.path)
    for path, content in feed_files(site, lang):
        write(out, path, content)
        written.append(path)
    return written
