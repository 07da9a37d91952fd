import socket
from asyncio import gather, open_connection, run, sleep
from threading import Timer

server = socket.create_server(("127.0.0.1", 0))
def answer():
    server.accept()[0].send(b"Dear Ada")

async def fetch():
    reader, _ = await open_connection(
        *server.getsockname())
    print(await reader.read(8))

async def main():
    Timer(1, answer).start()
    await gather(fetch(), sleep(0.5))

run(main())
