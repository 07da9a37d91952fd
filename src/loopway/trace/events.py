"""What can happen on an asyncio event loop: one type an event, every field with its sentence.

This file is the contract between those who watch a loop (`loopway.record`) and those who tell of it
(`loopway.story`). An event says what CPython did, in asyncio's own words; it knows no cars.
"""

from __future__ import annotations

from loopway.trace.header import Header
from loopway.trace.terms import FORMAT, By, Cause, Clock, Outcome, Record
from loopway.trace.wait import KINDS, StackFrame, Wait

__all__ = [
    "FORMAT",
    "KINDS",
    "AnyEvent",
    "By",
    "CallBlocked",
    "CallReturned",
    "CallStarted",
    "CallbackRan",
    "CancelRequested",
    "Cause",
    "Clock",
    "CoroutineMade",
    "CoroutineNeverAwaited",
    "Event",
    "ExceptionNeverRetrieved",
    "Header",
    "LineReached",
    "LoopClosed",
    "LoopIdle",
    "LoopOpened",
    "Outcome",
    "Printed",
    "ResourceChanged",
    "StackFrame",
    "StepStarted",
    "TaskCreated",
    "TaskDestroyed",
    "TaskDone",
    "TaskScheduled",
    "TaskSuspended",
    "Wait",
    "WorkFinished",
    "WorkStarted",
]


class Event(Record, frozen=True, kw_only=True, tag=True, tag_field="type", omit_defaults=True):
    """Something that happened."""

    at: float
    """When: seconds on the loop's clock since the recording began."""


class LoopOpened(Event, frozen=True, kw_only=True):
    """A loop began to run for the first time."""

    loop: int
    """1, 2, 3 in order of the first mention."""
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
    cancelled: bool = False
    """True if CancelledError is raised where it stands: a request to cancel is delivered."""


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
    swallowed: bool = False
    """True if a cancellation was delivered to it, never withdrawn (`uncancel`), and it ended otherwise."""


class TaskDestroyed(Event, frozen=True, kw_only=True):
    """Nobody held a task any more that was not done: it was thrown away in the middle of its wait."""

    task: int
    """The task that is gone."""
    warning: str = ""
    """What Python says to that: `Task was destroyed but it is pending!`"""


class ExceptionNeverRetrieved(Event, frozen=True, kw_only=True):
    """A task or a future that had failed was thrown away, and nobody had asked for its exception."""

    error: str
    """The exception's `repr`, cut at 60 characters."""
    task: int | None = None
    """The task that had failed; None for a bare future."""
    warning: str = ""
    """What Python says to that: `Task exception was never retrieved`"""


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
    """A coroutine function was called: there is a coroutine object now, and nothing of it has run.

    Told if the object outlives the statement that makes it and is no task's, before the next line of that function.
    """

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
    warning: str = ""
    """What Python says to that: `coroutine 'fetch' was never awaited`"""


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
    """A lock, semaphore, event, condition, barrier or queue was made, or changed its state."""

    resource: str
    """Its name, `lock1`."""
    kind: str
    """"lock", "semaphore", "event", "condition", "barrier" or "queue"."""
    state: int | bool
    """What it is now: locked or set, or how many slots are free, how many tasks wait to be notified, how many are in
    the barrier, how many items."""
    size: int | None = None
    """How much it holds: a semaphore's slots, a barrier's parties, a queue's maxsize; None without a bound."""
    holders: tuple[int, ...] = ()
    """The tasks that hold it, in the order in which they got it."""
    items: tuple[str, ...] = ()
    """What is in the queue, the next one out first: each item's `repr`, cut at 20 characters; at most 20 of them."""
    unfinished: int = 0
    """How many items of a queue have been put and not yet been marked `task_done`."""
    by: By = None
    """Who changed it; of the first one, who made it."""


class WorkStarted(Event, frozen=True, kw_only=True):
    """A function began to run in another thread or process."""

    thread: str
    """The thread's name, or the process pool's."""
    work: str
    """The function's name."""
    task: int | None = None
    """The task that asked for it."""


class WorkFinished(Event, frozen=True, kw_only=True):
    """That function has ended; the loop will notice it later."""

    thread: str
    """The thread's name, or the process pool's."""
    work: str
    """The function's name."""
    task: int | None = None
    """The task that asked for it."""


class CallStarted(Event, frozen=True, kw_only=True):
    """A plain function of the script was called (programs without asyncio)."""

    call: str
    """The call with its arguments, `fetch(1)`, cut at 20 characters. Of a generator each run up to its next yield is a
    call of its own, `next(count(3))`; of a coroutine that no loop drives, `send(fetch(1))`."""
    where: str | None = None
    """`file:line` of the function's definition."""


class CallReturned(Event, frozen=True, kw_only=True):
    """The function that was called last, and has not ended yet, has ended."""

    call: str
    """The call with its arguments, as in its CallStarted."""
    outcome: Outcome = "returned"
    """How it ended: "returned" or "raised"."""
    result: str = ""
    """`repr` of the value or of the exception, cut at 60 characters; empty for None."""


AnyEvent = (
    LoopOpened
    | LoopIdle
    | LoopClosed
    | TaskCreated
    | TaskScheduled
    | StepStarted
    | TaskSuspended
    | TaskDone
    | TaskDestroyed
    | ExceptionNeverRetrieved
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
