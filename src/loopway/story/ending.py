"""The ending card: bars, axis, and one sentence with the number; from the events alone, never from the film."""

from __future__ import annotations

import math
from collections.abc import Iterator

from loopway.story.calls import Shown, standing
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.names import duration, spoken
from loopway.story.story import Bar, BarSpan, Ending, Life, State, Timeline
from loopway.story.waits import FOR_TASKS, YIELDS, tasks_waited_for
from loopway.trace.events import CallBlocked
from loopway.trace.trace import Trace

MOST_BARS = 12
"""More tasks than this share one bar for each coroutine function."""

TICKS = 6
"""So many ticks on the axis, about."""

ROUNDLY = 0.95
"""An axis of 3.0001 s has the ticks of one of 3 s."""

WIDE = 100.0
"""If the longest wait is this many times the median, the axis is logarithmic."""


def ending(trace: Trace, timeline: Timeline, flat: tuple[Item, ...], calls: tuple[Shown, ...] = ()) -> Ending:
    """What the run showed; trace seconds. `calls` are those of a program without a loop."""
    lives = timeline.lives
    axis = max([_end(timeline, flat), *(call.ends_at for call in calls)])
    ran = sum(span.end - span.start for life in lives for span in life.spans if span.state is State.RUNNING)
    ran += sum(s.end - s.start for call in calls for s in _call_spans(trace, call) if s.state is State.RUNNING)
    header = trace.header
    small = f"script time; each step counts {duration(header.step)}" if header.clock == "virtual" else ""
    return Ending(
        bars=_call_bars(trace, calls) if calls else _bars(_with_bars(lives), axis),
        ticks=ticks(axis),
        axis=axis,
        logarithmic=_is_wide(lives),
        ran=ran,
        sentence=_sentence(timeline, flat, axis, ran),
        small_print=small,
    )


def _end(timeline: Timeline, flat: tuple[Item, ...]) -> float:
    ends = [item.end for item in flat if isinstance(item, Turn | Idle)]
    ends += [life.born for life in timeline.lives]
    blocked = [item.event for item in flat if isinstance(item, Happening)]
    ends += [event.at + event.seconds for event in blocked if isinstance(event, CallBlocked)]
    return max(ends, default=timeline.end)


def ticks(axis: float) -> tuple[float, ...]:
    """Round instants from 0 to the end of the axis, in steps of 1, 2 or 5.

    >>> ticks(3.0)
    (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
    """
    if axis <= 0:
        return (0.0,)
    rough = axis / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(k * power for k in (1, 2, 5, 10) if k * power >= rough * ROUNDLY)
    count = math.floor(axis / step + 1e-6)
    return tuple(float(f"{place * step:.6g}") for place in range(count + 1))


def _bars(lives: list[Life], axis: float) -> tuple[Bar, ...]:
    if len(lives) <= MOST_BARS:
        return tuple(
            Bar(
                tasks=(life.task,),
                label=life.coro,
                spans=tuple(BarSpan(state=s.state, start=s.start, end=s.end) for s in life.spans if s.end > s.start),
                open_ended=life.outcome is None,
            )
            for life in lives
        )
    functions: dict[str, list[Life]] = {}
    for life in lives:
        functions.setdefault(life.function, []).append(life)
    return tuple(_shared_bar(function, group, axis) for function, group in functions.items())


def _call_bars(trace: Trace, calls: tuple[Shown, ...]) -> tuple[Bar, ...]:
    """One bar a call: bright while it runs, dim while it stands; of more calls than fit only the first ones."""
    return tuple(
        Bar(
            tasks=(call.number,),
            label=call.call,
            spans=tuple(_call_spans(trace, call)),
            open_ended=call.outcome is None,
        )
        for call in calls[:MOST_BARS]
    )


def _call_spans(trace: Trace, call: Shown) -> Iterator[BarSpan]:
    at = call.begins_at
    for event in standing(trace, call):
        if event.at > at:
            yield BarSpan(state=State.RUNNING, start=at, end=event.at)
        at = max(at, event.at + event.seconds)
        yield BarSpan(state=State.SUSPENDED, start=event.at, end=at)
    if call.ends_at > at:
        yield BarSpan(state=State.RUNNING, start=at, end=call.ends_at)


def _shared_bar(function: str, group: list[Life], axis: float) -> Bar:
    """One bar for all tasks of a coroutine function: from the first one's birth to the last one's end."""
    start = min(life.born for life in group)
    end = max((life.spans[-1].end for life in group if life.spans), default=axis)
    label = f"{function}() x {len(group)}" if len(group) > 1 else group[0].coro
    return Bar(
        tasks=tuple(life.task for life in group),
        label=label,
        spans=(BarSpan(state=State.SUSPENDED, start=start, end=end),),
        open_ended=any(life.outcome is None for life in group),
    )


def _with_bars(lives: tuple[Life, ...]) -> list[Life]:
    """Those whose bars would not only repeat those of the tasks that they created."""
    children: dict[int | None, set[int]] = {}
    for life in lives:
        children.setdefault(life.parent, set()).add(life.task)
    return [life for life in lives if not _only_waits_for(children.get(life.task, set()), life)]


def _only_waits_for(children: set[int], life: Life) -> bool:
    waits = [span.wait for span in life.spans if span.wait is not None and span.wait.kind not in YIELDS]
    return bool(children) and all(wait.kind in FOR_TASKS and set(tasks_waited_for(wait)) <= children for wait in waits)


def _is_wide(lives: tuple[Life, ...]) -> bool:
    waits = sorted(
        span.end - span.start for life in lives for span in life.spans if span.wait and span.end > span.start
    )
    return bool(waits) and waits[-1] > WIDE * waits[len(waits) // 2]


def _sentence(timeline: Timeline, flat: tuple[Item, ...], wall: float, ran: float) -> str:
    lives = timeline.lives
    turns = [item for item in flat if isinstance(item, Turn)]
    blocks = _blocks(flat)
    blocked = sum(event.seconds for event in blocks)
    waits = [
        span.end - span.start
        for life in lives
        for span in life.spans
        if span.wait is not None and span.wait.kind not in FOR_TASKS and span.wait.kind not in YIELDS
    ]
    waited = sum(waits)
    if not lives:
        still = f"{duration(blocked)} of standing still in {duration(wall)}: nothing overlapped."
        return still if blocked else "No road was opened. Nothing ran."
    if not turns:
        return "1 car planned, it never drove." if len(lives) == 1 else f"{len(lives)} cars planned, none ever drove."
    if blocked > 0.3 * wall:
        return f"{duration(wall)} in all: for {duration(blocked)} of it {_blockers(blocks, lives)} stood on the road."
    if len(lives) == 1 and waited > 0.5 * wall:
        return f"{duration(wall)} in all, {duration(ran)} of it driving. One car: nothing to overlap."
    if waited > 1.15 * wall:
        return f"{duration(waited)} of waiting fitted into {duration(wall)}. One car drove at a time."
    if waited > 0.5 * wall and len(waits) == 1:
        return f"{duration(wall)} in all, {duration(ran)} of it driving. One wait: nothing to overlap."
    if waited > 0.5 * wall:
        return f"{duration(wall)} in all. The waits came one after the other."
    if len(turns) == 1:
        return f"One turn, {duration(wall)}. Nothing had to wait."
    return f"{len(turns)} turns in {duration(wall)}, one after the other."


def _blocks(flat: tuple[Item, ...]) -> list[CallBlocked]:
    found: list[CallBlocked] = []
    todo: list[Item] = list(reversed(flat))
    while todo:
        item = todo.pop()
        if isinstance(item, Turn):
            todo += reversed(item.inner)
        elif isinstance(item, Happening) and isinstance(item.event, CallBlocked):
            found.append(item.event)
    return found


def _blockers(blocks: list[CallBlocked], lives: tuple[Life, ...]) -> str:
    named = {life.task: spoken(life.letter) for life in lives}
    names = list(dict.fromkeys(named[event.task] for event in blocks if event.task in named))
    return names[0] if len(names) == 1 else "a car"
