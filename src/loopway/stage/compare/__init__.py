"""The split screen owns two programs side by side: single lane and ring road, one clock, one axis of bars."""

from __future__ import annotations

from loopway.stage.compare.scene import CompareStage

__all__ = ["CompareStage"]
