"""Reads `[tool.loopway]` of the nearest pyproject.toml: hostile until checked, and it never runs code."""

from __future__ import annotations

from loopway.config.reading import Clip, Config, Planned, check, read

__all__ = ["Clip", "Config", "Planned", "check", "read"]
