import asyncio
import time

async def polite(n):
    await asyncio.sleep(n)

async def rude():
    time.sleep(3)

async def main():
    await asyncio.gather(
        polite(1), rude(), polite(2))

asyncio.run(main())
