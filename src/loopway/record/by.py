"""Who did it."""

from __future__ import annotations

By = int | str | None
"""As in `loopway.trace.events`, which this half of the room does not import."""
