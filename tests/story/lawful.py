"""Random lawful traces: a toy loop whose every decision is read from a tape of small numbers."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from loopway.trace.events import Wait
from loopway.trace.trace import Trace

from .toy import STEP, Toy

TAPE = 2000
MOST_TASKS = 30
MOST_TURNS = 150
KINDS = ("lock", "event", "future", "queue get", "something new")


class Tape:
    """Decisions one after the other; when the tape has run out, the first choice."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.place = 0

    def take(self, choices: int) -> int:
        """A number below `choices`."""
        self.place += 1
        return self.numbers[self.place - 1] % choices if self.place <= len(self.numbers) else 0

    def chance(self, percent: int) -> bool:
        """True in about so many of a hundred cases; never when the tape has run out."""
        self.place += 1
        return self.place <= len(self.numbers) and self.numbers[self.place - 1] % 100 < percent


class Program:
    """A random program on a toy loop."""

    def __init__(self, tape: Tape, toy: Toy, scale: float, uneven: bool) -> None:
        self.tape = tape
        self.toy = toy
        self.scale = scale
        self.uneven = uneven
        self.turns = 0
        self.steps: dict[int, int] = {}
        self.children: dict[int, list[int]] = {}
        self.root = 0
        self.blamed: dict[int, bool] = {}

    def run(self) -> None:
        """One loop from its opening to its closing."""
        toy = self.toy
        if self.tape.chance(50):
            toy.lines(1, 2)
        self.root = toy.create("main()", 1)
        toy.open()
        while toy.ready or toy.idle():
            self._turn()
            toy.notice_timers()
            if self.root in toy.done:
                break
        for task in list(toy.waits):
            toy.cancel(task)
        while toy.ready:
            task = toy.start()
            toy.finish("returned" if self.steps.get(task, 0) == 0 else "cancelled", length=self._length())
        toy.close()
        if self.tape.chance(30):
            toy.lines(90)
            toy.print("the end")

    def _length(self) -> float | None:
        return 10.0 ** -(3 + self.tape.take(4)) if self.uneven else None

    def _turn(self) -> None:
        toy, tape = self.toy, self.tape
        task = toy.start(None, 10 + tape.take(5))
        self.turns += 1
        self.steps[task] = self.steps.get(task, 0) + 1
        over = self.turns > MOST_TURNS
        if not over and tape.chance(30):
            self._create(task)
        if tape.chance(6):
            toy.block(10.0 ** (tape.take(6) - 4))
        if tape.chance(15):
            toy.print(f"turn {self.turns}")
        if tape.chance(20):
            self._wake_somebody(task)
        if tape.chance(8) and toy.waits:
            toy.cancel(sorted(toy.waits)[tape.take(len(toy.waits))], task)
        self._end(task, over)

    def _create(self, task: int) -> None:
        toy, tape = self.toy, self.tape
        for _ in range((1, 1, 3, 6)[tape.take(4)]):
            if toy.count >= MOST_TASKS:
                return
            eager = tape.chance(15)
            child = toy.create(f"{'fgh'[tape.take(3)]}()", 20, eager=eager)
            self.children.setdefault(task, []).append(child)
            if eager:
                self.steps[child] = 1
                toy.start(child, 30)
                if tape.chance(50):
                    toy.finish(length=0.0)
                else:
                    toy.sleep(self.scale, 31, length=0.0)

    def _wake_somebody(self, task: int) -> None:
        toy = self.toy
        for other, wait in list(toy.waits.items()):
            if wait.kind in KINDS:
                toy.schedule(other, "woken", task)
                if self.tape.chance(50):
                    return

    def _end(self, task: int, over: bool) -> None:
        toy, tape = self.toy, self.tape
        alive = [child for child in self.children.get(task, []) if child not in toy.done]
        steps_enough = self.steps[task] > (1, 2, 4)[tape.take(3)]
        if (steps_enough or over) and not (task == self.root and alive and not tape.chance(10)):
            outcome, result = (("returned", ""), ("returned", "1"), ("raised", "ValueError('no fuel')"))[tape.take(3)]
            toy.finish(outcome, result, length=self._length())
        elif alive and (over or tape.chance(60)):
            kind = "gather" if len(alive) > 1 else "task"
            toy.suspend(Wait(kind=kind, label=kind, on=tuple(alive)), 40, length=self._length())
        elif tape.chance(25):
            toy.sleep(0, 41, length=self._length())
        elif task != self.root and tape.chance(25):
            kind = KINDS[tape.take(len(KINDS))]
            until = toy.at + 5 * self.scale
            toy.suspend(Wait(kind=kind, label=kind, on=("it",), until=until), 42, length=self._length())
        else:
            seconds = self.scale * (1, 1, 2, 3, 0.01, 5)[tape.take(6)]
            toy.sleep(seconds, 43 + tape.take(2), length=self._length())


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    """A lawful trace: up to 30 tasks, 150 turns, waits from 1 µs to 1 h, one or two loops, cut anywhere or not."""
    numbers = Random(draw(st.integers(0, 2**32)))
    tape = Tape([numbers.randrange(1000) for _ in range(draw(st.integers(0, TAPE)))])
    uneven = draw(st.booleans())
    scale = draw(st.sampled_from([1e-6, 1e-5, 1e-3, 0.05, 1.0, 60.0, 720.0]))
    toy = Toy(STEP)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        Program(tape, toy, scale, uneven).run()
    cut = draw(st.sampled_from([None, None, None, 0.1, 0.5, 0.9]))
    clock = "real" if uneven else "virtual"
    if cut is None:
        return toy.trace(clock=clock)
    toy.events = toy.events[: max(3, int(cut * len(toy.events)))]
    return toy.trace(cut="60 s of script time were over", clock=clock)
