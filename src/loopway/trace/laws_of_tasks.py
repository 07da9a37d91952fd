"""The laws of a task's life: created, made ready, stepped, suspended, done; nothing before, nothing after."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.bounds import FINEST, no_deadline, no_place
from loopway.trace.laws_of_loops import is_open, mentioned
from loopway.trace.laws_of_wakes import no_cause
from loopway.trace.ledger import Ledger, TaskBook, TaskState


def task_created(ledger: Ledger, event: ev.TaskCreated) -> str | None:
    """Tasks are numbered in the order of creation; their parent runs."""
    if event.task != len(ledger.tasks) + 1:
        return f"task {event.task} comes after task {len(ledger.tasks)}: the numbers are 1, 2, 3 in order of creation"
    if event.parent is not None and not ledger.is_running(event.parent):
        return f"task {event.parent} does not run: it cannot create task {event.task}"
    why = mentioned(ledger, event.loop) or no_place(ledger, event.where)
    if why is None and ledger.loop(event.loop).closed:
        why = f"loop {event.loop} is closed"
    ledger.tasks[event.task] = TaskBook(event.loop)
    return why


def _alive(ledger: Ledger, number: int) -> str | None:
    task = ledger.tasks.get(number)
    if task is None:
        return f"task {number} was never created"
    return f"task {number} is {task.state.value}" if task.is_over() else None


def task_scheduled(ledger: Ledger, event: ev.TaskScheduled) -> str | None:
    """A task becomes ready once before each step, for a cause that comes before it."""
    why = _alive(ledger, event.task)
    if why is not None:
        return why
    task = ledger.tasks[event.task]
    if task.state is TaskState.READY or task.awaits_step:
        return f"task {event.task} is ready already"
    if (event.cause == "created") != (task.state is TaskState.NEW):
        return f"task {event.task} is {task.state.value}: the cause cannot be {event.cause!r}"
    why = no_cause(ledger, event, task)
    if task.state is TaskState.RUNNING:
        task.awaits_step = True
    else:
        task.state = TaskState.READY
    ledger.loop(task.loop).line.append(event.task)
    return why


def step_started(ledger: Ledger, event: ev.StepStarted) -> str | None:
    """One step at a time on a loop, save for the first ones of eager tasks; first made ready, first stepped."""
    task = ledger.tasks.get(event.task)
    if task is None:
        return f"task {event.task} was never created"
    wanted = TaskState.NEW if event.eager else TaskState.READY
    if task.state is not wanted:
        return f"task {event.task} is {task.state.value}, not {wanted.value}: it cannot begin this step"
    why = is_open(ledger, task.loop)
    if why is not None:
        return why
    loop = ledger.loop(task.loop)
    if not event.eager:
        if loop.stack:
            return f"task {event.task} begins a step inside a step of task {loop.stack[-1]}"
        first = ledger.first_ready(loop)
        if first != event.task:
            return f"task {first} was ready before task {event.task}: first made ready, first stepped"
        loop.line.popleft()
    if event.cancelled and not task.asked:
        return f"task {event.task} was not asked to cancel: nothing can be delivered"
    loop.stack.append(event.task)
    task.begin(ledger.line, event.at, delivered=event.cancelled)
    return None


def _step_ended(ledger: Ledger, number: int, at: float) -> str | None:
    task = ledger.tasks.get(number)
    if task is None:
        return f"task {number} was never created"
    stack = ledger.loop(task.loop).stack
    if not stack or stack[-1] != number:
        return f"task {number} does not run: its step cannot end"
    if task.blocked > at - task.since + FINEST:
        return f"task {number} was blocked for {task.blocked!r} s in a step of {at - task.since!r} s"
    stack.pop()
    task.ended = ledger.line
    return None


def task_suspended(ledger: Ledger, event: ev.TaskSuspended) -> str | None:
    """A step ends at an await; what is waited for exists."""
    wait = event.wait
    why = _step_ended(ledger, event.task, event.at) or no_deadline(wait.until) or no_deadline(wait.limit)
    if why is not None:
        return why
    for on in wait.on:
        if isinstance(on, int) and on not in ledger.tasks:
            return f"task {event.task} waits for task {on}, which was never created"
    task = ledger.tasks[event.task]
    task.wait = wait
    task.state = TaskState.READY if task.awaits_step else TaskState.SUSPENDED
    task.awaits_step = False
    return no_place(ledger, *(frame.where for frame in event.stack))


def task_done(ledger: Ledger, event: ev.TaskDone) -> str | None:
    """A task's last step ends it."""
    why = _step_ended(ledger, event.task, event.at)
    if why is not None:
        return why
    task = ledger.tasks[event.task]
    if task.awaits_step:
        return f"task {event.task} is done although it is ready for another step"
    if event.swallowed and (event.outcome == "cancelled" or not task.delivered):
        return f"task {event.task} has swallowed no cancellation"
    task.state = TaskState.DONE
    task.outcome = event.outcome
    return None


def task_destroyed(ledger: Ledger, event: ev.TaskDestroyed) -> str | None:
    """Nobody throws a task away that runs or is done."""
    why = _alive(ledger, event.task)
    if why is None:
        task = ledger.tasks[event.task]
        if task.state is TaskState.RUNNING:
            why = f"task {event.task} runs: nobody can throw it away"
        task.state = TaskState.GONE
    return why


def never_retrieved(ledger: Ledger, event: ev.ExceptionNeverRetrieved) -> str | None:
    """A task's exception is missed after the task has failed."""
    if event.task is not None:
        task = ledger.tasks.get(event.task)
        if task is None or task.outcome != "raised":
            return f"task {event.task} has not failed"
    return None


def cancel_requested(ledger: Ledger, event: ev.CancelRequested) -> str | None:
    """A request to cancel comes before the end; who asks has run."""
    why = _alive(ledger, event.task)
    if why is not None:
        return f"{why}: it cannot be cancelled" if event.task in ledger.tasks else why
    if isinstance(event.by, int) and not ledger.has_run(event.by):
        return f"task {event.by} has not run yet: it cannot have asked task {event.task} to cancel"
    ledger.tasks[event.task].asked = True
    return None
