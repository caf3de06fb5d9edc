"""
Count how many requests a second the API answers, beside a bare route in the same server.

The bare route is Starlette's own with a constant body of the size that the API's answer
has on the wire. Both are asked in turns, round after round, so that whatever else the
machine does falls on each alike.
"""

import asyncio
import gc
import multiprocessing
import socket
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, product, repeat
from multiprocessing.synchronize import Event

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.load import missions
from data.record import Record, open_record
from share.api.answers import Answer
from share.api.resources import RESOURCES, ask
from share.api.routes import ROUTES
from share.api.writing import written

CLIENTS = 8
"""Connections that ask at once, each again as soon as it is answered."""

ROUNDS, SECONDS = 7, 0.7
"""Rounds of one turn each, and the seconds of a turn."""

START_S = 60.0
"""Seconds that the server may take until it listens."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a second to the bare route's (medians of the rounds); `size` in bytes."""

    unchanged: float
    ready: float
    afresh: float
    shapes: float
    bare: float
    size: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What is asked for in one turn: addresses, one after the other, and the ETag named."""

    addresses: Iterator[str]
    status: int
    tag: str = ""


def measure() -> Rates:
    """
    Ask for the positions of the first mission: unchanged, computed already, and afresh.

    Afresh, each question is about two days that nobody has asked about together: what
    decides each position is computed anew, the list written, named and packed anew. A row
    that the same statements decided on another day too is shared, as it is for readers: it
    was written once. Shapes are the same positions as GeoJSON, computed already.
    """
    record = open_record(missions()[0])
    path = f"/api/{record.mission.name}/positions"
    made = positions(record)
    sent = made.form(packed=True)
    with server(len(sent.body)) as port:
        turns = (
            Turn(repeat("/bare"), 200),
            Turn(repeat(path), 304, tag=sent.tag[1].decode()),
            Turn(repeat(path), 200),
            Turn((path + question for question in cycle(questions(record))), 200),
            Turn(repeat(f"{path}.geojson"), 200),
        )
        rounds = asyncio.run(_rounds(port, turns))
    bare, unchanged, ready, afresh, shapes = (
        statistics.median(of_one) for of_one in zip(*rounds, strict=True)
    )
    return Rates(unchanged, ready, afresh, shapes, bare, len(sent.body))


def positions(record: Record) -> Answer:
    """Return the answer that is asked for, made without a server."""
    resource = RESOURCES["positions"]
    return written(resource, "json", ask(resource, record, []), [])


def questions(record: Record) -> list[str]:
    """List questions that nobody has asked before: another pair of late days each time."""
    mission = record.mission
    half = (mission.last_day - mission.first_day).days // 2
    days = [mission.last_day - timedelta(n) for n in range(half)]
    return [f"?on={on}&known={known}" for known, on in product(days, days)]


@contextmanager
def server(size: int) -> Iterator[int]:
    """Serve the API and a bare route of so many bytes in another process; yield the port."""
    processes = multiprocessing.get_context("spawn")
    ready = processes.Event()
    # asyncio switches Nagle's algorithm off only where the protocol is named.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        serving = processes.Process(target=_serve, args=(listening, size, ready), daemon=True)
        serving.start()
        try:
            if not ready.wait(START_S):
                raise TimeoutError(f"the API did not listen within {START_S:.0f} s")
            yield int(listening.getsockname()[1])
        finally:
            serving.terminate()
            serving.join()


def _serve(listening: socket.socket, size: int, ready: Event) -> None:
    body = b"x" * size

    async def bare(_: Request) -> Response:
        return Response(body, media_type="application/json")

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready.set()

    for name in missions():
        open_record(name)
    # As the app does before its first reader: the collector forgets what never changes.
    gc.collect()
    gc.freeze()
    app = Starlette(routes=[Route("/bare", bare), *ROUTES])
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
    Server(config).run([listening])


async def _rounds(port: int, turns: Sequence[Turn]) -> list[list[float]]:
    """Return, round by round, the bare route's rate and the others' ratios to it."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS)]
    for turn in turns:
        await _rate(lines, turn, seconds=SECONDS / 4)
    rounds = []
    for _ in range(ROUNDS):
        bare, *others = [await _rate(lines, turn, seconds=SECONDS) for turn in turns]
        rounds.append([bare, *(rate / bare for rate in others)])
    for _, writer in lines:
        writer.close()
    return rounds


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _rate(lines: Sequence[Line], turn: Turn, *, seconds: float) -> float:
    """Count the answers within some seconds, on all lines together."""
    started = time.perf_counter()
    until = started + seconds
    counts = await asyncio.gather(*(_ask_until(line, turn, until) for line in lines))
    return sum(counts) / (time.perf_counter() - started)


async def _ask_until(line: Line, turn: Turn, until: float) -> int:
    """Ask again and again on one line; raises ValueError for another status than expected."""
    reader, writer = line
    tag = f"if-none-match: {turn.tag}\r\n" if turn.tag else ""
    count = 0
    while time.perf_counter() < until:
        address = next(turn.addresses)
        asked = f"GET {address} HTTP/1.1\r\nhost: bench\r\naccept-encoding: gzip\r\n{tag}\r\n"
        writer.write(asked.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        if status != turn.status:
            raise ValueError(f"{address} was answered with {status}, not with {turn.status}")
        if status == 200:
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
        count += 1
    return count
