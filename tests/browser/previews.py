"""A preview in a browser: a lesson's film, or a script that is being written; and what the page shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Browser, Page

from loopway.api import load, preview
from loopway.lessons import lessons
from loopway.publish.footage import Options
from loopway.publish.preview import Board, Edition, Front, serving
from loopway.story import Pace
from loopway.theme import DAY, NIGHT, Theme

Pixels = npt.NDArray[np.uint8]
TIMEOUT = 20.0
"""Real seconds after which what does not come is a failure."""
SHOWN = """() => {
  const find = id => document.getElementById(id);
  return {
    picture: Number(document.documentElement.dataset.shown),
    caption: find('caption').textContent,
    place: find('place').textContent,
    event: find('event').textContent,
    number: find('number').textContent,
    slider: Number(find('slider').value),
    words: find('slider').getAttribute('aria-valuetext'),
    playing: find('play').getAttribute('aria-pressed'),
  };
}"""
AT = """picture => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`picture ${picture} never came`)), 20000);
  const slider = document.getElementById('slider');
  slider.value = picture;
  slider.dispatchEvent(new Event('input', {bubbles: true}));
  const look = () => document.documentElement.dataset.shown === String(picture) ? done() : requestAnimationFrame(look);
  look();
})"""
RESTS = """() => new Promise((done, fail) => {
  setTimeout(() => fail(new Error('it never came to rest')), 20000);
  const {dataset} = document.documentElement;
  const slider = document.getElementById('slider');
  const look = () => dataset.shown === slider.value ? done() : requestAnimationFrame(look);
  look();
})"""
COUNT = """() => {
  window.seen = [];
  const {dataset} = document.documentElement;
  const watch = new MutationObserver(() => window.seen.push(Number(dataset.shown)));
  watch.observe(document.documentElement, {attributeFilter: ['data-shown']});
}"""
COUNTED = """least => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`only ${window.seen.length} pictures came`)), 20000);
  const look = () => window.seen.length >= least ? done(window.seen) : requestAnimationFrame(look);
  look();
})"""
SIZED = """(picture, [width, height]) => Object.assign(picture.style, {position: 'fixed', left: 0, top: 0, zIndex: 1,
  width: `${width}px`, height: `${height}px`, maxHeight: 'none', maxWidth: 'none'})"""


class Visitors:
    """Opens pages; in the end each has asked nobody else for anything and complained of nothing."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[Any] = []
        self.told: list[str] = []

    def open(self, address: str, **how: Any) -> Page:
        """A page at that address, when its first picture is there."""
        context = self._browser.new_context(**{"viewport": {"width": 1280, "height": 1000}, **how})
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT * 1000)
        page.on("console", lambda line: self._complained(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("request", lambda request: self._asked(request.url, address))
        page.goto(address)
        page.locator("html[data-shown]").wait_for()
        return page

    def leave(self) -> None:
        """Closes all of them."""
        for context in self._contexts:
            context.close()

    def _complained(self, words: str) -> None:
        if "410 (Gone)" not in words:  # it asked for more of a film that has just been replaced
            self.told.append(words)

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith(address):
            self.told.append(f"asked for {url}")


def film(lesson: str, theme: Theme = NIGHT) -> Edition:
    """A lesson as the preview has it."""
    found = lessons()[lesson]
    return Edition(load(found.trace), Options(theme=theme, pace=Pace(), telling=found.telling))


@contextmanager
def shown(edition: Edition, *, name: str = "gather", themes: tuple[Theme, ...] = (NIGHT, DAY)) -> Iterator[str]:
    """The address of a preview that shows this film."""
    board = Board()
    board.show(edition)
    with serving(board, Front(name=name, themes=themes)) as address:
        yield address


@contextmanager
def written(script: Path) -> Iterator[str]:
    """The address of a preview of a script, which is recorded after every save."""
    over, addresses = Event(), Queue[str]()
    kept = {"over": over, "opened": addresses.put}
    thread = Thread(target=preview, args=(script,), kwargs=kept)
    thread.start()
    try:
        yield addresses.get(timeout=TIMEOUT)
    finally:
        over.set()
        thread.join(TIMEOUT)


def state(page: Page) -> dict[str, Any]:
    """What the page shows, once it shows what it was asked for."""
    page.evaluate(RESTS)
    found: dict[str, Any] = page.evaluate(SHOWN)
    return found


def go(page: Page, picture: int) -> None:
    """Scrubs to a picture, and waits for it."""
    page.evaluate(AT, picture)


def pixels(page: Page, size: tuple[int, int]) -> Pixels:
    """The picture as the browser paints it in this size."""
    svg = page.locator("#picture")
    svg.evaluate(SIZED, size)
    width, height = size
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})
    svg.evaluate("picture => picture.removeAttribute('style')")
    return np.asarray(Image.open(BytesIO(shot)).convert("RGB"))


def count(page: Page) -> None:
    """From now on the pictures that the page shows are written down."""
    page.evaluate(COUNT)


def counted(page: Page, least: int) -> list[int]:
    """Their numbers, as soon as there are so many."""
    found: list[int] = page.evaluate(COUNTED, least)
    return found
