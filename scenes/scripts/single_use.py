import asyncio

async def answer():
    return 42

plan = answer()
print(type(plan).__name__)
print(asyncio.run(plan))

try:
    asyncio.run(plan)
except RuntimeError as error:
    print(error)
