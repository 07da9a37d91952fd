"""A preview follows the script: recorded anew after every save, explained when there is no film."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from loopway import LoopwayError, UsageError
from loopway.api import preview
from loopway.publish.preview.answers import News
from loopway.trace import read

from ..publish.preview.visiting import Listener, Visitor

SCRIPT = """\
import asyncio
import nap

async def main():
    await asyncio.sleep(nap.SECONDS)

asyncio.run(main())
"""
GATHER = Path(__file__).parents[2] / "scenes" / "traces" / "gather.jsonl"


class Preview:
    """One that runs in a thread of its own, and a page that listens to it."""

    def __init__(self, source: Path, **wished: object) -> None:
        self._over = Event()
        addresses: Queue[str] = Queue()
        self._thread = Thread(
            target=preview, args=(source,), kwargs={"over": self._over, "opened": addresses.put, **wished}
        )
        self._thread.start()
        self.visitor = Visitor(addresses.get(timeout=20))
        self.page: Listener = self.visitor.listen()

    def settled(self) -> News:
        """The next news that are good or bad: those before anything was recorded, and of work, are left out."""
        while True:
            news = self.page.hear()
            if not news.busy and news != News():
                return news

    def end(self) -> None:
        """Ends it, and waits until it has."""
        self._over.set()
        self._thread.join(20)
        assert not self._thread.is_alive()
        self.visitor.leave()


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script and its module in an otherwise empty current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nap.py").write_text("SECONDS = 1\n")
    path = tmp_path / "s.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def running(script: Path) -> Iterator[Preview]:
    """Its preview."""
    found = Preview(script)
    yield found
    found.end()


def test_every_save_is_followed(script: Path, running: Preview) -> None:
    """A good save gives another film, a broken one its error beside the film before; so does a module's save."""
    ask = running.visitor.film
    first = running.settled()
    about = ask("/film", edition=first.edition, shape="wide").json
    assert (about["title"], first.error) == ("S", None)

    script.write_text(SCRIPT.replace("sleep(", "sleep(("))
    broken = running.settled()
    assert broken.edition == first.edition
    assert broken.error is not None
    assert (broken.error.what, broken.error.where) == ("the script is no Python", f"{script}:5")
    assert ask("/film", edition=first.edition, shape="wide").json == about

    script.write_text(SCRIPT + "# mended\n")
    mended = running.settled()
    assert (mended.error, mended.edition == first.edition) == (None, False)
    assert ask("/film", edition=first.edition, shape="wide").status == 410

    (script.parent / "nap.py").write_text("SECONDS = 2\n")
    longer = running.settled()
    assert (longer.error, longer.edition == mended.edition) == (None, False)


def test_a_script_that_raises_is_filmed(script: Path, running: Preview) -> None:
    """An exception is a lesson, not a failure: the page gets the film, and the warning with it."""
    running.settled()
    script.write_text(SCRIPT + "raise ValueError('out of fuel')\n")
    news = running.settled()
    assert news.error is None
    about = running.visitor.film("/film", edition=news.edition, shape="wide").json
    assert about["warnings"] == ["the script ended with an error: ValueError: out of fuel"]


def test_a_mistake_of_ours_ends_nothing(script: Path) -> None:
    """Whatever goes wrong with one save, the next one is followed."""
    trace = read(GATHER)
    runs = iter([RuntimeError("oh"), LoopwayError("no"), trace])

    def watching(path: Path) -> object:
        run = next(runs)
        if isinstance(run, Exception):
            raise run
        return run

    running = Preview(script, watching=watching)
    try:
        wrong = running.settled()
        assert wrong.error is not None
        assert (wrong.edition, wrong.error.why) == ("", "RuntimeError: oh")
        script.write_text(SCRIPT + "#\n")
        refused = running.settled()
        assert refused.error is not None
        assert refused.error.what == "no"
        script.write_text(SCRIPT + "##\n")
        assert running.settled().edition
    finally:
        running.end()


def test_a_trace_and_a_lesson(tmp_path: Path) -> None:
    """Neither runs anything: the film is there at once, and a trace that is written anew is followed."""
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(GATHER.read_bytes())
    running = Preview(copy)
    first = running.settled()
    assert first.edition
    copy.write_text("no trace\n")
    assert running.settled().edition == first.edition
    running.end()

    running = Preview(Path("gather"))
    about = running.visitor.film("/film", edition=running.settled().edition, shape="wide").json
    assert about["title"] == "Three fetches, one road"
    assert b"<h1>gather</h1>" in running.visitor.ask("/").body
    running.end()


def test_what_was_wished_comes_first(script: Path) -> None:
    """The page opens in the theme and the shape that were asked for; pace decides the film's length."""
    running = Preview(script, theme="day", pace=12)
    about = running.visitor.film("/film", edition=running.settled().edition, shape="wide").json
    assert about["pictures"] == pytest.approx(12 * about["rate"], abs=about["rate"])
    assert b'data-theme="1" data-shape="wide"' in running.visitor.ask("/").body
    running.end()


def test_a_brand(script: Path) -> None:
    """Its accent colours the themes in which it can be seen, and no other is offered."""
    running = Preview(script, brand={"title": "Acme", "accent": "#ffd166"})
    page = running.visitor.ask("/").body
    assert page.count(b'name="theme"') == 1
    assert b"<span>night</span>" in page
    ask, edition = running.visitor.film, running.settled().edition
    card = ask("/instant", edition=edition, shape="wide", picture=60).json["uses"]
    looks = ",".join(str(use[0]) for use in card)
    assert any(
        "#ffd166" in one for one in ask("/looks", edition=edition, shape="wide", theme=0, looks=looks).json.values()
    )
    running.end()


@pytest.mark.parametrize(
    ("source", "wished", "what"),
    [
        ("gone.py", {}, "there is no file gone.py"),
        ("s.py", {"theme": "nite"}, "there is no theme 'nite'"),
        ("s.py", {"shape": "round"}, "there is no shape 'round'"),
        ("s.py", {"colour": 1}, "there is no option 'colour'"),
        (read(GATHER), {}, "a trace in memory never changes"),
    ],
    ids=["source", "theme", "shape", "option", "trace"],
)
def test_what_cannot_be_previewed(script: Path, source: object, wished: dict[str, object], what: str) -> None:
    """It is refused before any address is given."""
    addresses: list[str] = []
    with pytest.raises(UsageError) as raised:
        preview(source, opened=addresses.append, **wished)  # type: ignore[arg-type]
    assert raised.value.what == what
    assert addresses == []
