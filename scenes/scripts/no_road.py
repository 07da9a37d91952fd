import asyncio

async def fetch(n):
    await asyncio.sleep(n)
    print("fetched", n)

asyncio.gather(fetch(1), fetch(2))
print("The program ends.")
