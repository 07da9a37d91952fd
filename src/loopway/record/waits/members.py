"""The tasks behind a future: itself, the children of a gather, what a shield protects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

_SHIELD = "shield.<locals>._outer_done_callback"


def numbers(futures: Iterable[Any], number: Callable[[object], int | None]) -> tuple[int, ...]:
    """Give the numbers of the tasks behind these futures, each once, in their order."""
    return tuple(dict.fromkeys(found for future in futures for found in _behind(future, number)))


def in_order(futures: Iterable[Any], number: Callable[[object], int | None]) -> tuple[int, ...]:
    """Give them in the order of creation: asyncio keeps these futures in a set, which has none of its own."""
    return tuple(sorted(numbers(futures, number)))


def callback(future: Any, name: str) -> Any:
    """Give the callback with this qualified name that stands on a future; None without one."""
    waiting = getattr(future, "_callbacks", None) or ()
    return next((found for found, *_ in waiting if getattr(found, "__qualname__", "") == name), None)


def shielded(future: Any) -> Any:
    """Give the future that a shield's outer one protects; None if this is no shield."""
    found = callback(future, _SHIELD)
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
    children = getattr(future, "_children", None)
    if type(future).__name__ == "_GatheringFuture":
        for child in children or ():
            yield from _behind(child, number)
    elif (inner := shielded(future)) is not None:
        yield from _behind(inner, number)
