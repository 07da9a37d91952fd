import asyncio

lock = asyncio.Lock()
litres = 0

async def fill():
    global litres
    async with lock:
        seen = litres
        await asyncio.sleep(1)
        litres = seen + 1

async def main():
    await asyncio.gather(
        fill(), fill(), fill())
    print("litres:", litres)

asyncio.run(main())
