"""TCP echo: ten clients send three hundred lines each to a server in the same loop, and read them back."""

import asyncio
import time


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send every line back."""
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def talk(port: int) -> None:
    """Say and hear."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(300):
        writer.write(b"line %d\n" % number)
        await reader.readline()
    writer.close()
    await writer.wait_closed()


async def main() -> None:
    """The server, and its clients."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await asyncio.gather(*[talk(port) for _ in range(10)])


began = time.process_time_ns()
asyncio.run(main())
print(time.process_time_ns() - began)
