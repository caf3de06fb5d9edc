"""The addresses of briefs: of the mission and the format, with a page's parameters."""

import functools
import threading
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.routing import Route

from data.record import Record
from share.api.answers import Answer, RefusedError, answer
from share.api.routes import usable_record
from share.api.serving import Question, Served
from share.brief.docx import DOCX, brief_docx
from share.brief.pdf import PDF, brief_pdf
from share.headline import view_of
from share.links import Choice, parameters_of
from share.pictures.routes import VIEW_PARAMETERS
from share.query import QueryProblem, read_query
from share.tables.about import file_stem

PREFIX: Final = "/brief"

MAKERS: Final[Mapping[str, tuple[str, Callable[[Record, Choice], bytes]]]] = {
    "pdf": (PDF, brief_pdf),
    "docx": (DOCX, brief_docx),
}
"""The formats of a brief: media type, and what writes it."""

_one_at_a_time = threading.Lock()


def brief_address(kind: str, choice: Choice) -> str:
    """Return the address of a view's brief in a format, from the root of the server."""
    return f"{PREFIX}/{choice.mission}.{kind}?{urlencode(parameters_of(choice))}"


def make_brief(record: Record, choice: Choice, kind: str) -> bytes:
    """Write the brief of a view in one of MAKERS; written once as long as it is kept."""
    with _one_at_a_time:
        return _made(record, choice, kind)


@functools.lru_cache(maxsize=32)
def _made(record: Record, choice: Choice, kind: str) -> bytes:
    _, write = MAKERS[kind]
    return write(record, choice)


def answer_brief(question: Question) -> Answer:
    """Answer with the brief of the view that the parameters name, to be saved."""
    mission, _, kind = question.parts["name"].rpartition(".")
    if kind not in MAKERS:
        rule = f"It is one of: {', '.join(MAKERS)}."
        problem = QueryProblem("format", kind, rule, "Write one of them after the dot.")
        raise RefusedError(404, [problem])
    record = usable_record(mission)
    choice = read_query(question.query, record, allowed=VIEW_PARAMETERS)
    body = make_brief(record, choice, kind)
    saved = file_stem(view_of(record, choice), choice, "brief")
    headers = {"content-disposition": f'attachment; filename="{saved}.{kind}"'}
    media_type, _ = MAKERS[kind]
    return answer(body, media_type, rests_on=[record], headers=headers)


ROUTES: Final = (Route(PREFIX + "/{name}", Served(answer_brief)),)
"""The brief of every mission."""
