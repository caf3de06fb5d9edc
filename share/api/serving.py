"""The one way in which every route of the API is served: read, computed once, sent."""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.types import Receive, Scope, Send

from share.api.answers import (
    PREFLIGHT,
    Answer,
    Header,
    RefusedError,
    refusal,
    takes_gzip,
)
from share.query import QueryError, QueryProblem

KEPT_BYTES: Final = 64 * 1024 * 1024
"""Answers that are kept ready, in bytes; what was asked for longest ago goes first."""

LARGEST_KEPT: Final = KEPT_BYTES // 8
"""Bytes of an answer that is kept at most, so that one cannot drive out all others."""

MOST_PARAMETERS: Final = 50
"""More parameters than there are names for; a longer list is not read."""

Query = list[tuple[str, str]]
Make = Callable[["Question"], Answer]


class Question:
    """What a request asks: the parts of its path, its parameters, where the app is reached."""

    __slots__ = ("_scope", "parts")

    def __init__(self, scope: Scope) -> None:
        """Read the request's scope; parameters are read when they are asked for."""
        self._scope = scope
        self.parts: dict[str, str] = scope.get("path_params", {})

    @property
    def path(self) -> str:
        """Return the path that is asked for."""
        return str(self._scope["path"])

    @property
    def query(self) -> Query:
        """Return the parameters in the order in which they are written."""
        text = self._scope["query_string"].decode("latin-1")
        try:
            return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
        except ValueError:
            rule = f"There are at most {MOST_PARAMETERS} parameters."
            given = f"{text.count('&') + 1} parameters"
            problem = QueryProblem("query", given, rule, "Leave out what is not needed.")
            raise QueryError([problem]) from None

    @property
    def base(self) -> str:
        """
        Return where the app is reached, such as https://host.example, as the client wrote it.

        Empty when it did not say, so that links are relative to the answer's own address.
        """
        url = URL(scope=self._scope)
        return f"{url.scheme}://{url.netloc}" if url.netloc else ""


_ready: LRUCache[object, Answer] = LRUCache(KEPT_BYTES, getsizeof=len)


class Served:
    """
    An endpoint that answers with what `make` makes of a question, kept by its address.

    `make` runs in a thread, so that readers of the pages do not wait for it, unless it is
    `at_once`: a few milliseconds are over before a thread would be made to give way. With
    `by_host`, the same path has another answer for each host that it is asked for at;
    without `keep`, every answer is made anew.
    """

    def __init__(
        self,
        make: Make,
        *,
        at_once: Callable[[Question], bool] = lambda _: False,
        by_host: bool = False,
        keep: bool = True,
    ) -> None:
        """Serve what `make` returns; it may raise QueryError and RefusedError."""
        self._make = make
        self._at_once = at_once
        self._by_host = by_host
        self._keep = keep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope["method"]
        if method == "OPTIONS":
            await _send(send, 204, PREFLIGHT, b"")
            return
        found = refusal(405, [_only_read(method)]) if method not in ("GET", "HEAD") else None
        key = (scope["path"], scope["query_string"], self._by_host and Question(scope).base)
        if found is None:
            found = _ready.get(key)
            if found is None or not found.is_current:
                found = await self._made(scope, send)
                if found.status == 200 and self._keep and len(found) <= LARGEST_KEPT:
                    _ready[key] = found
        await _give(found, scope, send)

    async def _made(self, scope: Scope, send: Send) -> Answer:
        """Make an answer; a fault of ours is told in the same shape, then left to the server."""
        try:
            question = Question(scope)
            if self._at_once(question):
                return self._make(question)
            return await run_in_threadpool(self._packed, question, _takes_gzip(scope))
        except QueryError as error:
            return refusal(400, error.problems)
        except RefusedError as error:
            return refusal(error.status, error.problems)
        except Exception:
            await _give(refusal(500, []), scope, send)
            raise

    def _packed(self, question: Question, packed: bool) -> Answer:
        """Make an answer and pack it if this client will want it so, while still in the thread."""
        found = self._make(question)
        found.form(packed=packed)
        return found


def _takes_gzip(scope: Scope) -> bool:
    return any(name == b"accept-encoding" and takes_gzip(value) for name, value in scope["headers"])


def _only_read(method: str) -> QueryProblem:
    rule = "The record is read here, never written."
    return QueryProblem("method", method, rule, "Ask with GET, HEAD or OPTIONS.")


async def _give(found: Answer, scope: Scope, send: Send) -> None:
    """Send an answer the way the client can take it: packed, plain, or not at all."""
    packed, asked = False, None
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            packed = takes_gzip(value)
        elif name == b"if-none-match":
            asked = value
    form = found.form(packed=packed)
    if asked is not None and found.status == 200 and found.is_named_by(asked):
        await _send(send, 304, (*found.shared, form.tag), b"")
        return
    body = b"" if scope["method"] == "HEAD" else form.body
    await _send(send, found.status, form.headers, body)


async def _send(send: Send, status: int, headers: tuple[Header, ...], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
