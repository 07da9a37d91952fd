"""A browser without a window: it asks the preview, and listens to its news."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import msgspec

from loopway.publish.preview.answers import News

TIMEOUT = 20.0
"""Real seconds after which an answer that does not come is a failure."""


class Reply(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return msgspec.json.decode(self.body)


class Listener:
    """A page that listens to the news."""

    def __init__(self, host: str) -> None:
        self._connection = HTTPConnection(host, timeout=TIMEOUT)
        self._connection.request("GET", "/news")
        self._stream = self._connection.getresponse()

    def hear(self) -> News:
        """The next news; waits for them."""
        for line in self._stream:
            if line.startswith(b"data: "):
                return msgspec.json.decode(line.removeprefix(b"data: "), type=News)
        raise EOFError("the preview is over")

    def close(self) -> None:
        """Goes away."""
        self._stream.close()
        self._connection.close()


class Visitor:
    """A browser that knows the preview's address."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self._listeners: list[Listener] = []

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """One request, on a connection of its own."""
        connection = HTTPConnection(self.host, timeout=TIMEOUT)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def film(self, path: str, **question: object) -> Reply:
        """A question about a film."""
        return self.ask(f"{path}?{urlencode(question)}")

    def listen(self) -> Listener:
        """Begins to listen to the news."""
        self._listeners.append(Listener(self.host))
        return self._listeners[-1]

    def leave(self) -> None:
        """Closes whatever is open."""
        for listener in self._listeners:
            listener.close()
