"""Two programs on one clock: a plain one and an asyncio one, told side by side; what they took, and why."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.story.ending import ticks
from loopway.story.fitting import harder
from loopway.story.joint import LANE, RING, Joint, parts
from loopway.story.pace import Pace
from loopway.story.story import Bar, Beat, Story, Telling
from loopway.story.tell import tell
from loopway.story.verdict import Verdict, ring_total, verdict
from loopway.story.versus import beats
from loopway.story.weave import joint
from loopway.trace.events import LoopOpened
from loopway.trace.trace import Trace

BOTH = 1.25
"""A film of two programs may be so many times as long as one of one before it is told more briskly."""

TRIES = 6
"""So many tempos are tried for a length that was asked for."""

NEAR, MET = 0.02, 0.04
"""A length is near enough within this part of it, and met within that one."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A plain program and an asyncio one on one clock; film seconds are those of the joint film."""

    lane: Story
    ring: Story
    """Each in film seconds of its own."""
    joint: Joint
    above: bool
    """The lane is seen above the ring, not at its left."""
    beats: tuple[Beat, ...]
    """In order; none overlap."""
    rows: tuple[Bar, ...]
    """The asyncio program's tasks, without those that only wait for others."""
    lane_ends: float
    ring_ends: float
    """Trace seconds that each program took ..."""
    lane_done: bool
    ring_done: bool
    """... if it came to its end while it was watched."""
    axis: float
    ticks: tuple[float, ...]
    """Trace seconds, from 0."""
    verdict: Verdict
    starts: float
    """Film seconds: both set out."""
    action_end: float
    """Film seconds: the ending card begins."""
    length: float
    warnings: tuple[str, ...]

    def lane_at(self, t: float) -> float:
        """The lane's own film second at joint film second t."""
        return self.joint.at(LANE, self.lane.clock, t)

    def ring_at(self, t: float) -> float:
        """The ring's own film second at joint film second t."""
        return self.joint.at(RING, self.ring.clock, t)


def compare(
    one: Trace, other: Trace, telling: Telling | None = None, pace: Pace | None = None, *, above: bool = False
) -> Comparison:
    """Tell two runs as one film: a plain program and an asyncio one, whichever comes first.

    `above`: the lane will be seen above the ring, not at its left. Pure: the same traces and options give the same
    Comparison. A UsageError if they are two of a kind, or if one of them shows nothing.
    """
    plain, looped = sorted_out(one, other)
    telling, pace = telling or Telling(), pace or Pace()
    weave = partial(_told, plain, looped, telling, above)
    if pace.length is not None:
        best = _nearest(weave, pace, pace.length, pace.asked_most)
        missed = f"these runs cannot be told in {pace.length:g} s; the film is {best.length:.1f} s long"
        met = abs(best.length - pace.length) <= MET * pace.length
        return best if met else replace(best, warnings=(*best.warnings, missed))
    told, natural = weave(pace), BOTH * pace.natural
    wanted = min(pace.soft, natural + (told.length - natural) / 2)
    if told.length <= natural:
        return told
    best = _nearest(weave, pace, wanted, 1.0)
    if best.length <= pace.hard:
        return best
    folded = weave(replace(harder(pace), natural=wanted, tempo=pace.tempo * pace.asked_least))
    return min(best, folded, key=lambda one: one.length)


def _nearest(weave: Callable[[Pace], Comparison], pace: Pace, wanted: float, most: float) -> Comparison:
    """The comparison whose length is nearest to the wanted one, of a few tempos up to `most`."""
    low, high = pace.asked_least, most
    tried: list[Comparison] = []
    for _ in range(TRIES):
        tempo = math.sqrt(low * high)
        quicker = replace(pace, length=None, natural=wanted, tempo=pace.tempo * tempo)
        tried.append(weave(quicker))
        if abs(tried[-1].length - wanted) < NEAR * wanted:
            break
        low, high = (low, tempo) if tried[-1].length > wanted else (tempo, high)
    return min(tried, key=lambda one: abs(one.length - wanted))


def sorted_out(one: Trace, other: Trace) -> tuple[Trace, Trace]:
    """The plain program and the one with a loop; a UsageError if there is not one of each."""
    loops = [_has_loop(trace) for trace in (one, other)]
    names = " and ".join(trace.header.script for trace in (one, other))
    if loops[0] == loops[1]:
        raise UsageError(
            "both programs run an event loop" if loops[0] else "neither program runs an event loop",
            where=names,
            why="a comparison shows a plain program on its single lane beside an asyncio program on its ring road",
            todo="give one of each; films of two of a kind can be made one by one",
        )
    return (other, one) if loops[0] else (one, other)


def _has_loop(trace: Trace) -> bool:
    return any(isinstance(event, LoopOpened) for event in trace.events)


def _told(plain: Trace, looped: Trace, telling: Telling, above: bool, pace: Pace) -> Comparison:
    quick = replace(pace, patience=0.0, opening=0.0, entry=0.0)
    other = Telling(language=telling.language, remarks=False)
    lane, ring = tell(plain, other, quick), tell(looped, other, quick)
    _check(lane, ring)
    films = (
        (ring.clock, parts(ring, ring.action_start, _ring_over(ring))),
        (lane.clock, parts(lane, lane.action_start, _lane_over(lane))),
    )
    woven = joint(films, pace.versus_lead, pace.versus_tail, pace)
    ring_ends, lane_ends = ring_total(ring), max(call.ends_at for call in lane.calls)
    done = (lane.calls[-1].outcome is not None, all(life.outcome is not None for life in ring.timeline.lives))
    axis = max(ring_ends, lane_ends)
    action_end = woven.end + pace.versus_tail
    rows = ring.ending.bars
    comparison = Comparison(
        lane=lane,
        ring=ring,
        joint=woven,
        above=above,
        beats=(),
        rows=rows,
        lane_ends=lane_ends,
        ring_ends=ring_ends,
        lane_done=done[0],
        ring_done=done[1],
        axis=axis,
        ticks=ticks(axis),
        verdict=verdict(lane, ring, (lane_ends, ring_ends), done, telling),
        starts=pace.versus_lead,
        action_end=action_end,
        length=action_end + pace.versus_ending,
        warnings=tuple(dict.fromkeys((*lane.warnings, *ring.warnings))),
    )
    return replace(comparison, beats=beats(comparison, pace.reading))


def _check(lane: Story, ring: Story) -> None:
    if not lane.calls:
        raise UsageError(
            f"{lane.script} calls no function of its own, and nothing in it waits",
            why="the single lane shows calls: without one there is nothing to compare",
            todo="put what it does into functions, as the asyncio program has its coroutines",
        )
    if not any(life.spans for life in ring.timeline.lives):
        raise UsageError(
            f"no task ever ran in {ring.script}",
            why="the ring road shows tasks: without one there is nothing to compare",
            todo="see what it does: loopway trace " + ring.script,
        )


def _ring_over(ring: Story) -> float:
    """When the ring's picture has shown everything, in its own film seconds."""
    seen = [life.gone for life in ring.timeline.lives if life.gone is not None]
    seen += [span.settled for life in ring.timeline.lives for span in life.spans]
    seen += [stretch.end for stretch in ring.stretches]
    return min(ring.action_end, max(seen))


def _lane_over(lane: Story) -> float:
    seen = [call.gone for call in lane.calls] + [stretch.end for stretch in lane.stretches]
    return min(lane.action_end, max(seen))
