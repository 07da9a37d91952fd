"""As many tasks as the baseline has cars, each fetches and then stores, one at a time."""

import asyncio

results = []


async def fetch(number, lock):
    """Wait for an answer, then for the lock."""
    await asyncio.sleep(0.2 + number * 7 % 20 / 20)
    async with lock:
        await asyncio.sleep(0.05)
        results.append(number)


async def main():
    """Twenty at once."""
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(fetch(number, lock))
    print(len(results))


asyncio.run(main())
