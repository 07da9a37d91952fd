"""From a trace and a few options to pictures: the one way that this process and every worker take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from loopway.publish.encoder import Encoding, Picture
from loopway.publish.master import Master, frames
from loopway.publish.segments import Draw, Film
from loopway.publish.studio import Studio
from loopway.stage import stage_of
from loopway.stage.stage import Stage
from loopway.story import Pace, Telling, tell
from loopway.theme import Theme
from loopway.trace import Trace


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What decides a film's pictures besides its trace: same trace, same options, same pictures."""

    theme: Theme
    """All of its values: a theme of the user's that was edited is another one, and no worker has to find its module."""
    pace: Pace
    telling: Telling


_trace = msgspec.msgpack.Decoder(Trace)
_options = msgspec.msgpack.Decoder(Options)


def footage(trace: bytes, options: bytes) -> Draw:
    """The pictures of a film, in any process, from its encoded trace and Options."""
    asked = _options.decode(options)
    return _drawn(stage_of(tell(_trace.decode(trace), asked.telling, asked.pace)), asked.theme)


def master(trace: Trace, options: Options, encoding: Encoding, studio: Studio, at: float | None = None) -> Master:
    """The finished film of a trace, to be drawn in a studio; `at` is the film second of its poster."""
    story = tell(trace, options.telling, options.pace)
    stage = stage_of(story)
    return Master(
        stage=stage,
        draw=_drawn(stage, options.theme),
        film=Film(
            footage=f"{__name__}:{footage.__name__}",
            trace=msgspec.msgpack.encode(trace),
            options=msgspec.msgpack.encode(options),
            frames=frames(stage.duration, encoding.fps),
            encoding=encoding,
        ),
        studio=studio,
        title=story.title,
        warnings=story.warnings,
        at=at,
    )


def _drawn(stage: Stage, theme: Theme) -> Draw:
    def draw(times: Sequence[float], size: tuple[int, int]) -> Iterator[Picture]:
        from loopway.film import pictures  # here: who leaves the drawing to others need not load Manim

        return pictures(stage, theme)(times, size)

    return draw
