"""How the API answers: the bytes of an answer with its headers, and one shape for errors."""

import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import orjson
from isal import igzip

from data.errors import RecordError
from data.record import Record, open_record
from share.query import QueryProblem

Header = tuple[bytes, bytes]


class Form(NamedTuple):
    """An answer as it is sent, plain or packed; `tag` is its ETag, which is in `headers` too."""

    headers: tuple[Header, ...]
    body: bytes
    tag: Header


JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"

KEPT: Final = "public, max-age=60, stale-while-revalidate=600"
"""A minute without asking, then asked again by ETag; the record changes with a restart only."""

PACKED_BY_ITSELF: Final = (
    "image/png",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.apache.parquet",
)
"""Beginnings of the media types that hold packed content: packing it again gains nothing."""

SMALL: Final = 1000
"""Bytes: what fits into one packet is not packed."""

PACKING: Final = 2
"""Level of gzip: the third of zlib's takes three times as long, for a sixth fewer bytes."""

PACKED: Final[Header] = (b"content-encoding", b"gzip")
IF_PACKED: Final = "-gzip"
"""The end of a packed answer's ETag: other bytes need another strong one."""

METHODS: Final = "GET, HEAD, OPTIONS"

READ_BY_ALL: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"etag, link, x-total-count"),
    (b"x-content-type-options", b"nosniff"),
)
"""Any page may read this; nobody has to be known for it, and nothing can be written."""

PREFLIGHT: Final = (
    *READ_BY_ALL,
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"accept, accept-language, if-none-match"),
    (b"access-control-max-age", b"86400"),
    (b"allow", METHODS.encode()),
    (b"cache-control", b"public, max-age=86400"),
)


class Answer:
    """
    One answer with the headers of its plain and of its packed form.

    `body`, `headers` and `shared` (those that a 304 repeats) never change. The packed form
    is made when the first client asks for it. `rests_on` are the records the answer was
    made from: it may be given again only while they are the ones in use.
    """

    __slots__ = (
        "_name",
        "_packed",
        "_packs",
        "_plain",
        "_typed",
        "body",
        "rests_on",
        "shared",
        "status",
    )

    def __init__(
        self,
        body: bytes,
        media_type: str,
        *,
        rests_on: Iterable[Record],
        headers: Mapping[str, str] | None = None,
        status: int = 200,
        kept: str = KEPT,
    ) -> None:
        """Make an answer; its strong ETag is a hash of the body, one for each form."""
        self.body = body
        self.status = status
        self.rests_on = tuple(rests_on)
        self.shared: tuple[Header, ...] = (
            *READ_BY_ALL,
            (b"cache-control", kept.encode()),
            (b"vary", b"accept-encoding"),
            *((name.encode(), value.encode()) for name, value in (headers or {}).items()),
        )
        self._packs = len(body) > SMALL and not media_type.startswith(PACKED_BY_ITSELF)
        self._typed = (*self.shared, (b"content-type", media_type.encode()))
        self._name = hashlib.sha256(body).hexdigest()[:20]
        self._plain = self._form(body, self._name)
        self._packed: Form | None = None

    def form(self, *, packed: bool) -> Form:
        """Return headers and body as they are sent; small ones and packed files stay plain."""
        if not packed or not self._packs:
            return self._plain
        if self._packed is None:
            small = igzip.compress(self.body, PACKING, mtime=0)
            self._packed = self._form(small, f"{self._name}{IF_PACKED}", PACKED)
        return self._packed

    def is_named_by(self, asked: bytes) -> bool:
        """Say whether an If-None-Match names this answer, by weak comparison (RFC 9110)."""
        names = {f'"{self._name}"'.encode(), f'"{self._name}{IF_PACKED}"'.encode()}
        given = (tag.strip().removeprefix(b"W/") for tag in asked.split(b","))
        return asked.strip() == b"*" or not names.isdisjoint(given)

    def _form(self, body: bytes, name: str, *more: Header) -> Form:
        tag = (b"etag", f'"{name}"'.encode())
        length = (b"content-length", str(len(body)).encode())
        return Form((*self._typed, *more, tag, length), body, tag)

    def __len__(self) -> int:
        """Return about how many bytes it takes to keep, in both forms."""
        return 2000 + len(self.body) + (len(self.body) // 4 if self._packs else 0)

    @property
    def is_current(self) -> bool:
        """Say whether the records that this rests on are still the ones in use."""
        try:
            return all(open_record(record.mission.name) is record for record in self.rests_on)
        except RecordError:
            return False


def answer(
    body: bytes,
    media_type: str,
    *,
    rests_on: Iterable[Record],
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    kept: str = KEPT,
) -> Answer:
    """Make an answer."""
    return Answer(body, media_type, rests_on=rests_on, headers=headers, status=status, kept=kept)


TITLES: Final = {
    400: "What is asked for cannot be followed.",
    404: "There is nothing at this address.",
    405: "This address can only be read.",
    500: "The server failed at this request.",
    503: "This record cannot be read at the moment.",
}


class RefusedError(Exception):
    """What is asked for is not given: the status of the answer and every problem."""

    def __init__(self, status: int, problems: Sequence[QueryProblem]) -> None:
        """Keep the status and the problems."""
        super().__init__("\n".join(map(str, problems)))
        self.status = status
        self.problems = tuple(problems)


def refusal(status: int, problems: Sequence[QueryProblem]) -> Answer:
    """Answer with problem details (RFC 9457) whose `problems` say field, value, rule and fix."""
    body = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": " ".join(map(str, problems)) or TITLES[status],
        "problems": [problem.as_dict() for problem in problems],
    }
    headers = {"allow": METHODS} if status == 405 else {}
    written = orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE)
    return Answer(written, PROBLEM, rests_on=(), headers=headers, status=status, kept="no-store")


@functools.lru_cache(maxsize=256)
def takes_gzip(accepted: bytes) -> bool:
    """
    Say whether a client takes packed answers, from its Accept-Encoding.

    >>> takes_gzip(b"gzip, deflate"), takes_gzip(b"gzip;q=0, br"), takes_gzip(b"identity")
    (True, False, False)
    """
    for part in accepted.lower().split(b","):
        name, _, weight = part.partition(b";")
        if name.strip() in (b"gzip", b"*"):
            return weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False
