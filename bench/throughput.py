"""How many reruns a second a server gives to several readers at once."""

import asyncio
import time
from contextlib import AsyncExitStack

from bench.session import Session, session

READERS = 10


async def reruns_per_second(address: str, *, seconds: float) -> float:
    """
    Return how fast READERS sessions get their reruns, each asking again at once.

    Every session is open and has rerun once more before counting begins. Counted are
    the reruns that end within `seconds`; those under way at the end are waited for.
    """
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(session(address)) for _ in range(READERS)]
        await asyncio.gather(*(one.rerun(one.days[0]) for one in opened))
        started = time.perf_counter()
        ends = await asyncio.gather(
            *(_walk(one, first * 10, until=started + seconds) for first, one in enumerate(opened))
        )
    return sum(end <= started + seconds for of_one in ends for end in of_one) / seconds


async def _walk(one: Session, first: int, *, until: float) -> list[float]:
    """Step through the days from one on; return when each rerun ended."""
    ends = []
    step = first
    while time.perf_counter() < until:
        step += 1
        await one.rerun(one.days[step % len(one.days)])
        ends.append(time.perf_counter())
    return ends
