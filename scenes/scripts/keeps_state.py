import asyncio

async def fill(pause):
    total = 0
    for litres in 5, 7, 9:
        await asyncio.sleep(pause)
        total += litres
    print(total)

async def main():
    await asyncio.gather(
        fill(1), fill(2))

asyncio.run(main())
