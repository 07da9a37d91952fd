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
from loopway.record.resources.states import Change, State
from loopway.record.watch import Watch

StateOf = Callable[[Any, Change], State]


class _Page:
    """One resource. It may be gone by now."""

    __slots__ = ("kind", "name", "ref", "told")

    def __init__(self, name: str | None, kind: str | None, ref: weakref.ref[Any]) -> None:
        self.name = name
        """None for one of asyncio's own, which is not told of."""
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

        def look(thing: Any, frame: FrameType) -> None:
            page = self._pages.get(id(thing))
            if page is None or page.name is not None:
                self._look(thing, page, frame, state_of)

        return look

    def _look(self, thing: Any, page: _Page | None, frame: FrameType, state_of: StateOf) -> None:
        watch = self._watch
        on_main = watch.lives.runs.on_main()
        if not watch.journal.is_on() or (on_main and watch.journal.quiet):
            return
        began = real_now()
        if on_main:
            watch.lines_off()
        page = page or self._open(thing, frame)
        if page is not None and page.name is not None:
            change = Change(page.told, watch.lives.runs.task(), frame, watch.lives.number)
            self._tell(page, self._read(state_of, thing, change))
        if on_main:
            watch.lines_on()
            watch.lives.effort.excuse(began)

    def _open(self, thing: Any, frame: FrameType) -> _Page | None:
        """Remember a new resource; not those of threads that are not recorded."""
        if not self._watch.lives.runs.on_main():
            return None
        name = None if is_asyncios_own(thing, frame) else self._watch.lives.names.name(thing)
        key, pages = id(thing), self._pages

        def forget(_: object) -> None:
            pages.pop(key, None)

        page = pages[key] = _Page(name, resource_kind(thing), weakref.ref(thing, forget))
        return page

    def _read(self, state_of: StateOf, thing: Any, change: Change) -> State | None:
        """A subclass may keep its state in ways of its own: that is no reason to break the script."""
        try:
            return state_of(thing, change)
        except Exception as error:
            kind = type(thing).__qualname__
            self._watch.journal.note(f"What happened to a {kind} is not recorded: {error}.")
            return None

    def _tell(self, page: _Page, state: State | None) -> None:
        if state is not None and state != page.told:
            page.told = state
            by = self._watch.lives.runs.by()
            self._watch.journal.tell("ResourceChanged", resource=page.name, kind=page.kind, **state, by=by)
