"""Hostile words on the film: every face draws them, as text, in one line; nothing is read as markup or a command."""

from __future__ import annotations

import numpy as np
import pytest

from loopway.film import picture
from loopway.film.lettering import laid_out
from loopway.film.missing import missing_glyphs
from loopway.film.text import FACES, cells, outline
from loopway.stage import stage_of
from loopway.stage.text import cut
from loopway.story import Telling, tell
from loopway.theme import NIGHT

from ..stage.test_hostile import HOSTILE, renamed


@pytest.mark.parametrize("face", ["sans", "sans.bold", "mono", "mono.semibold"])
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_every_face_draws_it(name: str, face: str) -> None:
    """A name cut to its room has an outline of finite numbers, one line high."""
    drawn = outline(cut(name, 8.0, 0.3, face), face)
    assert np.isfinite(drawn).all() and drawn.shape[1] == 3
    if len(drawn) and name != HOSTILE["combining"]:
        assert np.ptp(drawn[:, 1]) < 2.0
    assert all(np.isfinite(points).all() for _, points in cells(name[:100], face))


def test_markup_is_text() -> None:
    """A tag has a glyph for each of its characters, as many as any other word of that length."""
    assert len(laid_out("<b>&amp;</b>", FACES["sans"])) == 12


@pytest.mark.parametrize("name", ["markup", "bidi", "combining", "emoji", "long", "arabic", "controls"])
def test_a_film_shows_it(name: str) -> None:
    """Title, card, code, names and console are drawn; what no font has is told."""
    story = tell(renamed(HOSTILE[name]), Telling(title=HOSTILE[name], note=HOSTILE[name]))
    stage = stage_of(story)
    for t in (1.0, story.action_start + 3.0, story.length):
        assert picture(stage, NIGHT, t, (214, 120)).shape == (120, 214, 4)
    assert bool(missing_glyphs([HOSTILE[name]])) == (name == "emoji")
