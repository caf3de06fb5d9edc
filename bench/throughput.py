"""How many reruns a second a server gives to several readers at once, two servers in turns."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bench.session import Session, session

READERS = 10
ROUNDS = 2


async def reruns_per_second(servers: Sequence[tuple[str, float]]) -> list[float]:
    """
    Return for each server how fast READERS sessions get their reruns, each asking again at once.

    A server is an address and the seconds it is measured for, in each of ROUNDS rounds; while
    one is measured the sessions of the others stay open and silent.
    """
    async with AsyncExitStack() as stack:
        crowds = [
            [await stack.enter_async_context(session(address)) for _ in range(READERS)]
            for address, _ in servers
        ]
        for crowd in crowds:
            await asyncio.gather(*(one.rerun(one.days[0]) for one in crowd))
        rounds = [
            [
                await _rate(crowd, seconds=seconds, first=number)
                for crowd, (_, seconds) in zip(crowds, servers, strict=True)
            ]
            for number in range(ROUNDS)
        ]
    return [sum(of_one) / ROUNDS for of_one in zip(*rounds, strict=True)]


async def _rate(crowd: Sequence[Session], *, seconds: float, first: int) -> float:
    """Count the reruns that end within `seconds`; those under way then are waited for."""
    over = time.perf_counter() + seconds
    ends = await asyncio.gather(
        *(_walk(one, first + 10 * place, until=over) for place, one in enumerate(crowd))
    )
    return sum(end <= over for of_one in ends for end in of_one) / seconds


async def _walk(one: Session, first: int, *, until: float) -> list[float]:
    """Step through the days from a day on; return when each rerun ended."""
    ends = []
    step = first
    while time.perf_counter() < until:
        step += 1
        await one.rerun(one.days[step % len(one.days)])
        ends.append(time.perf_counter())
    return ends
