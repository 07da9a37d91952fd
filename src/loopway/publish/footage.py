"""From a trace and a few options to pictures: the one way that this process and every worker take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

import msgspec
from msgspec.structs import replace

from loopway.publish.boxes import boxes
from loopway.publish.captions import cues
from loopway.publish.chapters import chapters
from loopway.publish.delivery import Delivery
from loopway.publish.encoder import Encoding, Picture
from loopway.publish.master import Master, frames
from loopway.publish.platforms import too_long
from loopway.publish.segments import Draw, Film
from loopway.publish.straight import straight
from loopway.publish.studio import Studio
from loopway.stage import comparison_stage, lane_above, stage_of
from loopway.stage.stage import Frame, Stage
from loopway.story import Comparison, Pace, Story, Telling, compare, tell
from loopway.theme import Theme
from loopway.trace import Trace


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What decides a film's pictures besides its trace: same trace, same options, same pictures."""

    theme: Theme
    """All of its values: a theme of the user's that was edited is another one, and no worker has to find its module."""
    pace: Pace
    telling: Telling
    shape: str = "wide"
    captions: bool = True
    """Whether they are drawn in the pictures."""
    ground: bool = True
    """Whether there is one; without it the pictures are transparent where nothing stands."""


class Pair(msgspec.Struct, frozen=True):
    """Two runs for one film."""

    one: Trace
    other: Trace


AS_EVER = Delivery()

_trace = msgspec.msgpack.Decoder(Trace)
_pair = msgspec.msgpack.Decoder(Pair)
_options = msgspec.msgpack.Decoder(Options)


def footage(trace: bytes, options: bytes) -> Draw:
    """The pictures of a film, in any process, from its encoded trace and Options."""
    asked = _options.decode(options)
    return _drawn(stage_of(tell(_trace.decode(trace), asked.telling, asked.pace), shape=asked.shape), asked)


def pair_footage(pair: bytes, options: bytes) -> Draw:
    """The pictures of two runs on one clock, in any process, from the encoded Pair and Options."""
    asked, runs = _options.decode(options), _pair.decode(pair)
    told = compare(runs.one, runs.other, asked.telling, asked.pace, above=lane_above(asked.shape))
    return _drawn(comparison_stage(told, shape=asked.shape), asked)


def master(trace: Trace, options: Options, encoding: Encoding, studio: Studio, delivery: Delivery = AS_EVER) -> Master:
    """The finished film of a trace, to be drawn in a studio and handed over as `delivery` says."""
    told = tell(trace, options.telling, options.pace)
    shown = Shown(stage=stage_of(told, shape=options.shape), told=told, title=told.title)
    return _master(shown, Recipe(footage.__name__, trace), options, encoding, studio, delivery)


def pair_master(
    pair: Pair, options: Options, encoding: Encoding, studio: Studio, delivery: Delivery = AS_EVER
) -> Master:
    """The finished film of two runs on one clock, as `master` gives that of one."""
    told = compare(pair.one, pair.other, options.telling, options.pace, above=lane_above(options.shape))
    shown = Shown(stage=comparison_stage(told, shape=options.shape), told=told, title=told.verdict.title)
    return _master(shown, Recipe(pair_footage.__name__, pair), options, encoding, studio, delivery)


class Shown(NamedTuple):
    """What is filmed, told and staged."""

    stage: Stage
    told: Story | Comparison
    title: str


class Recipe(NamedTuple):
    """How any process makes the pictures: a function of this module, and what it is given besides the options."""

    footage: str
    runs: Trace | Pair


def _master(
    shown: Shown, recipe: Recipe, options: Options, encoding: Encoding, studio: Studio, delivery: Delivery
) -> Master:
    options = replace(options, ground=delivery.ground)
    return Master(
        stage=shown.stage,
        draw=_drawn(shown.stage, replace(options, captions=delivery.drawn)),
        film=Film(
            footage=f"{__name__}:{recipe.footage}",
            trace=msgspec.msgpack.encode(recipe.runs),
            options=msgspec.msgpack.encode(replace(options, captions=delivery.burned)),
            frames=frames(shown.stage.duration, encoding.fps),
            encoding=encoding,
        ),
        studio=studio,
        title=shown.title,
        warnings=warnings(shown.told, shown.stage, options.shape),
        cues=cues(shown.told),
        chapters=chapters(shown.told),
        theme=options.theme,
        language=options.telling.language,
        delivery=delivery,
    )


def warnings(told: Story | Comparison, stage: Stage, shape: str) -> tuple[str, ...]:
    """What the user should know of a film, a sentence each."""
    return (*told.warnings, *boxes(told), *too_long(shape, stage.duration))


def _drawn(stage: Stage, options: Options) -> Draw:
    seen = stage if options.captions else cast(Stage, _Uncaptioned(stage))

    def draw(times: Sequence[float], size: tuple[int, int]) -> Iterator[Picture]:
        from loopway.film import pictures  # here: who leaves the drawing to others need not load Manim

        drawn = pictures(seen, options.theme, ground=options.ground)(times, size)
        return drawn if options.ground else straight(drawn, options.theme.bg)

    return draw


class _Uncaptioned:
    """A stage whose frames have no caption."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)

    def at(self, t: float) -> Frame:
        """The Frame at film second t, without its caption."""
        return replace(self._stage.at(t), caption=None)
