"""Words of a card that may take several lines."""

from __future__ import annotations

from typing import Literal

import msgspec

from loopway.stage.hud.caption import in_lines
from loopway.stage.stage import Words
from loopway.stage.text import begins_back

Face = Literal["sans", "sans.semibold", "sans.bold", "mono.semibold"]


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Where words stand, and how large they may be."""

    x: float
    y: float
    """Of the first line's baseline."""
    room: float
    em: float
    floor: float
    """The em, and what it may shrink to."""
    most: int = 1
    """Lines."""
    leading: float = 1.0
    """Ems."""
    colour: str = "text2"
    face: Face = "sans"

    def words(self, text: str, *, upwards: bool = False) -> tuple[Words, ...]:
        """The lines from the top; with `upwards`, y is the baseline of the last one.

        What runs from right to left stands at the right end of its room.
        """
        em, lines = in_lines(text, self.em, self.floor, self.room, self.most, self.face)
        top = self.y + (self.leading * em * (len(lines) - 1) if upwards else 0.0)
        back = begins_back(text)
        return tuple(
            Words(
                x=self.x + (self.room if back else 0.0),
                y=top - place * self.leading * em,
                em=em,
                text=line,
                colour=self.colour,
                face=self.face,
                anchor="right" if back else "left",
            )
            for place, line in enumerate(lines)
        )
