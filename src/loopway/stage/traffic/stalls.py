"""Who parks where: every stay gets a stall of its plaza, and nobody's stays overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import heappop, heappush

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
    else calls his own, else the lowest free one. So the number of stalls is the most tasks at once.
    """
    stays = sorted(stays, key=lambda stay: (stay.start, stay.task))
    plazas = {plaza: _Stalls(most) for plaza, most in _most_at_once(stays).items()}
    return {stay: plazas[stay.plaza].take(stay) for stay in stays}


class _Stalls:
    """The stalls of one plaza, as stays come in the order of their starts.

    Both heaps keep what has become untrue of a stall until it comes up: so a stay costs the logarithm of the stalls.
    """

    def __init__(self, count: int) -> None:
        self._free = set(range(count))
        self._lowest = list(range(count))
        """Heap: every free stall is in it."""
        self._nobodys = list(range(count))
        """Heap: every free stall that nobody calls his own is in it."""
        self._ends: list[tuple[float, int]] = []
        """Heap: when the stalls that are taken become free."""
        self._homes: dict[int, int] = {}
        self._owners: Counter[int] = Counter()

    def take(self, stay: Stay) -> int:
        """The stall of this stay, which starts no earlier than those before it."""
        while self._ends and self._ends[0][0] <= stay.start:
            self._release(heappop(self._ends)[1])
        home = self._homes.get(stay.task)
        stall = home if home is not None and home in self._free else self._best()
        self._free.remove(stall)
        self._settle(stay.task, home, stall)
        heappush(self._ends, (stay.end, stall))
        return stall

    def _release(self, stall: int) -> None:
        self._free.add(stall)
        heappush(self._lowest, stall)
        if not self._owners[stall]:
            heappush(self._nobodys, stall)

    def _best(self) -> int:
        while self._nobodys and (self._nobodys[0] not in self._free or self._owners[self._nobodys[0]]):
            heappop(self._nobodys)
        if self._nobodys:
            return self._nobodys[0]
        while self._lowest[0] not in self._free:
            heappop(self._lowest)
        return self._lowest[0]

    def _settle(self, task: int, home: int | None, stall: int) -> None:
        if home == stall:
            return
        self._homes[task] = stall
        self._owners[stall] += 1
        if home is not None:
            self._owners[home] -= 1
            if not self._owners[home] and home in self._free:
                heappush(self._nobodys, home)


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
