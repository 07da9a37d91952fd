import asyncio

dock = asyncio.Queue(maxsize=2)

async def fetch():
    for _ in range(4):
        await dock.get()
        await asyncio.sleep(1)

async def bring():
    for crate in "abcd":
        await dock.put(crate)

async def main():
    await asyncio.gather(
        fetch(), bring())

asyncio.run(main())
