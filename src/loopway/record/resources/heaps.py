"""The next items of a priority queue, in their order, without taking them out or comparing the user's objects."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

_ORDERED = (int, float, str, bytes)


def smallest(heap: list[Any], count: int) -> list[Any]:
    """Give the smallest items of a heap, in time that does not depend on its length.

    Of tuples only what stands before the first object of the user's is compared. Where there is nothing to compare,
    the items come as they lie in the heap: then only the first is sure to be the next one.

    >>> smallest([(1, "a"), (5, "b"), (2, "c")], 2)
    [(1, 'a'), (2, 'c')]
    """
    found: list[Any] = []
    try:
        edge = [(_key(heap[0]), 0)]
        while edge and len(found) < count:
            place = heappop(edge)[1]
            found.append(heap[place])
            for child in (2 * place + 1, 2 * place + 2):
                if child < len(heap):
                    heappush(edge, (_key(heap[child]), child))
    except TypeError:
        return heap[:count]
    return found


def _key(item: Any) -> Any:
    """Give as much of an item as can be compared without calling its methods. Raises TypeError if that is nothing."""
    if type(item) in _ORDERED:
        return item
    if type(item) is not tuple or not item:
        raise TypeError
    if type(item[0]) not in _ORDERED:
        return (_key(item[0]),)
    length = next((place for place, part in enumerate(item) if type(part) not in _ORDERED), len(item))
    return item[:length]
