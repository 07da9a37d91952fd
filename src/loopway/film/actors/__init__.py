"""Owns every drawing of the film: role -> function(look, theme) -> Manim's VGroup in the actor's own coordinates.

An actor is drawn once, then posed in constant time: nothing in here knows of frames or of time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import manim as mn

from loopway.errors import RenderError
from loopway.film.actors import (
    brand,
    car,
    cards,
    crowd,
    desk,
    dock,
    gate,
    guards,
    network,
    panels,
    papers,
    place,
    road,
    signal,
    signs,
    thread,
    tokens,
    truck,
)
from loopway.film.actors.pictograms import PICTOGRAMS
from loopway.film.looks import Look
from loopway.theme import Theme

__all__ = ["ACTORS", "Actor", "drawing"]

Actor = Callable[[Look, Theme], mn.VGroup]

ACTORS: dict[str, Actor] = {
    # the road
    "infield": road.infield,
    "casing.road": road.strip,
    "casing.exit": road.strip,
    "rim.glow": road.rim_glow,
    "rim": road.rim,
    "road": road.strip,
    "exit": road.exit_strip,
    "exit.arrow": road.exit_arrow,
    "chevron": road.chevron,
    "service.mark": road.chevron,
    "stop_line": road.painted_line,
    "signal": road.signal,
    "survey": desk.survey,
    "chequer": road.chequer,
    "trail": road.trail,
    # the service area
    "casing.lot": place.lot_casing,
    "lot": place.lot,
    "stall": place.stall,
    "lane.rim.glow": road.rim_glow,
    "lane.rim": road.rim,
    "lane.bay": place.lane_bay,
    "way": place.painted_way,
    "comb": crowd.comb,
    "gauge.housing": place.gauge_housing,
    "gauge": place.gauge,
    "bays": place.bays,
    "mast": network.mast,
    "waves": network.waves,
    "service.kerb": thread.kerb,
    "service.road": thread.road,
    "van": thread.van,
    "gantry": signal.gantry,
    "lamp": signal.lamp,
    "barrier.post": gate.post,
    "barrier": gate.barrier,
    "key": gate.key,
    "key.place": gate.place,
    "key.badge": gate.badge,
    **dict.fromkeys(PICTOGRAMS, signs.sign),
    # cars and plans
    "car": car.car,
    "letter": car.letter,
    "crowd.waiting": crowd.waiting,
    "crowd.ready": crowd.ready,
    "crowd.finished": crowd.finished,
    "blueprint": papers.blueprint,
    "drawing": desk.drawing,
    "envelope": desk.envelope,
    "postmark": desk.postmark,
    "slip": desk.slip,
    "chip": tokens.chip,
    "dock": dock.dock,
    "crate": dock.crate,
    "crate.cell": dock.cell,
    "crate.wanted": dock.wanted,
    "dial": guards.dial,
    "garage": guards.garage,
    "garage.roof": guards.roof,
    "truck": truck.truck,
    "rope": tokens.rope,
    "frame": tokens.frame,
    "warning": tokens.warning,
    "plate": tokens.plate,
    # panels, legend, words
    "text": panels.text,
    "panel": panels.panel,
    "panel.beak": panels.beak,
    "panel.line": road.painted_line,
    "ruler": road.painted_line,
    "loop.ring": tokens.loop_ring,
    "code.line": panels.code_line,
    "code.bar": panels.code_bar,
    "code.chip": tokens.code_chip,
    "clock.needle": panels.needle,
    "clock.bar": panels.needle_bar,
    "legend.drive": car.legend_drive,
    "legend.exit": panels.legend_exit,
    "legend.plan": desk.legend_plan,
    "legend.wait": car.legend_wait,
    "legend.ready": car.legend_ready,
    "legend.fail": car.legend_fail,
    "legend.cancelled": car.legend_cancelled,
    "legend.blocks": car.legend_blocks,
    "legend.finished": car.legend_finished,
    # cards
    "brand": brand.mark,
    "rule": panels.rule,
    "card.chip": tokens.card_chip,
    "bar.track": cards.track,
    "bar.fill": cards.fill,
    "hand": cards.hand,
    "bar.suspended": cards.waiting,
    "bar.ready": cards.ready,
    "bar.running": cards.driving,
}
"""The actors of the traffic stage. Another analogy brings its own roles here."""


@lru_cache(maxsize=512)
def drawing(look: Look, theme: Theme) -> mn.VGroup:
    """The drawing of a look, drawn when first asked for; do not change it: copy it, or pose a Prop of it."""
    if look.role not in ACTORS:
        raise RenderError(f"nobody knows how to draw {look.role!r}", todo="give the role an actor in film/actors")
    return ACTORS[look.role](look, theme)
