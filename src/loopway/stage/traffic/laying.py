"""Roads come and go with their loops: the next one is laid when its loop opens, each is taken up when it has closed."""

from __future__ import annotations

from itertools import pairwise

from loopway.stage.easing import clamp
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Road, Story

WHOLE = (0.0, 1.0)
NOTHING = (0.0, 0.0)

Laid = tuple[float, float]
"""From where to where the asphalt lies, in parts of the way round, clockwise from the merge point."""


class Laying:
    """The road through a film with several loops. The first one lies there from the opening card on, as in every film.

    There is no car on a road that is not there: it is taken up when its loop has closed, and the next one lies there
    whole before that loop's first car stands in line. With little time between the two both are quicker.
    """

    def __init__(self, story: Story) -> None:
        roads = sorted(story.roads, key=lambda road: road.start) if len(story.roads) > 1 else []
        self._gaps = [_between(story, before, after) for before, after in pairwise(roads)]
        if roads:
            end = roads[-1].end
            self._gaps.append((end, min(end + TEMPO.taken_up, story.action_end), story.length, story.length))

    def at(self, t: float) -> Laid:
        """What of the road lies there at film second t."""
        for closed, bare, begins, whole in self._gaps:
            if closed < t <= bare:
                return clamp((t - closed) / (bare - closed)), 1.0
            if bare < t <= begins:
                return NOTHING
            if begins < t < whole:
                return 0.0, clamp((t - begins) / (whole - begins))
        return WHOLE


def _between(story: Story, before: Road, after: Road) -> tuple[float, float, float, float]:
    """When a road's loop has closed, when it is gone, when the next one is begun, and when that is whole."""
    stands = [life.spans[0].settled for life in story.timeline.lives if life.loop == after.loop and life.spans]
    whole = max(before.end, min([after.start + TEMPO.laid, *stands]))
    gap = whole - before.end
    quick = min(1.0, gap / (TEMPO.taken_up + TEMPO.laid))
    return before.end, before.end + quick * TEMPO.taken_up, whole - quick * TEMPO.laid, whole
