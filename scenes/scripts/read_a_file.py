import asyncio
from pathlib import Path

file = Path("big")
file.write_bytes(bytes(100_000_000))

async def read():
    file.read_bytes()
    await asyncio.to_thread(
        file.read_bytes)

async def main():
    await asyncio.gather(
        read(), asyncio.sleep(0.02))

asyncio.run(main())
file.unlink()
