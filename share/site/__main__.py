"""Write a whole mission as a static site: `python -m share.site OUT`."""

import os
import time
from pathlib import Path
from urllib.parse import urlsplit

from data import command
from data.load import missions
from share.language import languages
from share.site.build import build
from share.site.folder import SiteError

MB = 1_000_000


def main(arguments: list[str] | None = None) -> int:
    """Write the site and say how large it is; a folder that is not ours is left alone."""
    made = command.Parser(prog="python -m share.site", description=__doc__)
    made.add_argument("out", metavar="OUT", type=Path, help="an empty folder, or an earlier site")
    made.add_argument("--mission", help="a folder of data/missions; the first by default")
    made.add_argument("--lang", nargs="+", metavar="CODE", help="only these languages")
    made.add_argument("--base", default="", metavar="URL", help="where the site will be reached")
    made.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    asked = made.parse_args(arguments)
    record = command.open_or_leave(made, asked.mission or missions()[0])
    langs = tuple(dict.fromkeys(asked.lang or languages()))
    for problem in _problems(langs, asked.base, asked.jobs):
        made.error(problem)
    if not record.mission.statements:
        name = record.mission.name
        made.error(
            f"mission '{name}' holds no statement that can be used. A site shows statements. Run "
            f"`python -m data.check {name}` to see every problem of its files."
        )
    began = time.perf_counter()
    try:
        built = build(
            asked.out.absolute(),
            mission=record.mission.name,
            langs=langs,
            base=asked.base.rstrip("/"),
            jobs=asked.jobs,
        )
    except SiteError as problem:
        made.error(str(problem))
    seconds = time.perf_counter() - began
    print(
        f"{built.pages} pages in {_languages(len(langs))}, {built.files} files, "
        f"{built.bytes / MB:.1f} MB in {seconds:.0f} s; archive/{built.archived.name}, "
        f"{built.archive_bytes / MB:.1f} MB"
    )
    if not asked.base:
        print("Without --base, sitemap.xml and the canonical links hold relative addresses.")
    return 0


def _languages(count: int) -> str:
    return "1 language" if count == 1 else f"{count} languages"


def _problems(langs: tuple[str, ...], base: str, jobs: int) -> list[str]:
    known = languages()
    found = [
        f"--lang '{code}' is not spoken here. Choose from: {', '.join(known)}."
        for code in langs
        if code not in known
    ]
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        found.append(
            f"--base '{base}' is not the address of a site. Write it like "
            "https://host.example/folder."
        )
    if jobs < 1:
        found.append(f"--jobs '{jobs}' is not a number of processes. Write 1 or more.")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
