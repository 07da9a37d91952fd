import asyncio
from asyncio import timeout

async def trip(n):
    try:
        async with timeout(2):
            await asyncio.sleep(n)
        print("in time")
    except TimeoutError:
        print("too late")

async def main():
    await asyncio.gather(
        trip(1), trip(3))

asyncio.run(main())
