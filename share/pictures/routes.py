"""The addresses of pictures: of the mission, the name and the format, with a page's parameters."""

from typing import Final
from urllib.parse import urlencode

from starlette.routing import Route

from share.api.answers import Answer, RefusedError, answer
from share.api.routes import usable_record
from share.api.serving import Question, Served
from share.headline import view_of
from share.links import PARAMETERS, Choice, parameters_of
from share.pictures.drawing import PICTURES, draw_picture
from share.pictures.sheet import FORMATS
from share.query import QueryProblem, read_query
from share.tables.about import file_stem

PREFIX: Final = "/pictures"

VIEW_PARAMETERS: Final = tuple(name for name in PARAMETERS if name not in ("statement", "source"))


def picture_address(name: str, kind: str, choice: Choice) -> str:
    """Return the address of a view's picture in a format, from the root of the server."""
    return f"{PREFIX}/{choice.mission}/{name}.{kind}?{urlencode(parameters_of(choice))}"


def answer_picture(question: Question) -> Answer:
    """Answer with the picture of the view that the parameters name."""
    record = usable_record(question.parts["mission"])
    name, _, kind = question.parts["name"].rpartition(".")
    problems = []
    if name not in PICTURES:
        rule = f"It is one of: {', '.join(PICTURES)}."
        problems.append(QueryProblem("picture", name, rule, "Write one of them before the dot."))
    if kind not in FORMATS:
        rule = f"It is one of: {', '.join(FORMATS)}."
        problems.append(QueryProblem("format", kind, rule, "Write one of them after the dot."))
    if problems:
        raise RefusedError(404, problems)
    choice = read_query(question.query, record, allowed=VIEW_PARAMETERS)
    body = draw_picture(name, record, choice, kind)
    saved = file_stem(view_of(record, choice), choice, name)
    headers = {"content-disposition": f'inline; filename="{saved}.{kind}"'}
    return answer(body, FORMATS[kind], rests_on=[record], headers=headers)


ROUTES: Final = (Route(PREFIX + "/{mission}/{name}", Served(answer_picture)),)
"""Every picture of every mission."""
