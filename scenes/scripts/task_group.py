import asyncio
from asyncio import TaskGroup

async def trip(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("flat")

async def main():
    async with TaskGroup() as tg:
        for n in 1, 2, 3, 4:
            tg.create_task(trip(n))

try:
    asyncio.run(main())
except* ValueError as group:
    print(group.exceptions)
