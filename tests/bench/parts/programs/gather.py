"""gather of 10,000: each child gives its turn away once and returns."""

import asyncio
import time


async def child(number: int) -> int:
    """One step, and another one."""
    await asyncio.sleep(0)
    return number


async def main() -> None:
    """All at once."""
    await asyncio.gather(*[child(number) for number in range(10_000)])


began = time.process_time_ns()
asyncio.run(main())
print(time.process_time_ns() - began)
