"""The preview and the film agree: Chromium paints the SVG, the film's own painter its picture; they are compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from loopway.film import pictures
from loopway.publish.preview.edition import RATE
from loopway.stage import Stage, stage_of
from loopway.theme import DAY, NIGHT, Theme, brand, branded

from .previews import Pixels, Visitors, film, go, pixels, shown

SIZE = (1280, 720)
LIKE = 40.0
"""Decibels. Two ways of smoothing edges: 42.7 at the least; the next picture with a driver has 31 at the most."""
FAR = 96
"""Levels of 255 by which no pixel differs, 74 were measured; a shape that is missing or elsewhere has 220 and more."""
SHARES = (0.04, 0.3, 0.55, 0.8, 0.97)
"""Of the film: opening, three times in the middle, ending."""


def psnr(one: Pixels, other: Pixels) -> float:
    """Decibels; infinite for equal pictures."""
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def farthest(one: Pixels, other: Pixels) -> int:
    """The largest difference of any pixel, in levels."""
    return int(np.abs(one.astype(int) - other.astype(int)).max())


def filmed(stage: Stage, theme: Theme, picture: int, size: tuple[int, int] = SIZE) -> Pixels:
    """The film's picture with this number."""
    (found,) = pictures(stage, theme)((picture / RATE,), size)
    return found.pixels[..., :3].copy()


def check(page: Page, stage: Stage, theme: Theme, shares: Sequence[float], size: tuple[int, int] = SIZE) -> None:
    """Both ways of painting agree at these parts of the film."""
    for share in shares:
        picture = round(share * stage.duration * RATE)
        go(page, picture)
        one, other = pixels(page, size), filmed(stage, theme, picture, size)
        assert psnr(one, other) >= LIKE, (theme.name, picture)
        assert farthest(one, other) <= FAR, (theme.name, picture)


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Whoever opens a preview; nothing goes wrong on the way."""
    found = Visitors(browser)
    yield found
    found.leave()
    assert found.told == []


@pytest.mark.parametrize("lesson", ["gather", "lock", "two_bays", "task_group", "one_by_one"])
def test_the_preview_shows_what_the_film_shows(visitors: Visitors, lesson: str) -> None:
    """Pictures of the whole film, cards included, in both themes: alike, and no shape is missing or elsewhere."""
    edition = film(lesson)
    with shown(edition) as address:
        page = visitors.open(address)
        for theme in (NIGHT, DAY):
            page.get_by_label(theme.name).check()
            check(page, stage_of(edition.story), theme, SHARES)


@pytest.mark.parametrize(("shape", "size"), [("tall", (540, 960)), ("square", (720, 720))])
def test_so_it_does_in_every_shape(visitors: Visitors, shape: str, size: tuple[int, int]) -> None:
    """A telephone's picture and a square one agree with the film of their shape."""
    edition = film("gather")
    with shown(edition) as address:
        page = visitors.open(address)
        page.get_by_label(shape).check()
        page.locator(f"#picture[viewBox='{edition.about(shape).box}']").wait_for()
        check(page, stage_of(edition.story, shape=shape), NIGHT, SHARES[::2], size)


def test_so_it_does_with_a_brand(visitors: Visitors, tmp_path: Path) -> None:
    """Accent, title and a logo of pixels stand on both cards, fading with them."""
    logo = tmp_path / "logo.png"
    Image.fromarray(np.indices((48, 96, 4)).sum(axis=0).astype(np.uint8) * 2 + 60).save(logo)
    theme = branded(NIGHT, brand(title="Acme", accent="#ffd166", logo=logo))
    edition = film("gather", theme)
    with shown(edition, themes=(theme,)) as address:
        page = visitors.open(address)
        check(page, stage_of(edition.story), theme, (0.04, 0.08, 0.3, 0.97))


def test_the_comparison_can_fail(visitors: Visitors) -> None:
    """The film's next picture, a sixtieth of a second later, the other theme, and a caption gone missing are seen."""
    edition = film("gather")
    stage = stage_of(edition.story)
    with shown(edition) as address:
        page = visitors.open(address)
        picture = next(step.still for step in edition.about("wide").steps if "drives" in step.said) + RATE // 2
        go(page, picture)
        mine = pixels(page, SIZE)
        assert psnr(mine, filmed(stage, NIGHT, picture)) >= LIKE
        following = filmed(stage, NIGHT, picture + 1)
        assert psnr(mine, following) < LIKE
        assert farthest(mine, following) > FAR
        assert psnr(mine, filmed(stage, DAY, picture)) < LIKE
        page.locator("#picture use").last.evaluate("caption => caption.remove()")
        assert farthest(pixels(page, SIZE), filmed(stage, NIGHT, picture)) > FAR
