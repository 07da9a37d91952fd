import asyncio

async def drive(who):
    print(who, "drives")

async def main():
    plan = drive("plan")
    task = asyncio.create_task(
        drive("task"))
    await asyncio.sleep(0)
    await plan

asyncio.run(main())
