import asyncio
import time

async def nap(n):
    await asyncio.sleep(n)

async def kind():
    await asyncio.to_thread(
        time.sleep, 3)

async def main():
    await asyncio.gather(
        nap(1), kind(), nap(2))

asyncio.run(main())
