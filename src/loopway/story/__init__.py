"""The story room owns film time: it turns a trace into who was in which state when, in the spectator's seconds.

Planning is linear in events, in time and in memory: the run is read once (`source`, `looks`), foldings that cannot be
short enough are never tried (`least_length`), and a long run is laid out about a dozen times, whatever its length.
A million events are planned in under half a minute and less than a gigabyte.
"""

from __future__ import annotations

from loopway.story.catalogue import ENGLISH, english, language_named, languages
from loopway.story.compare import Comparison, compare
from loopway.story.language import Language
from loopway.story.pace import PRESETS, Pace, pace_named, with_reduced_motion
from loopway.story.story import Story, Telling, Timeline, told_in
from loopway.story.tell import cautions, tell
from loopway.story.timeline import timeline

__all__ = [
    "ENGLISH",
    "PRESETS",
    "Comparison",
    "Language",
    "Pace",
    "Story",
    "Telling",
    "Timeline",
    "cautions",
    "compare",
    "english",
    "language_named",
    "languages",
    "pace_named",
    "tell",
    "timeline",
    "told_in",
    "with_reduced_motion",
]
