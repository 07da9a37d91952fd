"""Where one forward pass stands: who is ready, who waits, what is free, what has been told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from loopway.story.curves import crowding, habit
from loopway.story.folding import Fold
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.pace import Pace
from loopway.story.papers import Papers
from loopway.story.plan import Fact, Plan
from loopway.story.ramp import Ramp
from loopway.story.reel import Ready, Reel, Standing
from loopway.story.source import Source
from loopway.story.speaker import Offer, Speaker
from loopway.story.words import NO_WORDS, Words
from loopway.trace.events import LoopClosed, Outcome, TaskScheduled


class Course:
    """The state that the parts of one pass share. It belongs to one pass and is thrown away after it."""

    def __init__(self, source: Source, plan: Plan, pace: Pace, speaker: Speaker) -> None:
        self.trace = source.trace
        self.places = source.places
        self.lives = source.lives
        self.called = source.called
        self.language = source.language
        self.created = source.created
        self.calls = source.calls
        """Of a program without a loop: the calls that are shown."""
        self.roots = source.roots
        """Loop -> its first task."""
        self.comments = source.comments
        self.remarked: set[int] = set()
        """The lines whose own comment has been obeyed."""
        self.plan = plan
        self.pace = pace
        self.speaker = speaker
        self.start = pace.opening + pace.entry
        self.reel = Reel(moving_until=self.start)
        functions = {task: life.function for task, life in source.lives.items()}
        self.papers = Papers(source.trace.header.source, source.places, functions)
        self.ramp = Ramp(pace, self.reel, self.start, pace.places(source.at_once))
        self.standings = {task: Standing(task) for task in source.lives}
        self.queue: dict[int, None] = {}
        """The ready tasks, first in, first out."""
        self.waiting: dict[int, bool] = {}
        """The suspended tasks that nothing has woken yet, and whether they wait for other tasks."""
        self.ring_free = self.start
        self.last_go = self.start
        self.last_gate = self.start
        self.place = 0
        """Of the item that is being told."""
        self.turn: Turn | None = None
        """The turn that is being told."""
        self.told: set[int] = set()
        """Events that a sentence about several of them has already told."""
        self.idles = 0
        self.open_loops: dict[int, float] = {}
        self.loops_seen = 0

    # -- words ---------------------------------------------------------------------------------------------------

    def letter(self, task: int) -> str:
        """How a sentence calls a task."""
        return self.called[task]

    def letters(self, tasks: Iterable[int]) -> str:
        """How a sentence calls several tasks."""
        return self.language.listed(self.letter(task) for task in tasks)

    def say(
        self,
        at: float,
        key: str,
        priority: int,
        tasks: tuple[int, ...] = (),
        events: tuple[int, ...] | Callable[[], tuple[int, ...]] = (),
        words: Words = NO_WORDS,
        *,
        hold: bool = True,
        room: float | None = None,
        brief: bool = False,
    ) -> float:
        """Offer a sentence; the instant at which its event may happen."""
        letter = self.lives[tasks[0]].letter if tasks else ""
        return self.speaker.say(at, self.place, Offer(key, priority, tasks, letter, events, words, hold, room, brief))

    def show(self, at: float, length: float, key: str, priority: int, event: int, words: Words) -> float:
        """Tell an event that has no task of its own; if it is told, give it `length` (times tempo). When it is over."""
        before = len(self.speaker.said)
        at = self.say(at, key, priority, (), (event,), words)
        return at + length * self.pace.tempo if len(self.speaker.said) > before else at

    # -- states --------------------------------------------------------------------------------------------------

    def scheduled(self, event: TaskScheduled, index: int, at: float) -> None:
        """A task became ready at a film instant."""
        standing = self.standings.get(event.task)
        if standing is None:
            return
        standing.ready = Ready(at, event.cause, event.by, index)
        self.queue[event.task] = None
        self.waiting.pop(event.task, None)

    def outcome(self, task: int) -> Outcome | None:
        """How a task ended, if it has ended by now (or ends with this turn)."""
        if self.turn is not None and self.turn.task == task:
            return self.turn.outcome
        standing = self.standings.get(task)
        return self.lives[task].outcome if standing is not None and standing.done else None

    def fact(self, turn: Turn) -> Fact:
        """What the plan knows of a turn."""
        return self.plan.facts[turn.started]

    def is_in_streak(self, turn: Turn) -> bool:
        """Whether a turn between folds is one of many, and not driven."""
        return turn.started not in self.plan.facts

    def factor(self, turn: Turn) -> float:
        """How much of its length a turn keeps: crowd and habit."""
        fact = self.fact(turn)
        return crowding(self.pace, fact.crowd) * habit(self.pace, fact.seen)

    def until_idle(self, turn: Turn) -> float:
        """Film seconds from this turn's end to the idle time after its passage, about."""
        fact = self.fact(turn)
        return (fact.crowd - fact.rank - 1) * (self.pace.take(self.pace.turn, self.factor(turn)) + self.pace.gap)

    def quiet(self) -> float:
        """The instant at which everything stands, and has stood for a moment."""
        return max(self.ring_free, self.reel.moving_until) + self.pace.settle * min(1.0, self.pace.tempo)

    # -- what comes ----------------------------------------------------------------------------------------------

    def passage(self) -> Iterator[Item]:
        """The items from the next one to the next idle time, fold or closing."""
        for item in self.after():
            if isinstance(item, Idle | Fold) or (isinstance(item, Happening) and isinstance(item.event, LoopClosed)):
                return
            yield item

    def coming(self, same: Callable[[Turn], bool]) -> list[Turn]:
        """The turns that follow at once and are like this one, each task once."""
        found: dict[int, Turn] = {}
        for item in self.passage():
            if isinstance(item, Turn):
                if item.task in found or not same(item):
                    break
                found[item.task] = item
        return list(found.values())

    def after(self) -> Iterator[Item | Fold]:
        """All items after this one."""
        items = self.plan.items
        return (items[place] for place in range(self.place + 1, len(items)))

    @property
    def next_item(self) -> Item | Fold | None:
        """What comes next in the trace."""
        after = self.place + 1
        return self.plan.items[after] if after < len(self.plan.items) else None
