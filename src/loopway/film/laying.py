"""A road that is being laid or taken up: of ring and ramp only the part that lies there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from loopway.film.grid import fine, steps
from loopway.film.looks import Placed
from loopway.stage.path import Path
from loopway.stage.stage import Piece

CUT = frozenset({"rim", "rim.glow", "road", "casing.road"})
"""Pieces along the way: they are cut off where the asphalt ends."""
WITH_IT = frozenset({"chevron", "stop_line", "signal", "casing.exit", "exit", "exit.arrow", "ground"})
"""Pieces that come when the road is nearly whole, and go as soon as it is not."""
SUDDEN = 4
"""How late they come: the power of the part that lies there."""
PEGS = "pegs"
"""Pieces whose id begins so are seen only where there is no whole road."""
STEPS = 24
"""The asphalt grows in so many steps, so that the same backdrop is not painted twice."""

Laid = tuple[float, float]


def stepped(laid: Laid) -> Laid:
    """On its grid."""
    start, end = laid
    return steps(start, STEPS), steps(end, STEPS)


def laid_out(piece: Piece, states: Iterable[Placed], laid: Laid) -> Iterator[Placed]:
    """What of a piece is seen while the road lies from the first to the second part of its way; the finish lane, where
    those rest who have left the road, stays."""
    start, end = laid
    if piece.id.startswith(PEGS):
        yield from (msgspec.structs.replace(one, alpha=1.0 - (end - start) ** SUDDEN) for one in states)
        return
    if laid == (0.0, 1.0) or piece.id.endswith("finish") or piece.role not in CUT | WITH_IT:
        yield from states
        return
    if end <= start:
        return
    for state in states:
        if piece.role in WITH_IT:
            yield msgspec.structs.replace(state, alpha=state.alpha * (end - start) ** SUDDEN)
            continue
        way = Path(state.look.points)
        points = tuple((fine(x), fine(y)) for x, y in way.part(start * way.length, end * way.length))
        yield msgspec.structs.replace(state, look=msgspec.structs.replace(state.look, points=points))
