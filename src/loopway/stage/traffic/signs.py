"""Which exit a wait takes: one kind of wait, one plaza, one word on its sign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from loopway.trace.events import Wait

PlazaKind = Literal["other", "sleep", "meet"]

ORDER: tuple[PlazaKind, ...] = ("other", "sleep", "meet")
"""From left to right; the meeting point is always the last."""


class Sign(msgspec.Struct, frozen=True):
    """The plaza that waits of one kind drive to, and what its sign says if they are the only ones there."""

    plaza: PlazaKind
    words: str


SIGNS: dict[str, Sign] = {
    "sleep": Sign("sleep", "sleep"),
    "sleep(0)": Sign("sleep", "sleep(0)"),
    "yield": Sign("sleep", "yield"),
    "task": Sign("meet", "task"),
    "gather": Sign("meet", "gather"),
    "taskgroup": Sign("meet", "TaskGroup"),
    "wait": Sign("meet", "wait"),
    "wait_for": Sign("meet", "wait_for"),
    "as_completed": Sign("meet", "as_completed"),
    "shield": Sign("meet", "shield"),
    "future": Sign("other", "future"),
}
"""kind of wait -> its sign; a kind that is not here drives to "other", under the name of what is awaited."""

COMMON: dict[PlazaKind, str] = {"other": "await", "sleep": "sleep", "meet": "tasks"}
"""What a sign says if waits of several kinds stand there."""

BOARD = "task"
"""Waits of this kind show a chip for each task; `gather` shows numbered bays."""


def sign_of(wait: Wait) -> Sign:
    """The sign that a wait drives to.

    >>> sign_of(Wait(kind="sleep", label="sleep(1)")).plaza, sign_of(Wait(kind="other", label="Queue.get")).words
    ('sleep', 'Queue.get')
    """
    return SIGNS.get(wait.kind) or Sign("other", wait.label or wait.kind)


def sign_words(kind: PlazaKind, waits: Iterable[Wait], alone: bool) -> tuple[str, ...]:
    """What a plaza's sign could say, the best first; the last is empty: the pictogram alone."""
    words = sorted({sign_of(wait).words for wait in waits})
    if kind == "sleep" and "sleep" in words:
        words = ["sleep"]
    if len(words) == 1:
        long = {"sleep": "asyncio.sleep", "gather": "asyncio.gather"}.get(words[0]) if alone else None
        return (*([long] if long else []), words[0], "")
    return (COMMON[kind], "")
