"""Which sentences are said, and when: priorities, holds, short forms, and what may not be said at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from loopway.story.language import Language
from loopway.story.pace import Pace
from loopway.story.words import Words, fill

Identity = tuple[str, int, tuple[int, ...]]
"""(key, place of the item, tasks): never the text, which may turn from long to short."""

ALWAYS, URGENT, PLAIN, IF_SILENT, UNSAID = 4, 3, 2, 1, -9
"""Priorities: the cut; first times and accidents; repeated wake-ups and ends; starts; only in a lesson's own words."""


@dataclass(slots=True)
class Said:
    """A sentence with its place in the film."""

    offered: float
    """The instant of its event."""
    start: float
    need: float
    key: str
    text: str
    tasks: tuple[int, ...]
    events: tuple[int, ...]
    identity: Identity
    news: bool
    """The first of its key, or the lesson's own."""
    own: str | None
    """The name under which the lesson has it; None: it is a generated one."""
    true_until: float | None = None
    """Set if whoever said it knows."""
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class Offer:
    """What an event would have said."""

    key: str
    priority: int
    tasks: tuple[int, ...]
    letter: str
    """Of the first task; empty if there is none."""
    events: tuple[int, ...] | Callable[[], tuple[int, ...]]
    """A function where they may be very many: it is asked only if the sentence is said."""
    words: Words
    hold: bool = True
    """Whether the event can wait until the sentence before it has been read."""
    room: float | None = None
    """Film seconds that it may take; if the long form does not fit, the short one is said, or nothing."""
    brief: bool = False
    """Only the short form is true."""
    text: str = ""
    """The script's own sentence, in place of the catalogue's."""
    true_until: float | None = None
    """Film seconds, if whoever offers it knows."""


class Speaker:
    """One pass's sentences. The lesson's own ones (`captions`) replace those of the same name."""

    def __init__(
        self,
        pace: Pace,
        captions: dict[str, str],
        banned: frozenset[Identity],
        language: Language,
        *,
        measuring: bool = False,
    ) -> None:
        self.measuring = measuring
        """Whether to say what has no room too, to find out how much it needs."""
        self.pace = pace
        self.captions = captions
        self.banned = banned
        self.language = language
        self.said: list[Said] = []
        self.until = 0.0
        """The last sentence has been read then."""
        self.used: Counter[str] = Counter()
        self.names: dict[str, None] = {}
        """Every name that a lesson's own caption could have in this run, in order."""
        self._counts: Counter[str] = Counter()
        self._heard: set[str] = set()

    def say(self, at: float, place: int, offer: Offer) -> float:
        """Say it now, a little later, or not at all; the instant at which the event may happen (`at` or later)."""
        own = offer.key if offer.text else self._own(offer)
        identity = (offer.key, place, offer.tasks)
        text = offer.text or (self._text(offer) if own is None else self.captions[own])
        if identity in self.banned or not text:
            return at
        silence = at - self.until
        priority = max(offer.priority, URGENT) if own else self._priority(offer, text, silence)
        if priority <= 0 or (not own and self._just_said(text, silence)):
            return at
        start = self._start(at, priority, offer.hold)
        if start is None:
            return at
        held = offer.hold and start - at <= self._patience(priority) + self.pace.reading.slack
        need = self.pace.reading.time(text)
        if not own and self._has_no_room(offer, need if held else start + need - at):
            return at
        news = bool(own) or not self.used[offer.key]
        events = offer.events() if callable(offer.events) else offer.events
        told = Said(at, start, need, offer.key, text, offer.tasks, events, identity, news, own, offer.true_until)
        self.said.append(told)
        self.until = start + need
        self.used[offer.key] += 1
        self._heard.update(prefixes(offer.key))
        return start if held else at

    def is_news(self, prefix: str) -> bool:
        """Whether no sentence with this key, or with one that begins so ("exit" for "exit.sleep"), was said yet."""
        return prefix not in self._heard

    def has_own(self, key: str, letter: str) -> bool:
        """Whether the lesson has a sentence for the next such event."""
        return bool(self.captions) and any(name in self.captions for name in self._names(key, letter, 1))

    def _own(self, offer: Offer) -> str | None:
        """The name of the lesson's own sentence for this event, if it has one."""
        if not self.captions:
            return None
        for prefix in prefixes(offer.key):
            self._counts[_named(prefix, offer.letter)] += 1
        names = self._names(offer.key, offer.letter, 0)
        self.names.update(dict.fromkeys(names))
        return next((name for name in names if name in self.captions), None)

    def _names(self, key: str, letter: str, more: int) -> list[str]:
        """What a lesson may call the event that comes `more` after the last one, the most exact name first."""
        found = []
        for prefix in prefixes(key):
            name = _named(prefix, letter)
            count = self._counts[name] + more
            found += [name, f"{name} 1"] if count == 1 else [f"{name} {count}"]
        return found

    def _text(self, offer: Offer) -> str:
        sentence, language = self.language.captions[offer.key], self.language
        if (self.used[offer.key] or offer.brief) and sentence.again:
            return fill(sentence.again, offer.words, language)
        long = fill(sentence.text, offer.words, language)
        fits = offer.room is None or not sentence.again or self.pace.reading.time(long) <= offer.room
        return long if fits else fill(sentence.again, offer.words, language)

    def _priority(self, offer: Offer, text: str, silence: float) -> int:
        used = self.used[offer.key]
        priority = offer.priority - (used >= 1) - (used >= 3)
        if any(said.text == text for said in self.said[-3:]):
            priority -= 1
        if silence > self.pace.reading.silence_new:
            priority = max(priority, min(PLAIN, offer.priority))
        return ALWAYS if offer.priority == ALWAYS else priority

    def _just_said(self, text: str, silence: float) -> bool:
        return bool(self.said) and self.said[-1].text == text and silence < self.pace.reading.repeat

    def _has_no_room(self, offer: Offer, needed: float) -> bool:
        return offer.room is not None and not self.measuring and needed > offer.room + self.pace.reading.slack

    def _patience(self, priority: int) -> float:
        pace = self.pace
        if priority >= URGENT:
            return pace.reading.hold_urgent * pace.patience
        return pace.reading.hold_plain * pace.patience if priority == PLAIN else 0.0

    def _start(self, at: float, priority: int, hold: bool) -> float | None:
        """When the sentence begins; None: it finds no place."""
        wait = self.until - at
        if wait <= 1e-9:
            silent_enough = priority >= PLAIN or not self.said or -wait >= self.pace.reading.silence_least
            return at if silent_enough else None
        if hold and wait <= self._patience(priority):
            return self.until
        late = self.pace.reading.late_urgent if priority >= URGENT else self.pace.reading.late_plain
        return self.until if priority >= PLAIN and wait <= late + self.pace.reading.slack else None


@cache
def prefixes(key: str) -> tuple[str, ...]:
    """The key and its beginnings, the longest first.

    >>> prefixes("exit.sleep.free")
    ('exit.sleep.free', 'exit.sleep', 'exit')
    """
    parts = key.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts), 0, -1))


def _named(prefix: str, letter: str) -> str:
    return f"{prefix} {letter}" if letter else prefix
