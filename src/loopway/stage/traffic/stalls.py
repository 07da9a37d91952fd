"""Who parks where: every stay gets a stall of its plaza, and nobody's stays overlap."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from heapq import heappop, heappush

import msgspec

from loopway.stage.traffic.signs import PlazaKind


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A task needs a stall from `start` (its gate) to `end` (it stands in line again), film seconds."""

    task: int
    plaza: PlazaKind
    group: str = ""
    """The row of the plaza: who waits for one lock, who gives to a queue; cars of two groups never share a stall."""
    start: float
    end: float
    leaves: float = math.inf
    """When the car sets out from its stall."""


def assign(stays: Iterable[Stay]) -> dict[Stay, int]:
    """The stall of each stay, counted from 0 in its plaza, group after group (interval colouring).

    A task comes home to the stall that it had before if that is free, else it takes the lowest free one that nobody
    else calls his own, else the lowest free one. So the number of stalls is the most tasks at once.
    """
    stays = sorted(stays, key=lambda stay: (stay.start, stay.task))
    rows, first = {}, {}
    for plaza, groups in groups_of(stays).items():
        begins = 0
        for group, most in groups:
            rows[plaza, group], first[plaza, group] = _Stalls(most), begins
            begins += most
    return {stay: first[stay.plaza, stay.group] + rows[stay.plaza, stay.group].take(stay) for stay in stays}


def groups_of(stays: Iterable[Stay]) -> dict[PlazaKind, tuple[tuple[str, int], ...]]:
    """plaza -> its groups by name, each with how many stand there at once, at most."""
    found: dict[PlazaKind, list[tuple[str, int]]] = {}
    for (plaza, group), most in sorted(_most_at_once(stays).items()):
        found.setdefault(plaza, []).append((group, most))
    return {plaza: tuple(groups) for plaza, groups in found.items()}


class _Stalls:
    """The stalls of one group, as stays come in the order of their starts.

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


def _most_at_once(stays: Iterable[Stay]) -> dict[tuple[PlazaKind, str], int]:
    """(plaza, group) -> how many stand there at once, at most."""
    changes = sorted(
        [change for stay in stays for change in ((stay.start, 1, stay), (stay.end, -1, stay))],
        key=lambda change: (change[0], change[1]),
    )
    now: dict[tuple[PlazaKind, str], int] = {}
    most: dict[tuple[PlazaKind, str], int] = {}
    for _, change, stay in changes:
        row = (stay.plaza, stay.group)
        now[row] = now.get(row, 0) + change
        most[row] = max(most.get(row, 0), now[row])
    return most
