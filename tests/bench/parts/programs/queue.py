"""Queue ping-pong: two tasks, two queues, one ball."""

import asyncio
import time

HITS = 10_000


async def play(mine: asyncio.Queue[int], others: asyncio.Queue[int]) -> None:
    """Return every ball."""
    for _ in range(HITS):
        await others.put(await mine.get())


async def main() -> None:
    """One match."""
    left, right = asyncio.Queue[int](1), asyncio.Queue[int](1)
    left.put_nowait(0)
    await asyncio.gather(play(left, right), play(right, left))


began = time.process_time_ns()
asyncio.run(main())
print(time.process_time_ns() - began)
