"""The instants worth a stop: each time something is said, or the program stands at another line."""

from __future__ import annotations

from itertools import pairwise

from loopway.story import Story

SETTLED = 0.3
"""Film seconds after which the caption has come and the bar over the code stands."""


def steps(story: Story, rate: int, pictures: int) -> tuple[int, ...]:
    """The numbers of those pictures, at `rate` a film second, with the first and the last one; ascending.

    Each shows its event when it has just come to rest, or as far as it gets before half the way to the next one.
    """
    moments = sorted({mark.at for mark in story.lines} | {beat.at for beat in story.beats})
    stops = [min(at + SETTLED, (at + following) / 2) for at, following in pairwise([*moments, story.length])]
    last = pictures - 1
    return tuple(sorted({0, last, *(min(round(stop * rate), last) for stop in stops)}))
