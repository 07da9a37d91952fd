"""How coroutines and values are written down."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from loopway.record import texts


async def fetch(n: Any, *rest: Any, timeout: float = 5, **options: Any) -> None:
    """A coroutine function with every sort of parameter."""


async def sleep(delay: float, result: Any = None) -> None:
    """A coroutine function with a default."""


class Garage:
    """Something with methods."""

    async def repair(self, car: str, hours: int = 1) -> None:
        """A method."""


class Opaque:
    """Something with the default repr."""


def nested() -> Coroutine[Any, Any, None]:
    """Give the coroutine of a function inside a function."""

    async def inner(n: int) -> None:
        pass

    return inner(n=3)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: fetch(1), "fetch(1)"),
        (lambda: fetch("a", 2, 3), "fetch('a', 2, 3)"),
        (lambda: fetch(1, timeout=5), "fetch(1)"),
        (lambda: fetch(1, timeout=6), "fetch(1, timeout=6)"),
        (lambda: fetch(1, x=2), "fetch(1, x=2)"),
        (lambda: fetch("https://example.org/"), "fetch('https://exam…"),
        (lambda: sleep(1), "sleep(1)"),
        (lambda: sleep(1, "x"), "sleep(1, 'x')"),
        (lambda: Garage().repair("A"), "Garage.repair('A')"),
        (lambda: Garage().repair("A", hours=2), "Garage.repair('A', …"),
        (lambda: sleep(Opaque()), "sleep(<Opaque>)"),  # type: ignore[arg-type]
        (nested, "inner(3)"),
        (lambda: fetch({"b": 1, "a": 2}), "fetch({'b': 1, 'a':…"),
    ],
)
def test_a_coroutine_is_written_as_it_was_called(make: Callable[[], Coroutine[Any, Any, None]], text: str) -> None:
    """Name and arguments, without `self` and what equals a default, cut at 20 characters."""
    coro: Any = make()
    assert texts.call(coro.cr_code, coro.cr_frame) == text
    coro.close()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Task complete", "'Task complete'"),
        (Opaque(), f"<{__name__}.Opaque object>"),
        ({3, 1, 2}, "{1, 2, 3}"),
        ("x" * 100, "'" + "x" * 58 + "…"),
        ("\ud800", "'\\ud800'"),
        (ValueError("no fuel"), "ValueError('no fuel')"),
    ],
)
def test_a_value_is_shown_the_same_on_every_run(value: object, text: str) -> None:
    """No addresses, sets in order, at most sixty characters."""
    assert texts.shown(value) == text


def test_a_value_that_cannot_be_shown_has_its_type() -> None:
    """A repr that raises is not our failure."""

    class Broken:
        def __repr__(self) -> str:
            raise RuntimeError

    assert texts.shown(Broken()) == "<Broken instance>"


def test_an_error_is_written_as_in_a_traceback() -> None:
    """Type and message, the type alone if there is none."""
    assert texts.error(ValueError("no fuel")) == "ValueError: no fuel"
    assert texts.error(KeyboardInterrupt()) == "KeyboardInterrupt"


def test_lone_surrogates_become_text() -> None:
    """What no file could hold is written as an escape."""
    assert texts.clean("a\ud800b") == "a\\ud800b"
