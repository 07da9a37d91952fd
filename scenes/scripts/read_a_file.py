import asyncio
from pathlib import Path

async def read(file):
    file.read_bytes()
    await asyncio.to_thread(
        file.read_bytes)

async def main(file):
    await asyncio.gather(
        read(file),
        asyncio.sleep(0.02))

file = Path("big")
file.write_bytes(bytes(100_000_000))
asyncio.run(main(file))
file.unlink()
