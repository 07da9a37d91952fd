"""Small masters to write files from: the square's film on a stage that knows how many cars it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from square import film, footage

from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.delivery import Delivery
from loopway.publish.master import Master, frames
from loopway.publish.studio import Studio
from loopway.stage.stage import Box, ClockView, CodeView, Frame, Lamps, Pose, Rim, Signal

FPS = 15


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """A Stage whose frames hold `cars(t)` cars, one of them driven if `driven(t)`."""

    duration: float
    cars: Callable[[float], int] = lambda t: 1
    driven: Callable[[float], bool] = lambda t: True
    blocked: Callable[[float], bool] = lambda t: False
    size: tuple[float, float] = (128 / 9, 8.0)
    pieces: tuple[Any, ...] = ()
    road_roles: frozenset[str] = frozenset()

    def at(self, t: float) -> Frame:
        """The frame at film second t: nothing but cars."""
        box = Box(0, 0, 1, 1)
        return Frame(
            t=t,
            poses=tuple(Pose(role="car", id=f"car.{n}", x=0, y=0, lamps=Lamps()) for n in range(self.cars(t))),
            rim=Rim(
                colour="car.0" if self.driven(t) else "road_edge",
                before="road_edge",
                blend=1,
                broken=self.blocked(t),
            ),
            signal=Signal(state="red", before="red", blend=1),
            code=CodeView(box=box, file="", em=1, number_x=0, text_x=0, lines=(), bar=None, chips=()),
            caption=None,
            clock=ClockView(
                box=box,
                seconds=t,
                groups=("0", "000", "000"),
                lit=(True, True, True),
                mode="still",
                factor=0,
                words="",
            ),
        )


def master(
    seconds: float,
    at: float | None = None,
    stage: Crowd | None = None,
    cues: tuple[Cue, ...] = (),
    chapters: tuple[Chapter, ...] = (),
    delivery: Delivery | None = None,
    **options: Any,
) -> Master:
    """The square's film of so many seconds, at 15 pictures a second and 160 x 90."""
    whole = film(frames(seconds, FPS), fps=FPS, **options)
    return Master(
        stage=stage or Crowd(duration=seconds),
        draw=footage(whole.trace, whole.options),
        film=whole,
        studio=Studio(jobs=1),
        title="A square",
        cues=cues,
        chapters=chapters,
        delivery=delivery or Delivery(at=at),
    )


def silent(what: str, done: int, total: int) -> None:
    """Nobody wants to know."""
