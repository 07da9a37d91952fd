import asyncio
from pathlib import Path

async def read(file):
    file.read_text()
    await asyncio.to_thread(
        file.read_text)

async def other():
    await asyncio.sleep(0.01)

async def main(file):
    file.write_text("x" * 50_000_000)
    await asyncio.gather(
        read(file), other())
    file.unlink()

asyncio.run(main(Path("big.txt")))
