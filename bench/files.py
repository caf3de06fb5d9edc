"""What the files cost that a reader takes away: seconds and bytes, and those of a whole site."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Result, Target
from data.load import missions
from data.record import Record, open_record
from share.files import FILES
from share.language import languages, speak
from share.links import Choice
from share.query import usual_borders
from share.site.build import Built, build
from share.snapshot import ALL, Snapshot, snapshot

MB = 1_000_000
BOUND = "view.html"
"""The one file with a limit: it must still be small enough to be sent by mail."""

LARGEST_MB = 8


@dataclass(frozen=True, slots=True)
class Cost:
    """One file: how long it takes when nothing is ready, again when shapes are, and its size."""

    name: str
    first_s: float
    again_s: float
    bytes: int


def usual_view(record: Record) -> tuple[Snapshot, Choice]:
    """Return what a reader sees who has chosen nothing: the last day, all of it."""
    day = record.mission.last_day
    choice = Choice(
        record.mission.name, day, None, None, ALL, (), None, usual_borders(record), languages()[0]
    )
    return snapshot(record, day, date.max, ALL), choice


def measure_files() -> list[Cost]:
    """Make each file twice."""
    view, choice = usual_view(open_record(missions()[0]))
    t = speak(choice.lang)
    found = []
    for name, file in FILES.items():
        began = time.perf_counter()
        file.make(view, choice, t)
        made_once = time.perf_counter()
        content = file.make(view, choice, t)
        made_again = time.perf_counter()
        found.append(Cost(name, made_once - began, made_again - made_once, len(content)))
    return found


def measure_site() -> tuple[Built, float]:
    """Write the whole site of the first mission, in every language; return it and the seconds."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        built = build(
            Path(folder) / "site",
            mission=missions()[0],
            langs=languages(),
            base="https://host.example",
            jobs=2,
        )
        return built, time.perf_counter() - began


def measure() -> tuple[list[Result], list[str]]:
    """Make every file and the whole site; return the numbers, and a line for each file."""
    costs = measure_files()
    built, seconds = measure_site()
    (bound,) = (cost for cost in costs if cost.name == BOUND)
    numbers = [
        Result("the view as a single file", bound.bytes / MB, Target("at most", LARGEST_MB, "MB")),
        Result(f"the site in {len(languages())} languages, pages", built.pages),
        Result("the site, MB without its archive", built.bytes / MB),
        Result("its dated copy, MB", built.archive_bytes / MB),
        Result("the site, seconds", seconds),
        Result("the site, milliseconds for a page", 1000 * seconds / built.pages),
    ]
    lines = [
        f"{cost.name:<22}{cost.first_s * 1000:>8.0f} ms at first"
        f"{cost.again_s * 1000:>8.0f} ms again{cost.bytes / 1000:>10.0f} kB"
        for cost in costs
    ]
    return numbers, lines
