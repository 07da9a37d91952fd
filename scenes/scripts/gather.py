import asyncio

async def fetch(n):
    await asyncio.sleep(n)
    return n

async def main():
    await asyncio.gather(
        fetch(1), fetch(2), fetch(3))

asyncio.run(main())
