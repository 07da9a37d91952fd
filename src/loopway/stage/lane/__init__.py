"""The single-lane road of a program without a loop: who stops, stops all behind him."""

from __future__ import annotations

from loopway.stage.lane.scene import LaneStage

__all__ = ["LaneStage"]
