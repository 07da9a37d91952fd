"""What can happen on an asyncio event loop: one type an event, every field with its sentence.

This file is the contract between those who watch a loop (`loopway.record`) and those who tell of it
(`loopway.story`). An event says what CPython did, in asyncio's own words; it knows no cars.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = 1
"""The number of this vocabulary. It rises when an old reader would misread a new file."""

Cause = Literal["created", "woken", "yielded", "cancelled"]
"""Why a task became ready: its first step; what it waited for is done; it gave up its turn; it is to be cancelled."""

Outcome = Literal["returned", "raised", "cancelled"]
"""How a task ended."""

Clock = Literal["virtual", "mixed", "real"]
"""Which time a trace tells: the virtual clock alone, virtual with real stretches (threads, sockets), or real."""

By = int | str | None
"""Who did it: a task's number, or "timer" (a sleep is over), "timeout", "callback" (a plain function that the loop
ran), "thread", "descriptor" (a socket, a pipe), "shutdown" (the end of `asyncio.run`), "signal"; None if nobody can be
named."""


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Frozen and slotted. (msgspec does not hand `kw_only` down: each class says it again.)

    None of them can be part of a reference cycle, so the garbage collector need not visit a million of them.
    """


class StackFrame(_Record, frozen=True, kw_only=True):
    """One of Python's stack frames inside a suspended task."""

    where: str
    """`file:line`, the file relative to the script's folder."""
    function: str
    """The qualified name of the function."""


class Wait(_Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a suspended task waits for."""

    kind: str
    """The kind: "sleep", "sleep(0)" (also a bare yield), "task", "gather"; "other" for anything else of asyncio's; an
    awaitable that is not asyncio's is a "future"."""
    label: str
    """What the user would call it: `sleep(1)`, `gather`, `Queue.get`; of a task its coroutine, `fetch(1)`."""
    on: tuple[int | str, ...] = ()
    """The tasks (numbers) or resources (names) that it waits on, in the order of the call."""
    until: float | None = None
    """The deadline in trace seconds, if there is one."""


class Event(_Record, frozen=True, kw_only=True, tag=True, tag_field="type", omit_defaults=True):
    """Something that happened."""

    at: float
    """When: seconds on the loop's clock since the recording began."""


class LoopOpened(Event, frozen=True, kw_only=True):
    """A loop began to run for the first time."""

    loop: int
    """1, 2, 3 in order of opening."""
    thread: str = "MainThread"
    """The name of the thread that it runs in."""


class LoopIdle(Event, frozen=True, kw_only=True):
    """The loop has nothing ready and waits in its selector."""

    loop: int
    """The number of the loop."""
    until: float | None = None
    """The next timer's deadline in trace seconds; None if there is no timer."""


class LoopClosed(Event, frozen=True, kw_only=True):
    """The loop was closed."""

    loop: int
    """The number of the loop."""


class TaskCreated(Event, frozen=True, kw_only=True):
    """A task came to be; its coroutine has not started (unless it is eager)."""

    task: int
    """1, 2, 3 in order of creation, over all loops."""
    loop: int
    """The loop that will step it."""
    name: str
    """`Task.get_name()`."""
    coro: str
    """The coroutine's name with its arguments, `fetch(1)`, cut at 20 characters."""
    parent: int | None = None
    """The task in whose step it was created."""
    where: str | None = None
    """`file:line` of the user's code that created it."""
    internal: bool = False
    """True for a task that asyncio starts for itself (the two shutdown tasks of `asyncio.run`, ...)."""


class TaskScheduled(Event, frozen=True, kw_only=True):
    """A task became ready: its next step stands at the end of the loop's ready queue."""

    task: int
    """The task that became ready."""
    cause: Cause
    """Why."""
    by: By = None
    """Who made it ready."""


class StepStarted(Event, frozen=True, kw_only=True):
    """The loop began to run one step of a task."""

    task: int
    """The task that runs from now on."""
    eager: bool = False
    """True for the first step of an eager task, which runs inside its parent's step."""


class TaskSuspended(Event, frozen=True, kw_only=True):
    """The step ended at an await that really waits (or at a bare yield)."""

    task: int
    """The task whose step ended."""
    wait: Wait
    """What it waits for."""
    stack: tuple[StackFrame, ...] = ()
    """The user's own stack frames inside the task, outermost first; the last one is where it stands."""


class TaskDone(Event, frozen=True, kw_only=True):
    """The step ended the task."""

    task: int
    """The task whose last step ended."""
    outcome: Outcome
    """How it ended."""
    result: str = ""
    """`repr` of the value or of the exception, cut at 60 characters; empty for None."""


class CancelRequested(Event, frozen=True, kw_only=True):
    """Somebody called `Task.cancel()`: a request, not yet delivered."""

    task: int
    """The task that is to be cancelled."""
    by: By = None
    """Who asked."""


class CallbackRan(Event, frozen=True, kw_only=True):
    """The loop ran a plain function of the user's: `call_soon`, `call_later`, `add_done_callback`."""

    loop: int
    """The loop that ran it."""
    call: str
    """The function's name."""
    where: str | None = None
    """`file:line` of the function's definition."""


class CoroutineMade(Event, frozen=True, kw_only=True):
    """A coroutine function was called: there is a coroutine object now, and nothing of it has run."""

    coro: str
    """The coroutine's name with its arguments."""
    where: str | None = None
    """`file:line` of the call."""


class CoroutineNeverAwaited(Event, frozen=True, kw_only=True):
    """A coroutine object was thrown away without having been awaited."""

    coro: str
    """The coroutine's name with its arguments."""
    where: str | None = None
    """`file:line` of the call that made it."""


class LineReached(Event, frozen=True, kw_only=True):
    """A line of the user's code is about to run."""

    where: str
    """`file:line`, the file relative to the script's folder."""
    task: int | None = None
    """The task whose step runs it; None outside of tasks."""


class Printed(Event, frozen=True, kw_only=True):
    """The program wrote a line to its standard output."""

    text: str
    """The line without its end, cut at 200 characters."""
    task: int | None = None
    """The task whose step wrote it; None outside of tasks."""


class CallBlocked(Event, frozen=True, kw_only=True):
    """A call kept the thread, and so the loop, from doing anything else; it began at `at`."""

    call: str
    """The call as the user would write it: `time.sleep(0.5)`; "busy" for a long computation, "a blocking call" for one
    that waited, but is not known by name."""
    seconds: float
    """How long it lasted."""
    task: int | None = None
    """The task whose step it was in; None outside of tasks."""
    where: str | None = None
    """`file:line` of the call, if it is known."""


class ResourceChanged(Event, frozen=True, kw_only=True):
    """A lock, semaphore, event, condition, barrier or queue changed its state."""

    resource: str
    """Its name, `lock1`."""
    kind: str
    """"lock", "semaphore", "event", "condition", "barrier" or "queue"."""
    state: int | bool
    """What it is now: locked or set, or a number of slots or items."""
    holder: int | None = None
    """The task that holds it, if one does."""
    by: By = None
    """Who changed it."""


class WorkStarted(Event, frozen=True, kw_only=True):
    """A function began to run in another thread or process."""

    thread: str
    """The thread's name."""
    work: str
    """The function's name."""
    task: int | None = None
    """The task that asked for it."""


class WorkFinished(Event, frozen=True, kw_only=True):
    """That function has ended, as far as the loop has noticed."""

    thread: str
    """The thread's name."""
    work: str
    """The function's name."""
    task: int | None = None
    """The task that asked for it."""


class CallStarted(Event, frozen=True, kw_only=True):
    """A plain function of the script was called (programs without asyncio)."""

    call: str
    """The call with its arguments."""
    where: str | None = None
    """`file:line` of the function's definition."""


class CallReturned(Event, frozen=True, kw_only=True):
    """That function returned."""

    call: str
    """The call with its arguments."""


class Header(_Record, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """The first line of a trace: what was run, and how far it may be believed."""

    format: int = FORMAT
    """The number of this vocabulary; a reader refuses numbers that it does not know."""
    script: str
    """The script's path, relative to where it was recorded; never absolute."""
    source: str
    """The script's whole text at the time of the recording."""
    python: str
    """`3.11.7`: the interpreter that ran it."""
    clock: Clock
    """Which time `at` tells."""
    step: float
    """The nominal length of a step under the virtual clock in seconds; 0 under the real clock."""
    reproducible: bool
    """True if recording again gives the same bytes."""
    why_not: tuple[str, ...] = ()
    """One sentence for each reason why it may not."""
    exit: int = 0
    """The script's own exit code."""
    error: str | None = None
    """The exception that ended the script: `ValueError: no fuel`."""
    cut: str | None = None
    """Why the recording stopped before the script did, in one sentence; None if it did not."""
    dropped: int = 0
    """How many events were not kept because the bound on events was reached."""
    notes: tuple[str, ...] = ()
    """One sentence for each thing about the run that the events do not tell: threads of its own, lines left out, ..."""


AnyEvent = (
    LoopOpened
    | LoopIdle
    | LoopClosed
    | TaskCreated
    | TaskScheduled
    | StepStarted
    | TaskSuspended
    | TaskDone
    | CancelRequested
    | CallbackRan
    | CoroutineMade
    | CoroutineNeverAwaited
    | LineReached
    | Printed
    | CallBlocked
    | ResourceChanged
    | WorkStarted
    | WorkFinished
    | CallStarted
    | CallReturned
)
