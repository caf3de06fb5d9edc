"""
Measure the app beside a naive twin, a bare page and pandas, and print the ratios.

`python -m bench` runs every part, `python -m bench PART ...` some. Each ratio stands beside
its target; a target that is missed does not fail the run, since a shared machine is noisy.
"""

import argparse
import asyncio
import functools
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench import api, files, pictures, rules, servers
from bench.browser import EMPTY_FIGURE, SHAPES, Step, chromium, reader, seconds_to_draw
from bench.messages import bytes_by_kind
from bench.report import Result, Target, show
from bench.session import bytes_by_day
from bench.story import play_empty, play_story
from bench.throughput import READERS, reruns_per_second

STEPS, WARM_UP = 24, 2
"""Steps of the day that are measured in Chromium, after some that are not."""

TWIN_STEPS = 10
"""Steps of the twin among which are those that the story is held against."""

APP_S, TWIN_S = 6.0, 12.0
"""Seconds that reruns are counted for in one round; the twin gives few, so it takes longer."""

LOADS = 9
"""Cold loads per page, in turns; one more of each comes first and is not counted."""


@dataclass(eq=False)
class Bench:
    """What is running; everything starts when it is first asked for."""

    stack: ExitStack

    @functools.cached_property
    def app(self) -> str:
        """Give the app's address."""
        return self.stack.enter_context(servers.app())

    @functools.cached_property
    def twin(self) -> str:
        """Give the twin's address."""
        return self.stack.enter_context(servers.twin())

    @functools.cached_property
    def bare(self) -> str:
        """Give the bare page's address."""
        return self.stack.enter_context(servers.bare())

    @functools.cached_property
    def walks(self) -> tuple[Sequence[Step], Sequence[Step]]:
        """Walk back through the days in the app and in the twin, a step here, a step there."""
        with (
            chromium() as browser,
            reader(browser, self.app) as ours,
            reader(browser, self.twin) as theirs,
        ):
            steps = [(ours.step(), theirs.step()) for _ in range(WARM_UP + STEPS)][WARM_UP:]
        return [step for step, _ in steps], [step for _, step in steps]


def show_bytes(bench: Bench) -> None:
    """Count what a browser receives for a step: websocket payloads and HTTP bodies, in bytes."""
    ours, theirs = bench.walks
    largest = max(ours, key=lambda step: step.received)
    by_day = asyncio.run(bytes_by_day(bench.app))
    day = max(by_day, key=by_day.__getitem__)
    limit = Target("at most", 16, "kB")
    show(
        f"Bytes of a step of the day, {STEPS} steps in Chromium and every day without",
        [
            Result("the app's largest step in Chromium", largest.received / 1000, limit),
            Result(f"the app's largest step of all, to {day}", by_day[day] / 1000, limit),
            Result(
                "the twin's step to the app's, in Chromium (medians)",
                _median(theirs) / _median(ours),
                Target("at least", 50),
            ),
        ],
        [
            f"the largest step in Chromium: {largest.http} bytes over HTTP, and in messages",
            *(f"{kind:<24}{size:>8}" for kind, size in bytes_by_kind(largest.frames).items()),
        ],
    )


def _median(steps: Sequence[Step]) -> float:
    return statistics.median(step.received for step in steps)


def show_throughput(bench: Bench) -> None:
    """Count reruns per second with several readers at once, app and twin in turns."""
    ours, theirs = asyncio.run(reruns_per_second([(bench.app, APP_S), (bench.twin, TWIN_S)]))
    show(
        f"Reruns per second, {READERS} readers at once",
        [Result("the app's to the twin's", ours / theirs, Target("at least", 12))],
    )


def show_repaint(bench: Bench) -> None:
    """Time the steps that redraw the map, from the key press to the last change of the map."""
    ours, theirs = (
        [step.seconds for step in walk if step.seconds is not None] for walk in bench.walks
    )
    show(
        f"From step to repaint in Chromium, {len(ours)} and {len(theirs)} steps that redraw a map",
        [
            Result(
                "the app's time to the twin's (medians)",
                statistics.median(ours) / statistics.median(theirs),
                Target("at most", round(1 / 3, 3)),
            )
        ],
    )


def show_first_map(bench: Bench) -> None:
    """Time cold loads until the map is drawn, beside the bare page's empty figure."""
    pages = [(bench.app, SHAPES), (bench.bare, EMPTY_FIGURE)]
    spent: dict[str, list[float]] = {bench.app: [], bench.bare: []}
    with chromium() as browser:
        for _ in range(1 + LOADS):
            for address, drawn in pages:
                spent[address].append(seconds_to_draw(browser, address, drawn))
            pages.reverse()
    ours, theirs = (statistics.median(spent[page][1:]) for page in (bench.app, bench.bare))
    show(
        f"First map, {LOADS} cold loads",
        [
            Result(
                "the app's map to the bare page's empty figure (medians)",
                ours / theirs,
                Target("at most", 1.3),
            )
        ],
    )


def show_story(bench: Bench) -> None:
    """Count the bytes of the whole story beside one step of the twin; tell its frame rate."""
    with chromium() as browser:
        ours = play_story(browser, bench.app)
        with reader(browser, bench.twin) as twin:
            steps = [twin.step() for _ in range(TWIN_STEPS)]
        with servers.empty_animation(ours.frames) as address:
            empty = play_empty(browser, address)
    show(
        f"The story played in Chromium, {ours.frames} frames",
        [
            Result(
                "its bytes to those of a twin's step that redraws the map",
                (ours.asked + ours.playing) / _median([s for s in steps if s.seconds]),
                Target("at most", 1),
            ),
            Result("its bytes while it plays", float(ours.playing), Target("at most", 0, "B")),
            Result("its frames per second at the fastest speed", ours.rate),
            Result("those of as many frames over an empty map", empty.rate),
            Result("its frames per second without a pause", ours.full_rate),
            Result("those of as many frames over an empty map", empty.full_rate),
        ],
        [f"asked for, the story is {ours.asked / 1000:.0f} kB"],
    )


def show_rules(_: Bench) -> None:
    """Time the positions of a day on synthetic records, beside one pandas groupby."""
    costs = rules.measure()
    show(
        f"Positions of the dearest day of a record of {rules.COMPARED:,} statements",
        [
            Result(
                "to one groupby([actor, component]).last()",
                costs.against_pandas,
                Target("at most", 3),
            ),
            *(
                Result(
                    f"power of growth up to {size:,} statements (1 is linear)",
                    exponent,
                    Target("at most", 1),
                )
                for size, exponent in costs.exponents.items()
            ),
        ],
        [
            f"{size:>9,} statements cost {cost:.1f} times the smallest"
            for size, cost in costs.relative.items()
        ],
    )


def show_comparison(_: Bench) -> None:
    """Time positions, changes and disagreements of two days together, beside one groupby."""
    costs = rules.measure_comparison()
    dearest = max(costs, key=costs.__getitem__)
    show(
        f"Two days compared in a record of {rules.COMPARED:,} statements, {len(costs)} pairs",
        [
            Result(
                "the dearest pair to one groupby([actor, component]).last()",
                costs[dearest],
                Target("at most", 10),
            ),
            Result("the pairs' median to the same", statistics.median(costs.values())),
        ],
        ["positions on both days, what changed between them, and who disagrees by the second"],
    )


def show_api(_: Bench) -> None:
    """Count how often the API gives the positions of a day, beside a bare Starlette route."""
    rates = api.measure()
    show(
        f"The API's requests per second to a bare route's of {rates.size / 1000:.1f} kB",
        [
            Result("positions, unchanged (ETag)", rates.unchanged, Target("at least", 0.5)),
            Result("positions, computed already", rates.ready, Target("at least", 0.5)),
            Result("positions, computed afresh", rates.afresh, Target("at least", 0.1)),
            Result("the same as GeoJSON, computed already", rates.shapes),
        ],
        [f"the bare route: {rates.bare:.0f} requests per second, {api.CLIENTS} clients at once"],
    )


def show_files(_: Bench) -> None:
    """Time the files that a reader takes away, and the whole static site."""
    show("Files to take away, and the static site", *files.measure())


def show_pictures(_: Bench) -> None:
    """Time pictures, previews and briefs, and tell their sizes."""
    show("Pictures, previews and briefs, drawn afresh", *pictures.measure())


PARTS: dict[str, Callable[[Bench], None]] = {
    "rules": show_rules,
    "comparison": show_comparison,
    "bytes": show_bytes,
    "repaint": show_repaint,
    "story": show_story,
    "throughput": show_throughput,
    "first-map": show_first_map,
    "api": show_api,
    "files": show_files,
    "pictures": show_pictures,
}
"""In the order in which they run."""


def main() -> None:
    """Run the parts that are asked for, all of them by default."""
    made = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    made.add_argument("part", nargs="*", help=f"only these parts, of: {', '.join(PARTS)}")
    asked = made.parse_args().part
    if unknown := set(asked) - set(PARTS):
        made.error(f"part '{min(unknown)}' is not known. Choose from: {', '.join(PARTS)}.")
    with ExitStack() as stack:
        bench = Bench(stack)
        for name, part in PARTS.items():
            if not asked or name in asked:
                part(bench)


if __name__ == "__main__":
    main()
