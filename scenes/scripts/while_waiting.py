import asyncio

async def refuel():
    await asyncio.sleep(1)
    print("full")

async def drive():
    for km in 1, 2, 3:
        print("km", km)
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(
        refuel(), drive())

asyncio.run(main())
