"""From a trace and a few options to pictures: the one way that this process and every worker take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from loopway.publish.boxes import boxes
from loopway.publish.captions import cues
from loopway.publish.chapters import chapters
from loopway.publish.encoder import Encoding, Picture
from loopway.publish.master import Master, frames
from loopway.publish.segments import Draw, Film
from loopway.publish.studio import Studio
from loopway.stage import comparison_stage, stage_of
from loopway.stage.stage import Stage
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


class Pair(msgspec.Struct, frozen=True):
    """Two runs for one film."""

    one: Trace
    other: Trace


_trace = msgspec.msgpack.Decoder(Trace)
_pair = msgspec.msgpack.Decoder(Pair)
_options = msgspec.msgpack.Decoder(Options)


def footage(trace: bytes, options: bytes) -> Draw:
    """The pictures of a film, in any process, from its encoded trace and Options."""
    asked = _options.decode(options)
    return _drawn(stage_of(tell(_trace.decode(trace), asked.telling, asked.pace), shape=asked.shape), asked.theme)


def pair_footage(pair: bytes, options: bytes) -> Draw:
    """The pictures of two runs on one clock, in any process, from the encoded Pair and Options."""
    asked, runs = _options.decode(options), _pair.decode(pair)
    told = compare(runs.one, runs.other, asked.telling, asked.pace)
    return _drawn(comparison_stage(told, shape=asked.shape), asked.theme)


def master(trace: Trace, options: Options, encoding: Encoding, studio: Studio, at: float | None = None) -> Master:
    """The finished film of a trace, to be drawn in a studio; `at` is the film second of its poster."""
    story = tell(trace, options.telling, options.pace)
    stage = stage_of(story, shape=options.shape)
    shown = Shown(stage=stage, told=story, title=story.title, warnings=story.warnings)
    return _master(shown, Recipe(footage.__name__, trace), options, encoding, studio, at)


def pair_master(pair: Pair, options: Options, encoding: Encoding, studio: Studio, at: float | None = None) -> Master:
    """The finished film of two runs on one clock, as `master` gives that of one."""
    told = compare(pair.one, pair.other, options.telling, options.pace)
    stage = comparison_stage(told, shape=options.shape)
    shown = Shown(stage=stage, told=told, title=told.verdict.title, warnings=told.warnings)
    return _master(shown, Recipe(pair_footage.__name__, pair), options, encoding, studio, at)


class Shown(NamedTuple):
    """What is filmed, told and staged."""

    stage: Stage
    told: Story | Comparison
    title: str
    warnings: tuple[str, ...]


class Recipe(NamedTuple):
    """How any process makes the pictures: a function of this module, and what it is given besides the options."""

    footage: str
    runs: Trace | Pair


def _master(
    shown: Shown, recipe: Recipe, options: Options, encoding: Encoding, studio: Studio, at: float | None
) -> Master:
    return Master(
        stage=shown.stage,
        draw=_drawn(shown.stage, options.theme),
        film=Film(
            footage=f"{__name__}:{recipe.footage}",
            trace=msgspec.msgpack.encode(recipe.runs),
            options=msgspec.msgpack.encode(options),
            frames=frames(shown.stage.duration, encoding.fps),
            encoding=encoding,
        ),
        studio=studio,
        title=shown.title,
        warnings=(*shown.warnings, *boxes(shown.told)),
        cues=cues(shown.told),
        chapters=chapters(shown.told),
        theme=options.theme,
        language=options.telling.language,
        at=at,
    )


def _drawn(stage: Stage, theme: Theme) -> Draw:
    def draw(times: Sequence[float], size: tuple[int, int]) -> Iterator[Picture]:
        from loopway.film import pictures  # here: who leaves the drawing to others need not load Manim

        return pictures(stage, theme)(times, size)

    return draw
