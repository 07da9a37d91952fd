"""The story room owns film time: it turns a trace into who was in which state when, in the spectator's seconds."""

from __future__ import annotations

from loopway.story.pace import PRESETS, Pace, pace_named
from loopway.story.story import Story, Telling, Timeline
from loopway.story.tell import cautions, tell
from loopway.story.timeline import timeline

__all__ = ["PRESETS", "Pace", "Story", "Telling", "Timeline", "cautions", "pace_named", "tell", "timeline"]
