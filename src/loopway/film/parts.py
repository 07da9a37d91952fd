"""Cuts a film at its captions, between two pictures: the sections of a Manim scene, the slides of a talk."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from loopway.stage.stage import Stage

WHOLE = 1e-9
"""Part of a picture that is an error of arithmetic."""
SHORTER = 0.5
"""Pictures by which a part ends early: Manim shows one at each instant before the end, and none too many."""
CARDS = ("opening", "ending")


class Part(NamedTuple):
    """Film seconds `start` .. `start + seconds`."""

    name: str
    """What is said then, or stands on the card."""
    start: float
    seconds: float


def parts(stage: Stage, fps: float) -> tuple[Part, ...]:
    """One part for each card and each caption, in order, without a gap. Captions within one picture share a part.

    >>> [part.name for part in parts(gather, 15)][:2]
    ['Three fetches, one road', 'The road opens for M: main().']
    """
    pictures = max(1, math.ceil(stage.duration * fps - WHOLE))
    cards = ((moment.at, moment.what) for moment in stage.moments if moment.kind in CARDS)
    names: dict[int, str] = {}
    for at, name in sorted([*cards, *((chapter.at, chapter.title) for chapter in stage.chapters)]):
        names.setdefault(min(round(at * fps), pictures - 1), name)
    first = min(names, default=0)
    cuts = [0, *sorted(set(names) - {first}), pictures]
    named = zip([names.get(first, ""), *(names[cut] for cut in cuts[1:-1])], pairwise(cuts), strict=True)
    return tuple(
        Part(name=name, start=begin / fps, seconds=max(1, end - begin - SHORTER) / fps) for name, (begin, end) in named
    )
