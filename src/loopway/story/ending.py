"""The ending card: bars, axis, and one sentence with the number; from the events alone, never from the film."""

from __future__ import annotations

import math
from collections.abc import Iterator

from loopway.story.calls import Shown, standing
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.language import Language
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


def ending(
    trace: Trace, timeline: Timeline, flat: tuple[Item, ...], language: Language, calls: tuple[Shown, ...] = ()
) -> Ending:
    """What the run showed; trace seconds. `calls` are those of a program without a loop."""
    lives = timeline.lives
    axis = max([_end(timeline, flat), *(call.ends_at for call in calls)])
    ran = sum(span.end - span.start for life in lives for span in life.spans if span.state is State.RUNNING)
    ran += sum(s.end - s.start for call in calls for s in _call_spans(trace, call) if s.state is State.RUNNING)
    header = trace.header
    small = language.say("end.small", d=language.duration(header.step)) if header.clock == "virtual" else ""
    return Ending(
        bars=_call_bars(trace, calls) if calls else _bars(_with_bars(lives), axis),
        ticks=ticks(axis),
        axis=axis,
        logarithmic=_is_wide(lives),
        ran=ran,
        sentence=_Sentence(timeline, flat, axis, ran, language).words(),
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
                label=life.called,
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
    label = f"{function}() x {len(group)}" if len(group) > 1 else group[0].called
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


class _Sentence:
    """The one sentence with the number; `wall` and `ran` are trace seconds."""

    def __init__(self, timeline: Timeline, flat: tuple[Item, ...], wall: float, ran: float, language: Language) -> None:
        self.lives, self.language = timeline.lives, language
        self.turns = sum(isinstance(item, Turn) for item in flat)
        self.blocks = _blocks(flat)
        self.wall, self.ran = wall, ran
        self.blocked = sum(event.seconds for event in self.blocks)
        self.waits = [
            span.end - span.start
            for life in self.lives
            for span in life.spans
            if span.wait is not None and span.wait.kind not in FOR_TASKS and span.wait.kind not in YIELDS
        ]

    def words(self) -> str:
        if not self.lives:
            return self._say("end.still", r=self.blocked) if self.blocked else self._say("end.nothing")
        if not self.turns:
            return self._say("end.never.one") if len(self.lives) == 1 else self._say("end.never", n=len(self.lives))
        if self.blocked > 0.3 * self.wall:
            return self._say("end.blocked", r=self.blocked, who=self._blockers())
        waited = sum(self.waits)
        if waited > 0.5 * self.wall:
            return self._waited(waited)
        return self._say("end.one_turn") if self.turns == 1 else self._say("end.turns", n=self.turns)

    def _waited(self, waited: float) -> str:
        if len(self.lives) == 1:
            return self._say("end.one_car", d=self.ran)
        if waited > 1.15 * self.wall:
            return self._say("end.overlap", r=waited)
        return self._say("end.one_wait", d=self.ran) if len(self.waits) == 1 else self._say("end.in_turn")

    def _say(self, key: str, *, n: int = 0, who: str = "", d: float = 0.0, r: float = 0.0) -> str:
        lasts = self.language.duration
        return self.language.say(key, t=lasts(self.wall), n=n, L=who, d=lasts(d), r=lasts(r))

    def _blockers(self) -> str:
        named = {life.task: self.language.spoken(life.letter) for life in self.lives}
        names = list(dict.fromkeys(named[event.task] for event in self.blocks if event.task in named))
        return names[0] if len(names) == 1 else self.language.words["name.some"]


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
