"""The tasks behind a future: itself, the children of a gather, what a shield protects."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import Any

_FUTURES: tuple[Any, ...] = (asyncio.Future, asyncio.futures._PyFuture)  # type: ignore[attr-defined]
"""C's and Python's."""
SHIELD = "shield.<locals>._outer_done_callback"
"""The name of the callback on the future that a shield gives out."""


def numbers(futures: Iterable[Any], number: Callable[[object], int | None]) -> tuple[int, ...]:
    """Give the numbers of the tasks behind these futures, each once, in their order."""
    return tuple(dict.fromkeys(found for future in futures for found in _behind(future, number)))


def in_order(futures: Iterable[Any], number: Callable[[object], int | None]) -> tuple[int, ...]:
    """Give them in the order of creation: asyncio keeps these futures in a set, which has none of its own."""
    return tuple(sorted(numbers(futures, number)))


def callbacks(future: Any) -> dict[str, Any]:
    """Give the functions that stand on a future as callbacks, by their qualified names.

    Only asyncio's own futures are asked, and only plain functions: anything else might run code of the user's.
    """
    waiting: Any = future._callbacks if isinstance(future, _FUTURES) else None
    return {found.__qualname__: found for found, *_ in waiting or () if type(found) is FunctionType}


def shielded(future: Any) -> Any:
    """Give the future that a shield's outer one protects; None if this is no shield."""
    found = callbacks(future).get(SHIELD)
    return None if found is None else cell(found, "inner")


def cell(function: Any, name: str) -> Any:
    """Give a variable that a function has from around it; None while that has no value."""
    place = function.__code__.co_freevars.index(name)
    try:
        return function.__closure__[place].cell_contents
    except ValueError:
        return None


def _behind(future: Any, number: Callable[[object], int | None]) -> Iterator[int]:
    found = number(future)
    if found is not None:
        yield found
        return
    if type(future).__name__ == "_GatheringFuture":
        for child in future._children:
            yield from _behind(child, number)
    elif (inner := shielded(future)) is not None:
        yield from _behind(inner, number)
