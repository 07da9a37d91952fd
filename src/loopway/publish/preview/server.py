"""The preview's own small web server: this machine's browsers only, a handful of fixed answers, no file by its path.

A page on the internet can make a browser ask 127.0.0.1, but under the name of its own host (DNS rebinding): whoever
asks under another name than ours gets nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from loopway.errors import LoopwayError, UsageError, mistake
from loopway.publish.preview.answers import Trouble
from loopway.publish.preview.board import Board
from loopway.publish.preview.edition import Edition
from loopway.publish.preview.front import JSON, Answer, Front

HERE = "127.0.0.1"
NAMES = (HERE, "localhost")
"""The names under which we may be asked, always with the port."""
PATIENCE = 15.0
"""Real seconds without news after which a waiting page is told that we are still here."""
GLANCE = 0.05
"""Real seconds until the end is noticed."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Refusal(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@contextmanager
def serving(board: Board, front: Front, port: int = 0) -> Iterator[str]:
    """Serves what hangs on the board, on this port or any free one, until the block ends; gives the page's address.

    UsageError if the port cannot be had.
    """
    try:
        server = _Server(port, board, front)
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used",
            where=f"--port {port}",
            why=error.strerror or str(error),
            todo="choose another one, or leave --port out: then it is any free one",
        ) from error
    thread = Thread(target=server.serve_forever, args=(GLANCE,), name="loopway-preview", daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_port}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a page that keeps its connection open must not keep us

    def __init__(self, port: int, board: Board, front: Front) -> None:
        super().__init__((HERE, port), _Handler)
        self.board = board
        self.front = front
        self.hosts = {f"{name}:{self.server_port}" for name in NAMES}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that goes away in the middle of an answer is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "loopway", ""
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        try:
            if self.headers.get_all("Host", []) not in [[host] for host in self.server.hosts]:
                raise Refusal(HTTPStatus.FORBIDDEN)
            address = urlsplit(self.path)
            if address.path == "/news":
                self._tell_news()
                return
            self._send(HTTPStatus.OK, self._answer(address.path, parse_qs(address.query)))
        except Refusal as refusal:
            self._refuse(refusal.status)
        except LoopwayError as error:
            self._explain(HTTPStatus.UNPROCESSABLE_ENTITY, error)
        except OSError:  # the browser went away in the middle of the answer
            raise
        except Exception as error:
            self._explain(HTTPStatus.INTERNAL_SERVER_ERROR, mistake(error))

    def _not_allowed(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _not_allowed  # noqa: N815

    def _answer(self, path: str, query: dict[str, list[str]]) -> Answer:
        page = self.server.front.page(path)
        if page is not None:
            return page
        if path not in _ASKED:
            raise Refusal(HTTPStatus.NOT_FOUND)
        asked = {name: values[0] for name, values in query.items()}
        edition = self.server.board.edition(asked.get("edition", ""))
        if edition is None:
            raise Refusal(HTTPStatus.GONE)
        try:
            return Answer(JSON, msgspec.json.encode(_ASKED[path](edition, self.server.front, asked)))
        except (LookupError, ValueError):
            raise Refusal(HTTPStatus.BAD_REQUEST) from None

    def _tell_news(self) -> None:
        """Server-sent events: the news as they stand, then whatever is new, as long as the page listens."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream")
        number = 0
        while True:
            try:
                news = self.server.board.after(number, PATIENCE)
            except EOFError:
                return
            if news is None:
                self.wfile.write(b": still here\n\n")
            else:
                number = news[0]
                self.wfile.write(b"data: " + msgspec.json.encode(news[1]) + b"\n\n")

    def _explain(self, status: HTTPStatus, error: LoopwayError) -> None:
        self._send(status, Answer(JSON, msgspec.json.encode(Trouble.of(error))))

    def _refuse(self, status: HTTPStatus, **headers: str) -> None:
        self.close_connection = True  # a body that nobody reads must not be taken for the next request
        self._send(status, Answer("text/plain; charset=utf-8", f"{status.phrase}\n".encode()), **headers)

    def _send(self, status: HTTPStatus, answer: Answer, **headers: str) -> None:
        self._head(status, answer.kind, **{"Content-Length": str(len(answer.body))}, **headers)
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _head(self, status: HTTPStatus, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **HEADERS, **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for the script."""


def _looks(edition: Edition, front: Front, asked: dict[str, str]) -> dict[str, str]:
    looks = [int(number) for number in asked["looks"].split(",")]
    return edition.symbols(asked["shape"], front.themes[int(asked["theme"])], looks)


_ASKED: dict[str, Callable[[Edition, Front, dict[str, str]], object]] = {
    "/film": lambda edition, front, asked: edition.about(asked["shape"]),
    "/instant": lambda edition, front, asked: edition.instant(asked["shape"], int(asked["picture"])),
    "/looks": _looks,
}
"""What can be asked of a film, by its path; LookupError or ValueError for a question that makes no sense."""
