"""Service signs: a blue plate with a pictogram, and words if there is room."""

from __future__ import annotations

import manim as mn
import numpy as np

from loopway.film.actors.pictograms import PICTOGRAMS
from loopway.film.actors.shapes import group, inked, rounded, words
from loopway.film.looks import Look
from loopway.film.pose import scaled
from loopway.theme import Theme

PICTOGRAM = 0.66
"""Heights of the sign."""
PICTOGRAM_X = 0.52
WORDS_X = 1.02
WORDS = 0.56
WORDS_FLOOR = 0.18
"""Frame units: the smallest em of words that may be read."""
MIDDLE = 0.27
"""Ems from the baseline to the middle of small letters."""


def sign(look: Look, theme: Theme) -> mn.VGroup:
    """The sign; its left middle is the origin."""
    width, height = look.width, look.height
    middle = (width / 2, 0.0)
    picture = scaled(PICTOGRAMS[look.role](theme.sign_srv_text, theme.sign_srv), height * PICTOGRAM)
    picture.shift(np.array([height * PICTOGRAM_X if look.label else width / 2, 0, 0]))
    parts = [
        inked(rounded(width, height, height * 0.18, middle), theme.sign_srv),
        inked(
            rounded(width - 0.05, height - 0.05, height * 0.14, middle),
            None,
            theme.sign_srv_text,
            0.014,
            edge_opacity=0.55,
        ),
        picture,
    ]
    if look.label:
        em = max(WORDS * height, WORDS_FLOOR)
        at = (height * WORDS_X, -MIDDLE * em)
        parts.append(words(look.label, "mono.medium", theme.sign_srv_text, em, at))
    return group(*parts)
