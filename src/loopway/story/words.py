"""The sentences of the film, in English: a catalogue by key; each is one plain sentence or two short ones."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

import msgspec

from loopway.errors import UsageError

LONGEST = 68
"""Characters of a caption, at most."""

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


class Sentence(msgspec.Struct, frozen=True):
    """A template, what is said the second time, and how long it stays true."""

    text: str
    truth: Truth
    again: str = ""


E, S, X, T, N, B = Truth.EVENT, Truth.STATE, Truth.EXIT, Truth.TURN, Truth.NEW, Truth.BLOCK
G = Truth.GLIMPSE

CATALOGUE: dict[str, Sentence] = {
    # the road
    "open.main": Sentence("The road opens for M: {fn}().", E),
    "open.one": Sentence("The road opens for {L}: {fn}().", E),
    "open.again": Sentence("A new road opens: this is another asyncio.run.", E),
    "empty.one.alone": Sentence(
        "{L} waits. The road is empty: no other car is on it.", S, "{L} waits on an empty road."
    ),
    "empty.one": Sentence("Nobody drives. {L} is the only one still waiting.", S, "Only {L} still waits."),
    "empty.few": Sentence("Nobody drives. {Ls} wait at the same time.", S, "Nobody drives: {Ls} wait."),
    "empty.many": Sentence("Nobody drives. {n} cars wait at the same time.", S, "Nobody drives: {n} cars wait."),
    "empty.parent": Sentence(
        "Nobody drives. {L} waits, and {P} waits for {L}.", S, "{L} waits, and {P} waits for {L}."
    ),
    "empty.thread": Sentence(
        "The road is empty. The thread works on its own.", S, "The thread works, the road is empty."
    ),
    "idle.forever": Sentence("Nothing is left that could wake {Ls}.", E),
    "close": Sentence("{M} is done. The road closes.", E),
    "close.forgot": Sentence("{M} is done: the road closes. {Ls} must stop.", E),
    "cut": Sentence("The recording stops here. {n} still on the way.", E),
    "fold": Sentence("{n} more turns like these. The clock runs on.", S),
    "streak": Sentence("{n} more turns, one car at a time, at high speed.", S, "{n} more turns, at high speed."),
    # plans and new tasks
    "create.one": Sentence("{P} plans car {L}: {fn}(). It lines up.", N, "{P} plans {L}: {fn}()."),
    "create.few": Sentence("{P} plans {n} cars: {Ls}. They line up.", N, "{P} plans {n} more: {Ls}."),
    "create.many": Sentence("{P} plans {n} cars. They line up, first in, first out.", N, "{P} plans {n} more cars."),
    "create.eager": Sentence("{L} starts at once, inside {P}'s turn.", E),
    "never.started": Sentence("{Ls} never got a turn.", E),
    "letter": Sentence("{fn}() was called, but never awaited. It never runs.", E),
    # turns
    "go.first": Sentence("{L} starts {fn}(). One car at a time.", T, "{L} starts {fn}()."),
    "go.resume": Sentence("{L} goes on where it stopped: line {line}.", T, "{L} goes on at line {line}."),
    # exits: the awaits that really wait
    "exit.sleep": Sentence("{L} takes the exit: it waits {d}.", X, "{L} waits {d}."),
    "exit.sleep.free": Sentence(
        "{L} takes the exit: it waits {d}. The road is free.", X, "{L} waits {d}. The road is free."
    ),
    "exit.sleep.next": Sentence("{L} takes the exit: it waits {d}. {N} is next.", G, "{L} waits {d}. {N} is next."),
    "exit.sleep.limit": Sentence("{L} takes the exit: it waits {d}, but for {most} at most.", X),
    "exit.sleep0": Sentence("{L} gives up its turn: sleep(0). It joins the tail.", T, "{L} gives up its turn."),
    "exit.sleep0.group": Sentence("{Ls} each give up their turn and line up again.", E),
    "exit.group": Sentence("{Ls} take the same exit, one after the other.", X, "{Ls} take the exit."),
    "exit.group.many": Sentence("{n} cars take the same exit, one after the other.", X, "{n} cars take the exit."),
    "exit.task": Sentence("{L} waits until {K} has arrived.", X),
    "exit.gather": Sentence("{L} waits at the meeting point for {Ks}.", X),
    "exit.taskgroup": Sentence("{L} waits for its whole group: {Ks}.", X),
    "exit.wait": Sentence("{L} waits at the meeting point: {Ks} are out.", X),
    "exit.wait_for": Sentence("{L} waits for {K}, but not for ever: {label}.", X),
    "exit.as_completed": Sentence("{L} waits for whoever arrives first.", X),
    "exit.shield": Sentence("{L} waits. What it waits for is shielded.", X),
    "exit.lock": Sentence("{L} stops at the gate: {H} has the key.", X),
    "exit.lock.group": Sentence("{Ls} stop at the gate: {H} has the key.", X),
    "exit.lock.nobody": Sentence("{L} stops at the gate: the key is out.", X),
    "exit.semaphore": Sentence("{L} stops at the gate: no key is left.", X),
    "exit.event": Sentence("{L} waits for the signal.", X),
    "exit.condition": Sentence("{L} waits until somebody calls it.", X),
    "exit.barrier": Sentence("{L} waits at the barrier for the others.", X),
    "exit.queue get": Sentence("{L} waits at the dock: the queue is empty.", X, "{L} waits: the queue is empty."),
    "exit.queue put": Sentence("{L} waits at the dock: the queue is full.", X, "{L} waits: the queue is full."),
    "exit.queue join": Sentence("{L} waits until every item is dealt with.", X),
    "exit.network": Sentence("{L} waits for the network. Nobody knows how long.", X),
    "exit.thread": Sentence("{L} parks. Its work runs in a thread, on its own road.", X),
    "exit.process": Sentence("{L} waits for another program.", X),
    "exit.future": Sentence("{L} waits until somebody sets the result.", X),
    "exit.other": Sentence("{L} takes the exit and waits: {label}.", X),
    # wake-ups: to the line, never straight to the road
    "wake.timer": Sentence("{L} has waited {d}. It lines up again.", T, "{L} lines up again."),
    "wake.timer.group": Sentence("{Ls} have waited long enough. They line up.", T, "{Ls} line up again."),
    "wake.late": Sentence("{L} was due {d} ago. The road was taken.", T),
    "wake.task": Sentence("{K} has arrived. {L} lines up again.", T),
    "wake.gather": Sentence("All have arrived. {L} lines up again.", T),
    "wake.lock": Sentence("{B} gives the key back. {L} lines up.", T, "{B} gives the key to the next: {L}."),
    "wake.semaphore": Sentence("{B} gives a key back. {L} lines up.", T),
    "wake.event": Sentence("{B} turns the signal green. {Ls} line up.", T),
    "wake.event.one": Sentence("{B} turns the signal green. {L} lines up.", T),
    "wake.condition": Sentence("{B} calls {L}. It lines up.", T),
    "wake.barrier": Sentence("{B} is the last to come. {Ls} line up.", T),
    "wake.barrier.one": Sentence("{B} is the last to come. {L} lines up.", T),
    "wake.queue get": Sentence("{B} brings an item. {L} lines up.", T, "An item for {L}."),
    "wake.queue put": Sentence("{B} takes an item. There is room: {L} lines up.", T, "Room for {L}: it lines up."),
    "wake.future": Sentence("{B} sets the result. {L} is ready, not driving yet.", T),
    "wake.thread": Sentence("The thread has finished. {L} lines up.", T),
    "wake.network": Sentence("Bytes have come in. {L} lines up.", T),
    "wake.other": Sentence("{L} can go on. It lines up.", T),
    # a blocked road
    "block": Sentence("{call} stops {L} ON the road. Nobody can pass.", B, "{call} stops {L} ON the road."),
    "block.due": Sentence(
        "{call} stops {L} ON the road. {Ls} {are} due, and stuck.", B, "{call} stops {L}. {Ls} {are} stuck."
    ),
    "block.alone": Sentence("{call} stops {L} ON the road. This is no await.", B, "{call} stops {L} ON the road."),
    "busy": Sentence("{L} computes for {d}. It keeps the road all that time.", B, "{L} computes ON the road, for {d}."),
    "plan": Sentence("{call} only draws a plan. Nothing has started.", E, "{call} draws one more plan."),
    "lane": Sentence("{L} takes the only lane: {call}.", E),
    "lane.next": Sentence("Only now can {L} start: {call}.", E, "Then {L}: {call}."),
    "lane.stop": Sentence("{call}: {L} waits ON the lane. Nobody can pass.", B, "{L} waits ON the lane: {call}."),
    "lane.busy": Sentence("{L} computes for {d}, and keeps the lane.", B),
    "lane.raised": Sentence("{L} breaks down: {exc}.", E),
    "block.desk": Sentence("{call}: the whole program stands still.", B),
    # endings
    "done": Sentence("{L} is done. It leaves the road for good.", E, "{L} is done."),
    "done.group": Sentence("{Ls} finish, one after the other.", E, "{Ls} are done."),
    "raised": Sentence("{L} breaks down: {exc}. It leaves the road.", E),
    "raised.caught": Sentence("{L} breaks down: {exc}. {P} gets the error.", E),
    "cancelled": Sentence("{L} has tidied up and leaves: cancelled.", E, "{L} leaves, cancelled."),
    "cancelled.before": Sentence("{L} is cancelled before its first turn.", E),
    "swallowed": Sentence("{L} was asked to stop, but it goes on.", E),
    # asking to stop
    "cancel": Sentence("{B} asks {L} to stop. {L} will hear it on its next turn.", T, "{B} asks {L} to stop."),
    "cancel.several": Sentence("{B} asks {Ls} to stop. They will hear it on their turns.", T),
    "cancel.timeout": Sentence("Time is up. {L} is told to stop waiting.", T),
    "cancel.group": Sentence("{K} broke down, so its group is called back: {Ls}.", T),
    "cancel.close": Sentence("The road is closing. {Ls} must stop.", T),
    # two programs, one clock
    "versus.same": Sentence("The same {n} {things}. {Left}: plain functions. {Right}: asyncio.", E),
    "versus.other": Sentence("{Left}: plain functions. {Right}: asyncio. One clock for both.", E),
    "versus.exit": Sentence("{Left}, {L} stands ON the lane. {Right}, {K} took the exit.", E),
    "versus.stuck": Sentence("{Left}, {n} stand behind {L}. {Right}, all {m} wait at once.", S),
    "versus.stuck.one": Sentence("{Left}, {N} stands behind {L}. {Right}, all {m} wait at once.", S),
    "versus.stuck.some": Sentence("{Left}, {n} stand behind {L}. {Right}, {m} wait at once.", S),
    "versus.stuck.some.one": Sentence("{Left}, {N} stands behind {L}. {Right}, {m} wait at once.", S),
    "versus.stuck.none": Sentence("{Left}, {L} stands there. {Right}, {m} wait at once.", S),
    "versus.later": Sentence("At {t}: {left}, {L} is only starting. {Right}, {L} has waited {d}.", E),
    "versus.later.over": Sentence("At {t}: {left}, {L} is only starting. {Right}, {L}'s wait is over.", E),
    "versus.done": Sentence("At {t}: {right}, {K} is done. {Left}, {L} has {r} to go.", E),
    "versus.ring": Sentence("At {t} the ring road is done. On the lane, {L} still stands.", E),
    "versus.ring.more": Sentence("At {t} the ring road is done. On the lane, {n} are still to come.", E),
    "versus.lane": Sentence("At {t} the lane is done. On the ring road, {Ks} are not.", E),
    "versus.lane.one": Sentence("At {t} the lane is done. On the ring road, {Ks} is not.", E),
    # beside the road
    "callback": Sentence("{call}() runs: a plain callback, not a car.", E),
    "error": Sentence("The script ends with an error: {exc}.", E),
    "print": Sentence("It prints: {text}", E),
}


def fill(template: str, given: Words) -> str:
    """The sentence with its words in it; if it is over 68 characters, its longest word is cut, never the sentence.

    >>> fill("It prints: {text}", {"text": "x" * 70})[-3:]
    'xx…'
    """
    words = dict(given)
    text = template.format(**words)
    while len(text) > LONGEST:
        used = [key for key, word in words.items() if isinstance(word, str) and "{" + key + "}" in template]
        longest = max(used, key=lambda key: len(str(words[key])))
        word = str(words[longest])
        words[longest] = word[: max(4, len(word) - (len(text) - LONGEST) - 1)].rstrip("….") + "…"
        shorter = template.format(**words)
        if len(shorter) >= len(text):
            break
        text = shorter
    return text


def own(captions: dict[str, str]) -> dict[str, str]:
    """A lesson's own captions, checked: a UsageError names the first that is too long."""
    for name, text in captions.items():
        if len(text) > LONGEST:
            raise UsageError(
                f"the caption {name!r} has {len(text)} characters",
                why=f"a caption is one line of at most {LONGEST}",
                todo="say it in fewer words",
            )
    return dict(captions)
