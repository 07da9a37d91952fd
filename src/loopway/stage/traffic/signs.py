"""Which exit a wait takes: one kind of wait, one plaza, one word on its sign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from loopway.stage.text import width
from loopway.stage.traffic.roadmap import RoadMap
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

LONG = ("sleep", "gather")
"""What is said in full if there is no other sign."""

BOARD = "task"
"""Waits of this kind show a chip for each task; `gather` shows numbered bays."""


def sign_of(wait: Wait) -> Sign:
    """The sign that a wait drives to.

    >>> sign_of(Wait(kind="sleep", label="sleep(1)")).plaza, sign_of(Wait(kind="other", label="Queue.get")).words
    ('sleep', 'Queue.get')
    """
    return SIGNS.get(wait.kind) or Sign("other", wait.label or wait.kind)


def sign_words(kind: PlazaKind, waits: Iterable[Wait], alone: bool) -> tuple[str, ...]:
    """What a plaza's sign could say, the best first; the last is empty: the pictogram alone.

    >>> sign_words("sleep", [Wait(kind="sleep", label="sleep(1)")], alone=True)
    ('asyncio.sleep', 'sleep', '')
    >>> sign_words("other", [Wait(kind="other", label="Queue.get"), Wait(kind="other", label="Queue.put")], alone=False)
    ('Queue', '')
    """
    words = sorted({sign_of(wait).words for wait in waits})
    if kind == "sleep" and "sleep" in words:
        words = ["sleep"]
    if len(words) == 1:
        (word,) = words
        long = (f"asyncio.{word}",) if alone and word in LONG else ()
        return tuple(dict.fromkeys((*long, *(() if "__" in word else (word,)), word.split(".")[0], "")))
    heads = {word.split(".")[0] for word in words}
    return (heads.pop() if len(heads) == 1 else COMMON[kind], "")


def sign_width(label: str, height: float, lengths: RoadMap) -> float:
    """The width of a sign in frame units: a square with the pictogram, and its words."""
    if not label:
        return height
    em = max(lengths.sign_em * height, lengths.sign_words)
    return height + width(label, em, "mono.medium") + lengths.sign_pad * height


def fitted_sign(words: Iterable[str], room: float, u: float, lengths: RoadMap) -> tuple[str, float]:
    """What a sign says, and its height: it shrinks to its floor, then says less, then nothing."""
    tall = max(lengths.sign * u, lengths.sign_floor)
    for label in words:
        for height in (tall, (tall + lengths.sign_floor) / 2, lengths.sign_floor):
            if sign_width(label, height, lengths) <= room:
                return label, height
    return "", tall
