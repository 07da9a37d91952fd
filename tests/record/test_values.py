"""Values are written down as Python does it, without running any of the user's code."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopway.record.values import plain

atoms = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=5)
values = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.lists(inner, max_size=4).map(deque)
        | st.dictionaries(atoms, inner, max_size=4)
        | st.frozensets(atoms, max_size=4)
    ),
    max_leaves=6,
)


class Touchy:
    """Whoever asks anything of it has broken the promise."""

    def __repr__(self) -> str:
        raise AssertionError

    __str__ = __len__ = __eq__ = __hash__ = __iter__ = __bool__ = __repr__  # type: ignore[assignment]


class Text(str):
    """A subclass may have a `__repr__` of its own."""


class OwnError(ValueError):
    """An error of the user's."""


class LoudError(ValueError):
    """An error with a voice of its own."""

    def __repr__(self) -> str:
        raise AssertionError


@given(values)
def test_pythons_own_types_as_repr(value: Any) -> None:
    """What is made of Python's own types is written as `repr` does it, without the addresses and cut."""
    text = repr(value).encode("utf-8", "backslashreplace").decode()
    if " at 0x" not in text and _depth(value) <= 4:
        assert plain(value, 10_000) == text
        short = plain(value, 12)
        assert len(short) <= 12
        assert short == text or short.endswith("…")


def _depth(value: Any) -> int:
    inner = [*value, *value.values()] if isinstance(value, dict) else value
    return 1 + max(map(_depth, inner), default=0) if isinstance(value, list | tuple | deque | dict | frozenset) else 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Touchy(), "<Touchy>"),
        ([Touchy(), (1,)], "[<Touchy>, (1,)]"),
        ({"a": Touchy()}, "{'a': <Touchy>}"),
        (Text("x"), "<Text>"),
        (Touchy, "<type>"),
        (set(), "set()"),
        (OwnError("x", Touchy()), "OwnError('x', <Touchy>)"),
        (LoudError("x"), "<LoudError>"),
        (10**400, "<int>"),
        ([[[[[1]]]]], "[[[[[...]]]]]"),
        ("x" * 10_000_000, "'" + "x" * 58 + "…"),
        (list(range(10_000_000)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …"),
    ],
)
def test_objects_are_never_asked(value: object, text: str) -> None:
    """Of any other object only the type is told; the depth, the length and the time are bounded."""
    assert plain(value, 60) == text


def test_a_list_in_itself() -> None:
    """An endless value has an end."""
    value: list[Any] = []
    value.append(value)
    assert plain(value, 60) == "[[[[[...]]]]]"
