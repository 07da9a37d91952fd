"""Plain programs written by hand, and the laws of two films on one clock: functions that give what breaks them."""

from __future__ import annotations

from collections.abc import Iterator

from loopway.story import Comparison
from loopway.story.joint import TOGETHER
from loopway.trace.events import AnyEvent, CallBlocked, CallReturned, CallStarted, Header
from loopway.trace.trace import Trace

STEP = 10e-6


def plain(*seconds: float, function: str = "fetch", late: float = 0.0) -> Trace:
    """main() calls a function that sleeps, once for each of the seconds; the first call comes `late`."""
    at = late
    events: list[AnyEvent] = [CallStarted(at=at, call="main()", where="plain.py:6")]
    for n in seconds:
        call = f"{function}({n:g})"
        events.append(CallStarted(at=at + STEP, call=call, where="plain.py:3"))
        at += 2 * STEP
        if n:
            events.append(CallBlocked(at=at, call=f"time.sleep({n:g})", seconds=n, where="plain.py:4"))
        at += n + STEP
        events.append(CallReturned(at=at, call=call))
    events.append(CallReturned(at=at + STEP, call="main()"))
    source = "import time\n\ndef fetch(n):\n    time.sleep(n)\n"
    header = Header(
        script="plain.py", source=source, python="3.11.7", clock="virtual", step=2 * STEP, reproducible=True
    )
    return Trace(header=header, events=tuple(events))


def breaches(told: Comparison, clock_of: Comparison | None = None, fps: float = 20.0) -> list[str]:
    """Which laws two films on one clock break; the clock may be that of another one.

    It never falls and never jumps; both set out together; who hurries shows the clock's own second; nobody is behind
    or ahead by more than `TOGETHER` and what the other one did in slow motion meanwhile; both come to their end.
    """
    clock = (clock_of or told).joint.clock
    found = set()
    before = (0.0, told.lane_at(0.0), told.ring_at(0.0))
    seen = clock.at(0.0)
    for t in instants(told, fps):
        now, lane, ring = clock.at(t), told.lane_at(t), told.ring_at(t)
        if now < seen - 1e-12:
            found.add("the clock falls")
        if lane < before[1] - 1e-9 or ring < before[2] - 1e-9:
            found.add("a film runs backwards")
        if t <= told.starts and (lane, ring) != before[1:]:
            found.add("somebody sets out early")
        slack = TOGETHER + slow(told)
        for name, shown in (("lane", told.lane.clock.at(lane)), ("ring", told.ring.clock.at(ring))):
            if t > told.starts and abs(shown - now) > slack and not over(told, name, now):
                found.add(f"the {name} shows another second")
        before, seen = (t, lane, ring), now
    if told.lane_at(told.action_end) < told.lane.calls[-1].gone - 1e-9:
        found.add("the lane does not come to its end")
    return sorted(found)


def slow(told: Comparison) -> float:
    """Trace seconds that both programs spend outside of their long waits."""
    whole = told.lane.clock.at(told.lane.length) + told.ring.clock.at(told.ring.length)
    hurried = [one.ends_at - one.begins_at for story in (told.lane, told.ring) for one in story.stretches]
    return max(0.0, whole - sum(hurried))


def over(told: Comparison, name: str, now: float) -> bool:
    """Whether a program has ended by trace second `now`, or has not begun."""
    ends, begins = (told.lane_ends, told.lane.calls[0].begins_at) if name == "lane" else (told.ring_ends, 0.0)
    return now >= ends - TOGETHER or now <= begins + TOGETHER


def instants(told: Comparison, fps: float) -> Iterator[float]:
    """The instants of the action."""
    return (number / fps for number in range(int(told.action_end * fps) + 1))
