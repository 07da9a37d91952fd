import asyncio
import time

async def nap(n):
    await asyncio.sleep(n)

async def rude():
    time.sleep(3)

async def main():
    await asyncio.gather(
        nap(1), rude(), nap(2))

asyncio.run(main())
