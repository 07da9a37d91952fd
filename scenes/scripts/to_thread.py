import asyncio
import time

async def polite(n):
    await asyncio.sleep(n)

async def sent_off():
    await asyncio.to_thread(
        time.sleep, 3)

async def main():
    await asyncio.gather(
        polite(1), sent_off(), polite(2))

asyncio.run(main())
