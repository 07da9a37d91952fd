"""The captions of the film by key: how long each stays true, how one is filled in, and how long it may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import Enum
from itertools import accumulate, takewhile
from types import MappingProxyType

from loopway.errors import UsageError
from loopway.story.language import Language

LONGEST = 68
"""Characters of a caption, at most; one that is twice as wide counts twice, one without a width not at all."""

Words = Mapping[str, str | int]
"""What is filled into a sentence, by its name in the template."""

NO_WORDS: Words = MappingProxyType({})


class Truth(Enum):
    """How long a sentence stays true."""

    EVENT = "event"
    """To the next sentence."""
    STATE = "state"
    """To the end of its idle time, streak or fold."""
    EXIT = "exit"
    """Until its first task is woken."""
    GLIMPSE = "glimpse"
    """As long as it is read: what comes next comes at once."""
    TURN = "turn"
    """Until a while after its last task's next gate."""
    NEW = "new"
    """Until a while after its last task's first gate."""
    BLOCK = "block"
    """Until a while after the call has returned."""


E, S, X, T, N, B = Truth.EVENT, Truth.STATE, Truth.EXIT, Truth.TURN, Truth.NEW, Truth.BLOCK
G = Truth.GLIMPSE

TRUTHS: dict[str, Truth] = {
    # the road
    "open.main": E,
    "open.one": E,
    "open.again": E,
    "empty.one.alone": S,
    "empty.one": S,
    "empty.few": S,
    "empty.many": S,
    "empty.parent": S,
    "empty.thread": S,
    "idle.forever": E,
    "close": E,
    "close.forgot": E,
    "cut": E,
    "fold": S,
    "streak": S,
    # plans and new tasks
    "create.one": N,
    "create.few": N,
    "create.many": N,
    "create.eager": E,
    "never.started": E,
    "letter": E,
    # turns
    "go.first": T,
    "go.resume": T,
    # exits: the awaits that really wait
    "exit.sleep": X,
    "exit.sleep.free": X,
    "exit.sleep.next": G,
    "exit.sleep.limit": X,
    "exit.sleep0": T,
    "exit.sleep0.group": E,
    "exit.group": X,
    "exit.group.many": X,
    "exit.task": X,
    "exit.gather": X,
    "exit.taskgroup": X,
    "exit.wait": X,
    "exit.wait_for": X,
    "exit.as_completed": X,
    "exit.shield": X,
    "exit.lock": X,
    "exit.lock.group": X,
    "exit.lock.nobody": X,
    "exit.semaphore": X,
    "exit.event": X,
    "exit.condition": X,
    "exit.barrier": X,
    "exit.queue get": X,
    "exit.queue put": X,
    "exit.queue join": X,
    "exit.network": X,
    "exit.thread": X,
    "exit.process": X,
    "exit.future": X,
    "exit.other": X,
    # wake-ups: to the line, never straight to the road
    "wake.timer": T,
    "wake.timer.group": T,
    "wake.late": T,
    "wake.task": T,
    "wake.gather": T,
    "wake.lock": T,
    "wake.semaphore": T,
    "wake.event": T,
    "wake.event.one": T,
    "wake.condition": T,
    "wake.barrier": T,
    "wake.barrier.one": T,
    "wake.queue get": E,
    "wake.queue put": E,
    "wake.future": T,
    "wake.thread": T,
    "wake.network": T,
    "wake.other": T,
    # a blocked road
    "block": B,
    "block.due": B,
    "block.alone": B,
    "busy": B,
    "plan": E,
    "lane": E,
    "lane.next": E,
    "lane.stop": B,
    "lane.busy": B,
    "lane.raised": E,
    "block.desk": B,
    # endings
    "done": E,
    "done.group": E,
    "raised": E,
    "raised.caught": E,
    "cancelled": E,
    "cancelled.before": E,
    "swallowed": E,
    # asking to stop
    "cancel": T,
    "cancel.several": T,
    "cancel.timeout": T,
    "cancel.group": T,
    "cancel.close": T,
    # two programs, one clock
    "versus.same": E,
    "versus.other": E,
    "versus.exit": E,
    "versus.stuck": S,
    "versus.stuck.one": S,
    "versus.stuck.some": S,
    "versus.stuck.some.one": S,
    "versus.stuck.none": S,
    "versus.later": E,
    "versus.later.over": E,
    "versus.done": E,
    "versus.ring": E,
    "versus.ring.more": E,
    "versus.lane": E,
    "versus.lane.one": E,
    # beside the road
    "callback": E,
    "error": E,
    "print": E,
}
"""How long each caption stays true. What it says stands in the catalogues, under the same key."""


def size(text: str) -> int:
    """How many characters' room a caption takes.

    >>> size("A waits."), size("Aが待つ"), size("⁦A⁩")
    (8, 7, 1)
    """
    return len(text) if text.isascii() else sum(map(_room, text))


def _room(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def fill(template: str, given: Words, language: Language | None = None) -> str:
    """The sentence with its words in it; if it is over 68 characters, its longest word is cut, never the sentence.

    >>> fill("It prints: {text}", {"text": "x" * 70})[-3:]
    'xx…'
    """
    words, tongue = dict(given), language or Language(code="", name="")
    text = tongue.line(template, words)
    while size(text) > LONGEST:
        used = [key for key, word in words.items() if isinstance(word, str) and "{" + key + "}" in template]
        if not used:
            break
        longest = max(used, key=lambda key: size(str(words[key])))
        word = str(words[longest])
        words[longest] = beginning(word, max(4, size(word) - (size(text) - LONGEST) - 1)).rstrip("….") + "…"
        shorter = tongue.line(template, words)
        if size(shorter) >= size(text):
            break
        text = shorter
    return text


def beginning(word: str, room: int) -> str:
    """As much of a word as has this room."""
    ends = takewhile(lambda taken: taken <= room, accumulate(map(_room, word)))
    return word[: sum(1 for _ in ends)]


def own(captions: dict[str, str], language: Language) -> dict[str, str]:
    """A lesson's own captions, without what would steer the line; a UsageError names the first that is too long."""
    said = {name: language.own(text) for name, text in captions.items()}
    for name, text in said.items():
        if size(text) > LONGEST:
            raise UsageError(
                f"the caption {name!r} has {size(text)} characters",
                why=f"a caption is one line of at most {LONGEST}",
                todo="say it in fewer words",
            )
    return said
