"""The lengths of the toll gate."""

from __future__ import annotations

import msgspec


class GateMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in u; those that are frame units say so."""

    lane: float = 0.60
    """Width of the ground that the cars stand on, one behind the other."""
    lane_x: float = 0.52
    """From the plaza's left edge (or from that of the gate before it) to the lane's middle."""
    room: float = 1.76
    """What a gate takes of the plaza's width: lane and board."""
    room_bare: float = 1.10
    """What a lane takes that has no board."""
    foot: float = 0.50
    """From the plaza's floor to the barrier."""
    top: float = 0.45
    """From the plaza's top to the lane's upper end."""
    first: float = 0.58
    """From the barrier to the middle of the first car ..."""
    pitch: float = 0.90
    """... and from car to car; both shrink with the cars."""
    least: float = 0.62
    """Cars in a lane are never smaller than this, in u: more of them stand in ordinary stalls."""
    arm: float = 0.42
    """Half the barrier's length."""
    arm_wide: float = 0.10
    lift: float = 1.22
    """Radians: the barrier is up."""
    board_x: float = 0.80
    """From the lane's middle to that of the board of keys."""
    board_y: float = 1.02
    """From the barrier up to the board's middle."""
    board: float = 0.80
    board_row: float = 0.38
    """A key and its holder take so much of the board ..."""
    board_edge: float = 0.14
    """... and its edges so much."""
    rows_most: int = 4
    """More keys than that are counted in words."""
    key: float = 0.60
    key_x: float = 0.19
    """From the board's middle to the key on its left and the holder on its right."""
    words_above: float = 0.10
    """From the board's upper edge to the baseline of "2 keys"."""
    shelf: tuple[float, float] = (0.80, 0.36)
    """Without a board, keys lie beside the sign: what one takes with its holder's chip, and alone."""
    badge: float = 0.15
    """Radius of the badge of who has the key ..."""
    badge_at: float = 0.36
    """... and its place behind the middle of its car, over the bumper, in the car's own scale: never on the letter."""
