"""What pictures, previews and briefs cost: seconds and bytes of each, drawn afresh."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from statistics import median

from bench.files import usual_view
from bench.report import Result
from data.load import missions
from data.record import Record, open_record
from share.brief.docx import brief_docx
from share.brief.pdf import brief_pdf
from share.language import languages
from share.links import Choice
from share.pictures.drawing import PICTURES, draw_picture
from share.pictures.sheet import FORMATS
from share.preview import draw_preview

PREVIEW = "map"
WRITTEN: Mapping[str, Callable[[Record, Choice], bytes]] = {
    "preview.png": partial(draw_preview, PREVIEW),
    "brief.pdf": brief_pdf,
    "brief.docx": brief_docx,
}


def measure() -> tuple[list[Result], list[str]]:
    """
    Draw the last day in every language; return the numbers to report, and a line for each.

    The first drawing of all also cuts and projects the shapes, once for the life of the
    server; it is told apart.
    """
    record = open_record(missions()[0])
    _, usual = usual_view(record)
    day = record.mission.settings.moments[0].day
    first_s, _ = _timed(lambda: draw_preview(PREVIEW, record, replace(usual, on=day)))
    made: dict[str, list[tuple[float, int]]] = {}
    for lang in languages():
        choice = replace(usual, lang=lang)
        for name, write in WRITTEN.items():
            made.setdefault(name, []).append(_timed(partial(write, record, choice)))
    for name in PICTURES:
        for kind in FORMATS:
            drawing = partial(draw_picture, name, record, usual, kind)
            made[f"{name}.{kind}"] = [_timed(drawing)]
    results = [
        Result("the first preview of all, seconds", first_s),
        *(
            Result(f"{told}, {of}", value)
            for name, told in (
                ("preview.png", "a preview afresh"),
                ("brief.pdf", "a brief as PDF"),
                ("brief.docx", "a brief as DOCX"),
                ("map.png", "the map as PNG"),
            )
            for of, value in zip(("seconds", "kB"), _middle(made[name]), strict=True)
        ),
    ]
    lines = [
        f"{name:<16}{seconds * 1000:>8.0f} ms{size:>10.0f} kB"
        for name, (seconds, size) in ((name, _middle(costs)) for name, costs in made.items())
    ]
    return results, lines


def _timed(draw: Callable[[], bytes]) -> tuple[float, int]:
    """Return the seconds that a drawing takes, and its bytes."""
    began = time.perf_counter()
    size = len(draw())
    return time.perf_counter() - began, size


def _middle(costs: list[tuple[float, int]]) -> tuple[float, float]:
    """Return the median seconds and kB of some drawings."""
    return median(seconds for seconds, _ in costs), median(size for _, size in costs) / 1000
