import asyncio

async def my_coroutine():
    print("Starting work...")
    await asyncio.sleep(1)
    print("Finished after 1 second!")
    return "Task complete"

result = asyncio.run(my_coroutine())
print(f"Got result: {result}")
