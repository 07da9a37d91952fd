"""Which colour role a car has."""

from __future__ import annotations

from collections.abc import Sequence

from loopway.story.story import Life

CARS = 7
"""So many car colours; violet is kept for M."""

EACH = 8
"""Up to so many tasks each have a colour of their own; beyond that each coroutine function has one."""


def colours(lives: Sequence[Life]) -> dict[int, str]:
    """task -> its colour role: "main" for M, else "car.0", "car.1", ... in order of creation."""
    ordinary = [life for life in lives if life.letter != "M"]
    keys = [life.task if len(ordinary) <= EACH else life.function for life in ordinary]
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    given = {life.task: f"car.{order[key] % CARS}" for life, key in zip(ordinary, keys, strict=True)}
    return given | {life.task: "main" for life in lives if life.letter == "M"}


def cancelled(colour: str) -> str:
    """The same car once it was told to stop.

    >>> cancelled("car.2"), cancelled("main")
    ('cancelled.2', 'cancelled.main')
    """
    return f"cancelled.{colour.removeprefix('car.')}"
