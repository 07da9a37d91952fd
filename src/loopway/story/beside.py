"""What happens beside the turns and takes no film time of its own: prints, resources, work in other threads."""

from __future__ import annotations

from msgspec.structs import replace

from loopway.story.reel import Reel
from loopway.story.things import Print, ResourceMark, Work
from loopway.trace.events import AnyEvent, Printed, ResourceChanged, WorkFinished, WorkStarted


def note(reel: Reel, event: AnyEvent, at: float) -> None:
    """Give such an event the film instant `at`; all other events are left alone."""
    if isinstance(event, Printed):
        reel.prints.append(Print(at=at, text=event.text, task=event.task))
    elif isinstance(event, ResourceChanged):
        reel.resources.append(_mark(event, at))
    elif isinstance(event, WorkStarted):
        reel.works.append(_work(event, at))
    elif isinstance(event, WorkFinished):
        _finish(reel.works, event, at)


def _mark(event: ResourceChanged, at: float) -> ResourceMark:
    return ResourceMark(
        at=at,
        resource=event.resource,
        kind=event.kind,
        state=event.state,
        size=event.size,
        holders=event.holders,
        items=event.items,
        unfinished=event.unfinished,
        by=event.by,
    )


def _work(event: WorkStarted, at: float) -> Work:
    return Work(
        task=event.task,
        work=event.work,
        thread=event.thread,
        start=at,
        end=None,
        begins_at=event.at,
        ends_at=None,
    )


def _finish(works: list[Work], event: WorkFinished, at: float) -> None:
    """Its start is the oldest one that is still open and like it."""
    like = (event.task, event.work, event.thread)
    for place, work in enumerate(works):
        if work.end is None and (work.task, work.work, work.thread) == like:
            works[place] = replace(work, end=max(at, work.start), ends_at=max(event.at, work.begins_at))
            return
