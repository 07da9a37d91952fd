"""Is a sentence true? Each is made anew from the numbers of its events alone, without the pass that said it."""

from __future__ import annotations

from loopway.story.catalogue import english
from loopway.story.pace import Pace
from loopway.story.story import Beat, Story
from loopway.story.timeline import end_of
from loopway.story.words import fill
from loopway.trace.trace import Trace

from .laws import longest_passage
from .oracle import Oracle
from .witnesses import WITNESSES

STATES = ("empty", "idle", "fold", "streak")
"""What is said of a whole stretch of time."""


def sentences(oracle: Oracle, beat: Beat) -> set[str]:
    """The sentences (long and short) that this key makes of these events; empty if they do not bear it out."""
    witness = next(WITNESSES[prefix] for prefix in _prefixes(beat.key) if prefix in WITNESSES)
    words = witness(oracle, beat, [oracle.events[number] for number in beat.events])
    if words is None:
        return set()
    template = english().captions[beat.key]
    return {fill(text, words) for text in (template.text, template.again) if text}


def _prefixes(key: str) -> list[str]:
    parts = key.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def lies(trace: Trace, story: Story) -> list[str]:
    """The captions that their own events do not bear out, or that are said when the clock is elsewhere."""
    oracle = Oracle(trace)
    found = []
    for beat in story.beats:
        if beat.caption not in sentences(oracle, beat):
            found.append(f"{beat.key}: {beat.caption!r}, not {sorted(sentences(oracle, beat))}")
        if beat.key.startswith("empty"):
            found += _somebody_drives(story, beat)
        found += _elsewhere(trace, story, beat)
    return found


def _elsewhere(trace: Trace, story: Story, beat: Beat) -> list[str]:
    """Whether the clock under a sentence is more than a passage away from its event.

    Who waits may be said as long as it waits; who never had a turn is known at the end.
    """
    if not beat.events or beat.key.startswith(STATES) or (beat.key.startswith("exit") and _waits(story, beat)):
        return []
    at = end_of(trace) if beat.key == "never.started" else trace.events[beat.events[0]].at
    near = longest_passage(trace) + Pace().short_gap
    first, last = story.clock.at(beat.at) - near, story.clock.at(beat.until) + near
    return [] if first <= at <= last else [f"{beat.caption!r} of {at}, said from {first} to {last}"]


def _waits(story: Story, beat: Beat) -> bool:
    life = next(life for life in story.timeline.lives if life.task == beat.tasks[0])
    return any(
        span.state.value == "suspended" and span.start <= beat.at + 1 and beat.until <= span.end + 1e-6
        for span in life.spans
    )


def _somebody_drives(story: Story, beat: Beat) -> list[str]:
    """While a sentence says that nobody drives, nobody does, and whoever it names waits."""
    found = []
    middle = (beat.at + beat.until) / 2
    for life in story.timeline.lives:
        for span in life.spans:
            if span.state.value == "running" and span.start < beat.until - 1e-6 and span.end > beat.at + 1e-6:
                found.append(f"{beat.caption!r}, but {life.letter} drives")
            named = life.task in beat.tasks and span.start <= middle < span.end
            if named and span.state.value != "suspended":
                found.append(f"{beat.caption!r}, but {life.letter} is {span.state.value}")
    return found


def mutants(trace: Trace, story: Story) -> list[tuple[Beat, str]]:
    """Every caption with its subject changed to each other task: all of them are lies."""
    oracle = Oracle(trace)
    found = []
    for beat in story.beats:
        if not beat.tasks or beat.key.startswith(("open", "exit.sleep0.group")):
            continue
        subject = oracle.called[beat.tasks[0]]
        for other in oracle.called.values():
            words = beat.caption.split(" ")
            changed = [word.replace(subject, other) if _is_name(word, subject) else word for word in words]
            if other != subject and changed != words:
                found.append((beat, " ".join(changed)))
    return found


def _is_name(word: str, letter: str) -> bool:
    return word.strip(".,:") == letter
