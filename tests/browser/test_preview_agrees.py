"""The preview and the film agree: Chromium paints the SVG, the film's own painter its picture; they are compared."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser

from loopway.film import pictures
from loopway.publish.preview.edition import RATE
from loopway.stage import Stage, stage_of
from loopway.theme import DAY, NIGHT, Theme

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


def filmed(stage: Stage, theme: Theme, picture: int) -> Pixels:
    """The film's picture with this number."""
    (found,) = pictures(stage, theme)((picture / RATE,), SIZE)
    return found.pixels[..., :3].copy()


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
    stage = stage_of(edition.story)
    with shown(edition) as address:
        page = visitors.open(address)
        for theme in (NIGHT, DAY):
            page.get_by_label(theme.name).check()
            for share in SHARES:
                picture = round(share * edition.about("wide").pictures)
                go(page, picture)
                one, other = pixels(page, SIZE), filmed(stage, theme, picture)
                assert psnr(one, other) >= LIKE, (theme.name, picture)
                assert farthest(one, other) <= FAR, (theme.name, picture)


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
