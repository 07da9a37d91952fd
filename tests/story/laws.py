"""The laws of a film, checked from outside: from the trace and the Story's own values alone."""

from __future__ import annotations

from itertools import pairwise

from loopway.story.pace import Pace
from loopway.story.story import Life, Span, State, Story, StretchKind
from loopway.story.timeline import hidden_tasks
from loopway.trace.events import LoopIdle, Printed, StepStarted
from loopway.trace.trace import Trace

TINY = 1e-6


def breaches(trace: Trace, story: Story) -> list[str]:
    """The laws that this film breaks, one sentence each; empty for a lawful film."""
    laws = (_clock, _turns, _line, _spans, _idles, _drawn_in_time, _captions, _order_of_waits, _prints)
    return [breach for law in laws for breach in law(trace, story)]


def turns(story: Story) -> list[tuple[Life, Span]]:
    """All turns on the road in the order of their starts; eager steps have none of their own."""
    spans = [(life, span) for life in story.timeline.lives for span in life.spans]
    mine = [(life, span) for life, span in spans if span.state is State.RUNNING and not span.eager]
    return sorted(mine, key=lambda turn: (turn[1].start, turn[1].end))


def _clock(trace: Trace, story: Story) -> list[str]:
    clock = story.clock
    longest = trace.events[-1].at if trace.events else 0.0
    instants = [story.action_start + k * (story.action_end - story.action_start) / 400 for k in range(401)]
    shown = [clock.at(instant) for instant in instants]
    found = [f"the clock falls at {a}" for a, (x, y) in zip(instants, pairwise(shown), strict=False) if y < x]
    for life, span in turns(story):
        if span.flash:
            continue
        for film, second in ((span.start, span.begins_at), (span.end, span.ends_at)):
            if abs(clock.at(film) - second) > 1e-9 + 1e-7 * longest:
                found.append(f"{life.letter}: the clock shows {clock.at(film)} at {film}, not {second}")
    for stretch in story.stretches:
        for film, second in ((stretch.start, stretch.begins_at), (stretch.end, stretch.ends_at)):
            if abs(clock.at(film) - second) > 1e-9 + 1e-7 * longest:
                found.append(f"{stretch.kind.name}: the clock shows {clock.at(film)} at {film}, not {second}")
    return found


def _turns(trace: Trace, story: Story) -> list[str]:
    hidden = hidden_tasks(trace)
    steps = [e.task for e in trace.events if isinstance(e, StepStarted) and e.task not in hidden and not e.eager]
    driven = turns(story)
    found = [] if [life.task for life, _ in driven] == steps else ["the turns are not the steps, in their order"]
    for (a, before), (b, after) in pairwise(driven):
        if before.end > after.start + TINY:
            found.append(f"two on the road: {a.letter} until {before.end}, {b.letter} from {after.start}")
        if after.begins_at < before.begins_at:
            found.append(f"{b.letter} drives before {a.letter}")
    pace = Pace()
    for life, span in driven:
        floor = pace.leave.floor if span.outcome else pace.turn.floor
        if not span.flash and span.end - span.start < min(floor, pace.turn.floor) - TINY:
            found.append(f"{life.letter}: a turn of {span.end - span.start}")
    return found


def _line(trace: Trace, story: Story) -> list[str]:
    arrivals = []
    for life in story.timeline.lives:
        in_line = (span for span in life.spans if span.state is State.READY and not span.flash)
        arrivals += [(span.end, span.settled, life.letter) for span in in_line if span.settled < span.end]
    arrivals.sort()
    return [f"{b[2]} overtakes {a[2]} in line" for a, b in pairwise(arrivals) if b[1] <= a[1]]


def _spans(trace: Trace, story: Story) -> list[str]:
    found = []
    for life in story.timeline.lives:
        for a, b in pairwise(life.spans):
            if abs(a.end - b.start) > TINY:
                found.append(f"{life.letter}: {a.state.value} ends at {a.end}, {b.state.value} starts at {b.start}")
        found += [
            f"{life.letter}: {span.state.value} runs backwards"
            for span in life.spans
            if span.end < span.start - TINY or span.leaves < span.start - TINY or span.settled < span.leaves - TINY
        ]
        for span in life.spans:
            if span.state is State.READY and not span.flash and span.settled > span.end + TINY:
                found.append(f"{life.letter} drives before it stands in line")
    return found


def _idles(trace: Trace, story: Story) -> list[str]:
    found = []
    moves = []
    for life in story.timeline.lives:
        moves += [(span.leaves, span.settled, life.letter) for span in life.spans if span.settled > span.leaves]
        if life.gone is not None and life.spans:
            moves.append((life.spans[-1].end, life.gone, life.letter))
    for stretch in story.stretches:
        if stretch.kind is StretchKind.IDLE:
            found += [
                f"{letter} moves from {a} to {b} while nobody drives ({stretch.start} to {stretch.end})"
                for a, b, letter in moves
                if a < stretch.end - TINY and b > stretch.start + TINY
            ]
    return found


def _drawn_in_time(trace: Trace, story: Story) -> list[str]:
    """Every change of state is drawn at its own instant of the clock, or in the time-lapse that it belongs to."""
    lapses = [s for s in story.stretches if s.kind in (StretchKind.FOLD, StretchKind.STREAK)]
    passage = longest_passage(trace)
    found = []
    for life in story.timeline.lives:
        for span in life.spans:
            film, second = span.start, span.begins_at
            lapse = next((s for s in lapses if s.start - TINY <= film <= s.end + TINY), None)
            shown = story.clock.at(film)
            if lapse is not None:
                right = lapse.begins_at - passage <= second <= lapse.ends_at + passage
            else:
                right = abs(shown - second) <= passage + Pace().short_gap + 1e-9 + 1e-7 * second
            if not right:
                found.append(f"{life.letter}: {span.state.value} from {second}, drawn when the clock shows {shown}")
    return found


def longest_passage(trace: Trace) -> float:
    """The longest time without an idle time: wake-ups are drawn at the end of a turn or of an idle time."""
    longest = begun = 0.0
    for event in trace.events:
        if isinstance(event, LoopIdle):
            longest = max(longest, event.at - begun)
            begun = max(event.at, event.until or event.at)
    return max(longest, (trace.events[-1].at - begun) if trace.events else 0.0)


def _captions(trace: Trace, story: Story) -> list[str]:
    pace = Pace()
    found = [f"two captions: {a.caption!r}, {b.caption!r}" for a, b in pairwise(story.beats) if a.until > b.at + TINY]
    for beat in story.beats:
        if beat.until - beat.at < pace.reading.time(beat.caption) - 0.03:
            found.append(f"{beat.caption!r} cannot be read in {beat.until - beat.at}")
        if len(beat.caption) > 68:
            found.append(f"{beat.caption!r} has {len(beat.caption)} characters")
        if any(not 0 <= event < len(trace.events) for event in beat.events):
            found.append(f"{beat.caption!r} speaks of events that do not exist")
    return found


def _order_of_waits(trace: Trace, story: Story) -> list[str]:
    """A longer wait never gets a shorter idle time, but for the habit: each one later is at most 12 % shorter."""
    idles = [s for s in story.stretches if s.kind is StretchKind.IDLE and s.end - s.start > 0.26]
    found = []
    for k, a in enumerate(idles):
        for b in idles[k + 1 :]:
            longer = b.ends_at - b.begins_at > (a.ends_at - a.begins_at) * (1 + 1e-9)
            if not longer and b.end - b.start > a.end - a.start + TINY:
                found.append(f"a shorter wait at {b.start} is told longer than the one at {a.start}")
    return found


def _prints(trace: Trace, story: Story) -> list[str]:
    hidden = hidden_tasks(trace)
    printed = [e.text for e in trace.events if isinstance(e, Printed) and e.task not in hidden]
    found = [] if [p.text for p in story.prints] == printed else ["what is printed is not what was printed"]
    found += [f"{p.text!r} is printed after the action" for p in story.prints if p.at > story.action_end]
    return found + [f"a line mark at {m.at}" for m in story.lines if not 0 <= m.at <= story.action_end]
