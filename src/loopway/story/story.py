"""What the story room gives to the others: every moment of the run, in film seconds.

Two clocks appear here. *Trace seconds* are those of the loop's clock, *film seconds* those of the spectator;
each field says which. The words are still asyncio's: tasks are ready, running, suspended.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol

import msgspec

from loopway.story.catalogue import english
from loopway.story.language import Language, same_tongue
from loopway.story.things import Call, Keep, Paper, Print, ResourceMark, Work
from loopway.trace.events import By, Cause, Outcome, Wait

UNNAMED = re.compile(r"Task-\d+")
"""What asyncio calls a task that nobody has named."""


class State(Enum):
    """CPython's own three states of a task (asyncio/tasks.py, "Every task can be in one of three states")."""

    READY = "ready"
    RUNNING = "running"
    SUSPENDED = "suspended"


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One stretch of a task's life in one state.

    In a Timeline the instants are trace seconds and `leaves == settled == start`. In a Story they are film
    seconds, and the picture needs time to follow the truth: it begins to move at `leaves`, stands at `settled`.
    """

    state: State
    start: float
    end: float
    leaves: float
    """Film seconds: the picture sets out for its place in this state. At or after `start`."""
    settled: float
    """Film seconds: the picture has reached that place. It may lie after `end` (woken before it had parked)."""
    cause: Cause | None = None
    """READY only: why."""
    by: By = None
    """READY only: who made it ready."""
    wait: Wait | None = None
    """SUSPENDED only. A span of length 0 with the wait "sleep(0)": ready at once, but it rests in passing."""
    line: int | None = None
    """RUNNING: the script's line at which the step begins. SUSPENDED: the line of the await. READY after
    "created": the line that created it. None: not in the script."""
    stop_line: int | None = None
    """RUNNING: the line at which the step ends."""
    outcome: Outcome | None = None
    """RUNNING: set if this step ended the task."""
    flash: bool = False
    """One of many, told in a streak or a fold; too short to be driven. A READY span before such a step has no place
    in line: it stays where it was until its `end`, and fades."""
    eager: bool = False
    """RUNNING: inside its parent's step; it has no turn of its own on the road."""
    begins_at: float = 0.0
    """Trace seconds of the span's beginning."""
    ends_at: float = 0.0
    """Trace seconds of the span's end."""


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """One task from creation to its end; its spans touch: each starts where the one before it ends."""

    task: int
    letter: str
    """"A", "B", ... in order of creation; "M" for a first task that creates others; "27" and so on beyond."""
    name: str
    """`Task.get_name()`."""
    coro: str
    """`fetch(1)`."""
    function: str
    """`fetch`: the coroutine's name alone."""
    loop: int
    parent: int | None
    spans: tuple[Span, ...]
    outcome: Outcome | None
    """None: it never ended while it was watched."""
    result: str
    born: float
    """When it was created."""
    gone: float | None
    """When its last step ended; in film seconds: when the picture has come to rest after it. None: never."""

    @property
    def called(self) -> str:
        """What stands beside it: the name that the script gave it, else its call. asyncio's own names say nothing."""
        return self.coro if not self.name or UNNAMED.fullmatch(self.name) else self.name


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """All lives side by side, in order of creation, and the instant at which the recording ends."""

    lives: tuple[Life, ...]
    end: float


class StretchKind(Enum):
    """Parts of the film in which the clock is not in ordinary slow motion."""

    IDLE = "idle"
    """Nobody runs: the loop waits in its selector. Nothing moves."""
    BLOCK = "block"
    """The running task keeps the loop from going on."""
    FOLD = "fold"
    """Many rounds that bring nothing new: a time-lapse."""
    STREAK = "streak"
    """Many steps in one burst, as one running light."""
    HOLD = "hold"
    """The script's own comment asks for a pause: everything stands, the clock too."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """`start` .. `end` in film seconds, `begins_at` .. `ends_at` in trace seconds."""

    kind: StretchKind
    start: float
    end: float
    begins_at: float
    ends_at: float
    task: int | None = None
    """BLOCK: who."""
    call: str = ""
    """BLOCK: which call."""
    count: int = 0
    """FOLD, STREAK: how many steps it stands for."""


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """A moment worth a caption or a cut, `at` .. `until` in film seconds."""

    at: float
    until: float
    key: str
    """The sentence's key in words.py: "exit.sleep"."""
    caption: str
    tasks: tuple[int, ...]
    """The tasks that it speaks of."""
    events: tuple[int, ...]
    """The numbers (places in `Trace.events`, from 0) of the events that make it true."""


class LineMark(msgspec.Struct, frozen=True, kw_only=True):
    """From film second `at` on, `task` stands at `line` of the script (None: outside of it)."""

    at: float
    task: int | None
    """None: the script itself, outside of tasks."""
    line: int | None


class Road(msgspec.Struct, frozen=True, kw_only=True):
    """One loop, open from `start` to `end` (film seconds)."""

    loop: int
    start: float
    end: float


class BarSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a bar on the ending card; trace seconds."""

    state: State
    start: float
    end: float


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One task (or all tasks of one coroutine function) on the ending card."""

    tasks: tuple[int, ...]
    label: str
    spans: tuple[BarSpan, ...]
    open_ended: bool
    """It never ended while it was watched."""


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """What the run showed, from the events alone."""

    bars: tuple[Bar, ...]
    ticks: tuple[float, ...]
    """Trace seconds, 1-2-5 steps, from 0."""
    axis: float
    """The right end of the axis in trace seconds."""
    logarithmic: bool
    ran: float
    """The sum of all steps in trace seconds."""
    sentence: str
    """One sentence with the number."""
    small_print: str
    """"script time; each step counts 20 µs" under the virtual clock, else empty."""


class FilmClock(Protocol):
    """Film seconds -> trace seconds; the integral of `factor`, and nothing else."""

    def at(self, film: float) -> float:
        """Trace seconds at a film second."""

    def factor(self, film: float) -> float:
        """Trace seconds that pass in one film second, just then; 0: it stands."""

    def shown(self, film: float) -> float:
        """The factor for the clock's words and needle: steady through slow motion, although the true one differs a
        little from turn to turn, and kept through short pauses; eased where the mode changes; 0: "paused"."""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What a lesson says in its own words, and the language of all other words; the rest is taken from the run."""

    name: str = ""
    """The lesson's own, by which a language knows its title."""
    title: str = ""
    """At most 26 characters; empty: made from the script's name."""
    subtitle: str = ""
    note: str = ""
    """One line for the ending card: where the picture stops being true."""
    captions: dict[str, str] = {}
    """Own sentences in place of generated ones: `"exit.sleep A"` (key, first letter), `"exit.sleep A 2"` the second
    such; a key's beginning will do ("exit A"), and an empty sentence says nothing."""
    keeps: tuple[str, ...] = ()
    """Local variables that are shown at a parked car, by their names."""
    remarks: bool = True
    """Whether the notes and pauses in the script's own comments are obeyed."""
    language: Language = msgspec.field(default_factory=english)


def told_in(language: Language, telling: Telling | None) -> Telling:
    """What a lesson says, in this language: its own words are left out where they are in another one; its
    title is translated if it comes with loopway.

    >>> told_in(english(), Telling(title="Three fetches")).title
    'Three fetches'
    """
    if telling is None:
        return Telling(language=language)
    if not same_tongue(telling.language, language):
        title = language.titles.get(telling.name, "")
        return Telling(name=telling.name, title=title, keeps=telling.keeps, language=language)
    return msgspec.structs.replace(telling, language=language)


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The whole run in film seconds. A pure value: the same trace and options give the same Story."""

    timeline: Timeline
    """In film seconds."""
    beats: tuple[Beat, ...]
    """In order; none overlap."""
    lines: tuple[LineMark, ...]
    """In order of `at`."""
    prints: tuple[Print, ...]
    resources: tuple[ResourceMark, ...] = ()
    """In order of `at`."""
    works: tuple[Work, ...] = ()
    """In order of `start`."""
    papers: tuple[Paper, ...] = ()
    """In order of making."""
    keeps: tuple[Keep, ...] = ()
    """What is shown of what tasks keep while they wait."""
    calls: tuple[Call, ...] = ()
    """Of a program without a loop: the calls on the single lane, in order."""
    stretches: tuple[Stretch, ...]
    roads: tuple[Road, ...]
    clock: FilmClock
    ending: Ending
    script: str
    """The script's file name."""
    source: str
    """What of it is shown."""
    numbers: tuple[int, ...] = ()
    """The number of each line that is shown, in the script itself; empty: 1, 2, 3, ..., for all are shown. Every line
    that a Story names is one of those that are shown, counted from 1."""
    title: str
    subtitle: str
    note: str
    action_start: float
    """Film seconds: the opening card is over."""
    action_end: float
    """Film seconds: the ending card begins."""
    length: float
    """Film seconds, cards included."""
    warnings: tuple[str, ...]
    """One sentence each, for the terminal: cut recordings, a pace out of reach, ..."""
    reduced: bool = False
    """Whether it is to be shown with reduced motion."""
    language: Language = msgspec.field(default_factory=english)
    """Of all words that are not the script's own."""
