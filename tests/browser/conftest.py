"""A real Chromium for the pages that loopway writes; without one, every test is skipped and says so."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "publish" / "footage"))

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.skip(f"there is no Chromium here: none of {', '.join(CHROMIUM)} is on the PATH")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a file, or writes and opens a page; in the end it has asked for nothing else and complained of nothing."""
    told: list[str] = []
    contexts = []

    def open_page(file: Path, link: str = "", **how: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **how})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda line: told.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked(request.url, file))
        page.goto(f"{file.as_uri()}{link}")
        if how.get("java_script_enabled", True):
            for frame in page.frames:
                for video in frame.query_selector_all("video"):
                    video.evaluate(LOADED)
        return page

    def asked(url: str, file: Path) -> None:
        if not url.startswith(("data:", "blob:", "about:", file.parent.as_uri())):
            told.append(f"asked for {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


LOADED = "video => video.readyState >= 2 || new Promise(done => video.addEventListener('loadeddata', done))"


@pytest.fixture(scope="session")
def gather(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson of three fetches as a page, in draft quality."""
    return film(tmp_path_factory.mktemp("gather"), "gather")


@cache
def film(folder: Path, lesson: str) -> Path:
    """A lesson's page."""
    from loopway import render

    (made,) = render(lesson, folder / f"{lesson}.html", quality="draft")
    return made.path
