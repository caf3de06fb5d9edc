"""Ask routes for an address without a server, as a client would over the wire."""

import asyncio
import csv
import gzip
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

from share.api.routes import ROUTES
from share.feeds import ROUTES as FEED_ROUTES

APP = Starlette(routes=[*ROUTES, *FEED_ROUTES])
"""The API and the feeds, without the pages."""


@dataclass(frozen=True)
class Got:
    """What was answered; `body` is unpacked, `length` the bytes that were sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    length: int

    @property
    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)

    @property
    def data(self) -> list[dict[str, Any]]:
        """Return the rows of a list."""
        assert self.status == 200, self.body
        return self.json["data"]

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return the rows of a CSV file."""
        assert self.status == 200, self.body
        return list(csv.DictReader(io.StringIO(self.body.decode(), newline="")))


def get(address: str, *, method: str = "GET", app: Any = APP, **headers: str) -> Got:
    """Ask for an address, as a client does that takes no packed answer unless it says so."""
    path, _, query = address.partition("?")
    sent: list[dict[str, Any]] = []
    named = {"host": "map.example", **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(key.encode(), value.encode()) for key, value in named.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, *bodies = sent
    answered = {key.decode(): value.decode() for key, value in start["headers"]}
    body = b"".join(part.get("body", b"") for part in bodies)
    packed = answered.get("content-encoding") == "gzip" and body
    return Got(start["status"], answered, gzip.decompress(body) if packed else body, len(body))
