"""Which exit a wait takes: one kind of wait, one plaza, one word on its sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from loopway.stage.text import width
from loopway.stage.traffic.roadmap import RoadMap
from loopway.trace.events import Wait

PlazaKind = Literal["gate", "signal", "dock", "sleep", "network", "thread", "other", "meet"]

ORDER: tuple[PlazaKind, ...] = ("gate", "signal", "dock", "sleep", "network", "thread", "other", "meet")
"""From left to right; the meeting point is always the last."""

MOST_PLAZAS = 4
"""More kinds of exits than that share one: the rarest drive to "other"."""


class Sign(msgspec.Struct, frozen=True):
    """The plaza that waits of one kind drive to, and what its sign says if they are the only ones there."""

    plaza: PlazaKind
    words: str


SIGNS: dict[str, Sign] = {
    "lock": Sign("gate", "Lock"),
    "semaphore": Sign("gate", "Semaphore"),
    "condition": Sign("gate", "Condition"),
    "event": Sign("signal", "Event"),
    "barrier": Sign("signal", "Barrier"),
    "queue get": Sign("dock", "Queue"),
    "queue put": Sign("dock", "Queue"),
    "queue join": Sign("dock", "Queue"),
    "sleep": Sign("sleep", "sleep"),
    "sleep(0)": Sign("sleep", "sleep(0)"),
    "yield": Sign("sleep", "yield"),
    "network": Sign("network", "network"),
    "process": Sign("network", "process"),
    "thread": Sign("thread", "thread"),
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

COMMON: dict[PlazaKind, str] = {
    "gate": "locks",
    "signal": "signals",
    "dock": "Queue",
    "sleep": "sleep",
    "network": "network",
    "thread": "thread",
    "other": "await",
    "meet": "tasks",
}
"""What a sign says if waits of several kinds stand there."""

LONG = ("sleep", "gather")
"""What is said in full if there is no other sign."""

BOARD = "task"
"""Waits of this kind show a chip for each task; `gather` shows numbered bays."""


def is_group(wait: Wait) -> bool:
    """Whether those who are waited for are tied together: when one fails, all others are told to stop."""
    return wait.kind == "taskgroup"


def sign_of(wait: Wait) -> Sign:
    """The sign that a wait drives to.

    >>> sign_of(Wait(kind="sleep", label="sleep(1)")).plaza, sign_of(Wait(kind="other", label="Queue.get")).words
    ('sleep', 'Queue.get')
    """
    return SIGNS.get(wait.kind) or Sign("other", wait.label or wait.kind)


def group_of(plaza: PlazaKind, wait: Wait) -> str:
    """Which row of a plaza a wait stands in: of gates and signals one for each, of docks one for each side.

    >>> group_of("dock", Wait(kind="queue get", label="Queue.get", on=("queue1",)))
    'queue1 get'
    """
    resource = next((on for on in wait.on if isinstance(on, str)), wait.label)
    if plaza in ("gate", "signal"):
        return resource
    if plaza == "dock":
        return f"{resource} {'get' if wait.kind == 'queue get' else 'put'}"
    return ""


def folded(visits: Mapping[PlazaKind, int]) -> frozenset[PlazaKind]:
    """The kinds of plaza that share "other", so that there are four at most: the rarest ones, by their visits.

    >>> sorted(folded({"gate": 3, "dock": 1, "sleep": 9, "thread": 2, "meet": 1}))
    ['dock', 'thread']
    """
    kinds, shared = set(visits), set[PlazaKind]()
    while len((kinds - shared) | ({"other"} if shared else set())) > MOST_PLAZAS:
        own = [kind for kind in ORDER if kind in kinds - shared and kind not in ("other", "meet")]
        shared.add(min(own, key=lambda kind: visits[kind]))
    return frozenset(shared)


def sign_words(kind: PlazaKind, waits: Iterable[Wait], alone: bool) -> tuple[str, ...]:
    """What a plaza's sign could say, the best first; the last is empty: the pictogram alone.

    >>> sign_words("sleep", [Wait(kind="sleep", label="sleep(1)")], alone=True)
    ('asyncio.sleep', 'sleep', '')
    >>> sign_words("other", [Wait(kind="other", label="Queue.get"), Wait(kind="other", label="Queue.put")], alone=False)
    ('Queue', '')
    """
    words = sorted({_word(kind, wait) for wait in waits})
    if kind == "sleep" and "sleep" in words:
        words = ["sleep"]
    if len(words) == 1:
        (word,) = words
        long = (f"asyncio.{word}",) if alone and word in LONG else ()
        return tuple(dict.fromkeys((*long, *(() if "__" in word else (word,)), word.split(".")[0], "")))
    heads = {word.split(".")[0] for word in words}
    return (heads.pop() if len(heads) == 1 else COMMON[kind], "")


def _word(kind: PlazaKind, wait: Wait) -> str:
    """What a sign calls a wait: at an exit that is not its own, by its label."""
    sign = sign_of(wait)
    return sign.words if sign.plaza == kind else wait.label or wait.kind


def sign_width(label: str, height: float, lengths: RoadMap) -> float:
    """The width of a sign in frame units: a square with the pictogram, and its words."""
    if not label:
        return height
    em = max(lengths.sign_em * height, lengths.sign_words)
    return height + width(label, em, "mono.medium") + lengths.sign_pad * height


def fitted_sign(words: Iterable[str], room: Callable[[float], float], u: float, lengths: RoadMap) -> tuple[str, float]:
    """What a sign says, and its height: it shrinks to its floor, then says less, then nothing.

    `room` is the width that a sign of a height has; roads bend round it.
    """
    tall = max(lengths.sign * u, lengths.sign_floor)
    for label in words:
        for height in (tall, (tall + lengths.sign_floor) / 2, lengths.sign_floor):
            if sign_width(label, height, lengths) <= room(height):
                return label, height
    return "", tall
