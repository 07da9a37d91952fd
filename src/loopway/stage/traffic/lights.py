"""Rim and signal at any instant: who drives, whether somebody does, and whether a road is open at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from loopway.stage.easing import clamp
from loopway.stage.stage import Rim, Signal
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Story, StretchKind

NOBODY = "road_edge"
CARD = "car.1"
"""The car of the opening card."""

CROWD = "on_road"
"""Streaks and folds: so many drive that no colour could be told from the next."""

Lamp = Literal["red", "green", "dark"]

Look = Callable[["Change"], object]
"""What of a change is asked for."""


class Drive(msgspec.Struct, frozen=True):
    """Somebody drives from `go` to `gate`."""

    go: float
    gate: float
    colour: str
    task: int


class Change(msgspec.Struct, frozen=True):
    """From `at` on."""

    at: float
    rim: str
    broken: bool
    lamp: Lamp


class Lights:
    """Rim and signal through the whole film."""

    def __init__(self, story: Story, drives: Sequence[Drive]) -> None:
        self._changes = _changes(story, drives)
        self._at = [change.at for change in self._changes]

    def rim(self, t: float) -> Rim:
        """The rim at film second t."""
        now, before = self._last(t, lambda change: (change.rim, change.broken))
        fade = TEMPO.broken if now.broken else TEMPO.rim
        return Rim(colour=now.rim, before=before.rim, blend=clamp((t - now.at) / fade), broken=now.broken)

    def signal(self, t: float) -> Signal:
        """The light at the stop line at film second t."""
        now, before = self._last(t, lambda change: change.lamp)
        return Signal(state=now.lamp, before=before.lamp, blend=clamp((t - now.at) / TEMPO.rim))

    def _last(self, t: float, look: Look) -> tuple[Change, Change]:
        """The change that made what is seen at t, and what was before it."""
        place = max(0, bisect_right(self._at, t) - 1)
        now = look(self._changes[place])
        while place and look(self._changes[place - 1]) == now:
            place -= 1
        return self._changes[place], self._changes[max(0, place - 1)]


def _changes(story: Story, drives: Sequence[Drive]) -> list[Change]:
    """All changes; of gaps too short to be seen nothing is shown."""
    # the light is out when the stretch is over: an idle time may follow at once
    crowds = [
        (s.start, max(s.start, s.end - TEMPO.rim))
        for s in story.stretches
        if s.kind in (StretchKind.STREAK, StretchKind.FOLD)
    ]
    spans: list[tuple[float, float, str]] = [(drive.go, drive.gate, drive.colour) for drive in drives]
    spans += [(start, end, CROWD) for start, end in crowds]
    spans.append((0.0, max(0.0, story.action_start - TEMPO.entry), CARD))
    spans.sort()
    blocks = [(s.start, s.end) for s in story.stretches if s.kind is StretchKind.BLOCK and s.task is not None]
    instants = {0.0, *(at for span in spans for at in span[:2]), *(at for block in blocks for at in block)}
    instants |= {road.start for road in story.roads} | {road.end for road in story.roads}
    opened = [(road.start, road.end) for road in story.roads]
    starts = [span[0] for span in spans]
    out: list[Change] = []
    for at in sorted(instants):
        place = bisect_right(starts, at) - 1
        rim = NOBODY
        if place >= 0 and at < spans[place][1]:
            rim = spans[place][2]
        elif place + 1 < len(spans) and 0 <= spans[place + 1][0] - at < TEMPO.rim and place >= 0:
            rim = spans[place + 1][2]
        driven = rim != NOBODY
        lamp: Lamp = "red" if driven else "green" if any(a <= at < b for a, b in opened) else "dark"
        broken = any(start <= at < end for start, end in blocks)
        change = Change(at, rim, broken, lamp)
        if not out or (out[-1].rim, out[-1].broken, out[-1].lamp) != (rim, broken, lamp):
            out.append(change)
    return out
