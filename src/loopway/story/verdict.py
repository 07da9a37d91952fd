"""What a comparison has shown: its title, and the honest sentence, from the measured numbers alone."""

from __future__ import annotations

import msgspec

from loopway.story.language import Language
from loopway.story.story import Span, State, Story, StretchKind, Telling

MORE = 1.02
"""A sum of waits overlapped if it is longer than the whole by this; a program took longer if it took so much more."""

SLOWER = 0.9
"""Nobody drove faster if the driving on the ring took at least this part of that on the lane."""

JOINS = {"gather": "asyncio.gather", "taskgroup": "asyncio.TaskGroup"}
"""Waits for others that give an asyncio program its name, if it has one kind of them."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a comparison that are not captions."""

    title: str
    trips: str
    """What both programs do, in the plural: "trips"; empty: they do different things."""
    lane_name: str
    ring_name: str
    lane_words: str
    ring_words: str
    """Half a sentence beside each name."""
    sentence: str
    note: str


def verdict(lane: Story, ring: Story, ends: tuple[float, float], done: tuple[bool, bool], telling: Telling) -> Verdict:
    """What the two runs have shown; `ends` are the seconds that the lane and the ring took, if they are `done`."""
    language = telling.language
    trips = same_trips(lane, ring, language)
    overlapped = waited(ring) > MORE * ends[1]
    ring_words = "versus.ring.overlap" if overlapped else "versus.ring.none" if done[1] else ""
    return Verdict(
        title=language.own(telling.title) or _title(len(lane.calls), trips, language),
        trips=trips,
        lane_name=language.say("versus.lane"),
        ring_name=_ring_name(ring),
        lane_words=language.say("versus.lane.waits") if _lane_waits(lane) else "",
        ring_words=language.say(ring_words) if ring_words else "",
        sentence=_ended(lane, ring, ends, overlapped, same=bool(trips)) if all(done) else _unfinished(done, language),
        note=language.own(telling.note) or (_driving(lane, ring) if all(done) else ""),
    )


def _title(count: int, trips: str, language: Language) -> str:
    counts = language.words["versus.counts"].split()
    named = counts[count] if count < len(counts) else str(count)
    return language.say("versus.title", n=named, things=trips) if trips else language.say("versus.title.other")


def same_trips(lane: Story, ring: Story, language: Language) -> str:
    """What calls and tasks are called in the plural, if all of them run one function of one name; else empty.

    A task that only waits for the others does not count.
    """
    shown = {task for bar in ring.ending.bars for task in bar.tasks}
    tasks = [life for life in ring.timeline.lives if life.task in shown]
    functions = {call.function for call in lane.calls} | {life.function for life in tasks}
    if len(functions) != 1 or len(tasks) != len(lane.calls):
        return ""
    if len(tasks) < 2:
        return ""
    return plural(functions.pop()) if language.plurals == "english" else language.words["versus.things"]


def plural(word: str) -> str:
    """The plural of a function's name; "calls" if it is no plain word.

    >>> plural("trip"), plural("fetch"), plural("get_page")
    ('trips', 'fetches', 'calls')
    """
    if not (word.isascii() and word.isalpha() and word.islower()):
        return "calls"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def ring_total(ring: Story) -> float:
    """Trace seconds until the last step of the last task."""
    return max(span.ends_at for life in ring.timeline.lives for span in life.spans)


def waited(ring: Story) -> float:
    """The sum of the waits of all tasks, without those that only wait for others; trace seconds."""
    shown = {task for bar in ring.ending.bars for task in bar.tasks}
    return sum(_wait(span) for life in ring.timeline.lives if life.task in shown for span in life.spans)


def _wait(span: Span) -> float:
    return span.ends_at - span.begins_at if span.state is State.SUSPENDED else 0.0


def _ring_name(ring: Story) -> str:
    kinds = {span.wait.kind for life in ring.timeline.lives for span in life.spans if span.wait is not None}
    joins = sorted(kinds & set(JOINS))
    return JOINS[joins[0]] if len(joins) == 1 else "asyncio"


def _lane_waits(lane: Story) -> bool:
    """Whether all that stands on the lane waits, and computes nothing."""
    stops = [stop for call in lane.calls for stop in call.stops]
    return bool(stops) and all(stop.call != "busy" for stop in stops)


def _ended(lane: Story, ring: Story, ends: tuple[float, float], overlapped: bool, *, same: bool) -> str:
    language, (lane_took, ring_took) = ring.language, ends
    on_lane, on_ring = language.duration(lane_took), language.duration(ring_took)
    if lane_took > MORE * ring_took:
        if overlapped and ring.ending.ran >= SLOWER * lane.ending.ran:
            return language.say("versus.overlapped")
        if overlapped:
            return language.say("versus.overlapped.took", r=on_ring, d=on_lane)
    elif same and overlapped:
        return language.say("versus.overlapped.vain")
    elif same and ring_took <= MORE * lane_took:
        return language.say("versus.alone")
    return language.say("versus.took", d=on_lane, r=on_ring)


def _unfinished(done: tuple[bool, bool], language: Language) -> str:
    if not any(done):
        return language.say("versus.neither")
    return language.say("versus.no_ring" if done[0] else "versus.no_lane")


def _driving(lane: Story, ring: Story) -> str:
    """What driving took, if everything else was waiting; else empty."""
    blocked = any(stretch.kind is StretchKind.BLOCK for stretch in ring.stretches)
    if blocked or not _lane_waits(lane):
        return ""
    language = ring.language
    on_lane, on_ring = language.duration(lane.ending.ran), language.duration(ring.ending.ran)
    if on_lane == on_ring:
        return language.say("versus.driving", d=on_lane)
    return language.say("versus.driving.each", d=on_lane, r=on_ring)
