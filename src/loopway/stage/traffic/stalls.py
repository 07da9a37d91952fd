"""Who parks where: every stay gets a stall of its plaza, and nobody's stays overlap."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from loopway.stage.traffic.signs import PlazaKind


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A task needs a stall from `start` (its gate) to `end` (it stands in line again), film seconds."""

    task: int
    plaza: PlazaKind
    start: float
    end: float


def assign(stays: Iterable[Stay]) -> dict[Stay, int]:
    """The stall of each stay, counted from 0 in its plaza (interval colouring).

    A task comes home to the stall that it had before if that is free, else it takes the lowest free one that nobody
    else calls his own, else the lowest free one. So the number of stalls is the most tasks at once, or few more.
    """
    given: dict[Stay, int] = {}
    taken: dict[PlazaKind, dict[int, float]] = {}
    homes: dict[PlazaKind, dict[int, int]] = {}
    most = _most_at_once(stays := sorted(stays, key=lambda stay: (stay.start, stay.task)))
    for stay in stays:
        until, home = taken.setdefault(stay.plaza, {}), homes.setdefault(stay.plaza, {})
        free = [stall for stall in range(most[stay.plaza]) if until.get(stall, -1.0) <= stay.start]
        own = home.get(stay.task)
        others = {stall for task, stall in home.items() if task != stay.task}
        stall = own if own in free else next((one for one in free if one not in others), free[0])
        assert stall is not None
        given[stay] = home[stay.task] = stall
        until[stall] = stay.end
    return given


def _most_at_once(stays: Iterable[Stay]) -> dict[PlazaKind, int]:
    """plaza -> how many stand there at once, at most."""
    changes = sorted(
        [(stay.start, 1, stay.plaza) for stay in stays] + [(stay.end, -1, stay.plaza) for stay in stays],
        key=lambda change: (change[0], change[1]),
    )
    now: dict[PlazaKind, int] = {}
    most: dict[PlazaKind, int] = {}
    for _, change, plaza in changes:
        now[plaza] = now.get(plaza, 0) + change
        most[plaza] = max(most.get(plaza, 0), now[plaza])
    return most
