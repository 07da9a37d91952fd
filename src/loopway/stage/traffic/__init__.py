"""The traffic stage owns the analogy: tasks are cars, waits are exits, the event loop is a ring road."""

from __future__ import annotations

from loopway.stage.traffic.traffic import TrafficStage, stage_of

__all__ = ["TrafficStage", "stage_of"]
