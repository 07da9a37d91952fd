"""Every resource that was seen, and what it was like when it was last looked at."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from types import FrameType
from typing import Any

from loopway.record.effort import real_now
from loopway.record.names import resource_kind
from loopway.record.resources.attributes import Look
from loopway.record.resources.origin import is_asyncios_own
from loopway.record.resources.states import State
from loopway.record.runs import Run
from loopway.record.watch import Watch

StateOf = Callable[[Any, State | None, int | None, FrameType], State]


class _Page:
    """One resource. It may be gone by now."""

    __slots__ = ("kind", "name", "ref", "told")

    def __init__(self, name: str | None, kind: str | None, ref: weakref.ref[Any]) -> None:
        self.name = name
        """None for one that is not told of."""
        self.kind = kind
        self.ref = ref
        self.told: State | None = None


class Book:
    """Tells of a resource whenever a look finds it changed."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._pages: dict[int, _Page] = {}

    def look(self, state_of: StateOf) -> Look:
        """Give the function that is to be called when an attribute of a resource has been touched."""
        pages, runs, journal = self._pages, self._watch.lives.runs, self._watch.journal

        def look(thing: Any, frame: FrameType) -> None:
            page = pages.get(id(thing))
            if page is None:
                page = self._open(thing, frame)
            if page.name is None or journal.over or journal.quiet:
                return
            began = real_now()
            run = runs.current()
            task = run.task.holder if run is not None and run.task is not None and not run.ended else None
            try:
                state = state_of(thing, page.told, task, frame)
            except Exception as error:  # a subclass may keep its state in ways of its own
                self._give_up(page, thing, error)
                return
            if state is not page.told and state != page.told:
                page.told = state
                self._tell(page, state, run, began)

        return look

    def _open(self, thing: Any, frame: FrameType) -> _Page:
        """Remember a new resource. Those of threads that are not recorded are none of ours."""
        lives = self._watch.lives
        told = lives.runs.on_main() and not is_asyncios_own(thing, frame)
        name = lives.names.name(thing) if told else None
        key, pages = id(thing), self._pages

        def forget(_: object) -> None:
            pages.pop(key, None)

        page = pages[key] = _Page(name, resource_kind(thing), weakref.ref(thing, forget))
        return page

    def _give_up(self, page: _Page, thing: Any, error: Exception) -> None:
        page.name = None
        what = type(thing).__qualname__
        self._watch.journal.note(f"What happened to a {what} is not recorded: {error}.")

    def _tell(self, page: _Page, state: State, run: Run | None, began: int) -> None:
        lives = self._watch.lives
        by = lives.runs.by() if run is None else run.by
        if run is not None:
            self._watch.lines_off()
        self._watch.journal.tell("ResourceChanged", resource=page.name, kind=page.kind, **state, by=by)
        if run is not None:
            self._watch.lines_on()
            lives.effort.excuse(began)
