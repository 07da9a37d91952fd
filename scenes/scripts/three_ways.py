import asyncio

async def my_coroutine():
    print("It runs.")

my_coroutine()

asyncio.run(my_coroutine())

async def main():
    await my_coroutine()

asyncio.run(main())
