"""The preview's server answers this machine's browsers, about the film that hangs on the board, and nobody else."""

from __future__ import annotations

import socket

import msgspec
import pytest
from visiting import Visitor

from loopway.errors import ScriptError, UsageError
from loopway.publish.preview import Board, Edition, Front, serving
from loopway.publish.preview.answers import News, Trouble
from loopway.theme import NIGHT

PAGES = {
    "/": "text/html; charset=utf-8",
    "/preview.css": "text/css; charset=utf-8",
    "/themes.css": "text/css; charset=utf-8",
    "/icon.svg": "image/svg+xml",
    "/preview.js": "text/javascript; charset=utf-8",
    "/film.js": "text/javascript; charset=utf-8",
    "/ahead.js": "text/javascript; charset=utf-8",
    "/picture.js": "text/javascript; charset=utf-8",
    "/player.js": "text/javascript; charset=utf-8",
}


def shown(board: Board, edition: Edition) -> str:
    """Hangs it up; gives its name."""
    board.show(edition)
    news = board.after(0, 0)
    assert news is not None
    return news[1].edition


@pytest.mark.parametrize("path", PAGES)
def test_the_page_and_its_parts(visitor: Visitor, path: str) -> None:
    """Each comes with its media type, is never kept by the browser, and may run and load nothing from elsewhere."""
    reply = visitor.ask(path)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == PAGES[path]
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert len(reply.body) == int(reply.headers["Content-Length"]) > 0


def test_a_name_with_markup_is_shown_as_text(visitor: Visitor) -> None:
    """A script's name cannot write into the page."""
    page = visitor.ask("/").body
    assert b"<b>" not in page
    assert b"<h1>&lt;b&gt;gather.py</h1>" in page


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "",
        "[::1]:{port}",
    ],
)
def test_another_host_gets_nothing(visitor: Visitor, host: str) -> None:
    """A page elsewhere that lets its own name point at 127.0.0.1 is refused, whatever it asks for."""
    named = host.format(port=visitor.host.rpartition(":")[2])
    for path in ("/", "/news", "/film", "/nothing"):
        reply = visitor.ask(path, Host=named)
        assert (reply.status, reply.body) == (403, b"Forbidden\n")


def test_localhost_is_this_machine(visitor: Visitor) -> None:
    """Both of its names are good."""
    port = visitor.host.rpartition(":")[2]
    assert visitor.ask("/", Host=f"localhost:{port}").status == 200
    assert visitor.ask("/", Host=f"127.0.0.1:{port}").status == 200


def spoken(visitor: Visitor, request: bytes) -> bytes:
    """What the server says to these very bytes until it hangs up."""
    host, _, port = visitor.host.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("hosts", [[], ["{here}", "evil.example"], ["{here}", "{here}"]], ids=["none", "two", "twice"])
def test_one_host_is_named(visitor: Visitor, hosts: list[str]) -> None:
    """No host, or more than one, is no host."""
    lines = "".join(f"Host: {host.format(here=visitor.host)}\r\n" for host in hosts)
    reply = spoken(visitor, f"GET / HTTP/1.1\r\n{lines}\r\n".encode())
    assert reply.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/page/preview.js",
        "/index.html.jinja",
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/preview.js/..",
        "/preview.js%00",
        "/gather.py",
        "/server.py",
        "/film/",
    ],
)
def test_no_other_file_is_served(visitor: Visitor, path: str) -> None:
    """What is not one of the page's own parts is not there."""
    reply = visitor.ask(path)
    assert (reply.status, reply.body) == (404, b"Not Found\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_nothing_can_be_sent(visitor: Visitor, method: str) -> None:
    """Only GET is allowed; a body is not taken for another request, for the connection ends."""
    reply = visitor.ask("/", method=method, body=b"GET / HTTP/1.1\r\n\r\n")
    assert (reply.status, reply.headers["Allow"], reply.headers["Connection"]) == (405, "GET", "close")
    assert reply.body == (b"" if method == "HEAD" else b"Method Not Allowed\n")


def test_a_film_before_there_is_one(visitor: Visitor) -> None:
    """What is asked of no film, or of one that has been replaced, is gone."""
    assert visitor.film("/film", edition="", shape="wide").status == 410
    assert visitor.film("/instant", edition="old", shape="wide", picture=0).status == 410


def test_a_film_is_answered(visitor: Visitor, board: Board, edition: Edition) -> None:
    """What is said of it, an instant, and the outlines of everybody in it, as the edition itself has them."""
    asked = {"edition": shown(board, edition), "shape": "wide"}
    assert visitor.film("/film", **asked).json == msgspec.json.decode(msgspec.json.encode(edition.about("wide")))
    instant = visitor.film("/instant", **asked, picture=600).json
    assert instant == msgspec.json.decode(msgspec.json.encode(edition.instant("wide", 600)))
    looks = sorted({use[0] for use in instant["uses"]})
    found = visitor.film("/looks", **asked, theme=0, looks=",".join(map(str, looks))).json
    assert found == edition.symbols("wide", NIGHT, looks)


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("/film", {}),
        ("/instant", {"shape": "wide"}),
        ("/instant", {"shape": "wide", "picture": "x"}),
        ("/instant", {"shape": "wide", "picture": "9" * 5000}),
        ("/looks", {"shape": "wide", "theme": 0, "looks": ""}),
        ("/looks", {"shape": "wide", "theme": 0, "looks": 10**6}),
        ("/looks", {"shape": "wide", "theme": 7, "looks": 0}),
    ],
)
def test_a_question_that_makes_no_sense(
    visitor: Visitor, board: Board, edition: Edition, path: str, question: dict[str, object]
) -> None:
    """It is a bad request, and the next one is answered."""
    asked = {"edition": shown(board, edition)}
    assert visitor.film(path, **asked, **question).status == 400
    assert visitor.film("/film", **asked, shape="wide").status == 200


def test_a_shape_that_there_is_not(visitor: Visitor, board: Board, edition: Edition) -> None:
    """loopway's error comes in its four parts."""
    reply = visitor.film("/film", edition=shown(board, edition), shape="round")
    assert reply.status == 422
    assert reply.json["what"] == "there is no frame of shape 'round'"
    assert set(reply.json) == {"what", "where", "why", "todo"}


def test_a_mistake_of_ours(visitor: Visitor, board: Board) -> None:
    """An exception that nobody expected is told too, and the server lives on."""
    name = shown(board, None)  # type: ignore[arg-type]
    board._edition = object()  # type: ignore[assignment]
    reply = visitor.film("/film", edition=name, shape="wide")
    assert reply.status == 500
    assert reply.json["what"] == "loopway made a mistake; the fault is ours, not yours"
    assert visitor.ask("/").status == 200


def test_news_come_as_they_happen(visitor: Visitor, board: Board, edition: Edition) -> None:
    """Whoever listens hears how it stands, then each change; the last good film keeps its name through an error."""
    listener = visitor.listen()
    assert listener.hear() == News()
    board.busy()
    assert listener.hear() == News(busy=True)
    board.show(edition)
    first = listener.hear()
    assert first == News(edition=first.edition)
    assert first.edition
    board.fail(ScriptError("the script is no Python", where="a.py:1", why="oh", todo="mend it"))
    trouble = Trouble(what="the script is no Python", where="a.py:1", why="oh", todo="mend it")
    assert listener.hear() == News(edition=first.edition, error=trouble)
    board.show(edition)
    assert listener.hear().edition not in {"", first.edition}


def test_everybody_hears(visitor: Visitor, board: Board) -> None:
    """Several pages listen at once, and the others are answered meanwhile."""
    listeners = [visitor.listen() for _ in range(5)]
    for listener in listeners:
        listener.hear()
    assert visitor.ask("/").status == 200
    board.busy()
    assert [listener.hear() for listener in listeners] == [News(busy=True)] * 5


def test_the_end(visitor: Visitor, board: Board) -> None:
    """When the preview ends, whoever listens is sent home."""
    listener = visitor.listen()
    listener.hear()
    board.close()
    with pytest.raises(EOFError):
        listener.hear()


def test_a_port_that_is_taken(board: Board) -> None:
    """It is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError) as raised, serving(board, Front(name="a.py", themes=(NIGHT,)), port):
            pass
    assert str(raised.value) == (
        f"port {port} cannot be used\n  where: --port {port}\n  why:   Address already in use\n"
        "  do:    choose another one, or leave --port out: then it is any free one"
    )


def test_only_this_machine(board: Board) -> None:
    """It listens on the loopback interface alone."""
    with serving(board, Front(name="a.py", themes=(NIGHT,))) as address:
        assert address.startswith("http://127.0.0.1:")
