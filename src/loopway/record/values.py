"""How the user's values are written down without running any of his code: a `__repr__` may print, change or fail."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from loopway.record.texts import clean, cut

DEEPEST = 4
"""How far one container inside another is looked into."""
_WIDEST = 1000
"""Bits of a number that is still written out: the time to do so grows with their square."""

_NUMBERS = frozenset((bool, float, complex, range, type(None), type(...)))
_TEXTS = frozenset((str, bytes, bytearray))
_BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
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
    try:
        text = _text(value, DEEPEST, longest)
    except RuntimeError:  # another thread changes a container just now
        text = _type(value)
    if "0x" in text or not text.isascii():
        text = clean(text)
    return cut(text, longest)


def _text(value: Any, level: int, room: int) -> str:
    """Write down as much of a value as there is `room` for, and a little more."""
    kind = type(value)
    if kind is int:
        return repr(value) if value.bit_length() <= _WIDEST else _type(value)
    if kind in _TEXTS:
        return repr(value[: room + 1])
    if kind in _NUMBERS:
        return repr(value)
    if kind is dict:
        return _pairs(value, level, room)
    if kind in _BRACKETS:
        left, right = _BRACKETS[kind]
        if not value and kind in _EMPTY:
            return _EMPTY[kind]
        return _items(left, value, ",)" if kind is tuple and len(value) == 1 else right, level, room)
    if issubclass(kind, BaseException) and kind.__repr__ is _ERROR:
        return _items(kind.__name__ + "(", _ARGUMENTS.__get__(value), ")", level, room)
    return _type(value)


def _items(left: str, values: Iterable[Any], right: str, level: int, room: int) -> str:
    text = left
    for number, value in enumerate(values):
        if level <= 0:
            return f"{left}...{right}"
        if len(text) > room:
            break
        text += ", " if number else ""
        text += _text(value, level - 1, room)
    return text + right


def _pairs(values: dict[Any, Any], level: int, room: int) -> str:
    text = "{"
    for number, (key, value) in enumerate(values.items()):
        if level <= 0:
            return "{...}"
        if len(text) > room:
            break
        text += ", " if number else ""
        text += f"{_text(key, level - 1, room)}: {_text(value, level - 1, room)}"
    return text + "}"


def _type(value: object) -> str:
    return f"<{type(value).__name__}>"
