"""Coroutine objects that are no tasks: when they are made, used up, thrown away, or refused a second use."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from msgspec.structs import replace

from loopway.story.names import function_name
from loopway.story.places import Places
from loopway.story.things import Paper
from loopway.trace.events import (
    AnyEvent,
    CoroutineMade,
    CoroutineNeverAwaited,
    LineReached,
    TaskCreated,
    TaskDone,
)

REUSED = "cannot reuse already awaited coroutine"
"""What CPython says to a second use (Objects/genobject.c)."""


class Papers:
    """Follows the events of one pass. (A trace says when an object is made or thrown away, not when it is awaited: that
    is seen at the first line of its function.)"""

    def __init__(self, source: str, places: Places, functions: Mapping[int, str]) -> None:
        self.found: list[Paper] = []
        self._functions = functions
        """task -> its own coroutine function."""
        self._places = places
        self._lines = _functions(source)
        self._driven: dict[int | None, str] = {}
        """The function of each task's own coroutine."""

    def meet(self, event: AnyEvent, at: float) -> None:
        """Give such an event the film instant `at`; all other events are left alone."""
        if isinstance(event, CoroutineMade):
            self._made(event.coro, event.where, at)
        elif isinstance(event, CoroutineNeverAwaited):
            self._thrown_away(event, at)
        elif isinstance(event, TaskCreated):
            self._driven[event.task] = function_name(event.coro)
            self._use(event.coro, at, event.task)
        elif isinstance(event, LineReached) and self.found:
            self._reached(event, at)
        elif isinstance(event, TaskDone) and event.outcome == "raised" and REUSED in event.result:
            self._refused(event.result, at)

    def _made(self, coro: str, where: str | None, at: float) -> Paper:
        paper = Paper(
            number=len(self.found) + 1,
            coro=coro,
            function=function_name(coro),
            line=self._places.line(where) if where is not None else None,
            made=at,
            used=None,
            task=None,
            warned=None,
            warning="",
            refused=None,
        )
        self.found.append(paper)
        return paper

    def _thrown_away(self, event: CoroutineNeverAwaited, at: float) -> None:
        paper = self._open(event.coro) or self._made(event.coro, event.where, at)
        self._change(replace(paper, warned=at, warning=f"RuntimeWarning: {event.warning}"))

    def _use(self, coro: str, at: float, task: int | None) -> None:
        paper = self._open(coro)
        if paper is not None:
            self._change(replace(paper, used=at, task=task))

    def _reached(self, event: LineReached, at: float) -> None:
        line, own = self._places.line(event.where), self._functions.get(event.task or 0)
        for paper in self.found:
            if paper.function == own:
                continue  # these are the task's own lines
            first, last = self._lines.get(paper.function, (0, -1))
            others = self._driven.get(event.task) == paper.function  # a task that drives this function by itself
            if line is not None and first < line <= last and self._is_open(paper) and not others:
                self._change(replace(paper, used=at))
                return

    def _refused(self, error: str, at: float) -> None:
        used = [paper for paper in self.found if paper.used is not None and paper.refused is None]
        if used:
            self._change(replace(used[-1], refused=at, warning=f"RuntimeError: {REUSED}"))

    def _open(self, coro: str) -> Paper | None:
        return next((paper for paper in self.found if paper.coro == coro and self._is_open(paper)), None)

    def _is_open(self, paper: Paper) -> bool:
        return paper.used is None and paper.warned is None

    def _change(self, paper: Paper) -> None:
        self.found[paper.number - 1] = paper


def _functions(source: str) -> dict[str, tuple[int, int]]:
    """function -> its first and last line; the first one if there are several of a name."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    found: dict[str, tuple[int, int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef):
            found.setdefault(node.name, (node.lineno, node.end_lineno or node.lineno))
    return found
