"""How the user's values are written down without running any of his code: a `__repr__` may print, change or fail."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from loopway.record.texts import clean, cut

DEEPEST = 4
"""How far one container inside another is looked into."""
_WIDEST = 1000
"""Bits of a number that is still written out: the time to do so grows with their square."""

_NUMBERS = (int, bool, float, complex, range, type(None), type(...))
_TEXTS = (str, bytes, bytearray)
_BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    dict: ("{", "}"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
    deque: ("deque([", "])"),
}
_EMPTY: dict[type, str] = {set: "set()", frozenset: "frozenset()"}

_ERROR: Any = BaseException.__repr__
_ARGUMENTS: Any = vars(BaseException)["args"]
"""Python's own, whatever a class of the user's calls so."""


def plain(value: object, longest: int) -> str:
    """Give the `repr` of a value that is made of Python's own types, cut; of any other object the type.

    >>> plain([1, "two", Car()], 60)
    "[1, 'two', <Car>]"
    """
    text = ""
    try:
        for piece in _pieces(value, DEEPEST, longest):
            text += piece
            if len(text) > longest:
                break
    except RuntimeError:  # another thread changes a container just now
        text = _type(value)
    return cut(clean(text), longest)


def _pieces(value: Any, level: int, longest: int) -> Iterator[str]:
    kind = type(value)
    if kind in _TEXTS:
        yield repr(value[: longest + 1])
    elif kind is int and value.bit_length() > _WIDEST:
        yield _type(value)
    elif kind in _NUMBERS:
        yield repr(value)
    elif kind in _BRACKETS:
        yield from _container(value, level, longest)
    elif issubclass(kind, BaseException) and kind.__repr__ is _ERROR:
        yield kind.__name__
        yield from _between(("(", ")"), iter(_ARGUMENTS.__get__(value)), level, longest)
    else:
        yield _type(value)


def _container(value: Any, level: int, longest: int) -> Iterator[str]:
    kind = type(value)
    if not value and kind in _EMPTY:
        return iter((_EMPTY[kind],))
    if kind is dict:
        return _between(_BRACKETS[dict], iter(value.items()), level, longest, pairs=True)
    left, right = _BRACKETS[kind]
    return _between((left, ",)" if kind is tuple and len(value) == 1 else right), iter(value), level, longest)


def _between(
    brackets: tuple[str, str], items: Iterator[Any], level: int, longest: int, *, pairs: bool = False
) -> Iterator[str]:
    yield brackets[0]
    for number, item in enumerate(items):
        if level <= 0:
            yield "..."
            break
        if number:
            yield ", "
        if pairs:
            yield from _pieces(item[0], level - 1, longest)
            yield ": "
            yield from _pieces(item[1], level - 1, longest)
        else:
            yield from _pieces(item, level - 1, longest)
    yield brackets[1]


def _type(value: object) -> str:
    return f"<{type(value).__name__}>"
