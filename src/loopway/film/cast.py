"""Frame -> Placed: everything that is seen at one instant, in painter's order, whoever paints it.

It comes in three layers. The backdrop changes with the driver and the signal, the panel with the current line of
code, the players with every frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from loopway.film import readouts
from loopway.film.grid import ALPHA, BLEND, fine, steps
from loopway.film.laying import laid_out, stepped
from loopway.film.looks import Placed
from loopway.film.placing import POSING, PUTTING
from loopway.stage.stage import CodeView, EndingCard, Frame, OpeningCard, Piece, Pose, Rim, Signal, Stage, View
from loopway.stage.traffic.roles import STILL_ROLES
from loopway.stage.versus import VersusCard

BACKDROPS = 64
"""So many backdrops are remembered, so that the same one is the same tuple."""
POSES = 4096
"""So many poses are remembered: most actors stand still from one picture to the next."""
GREY = "road_edge"
NOBODYS = Rim(colour=GREY, before=GREY, blend=1.0)
COVERED = frozenset({"casing.lot", "casing.exit", "casing.road", "rim"})
UNDER_THE_RING = ("ramp", "finish")
"""Pieces that others lie on: they come last and go first, or they would be seen through what lies on them."""
COVERED_POWER = 4


class Scenery(msgspec.Struct, frozen=True, kw_only=True):
    """What decides the backdrop, on its grid."""

    rim: Rim
    lane: Rim | None
    signal: Signal
    view: View
    road: float
    laid: tuple[float, float]
    rest: float


class Layers(msgspec.Struct, frozen=True, kw_only=True):
    """One instant, from back to front. Two instants with the same backdrop share the tuple itself."""

    backdrop: tuple[Placed, ...]
    panel: tuple[Placed, ...]
    players: tuple[Placed, ...]

    @property
    def all(self) -> tuple[Placed, ...]:
        """Everything in painter's order."""
        return (*self.backdrop, *self.panel, *self.players)


class Cast:
    """The cast of one stage: its pieces are placed once, its poses anew at each instant."""

    def __init__(self, stage: Stage, *, branded: bool = False) -> None:
        self._stage, self._branded = stage, branded
        self._pieces = tuple((piece, PUTTING[piece.role](piece)) for piece in stage.pieces)
        self._posed = lru_cache(maxsize=POSES)(lambda pose: POSING[pose.role](pose))
        self._standing: dict[int, tuple[Pose, Placed]] = {}
        self._backdrop = lru_cache(maxsize=BACKDROPS)(self._scenery)

    def at(self, t: float) -> Layers:
        """Everything that is seen at film second t."""
        frame = self._stage.at(t)
        return Layers(
            backdrop=self._backdrop(_scenery_of(frame)),
            panel=tuple(_seen((placed for code in _codes(frame) for placed in readouts.code_lines(code)), frame.rest)),
            players=(*self._poses(frame), *_seen(_front(frame), frame.rest), *_seen(_card(frame, self._branded), 1.0)),
        )

    def _poses(self, frame: Frame) -> Iterator[Placed]:
        road_roles, view = self._stage.road_roles, None if frame.view == View() else frame.view
        before, self._standing = self._standing, {}
        for pose in frame.poses:
            # hashing five hundred chips takes as long as drawing a picture, and those that stand are the same objects
            known = self._standing[id(pose)] = before.get(id(pose)) or (pose, self._posed(pose))
            placed = known[1] if view is None else _viewed(known[1], view)
            share = frame.road if pose.role in road_roles else frame.rest
            if share == 1 and placed.alpha > 0:
                yield placed
            elif share < 1:
                yield from _seen((placed,), share)

    def _scenery(self, scenery: Scenery) -> tuple[Placed, ...]:
        placed: list[Placed] = []
        for piece, standing in self._pieces:
            share = scenery.road if piece.role in self._stage.road_roles else scenery.rest
            share **= COVERED_POWER if _covered(piece) else 1
            states = tuple(laid_out(piece, _states(piece, standing, scenery), scenery.laid))
            if piece.role not in STILL_ROLES:
                states = tuple(_viewed(state, scenery.view) for state in states)
            placed += _seen(states, share)
        return tuple(placed)


def _covered(piece: Piece) -> bool:
    return piece.role in COVERED or (piece.role == "road" and piece.id in UNDER_THE_RING)


def _scenery_of(frame: Frame) -> Scenery:
    signal, view, signal_blend = frame.signal, frame.view, steps(frame.signal.blend, BLEND)
    return Scenery(
        rim=_stepped(frame.rim),
        lane=_stepped(frame.lane) if frame.lane is not None else None,
        signal=msgspec.structs.replace(
            signal, blend=signal_blend, before=signal.before if signal_blend < 1 else signal.state
        ),
        view=View(scale=fine(view.scale), x=fine(view.x), y=fine(view.y)),
        road=steps(frame.road, ALPHA),
        laid=stepped(frame.laid),
        rest=steps(frame.rest, ALPHA),
    )


def _stepped(rim: Rim) -> Rim:
    blend = steps(rim.blend, BLEND)
    return msgspec.structs.replace(rim, blend=blend, before=rim.before if blend < 1 else rim.colour)


def _states(piece: Piece, standing: Placed, scenery: Scenery) -> Iterator[Placed]:
    """A piece as it is; rims and signal as they were, with what they become over it."""
    match piece.role:
        case "rim" | "rim.glow":
            yield from _rim(standing, scenery.rim, covering=piece.role == "rim")
        case "lane.rim" | "lane.rim.glow":
            yield from _rim(standing, scenery.lane or NOBODYS, covering=piece.role == "lane.rim")
        case "signal":
            signal = scenery.signal
            yield _with(standing, label=signal.before)
            if signal.before != signal.state:
                yield _with(standing, alpha=signal.blend, label=signal.state)
        case _:
            yield standing


def _rim(standing: Placed, rim: Rim, *, covering: bool) -> Iterator[Placed]:
    """`covering`: the new colour is laid over the old one; light fades out while the new one fades in."""
    if rim.broken:
        yield _with(standing, label="broken")
        return
    changes = rim.before != rim.colour
    if changes and (covering or rim.before != GREY):
        yield _with(standing, alpha=1.0 if covering else 1 - rim.blend, colour=rim.before)
    if covering or rim.colour != GREY:
        yield _with(standing, alpha=rim.blend if changes else 1.0, colour=rim.colour)


def _with(standing: Placed, alpha: float = 1.0, *, colour: str = "", label: str = "") -> Placed:
    look = msgspec.structs.replace(standing.look, colour=colour, label=label)
    return msgspec.structs.replace(standing, look=look, alpha=alpha)


def _viewed(placed: Placed, view: View) -> Placed:
    if view == View():
        return placed
    return msgspec.structs.replace(
        placed,
        x=fine(view.scale * placed.x + view.x),
        y=fine(view.scale * placed.y + view.y),
        scale=fine(view.scale * placed.scale),
    )


def _codes(frame: Frame) -> tuple[CodeView, ...]:
    return (frame.code,) if frame.beside is None else (frame.code, frame.beside)


def _front(frame: Frame) -> Iterator[Placed]:
    for code in _codes(frame):
        yield from readouts.code_chips(code)
    yield from readouts.clock(frame.clock)
    if frame.caption is not None:
        yield from readouts.caption(frame.caption)


def _card(frame: Frame, branded: bool) -> Iterator[Placed]:
    card = frame.card
    if branded and isinstance(card, OpeningCard | EndingCard) and card.mark is not None:
        yield readouts.mark(card.mark, card.alpha, at_right=isinstance(card, EndingCard))
    if isinstance(card, OpeningCard):
        yield from readouts.opening(card)
    elif isinstance(card, VersusCard):
        yield from readouts.versus(card)
    elif card is not None:
        yield from readouts.ending(card)


def _seen(placed: Iterable[Placed], share: float) -> Iterator[Placed]:
    """What of it can be seen when it is `share` as opaque."""
    for one in placed:
        alpha = one.alpha if share == 1 else steps(one.alpha * share, ALPHA)
        if alpha > 0:
            yield one if alpha == one.alpha else msgspec.structs.replace(one, alpha=alpha)
