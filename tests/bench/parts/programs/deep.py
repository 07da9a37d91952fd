"""Ten-deep awaits: ten tasks, each ten coroutines deep where it gives its turn away."""

import asyncio
import time


async def descend(depth: int) -> None:
    """Go down, and wait there."""
    if depth:
        await descend(depth - 1)
        return
    for _ in range(3_000):
        await asyncio.sleep(0)


async def main() -> None:
    """All at once."""
    await asyncio.gather(*[descend(9) for _ in range(10)])


began = time.process_time_ns()
asyncio.run(main())
print(time.process_time_ns() - began)
