"""The whole street, joined: from a script or a trace to files. The command line and every integration call this."""

from __future__ import annotations

from loopway.api.sources import Source
from loopway.api.verbs import QUALITIES, Made, Take, load, render, take, watch

__all__ = ["QUALITIES", "Made", "Source", "Take", "load", "render", "take", "watch"]
