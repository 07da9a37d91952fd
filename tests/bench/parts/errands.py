"""A bit of everything: tasks that take turns, sleep, gather, fetch from a queue, hold a lock, and print."""

# ruff: noqa: D103  # a script as people write it

import asyncio


async def work(queue, lock):
    for _ in range(40):
        item = await queue.get()
        await asyncio.sleep(0)
        async with lock:
            await asyncio.sleep(0.001 * item)
        queue.task_done()


async def fetch(number):
    await asyncio.sleep(number % 7 / 10)
    return number


async def main():
    queue, lock = asyncio.Queue(5), asyncio.Lock()
    workers = [asyncio.create_task(work(queue, lock)) for _ in range(10)]
    for number in range(400):
        await queue.put(number % 5)
        if number % 20 == 0:
            print("put", number, sum(await asyncio.gather(*(fetch(i) for i in range(20)))))
    await queue.join()
    await asyncio.gather(*workers)


asyncio.run(main())
