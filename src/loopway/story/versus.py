"""The captions of two programs on one clock: what each is doing while the other does something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from loopway.story.joint import LANE, RING, TOGETHER
from loopway.story.names import FEW
from loopway.story.reading import Reading
from loopway.story.story import Beat, Life, Span, State
from loopway.story.things import Call
from loopway.story.words import Words, fill

if TYPE_CHECKING:
    from loopway.story.compare import Comparison

SIDES = ("Left", "left", "Right", "right")
STACKED = ("Above", "above", "Below", "below")
"""Where the lane and the ring are, at a sentence's beginning and within it: side by side, or one above the other."""

HALF = 0.5
"""Who begins later on the lane has waited on the ring for more than this part of the time."""

LAST = 0.99
"""Who is done after this part of the ring's time is not told of: then the ring is done."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that could be said from `at` on, and is true until `until`; the lower its rank, the rather."""

    rank: int
    at: float
    until: float
    key: str
    text: str
    tasks: tuple[int, ...] = ()


def beats(told: Comparison, reading: Reading) -> tuple[Beat, ...]:
    """The sentences that can be read, the more important ones first come; in order, none overlap."""
    chosen: list[Candidate] = []
    for one in sorted(_Sayings(told, reading).all(), key=lambda one: (one.rank, one.at)):
        tried = sorted([*chosen, one], key=lambda each: each.at)
        if _scheduled(tried, reading) is not None:
            chosen = tried
    starts = _scheduled(chosen, reading) or []
    ends = [*starts[1:], told.action_end]
    return tuple(
        Beat(
            at=start,
            until=min(end, start + _shown(one, start, reading)),
            key=one.key,
            caption=one.text,
            tasks=one.tasks,
            events=(),
        )
        for one, start, end in zip(chosen, starts, ends, strict=True)
    )


def _shown(one: Candidate, start: float, reading: Reading) -> float:
    """How long a sentence that begins at `start` is on the screen, if no other one comes."""
    need = reading.time(one.text)
    return max(need, min(one.until - start, max(reading.most, need + reading.extra)))


def _scheduled(sayings: Iterable[Candidate], reading: Reading) -> list[float] | None:
    """When each is said, each one read before the next; None if one would come too late, or not be read while true."""
    starts: list[float] = []
    free = 0.0
    for one in sayings:
        start = max(free, one.at)
        free = start + reading.time(one.text)
        if start > one.at + reading.late_urgent or free > one.until + reading.slack:
            return None
        starts.append(start)
    return starts


class _Sayings:
    def __init__(self, told: Comparison, reading: Reading) -> None:
        self.told, self.joint, self.reading, self.language = told, told.joint, reading, told.ring.language
        self._lasts, self._called = self.language.duration, self.language.spoken
        self.lives = [life for life in told.ring.timeline.lives if life.spans]
        shown = {task for bar in told.rows for task in bar.tasks}
        self.shown = [life for life in self.lives if life.task in shown]

    def all(self) -> Iterator[Candidate]:
        yield self._opening()
        yield from self._exit()
        yield from self._stuck()
        yield from self._later()
        yield from self._done()
        yield from self._over()

    # -- the two clocks ---------------------------------------------------------------------------------------------

    def _ring(self, film: float) -> float:
        return self.joint.when(RING, self.told.ring.clock, film)

    def _lane(self, film: float) -> float:
        return self.joint.when(LANE, self.told.lane.clock, film)

    def _say(
        self, key: str, at: float, until: float, rank: int, words: Words, tasks: tuple[int, ...] = ()
    ) -> Candidate:
        named = STACKED if self.told.above else SIDES
        sides = {side: self.language.words[name] for side, name in zip(SIDES, named, strict=True)}
        text = fill(self.language.captions[key].text, {**words, **sides}, self.language)
        return Candidate(rank=rank, at=at, until=until, key=key, text=text, tasks=tasks)

    # -- what is said -----------------------------------------------------------------------------------------------

    def _opening(self) -> Candidate:
        trips = self.told.verdict.trips
        words: Words = {"n": len(self.told.lane.calls), "things": trips}
        return self._say("versus.same" if trips else "versus.other", 0.0, self.told.action_end, 0, words)

    def _exit(self) -> Iterator[Candidate]:
        """The first car of the lane stands on it; the first one of the ring has gone off the road."""
        stop = next(((call, stop) for call in self.told.lane.calls for stop in call.stops), None)
        out = min(self._waits(), key=lambda one: one[1].start, default=None)
        if stop is None or out is None:
            return
        (call, stands), (life, span) = stop, out
        turn = next((one for one in life.spans if one.end == span.start), span)
        told_at = turn.start + self.reading.told_at_exit * (turn.end - turn.start)
        at = max(self._lane(stands.start), self._ring(told_at))
        until = min(self._lane(stands.end), self._ring(span.end))
        words = {"L": self._called(call.letter), "K": self._called(life.letter)}
        yield self._say("versus.exit", at, until, 1, words, (life.task,))

    def _waits(self) -> Iterator[tuple[Life, Span]]:
        """All waits of those who do not only wait for others."""
        for life in self.shown:
            for span in life.spans:
                if span.state is State.SUSPENDED and span.ends_at > span.begins_at:
                    yield life, span

    def _stuck(self) -> Iterator[Candidate]:
        """One stands on the lane and the others behind it, while on the ring several wait at once."""
        for place, call in enumerate(self.told.lane.calls):
            behind = self.told.lane.calls[place + 1 :]
            for stop in call.stops[:1]:
                at, until = self._lane(stop.start), self._lane(stop.end)
                waiting = self._all_wait(at, until)
                if waiting is None:
                    continue
                since, woken, who = waiting
                key = "versus.stuck" if not behind or len(who) == len(self.shown) else "versus.stuck.some"
                key += ".none" if not behind else ".one" if len(behind) == 1 else ""
                words: dict[str, str | int] = {"L": self._called(call.letter), "n": len(behind), "m": len(who)}
                if behind:
                    words["N"] = self._called(behind[0].letter)
                true_until = min(until, woken) + self.reading.after_gate
                yield self._say(key, max(at, since), true_until, 2 + 5 * (place > 0), words, who)

    def _all_wait(self, start: float, end: float) -> tuple[float, float, tuple[int, ...]] | None:
        """The first time between two joint film seconds in which more than one waits and nobody drives."""
        for stretch in self.told.ring.stretches:
            who = [
                (life, span) for life, span in self._waits() if span.start < stretch.end and span.end > stretch.start
            ]
            begins, ends = self._ring(stretch.start), self._ring(stretch.end)
            if len(who) > 1 and ends > start and begins < end:
                gates = [self._ring(span.start) for _, span in who]
                return max(gates), ends, tuple(life.task for life, _ in who)
        return None

    def _later(self) -> Iterator[Candidate]:
        """The same call begins on the lane only now; on the ring it began long ago."""
        for before, call in pairwise(self.told.lane.calls[:FEW]):
            twin = self._twin(call)
            if twin is None or not call.stops:
                continue
            now = before.ends_at
            spent = sum(
                min(span.ends_at, now) - span.begins_at for span in self._waits_of(twin) if span.begins_at < now
            )
            if spent <= HALF * now:
                continue
            over = twin.spans[-1].ends_at <= now or all(span.ends_at <= now + TOGETHER for span in self._waits_of(twin))
            key = "versus.later.over" if over else "versus.later"
            words = {
                "t": self._lasts(now),
                "L": self._called(call.letter),
                "d": self._lasts(spent),
            }
            rank = 3 if call.number == 2 else 8
            yield self._say(key, self._lane(call.start), self._lane(call.leaves), rank, words, (twin.task,))

    def _twin(self, call: Call) -> Life | None:
        """The only task that runs the same call."""
        twins = [life for life in self.shown if life.coro == call.call and life.letter == call.letter]
        return twins[0] if len(twins) == 1 else None

    def _waits_of(self, life: Life) -> list[Span]:
        return [span for one, span in self._waits() if one is life]

    def _done(self) -> Iterator[Candidate]:
        """Somebody is done on the ring, while somebody still stands on the lane; told of the first few."""
        for life in self.shown[:FEW]:
            last = life.spans[-1]
            standing = self._stands_at(last.ends_at)
            if life.outcome is None or standing is None:
                continue
            call, left = standing
            if left < TOGETHER or last.ends_at > LAST * self.told.ring_ends:
                continue
            words = {
                "t": self._lasts(last.ends_at),
                "K": self._called(life.letter),
                "L": self._called(call.letter),
                "r": self._lasts(left),
            }
            at = self._ring(last.end)
            until = self._lane(call.leaves) + self.reading.after_gate
            yield self._say("versus.done", at, until, 6, words, (life.task,))

    def _stands_at(self, trace: float) -> tuple[Call, float] | None:
        """Who stands on the lane at a trace second, and for how long yet."""
        found = (
            (call, stop.ends_at - trace)
            for call in self.told.lane.calls
            for stop in call.stops
            if stop.begins_at <= trace < stop.ends_at
        )
        return next(found, None)

    def _over(self) -> Iterator[Candidate]:
        """One of the two has ended, and the other one has not."""
        told = self.told
        if told.ring_ends < told.lane_ends and told.ring_done:
            at = self.joint.over[RING]
            left = [call for call in told.lane.calls if self._lane(call.gone) > at]
            standing = self._stands_at(told.ring_ends)
            behind = [call for call in left if call.begins_at > told.ring_ends]
            words: dict[str, str | int] = {"t": self._lasts(told.ring_ends), "n": len(behind)}
            if behind and len(behind) > 1:
                yield self._say("versus.ring.more", at, told.action_end, 1, words)
            elif standing is not None:
                yield self._say("versus.ring", at, told.action_end, 1, {**words, "L": self._called(standing[0].letter)})
        elif told.lane_ends < told.ring_ends and told.lane_done:
            at = self.joint.over[LANE]
            still = [life.letter for life in self.shown if life.spans[-1].ends_at > told.lane_ends]
            if still:
                words = {
                    "t": self._lasts(told.lane_ends),
                    "Ks": self.language.listed(map(self._called, still), most=3),
                }
                key = "versus.lane.one" if len(still) == 1 else "versus.lane"
                yield self._say(key, at, told.action_end, 1, words)
