"""The stage owns places: it says where everything stands and how it looks at every film second, in frame units."""

from __future__ import annotations

from loopway.stage.stage import Frame, Stage

__all__ = ["Frame", "Stage"]
