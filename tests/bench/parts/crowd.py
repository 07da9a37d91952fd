"""So many tasks at once, each waiting for its own time."""

import asyncio
import sys


async def visit(number):
    """Wait once."""
    await asyncio.sleep(1 + number * 7919 % 1000 / 1000)


async def main():
    """All of them at once."""
    await asyncio.gather(*(visit(number) for number in range(int(sys.argv[1]))))


asyncio.run(main())
