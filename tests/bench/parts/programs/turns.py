"""sleep(0): a hundred tasks take turns, five hundred times each."""

import asyncio
import time


async def turn() -> None:
    """Give the turn away again and again."""
    for _ in range(500):
        await asyncio.sleep(0)


async def main() -> None:
    """All at once."""
    await asyncio.gather(*[turn() for _ in range(100)])


began = time.process_time_ns()
asyncio.run(main())
print(time.process_time_ns() - began)
