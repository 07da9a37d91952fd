"""What a film shows beside its tasks: prints, resources, work in threads, plain calls, coroutine objects."""

from __future__ import annotations

import msgspec

from loopway.trace.events import By, Outcome


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """At film second `at` the program wrote `text`."""

    at: float
    text: str
    task: int | None


class Keep(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a task keeps while it waits from trace second `at` on: "total = 5"."""

    task: int
    at: float
    text: str


class ResourceMark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """From film second `at` on, a lock, semaphore, event, condition, barrier or queue is in this state.

    The fields are those of `ResourceChanged`; the first mark of a resource is its making.
    """

    at: float
    resource: str
    kind: str
    state: int | bool
    size: int | None
    holders: tuple[int, ...]
    items: tuple[str, ...]
    unfinished: int
    by: By
    called: str = ""
    """The variable that the script has it in, `orders` or `self.orders`, as the line says that makes it; empty: it
    does not say."""


class Work(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A function that another thread or process ran for a task, as far as the loop has noticed."""

    task: int | None
    work: str
    thread: str
    start: float
    """Film seconds."""
    end: float | None
    """Film seconds: the loop has noticed that it is over. None: it never did."""
    begins_at: float
    """Trace seconds of its beginning ..."""
    ends_at: float | None
    """... and of its end."""


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A call blocks: `start` .. `end` in film seconds, `begins_at` .. `ends_at` in trace seconds."""

    start: float
    end: float
    begins_at: float
    ends_at: float
    call: str
    """`time.sleep(1)`."""


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A plain function's call on the single lane; film seconds unless they are called trace seconds."""

    number: int
    letter: str
    call: str
    """`trip(1)`."""
    function: str
    start: float
    """It is called: before that it does not exist."""
    reaches: float
    """The picture has reached the place where it may have to stand."""
    leaves: float
    """It has returned, and the picture leaves that place."""
    gone: float
    """The picture has come to rest after it."""
    stops: tuple[Stop, ...]
    begins_at: float
    """Trace seconds of the call ..."""
    ends_at: float
    """... and of its return, or of the recording's end."""
    outcome: Outcome | None
    """None: it never returned while it was watched."""
    result: str


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A coroutine object that lies about: made and kept, or thrown away without having been awaited; film seconds."""

    number: int
    """1, 2, 3 in order of making."""
    coro: str
    """`fetch(1)`."""
    function: str
    line: int | None
    """The line that made it."""
    made: float
    used: float | None
    """From when on it is used up: it became a task, or somebody awaits it."""
    task: int | None
    """The task that it became."""
    warned: float | None
    """When Python said that it was never awaited."""
    warning: str
    """What Python said to it: that, or that it cannot be used a second time."""
    refused: float | None
    """When it was refused a second use."""
