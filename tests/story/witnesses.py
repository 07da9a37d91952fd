"""The words of each sentence, made anew from its events alone; None where they do not bear it out."""

from __future__ import annotations

from collections.abc import Callable

from loopway.story.catalogue import english
from loopway.story.names import duration, function_name
from loopway.story.story import Beat
from loopway.story.waits import FOR_TASKS, asked, said
from loopway.story.words import fill
from loopway.trace.events import (
    AnyEvent,
    CallbackRan,
    CallBlocked,
    CallStarted,
    CancelRequested,
    CoroutineMade,
    CoroutineNeverAwaited,
    LineReached,
    LoopClosed,
    LoopIdle,
    LoopOpened,
    Printed,
    ResourceChanged,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
)

from .oracle import Oracle

Words = dict[str, str | int]


def _names(oracle: Oracle, events: list[AnyEvent]) -> str:
    return english().listed(oracle.called[event.task] for event in events)  # type: ignore[union-attr]


def _open(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    if not isinstance(events[0], LoopOpened):
        return None
    if beat.key == "open.again":
        earlier = oracle.events[: beat.events[0]]
        return {} if any(isinstance(event, LoopOpened) for event in earlier) else None
    root = next(event.task for event in oracle.made.values() if event.loop == events[0].loop)
    is_main = oracle.called[root] == "M"
    return {"L": oracle.called[root], "fn": oracle.functions[root]} if is_main == (beat.key == "open.main") else None


def _create(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    if not all(isinstance(event, TaskCreated) for event in events):
        return None
    parents = {event.parent for event in events if isinstance(event, TaskCreated)}
    if len(parents) != 1 or None in parents:
        return None
    first = events[0]
    assert isinstance(first, TaskCreated) and first.parent is not None
    return {
        "P": oracle.called[first.parent],
        "L": oracle.called[first.task],
        "Ls": _names(oracle, events),
        "n": len(events),
        "fn": oracle.functions[first.task],
    }


def _eager(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    step = events[0]
    if not isinstance(step, StepStarted) or not step.eager:
        return None
    parent = oracle.made[step.task].parent
    return None if parent is None else {"L": oracle.called[step.task], "P": oracle.called[parent]}


def _never(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    stepped = {event.task for event in oracle.events if isinstance(event, StepStarted)}
    if not all(isinstance(event, TaskCreated) and event.task not in stepped for event in events):
        return None
    return {"Ls": _names(oracle, events)}


def _go(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    step = events[0]
    if not isinstance(step, StepStarted):
        return None
    letter = oracle.called[step.task]
    if beat.key == "go.first":
        before = [e for e in oracle.events[: beat.events[0]] if isinstance(e, StepStarted) and e.task == step.task]
        return None if before else {"L": letter, "fn": oracle.functions[step.task]}
    suspended = events[1]
    if not isinstance(suspended, TaskSuspended) or suspended.task != step.task:
        return None
    return {"L": letter, "line": suspended.stack[-1].where.rpartition(":")[2]}


def _exit(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    first = events[0]
    if not isinstance(first, TaskSuspended):
        return None
    wait = first.wait
    kind = "sleep0" if wait.kind == "sleep(0)" else wait.kind
    holder = _holder(oracle, beat.events[0], wait)
    if beat.key.startswith("exit.group") or beat.key in ("exit.sleep0.group", "exit.lock.group"):
        alike = all(isinstance(e, TaskSuspended) and e.wait.label == wait.label for e in events)
        return {"Ls": _names(oracle, events), "n": len(events), "H": holder} if alike else None
    if beat.key != "exit.other" and beat.key.split(".")[1] != kind:
        return None
    words: Words = {"L": oracle.called[first.task], "label": said(wait), "H": holder}
    if kind == "sleep":
        words["d"] = duration(asked(wait, first.at))
    if beat.key == "exit.sleep.limit":
        if wait.limit is None or (wait.until is not None and wait.until <= wait.limit):
            return None
        words["most"] = duration(wait.limit - first.at)
    children = [oracle.called[on] for on in wait.on if isinstance(on, int)]
    if children:
        words |= {"K": children[0], "Ks": english().listed(children)}
    following = oracle.next_of(beat.events[0], StepStarted, LoopIdle)
    if beat.key == "exit.sleep.free" and not isinstance(following, LoopIdle):
        return None
    if beat.key == "exit.sleep.next":
        ready = [task for task in oracle.ready_at(beat.events[0]) if task != first.task]
        if not ready or (isinstance(following, StepStarted) and following.task != ready[0]):
            return None
        words["N"] = oracle.called[ready[0]]
    return words


def _holder(oracle: Oracle, number: int, wait: Wait) -> str:
    """Who has what is waited for just before an event; empty if nobody knows."""
    changes = [e for e in oracle.events[:number] if isinstance(e, ResourceChanged) and e.resource in wait.on]
    return oracle.called[changes[-1].holders[0]] if changes and changes[-1].holders else ""


def _empty(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    if not isinstance(events[0], LoopIdle) or not all(isinstance(event, TaskSuspended) for event in events[1:]):
        return None
    waits = oracle.waiting_at(beat.events[0])
    named = [event.task for event in events[1:] if isinstance(event, TaskSuspended)]
    leaves = [task for task in waits if waits[task].kind not in FOR_TASKS]
    if not set(named) <= set(waits) or (beat.key != "empty.parent" and set(named) != set(leaves)):
        return None
    words: Words = {"n": len(named), "Ls": english().listed(oracle.called[task] for task in named)}
    if named:
        words["L"] = oracle.called[named[0]]
    if beat.key == "empty.parent":
        if named[0] not in waits[named[1]].on or leaves != named[:1]:
            return None
        words["P"] = oracle.called[named[1]]
    return words


def _forever(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    waits = oracle.waiting_at(beat.events[0])
    idle = events[0]
    if not isinstance(idle, LoopIdle) or idle.until is not None:
        return None
    return {"Ls": english().listed(oracle.called[task] for task in waits)}


def _wake(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    first = events[0]
    if not isinstance(first, TaskScheduled) or first.cause != "woken":
        return None
    woken = [event for event in events if isinstance(event, TaskScheduled)]
    words: Words = {
        "L": oracle.called[first.task],
        "Ls": english().listed(oracle.called[event.task] for event in woken),
    }
    if isinstance(first.by, int):
        words |= {"B": oracle.called[first.by], "K": oracle.called[first.by]}
    timer = beat.key.startswith("wake.timer") or beat.key == "wake.late"
    if timer and (first.by != "timer" or not all(event.by == "timer" for event in woken)):
        return None
    wait = oracle.waiting_at(beat.events[0]).get(first.task)
    if wait is None:
        return None
    if beat.key in ("wake.timer", "wake.late"):
        late = beat.key == "wake.late"
        suspended = events[1]
        assert isinstance(suspended, TaskSuspended) and wait.until is not None
        words["d"] = duration(first.at - wait.until if late else asked(wait, suspended.at))
    if beat.key == "wake.task" and oracle.done_before(beat.events[0]).get(first.by or 0) != "returned":  # type: ignore[arg-type]
        return None
    if beat.key == "wake.gather":
        done = oracle.done_before(beat.events[0])
        if not all(done.get(on) == "returned" for on in wait.on if isinstance(on, int)):
            return None
    return words


def _cancel(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    request = events[0]
    if not isinstance(request, CancelRequested):
        return None
    asked_too = [event for event in events if isinstance(event, CancelRequested) and event.by == request.by]
    if len(asked_too) < len(events):
        return None
    words: Words = {"L": oracle.called[request.task], "Ls": _names(oracle, events)}
    if isinstance(request.by, int):
        words |= {"B": oracle.called[request.by], "K": oracle.called[request.by]}
    fits = {
        "cancel.timeout": request.by == "timeout",
        "cancel.close": request.by in (None, "shutdown"),
        "cancel": isinstance(request.by, int) and len(events) == 1,
        "cancel.several": isinstance(request.by, int) and len(events) > 1,
        "cancel.group": isinstance(request.by, int),
    }
    return words if fits[beat.key] else None


def _swallowed(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    later, request = events[0], events[1]
    if not isinstance(request, CancelRequested) or not isinstance(later, TaskSuspended):
        return None
    return {"L": oracle.called[request.task]} if request.task == later.task else None


def _block(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    call = events[0]
    if not isinstance(call, CallBlocked):
        return None
    words: Words = {"call": call.call, "d": duration(call.seconds)}
    if call.task is None:
        return words if beat.key == "block.desk" else None
    words["L"] = oracle.called[call.task]
    if (call.call == "busy") != (beat.key == "busy"):
        return None
    due = _due(oracle, beat.events[0], call)
    words |= {"Ls": english().listed(due, 2) if due else "", "are": "are" if len(due) > 1 else "is"}
    return words if bool(due) == (beat.key == "block.due") or beat.key == "busy" else None


def _due(oracle: Oracle, number: int, call: CallBlocked) -> list[str]:
    """Who is ready already, or would be before the call ends."""
    ready = [task for task in oracle.ready_at(number) if task != call.task]
    waits = oracle.waiting_at(number)
    late = [task for task, wait in waits.items() if wait.until is not None and wait.until < call.at + call.seconds]
    return [oracle.called[task] for task in [*ready, *late]]


def _done(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    wanted = {"raised": "raised", "cancelled": "cancelled"}.get(beat.key.split(".")[0], "returned")
    if not all(isinstance(event, TaskDone) and event.outcome == wanted for event in events):
        return None
    first = events[0]
    assert isinstance(first, TaskDone)
    letter = oracle.called[first.task]
    words: Words = {"L": letter, "M": letter, "Ls": _names(oracle, events), "exc": first.result.partition("(")[0]}
    if beat.key == "raised.caught":
        woken = _woken_by_end(oracle, beat.events[0], first.task)
        return words | {"P": oracle.called[woken]} if woken else None
    if beat.key.startswith("close"):
        if not any(isinstance(event, LoopClosed) for event in oracle.events[beat.events[0] :]):
            return None
        done = oracle.done_before(beat.events[0])
        made = [e.task for e in oracle.events[: beat.events[0]] if isinstance(e, TaskCreated)]
        left = [task for task in made if task in oracle.called and task not in done]
        if bool(left) != (beat.key == "close.forgot"):
            return None
        words["Ls"] = english().listed(oracle.called[task] for task in left) if left else ""
    if beat.key == "cancelled" and beat.caption == fill(english().captions["cancelled"].text, words):
        return words if _runs_a_line(oracle, beat.events[0], first.task) else None
    if beat.key == "cancelled.before":
        steps = [e for e in oracle.events if isinstance(e, StepStarted) and e.task == first.task]
        return words if len(steps) == 1 else None
    return words


def _runs_a_line(oracle: Oracle, number: int, task: int) -> bool:
    """Whether the step that ends with this event runs any line of its script."""
    step = next(at for at in range(number, -1, -1) if isinstance(oracle.events[at], StepStarted))
    return any(isinstance(event, LineReached) and event.task == task for event in oracle.events[step:number])


def _woken_by_end(oracle: Oracle, number: int, task: int) -> int | None:
    """The task that waits for this one, and is woken by it in the step that ends with this event, or after it."""
    start = number
    while not isinstance(oracle.events[start], StepStarted):
        start -= 1
    waits = oracle.waiting_at(start)
    for event in oracle.events[start:]:
        if isinstance(event, TaskScheduled) and event.by == task and event.cause == "woken":
            wait = waits.get(event.task)
            return event.task if wait is not None and task in wait.on else None
    return None


def _letter(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    event = events[0]
    return {"fn": event.coro.split("(")[0]} if isinstance(event, CoroutineNeverAwaited) else None


def _callback(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    event = events[0]
    return {"call": event.call.split("(")[0]} if isinstance(event, CallbackRan) else None


def _print(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    event = events[0]
    return {"text": event.text} if isinstance(event, Printed) else None


def _cut(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    done = {event.task for event in oracle.events if isinstance(event, TaskDone)}
    alive = [task for task in oracle.made if task not in done]
    return {"n": "1 car is" if len(alive) == 1 else f"{len(alive)} cars are"} if oracle.trace.header.cut else None


def _plan(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    return {"call": events[0].coro} if isinstance(events[0], CoroutineMade) else None


def _lane(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    """The letters go to the calls of one function, in their order."""
    event = events[0]
    started = [one for one in oracle.events[: beat.events[0] + 1] if isinstance(one, CallStarted)]
    if not started or not isinstance(event, CallStarted | CallBlocked):
        return None
    function = function_name(started[-1].call)
    letter = chr(ord("A") + sum(function_name(one.call) == function for one in started) - 1)
    words: Words = {"L": letter, "call": event.call}
    return words | {"d": duration(event.seconds)} if isinstance(event, CallBlocked) else words


def _error(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    return {"exc": oracle.trace.header.error} if oracle.trace.header.error else None


def _many(oracle: Oracle, beat: Beat, events: list[AnyEvent]) -> Words | None:
    return {"n": len(events)} if all(isinstance(event, StepStarted) for event in events) else None


Witness = Callable[[Oracle, Beat, list[AnyEvent]], Words | None]

WITNESSES: dict[str, Witness] = {
    "open": _open,
    "create": _create,
    "create.eager": _eager,
    "never.started": _never,
    "go": _go,
    "exit": _exit,
    "empty": _empty,
    "idle.forever": _forever,
    "wake": _wake,
    "cancel": _cancel,
    "swallowed": _swallowed,
    "plan": _plan,
    "lane": _lane,
    "block": _block,
    "busy": _block,
    "done": _done,
    "close": _done,
    "raised": _done,
    "cancelled": _done,
    "letter": _letter,
    "callback": _callback,
    "print": _print,
    "cut": _cut,
    "error": _error,
    "fold": _many,
    "streak": _many,
}
