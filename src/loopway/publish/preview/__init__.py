"""Shows a film in a browser while its script is being written: a local page, drawn from the stage, nothing rendered."""

from __future__ import annotations

from loopway.publish.preview.board import Board
from loopway.publish.preview.edition import Edition
from loopway.publish.preview.front import Front
from loopway.publish.preview.saves import Saves
from loopway.publish.preview.server import serving

__all__ = ["Board", "Edition", "Front", "Saves", "serving"]
