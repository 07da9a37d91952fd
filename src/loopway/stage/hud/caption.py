"""The caption at any instant: it comes in a moment, and goes at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loopway.stage.easing import clamp
from loopway.stage.layout import Layout
from loopway.stage.stage import CaptionView
from loopway.stage.text import ELLIPSIS, begins_back, by_sentences, cut, width, wrapped, wrapped_and_cut
from loopway.story.language import RIGHT_TO_LEFT
from loopway.story.story import Beat

FADE = 0.22
"""Film seconds in which a caption comes."""

STEPS = 8
"""So many sizes are tried from the em to its floor, if words may take several lines."""

LITTLE = 0.9
"""Two lines may be smaller by this that each of them ends with a sentence."""


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
        em, lines = in_lines(
            beat.caption, layout.caption_em, layout.caption_floor, layout.caption_room, layout.caption_lines
        )
        back = begins_back(beat.caption)
        return CaptionView(
            x=layout.caption[0] + (layout.caption_room if back else 0.0),
            y=layout.caption[1],
            em=em,
            text=" ".join(lines) if lines[-1].endswith(ELLIPSIS) else beat.caption,
            lines=lines,
            leading=layout.caption_leading * em,
            alpha=clamp((t - beat.at) / FADE),
            anchor="right" if back else "left",
        )


def fitted(text: str, em: float, floor: float, room: float, face: str = "sans") -> float:
    """The em at which words fit into `room`, between `em` and `floor`."""
    wide = width(text, em, face)
    return em if wide <= room else max(floor, em * room / wide)


def in_lines(
    text: str, em: float, floor: float, room: float, most: int, face: str = "sans"
) -> tuple[float, tuple[str, ...]]:
    """The em, between `em` and `floor`, at which words fit into `most` lines of `room`, and these lines.

    Two lines rather end with a sentence, if that makes them little smaller. What does not fit even at the floor is
    cut. The lines of words that run from right to left all do.
    """
    em, lines = _in_lines(text, em, floor, room, most, face)
    mark = RIGHT_TO_LEFT if begins_back(text) else ""
    return em, tuple(line if not mark or line.startswith(mark) else mark + line for line in lines)


def _in_lines(text: str, em: float, floor: float, room: float, most: int, face: str) -> tuple[float, tuple[str, ...]]:
    if most == 1 or width(text, em, face) <= room:
        em = fitted(text, em, floor, room, face)
        return em, (cut(text, room, em, face),)
    sizes = [em + (floor - em) * step / STEPS for step in range(STEPS + 1)]
    for size in sizes:
        if size >= LITTLE * em and (lines := by_sentences(text, room, size, face)):
            return size, lines
    for size in sizes:
        if lines := wrapped(text, room, size, most, face):
            return size, lines
    return floor, wrapped_and_cut(text, room, floor, most, face)
