"""The hud owns everything in words beside the road: code panel, clock, caption, title, legend, cards."""

from __future__ import annotations

from loopway.stage.hud.caption import Captions
from loopway.stage.hud.cards import ending_card
from loopway.stage.hud.clock import ClockPanel
from loopway.stage.hud.code import CodePanel
from loopway.stage.hud.opening import opening_card

__all__ = ["Captions", "ClockPanel", "CodePanel", "ending_card", "opening_card"]
