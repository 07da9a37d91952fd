"""The caption at any instant: it comes in a moment, and goes at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loopway.stage.easing import clamp
from loopway.stage.layout import Layout
from loopway.stage.stage import CaptionView
from loopway.stage.text import begins_back, cut, width
from loopway.story.story import Beat

FADE = 0.22
"""Film seconds in which a caption comes."""


class Captions:
    """All captions of the film."""

    def __init__(self, beats: Sequence[Beat], layout: Layout) -> None:
        self._layout = layout
        self._beats = [beat for beat in beats if beat.caption]
        self._at = [beat.at for beat in self._beats]

    def at(self, t: float) -> CaptionView | None:
        """The caption at film second t."""
        place = bisect_right(self._at, t) - 1
        if place < 0 or t >= self._beats[place].until:
            return None
        beat, layout = self._beats[place], self._layout
        em = fitted(beat.caption, layout.caption_em, layout.caption_floor, layout.caption_room)
        text = cut(beat.caption, layout.caption_room, em)
        back = begins_back(text)
        return CaptionView(
            x=layout.caption[0] + (layout.caption_room if back else 0.0),
            y=layout.caption[1],
            em=em,
            text=text,
            alpha=clamp((t - beat.at) / FADE),
            anchor="right" if back else "left",
        )


def fitted(text: str, em: float, floor: float, room: float, face: str = "sans") -> float:
    """The em at which words fit into `room`, between `em` and `floor`."""
    wide = width(text, em, face)
    return em if wide <= room else max(floor, em * room / wide)
