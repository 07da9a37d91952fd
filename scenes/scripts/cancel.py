import asyncio

async def trip():
    try:
        await asyncio.sleep(3)
    finally:
        print("tidying up")

async def main():
    task = asyncio.create_task(
        trip())
    await asyncio.sleep(1)
    task.cancel()
    print("asked to stop")
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
