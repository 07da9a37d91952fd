"""What a page shows just now, read off it; and what it should show, asked of the stage."""

from __future__ import annotations

import base64
import json
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Frame, Page

from loopway.api import load
from loopway.lessons import lessons
from loopway.stage import Stage, stage_of
from loopway.story import tell

SHOWN = """root => ({
  slider: root.querySelector('.events').value,
  text: root.querySelector('.events').getAttribute('aria-valuetext'),
  caption: root.querySelector('.caption').textContent,
  lines: [...root.querySelectorAll('.code li')].flatMap((line, n) => line.hasAttribute('aria-current') ? [n + 1] : []),
  driven: [...root.querySelectorAll('.code li[aria-current].driven')].length,
  said: root.querySelector('.transcript [aria-current]')?.textContent ?? '',
  second: root.querySelector('video').currentTime,
  paused: root.querySelector('video').paused,
})"""
STOOD = """root => new Promise(done => {
  const video = root.querySelector('video');
  const check = () => video.seeking ? setTimeout(check, 10) : requestAnimationFrame(() => done(true));
  check();
})"""
PICTURE = """root => {
  const video = root.querySelector('video');
  const canvas = Object.assign(document.createElement('canvas'), {width: video.videoWidth, height: video.videoHeight});
  canvas.getContext('2d').drawImage(video, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}"""

UNTIL = """() => new Promise((done, fail) => {
  setTimeout(() => fail(new Error('never: EXPRESSION')), 10000);
  const look = () => EXPRESSION ? done(true) : requestAnimationFrame(look);
  look();
})"""

Pixels = npt.NDArray[np.uint8]


def until(page: Page | Frame, expression: str) -> None:
    """Waits until it is true in the page; the page's policy allows no expression that is looked at from outside."""
    page.evaluate(UNTIL.replace("'never: EXPRESSION'", repr(f"never: {expression}")).replace("EXPRESSION", expression))


def shown(page: Page | Frame, place: int = 0) -> dict[str, Any]:
    """Slider, caption, current lines, transcript and film second of a player, once it has stopped seeking."""
    root = page.locator(".loopway").nth(place)
    root.evaluate(STOOD)
    found: dict[str, Any] = root.evaluate(SHOWN)
    return found


def picture(page: Page) -> Pixels:
    """The pixels that the player shows."""
    root = page.locator(".loopway").first
    root.evaluate(STOOD)
    return np.asarray(Image.open(BytesIO(base64.b64decode(root.evaluate(PICTURE)))).convert("RGB"))


class _Parts(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.film = self.score = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "video":
            self.film = given["src"] or ""
        self._inside = tag == "script" and given.get("class") == "score"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.score += data
            self._inside = False


@cache
def _parts(file: Path) -> _Parts:
    return _Parts(file.read_text(encoding="utf-8"))


def score(file: Path) -> dict[str, Any]:
    """What the page's script knows."""
    found: dict[str, Any] = json.loads(_parts(file).score)
    return found


@cache
def pictures(file: Path) -> list[Pixels]:
    """Every picture of the film that stands in a page, decoded."""
    data = base64.b64decode(_parts(file).film.partition(",")[2])
    with av.open(BytesIO(data)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@cache
def stage(lesson: str) -> Stage:
    """The stage of a lesson: what is true of its film."""
    found = lessons()[lesson]
    return stage_of(tell(load(found.trace), found.telling))
