import asyncio

green = asyncio.Event()

async def trip(n):
    await green.wait()
    print("trip", n)

async def light():
    await asyncio.sleep(2)
    green.set()

async def main():
    await asyncio.gather(
        trip(1), trip(2), trip(3),
        light())

asyncio.run(main())
