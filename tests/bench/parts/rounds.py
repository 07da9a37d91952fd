"""So many tasks, each waiting so many times."""

import asyncio
import sys

tasks, sleeps = (int(word) for word in sys.argv[1:])


async def work(number):
    """Wait, and wait again."""
    for _ in range(sleeps):
        await asyncio.sleep(0.1 + number / 1000)


async def main():
    """All of them at once."""
    await asyncio.gather(*(work(number) for number in range(tasks)))


asyncio.run(main())
