"""Which line every task stands at, and which one is lit: changes in film seconds, taken from the story."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import zip_longest

import msgspec

from loopway.story.story import Life, Span, State, Story

SLIDE = 0.20
"""Film seconds in which highlight and chips slide to another line."""

OUTSIDE = "text3"
"""The colour of a line of the script that runs outside of tasks."""


class Lit(msgspec.Struct, frozen=True):
    """From `at` on `line` is lit in `colour`, or none at all."""

    at: float
    line: int | None
    colour: str
    task: int | None


class Moved(msgspec.Struct, frozen=True):
    """From `at` on `task` stands at `line`; None: it is gone."""

    at: float
    task: int
    line: int | None


def definitions(source: str) -> dict[str, int]:
    """function -> the line of its `def`; the first one if there are several. Empty if Python cannot read the script."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            found.setdefault(node.name, node.lineno)
    return found


def lit(story: Story, colours: dict[int, str]) -> list[Lit]:
    """The highlight: the driver's line while it drives; outside of tasks, the script's own until somebody drives."""
    drives = sorted(
        ((span, life.task) for life in story.timeline.lives for span in life.spans if drives_alone(span)),
        key=lambda drive: drive[0].start,
    )
    out = [Lit(mark.at, mark.line, OUTSIDE, None) for mark in story.lines if mark.task is None]
    out = [one for one in out if not any(span.start <= one.at < span.settled for span, _ in drives)]
    for span, task in drives:
        marks = [mark for mark in story.lines if mark.task == task and span.start <= mark.at < span.settled]
        if not marks or marks[0].at > span.start + 1e-9:
            out.append(Lit(span.start, span.line, colours[task], task))
        out += [Lit(mark.at, mark.line, colours[task], task) for mark in marks]
        out.append(Lit(span.settled, None, colours[task], None))
    return _last_word(sorted(out, key=lambda one: one.at))


def _last_word(ordered: list[Lit]) -> list[Lit]:
    """Of changes at one instant the last one counts."""
    return [one for one, following in zip_longest(ordered, ordered[1:]) if following is None or following.at > one.at]


def drives_alone(span: Span) -> bool:
    """Whether a span is a turn that is driven on the road."""
    return span.state is State.RUNNING and not span.flash and not span.eager and span.settled > span.start


def moves(story: Story, *, flashes: bool = False) -> list[Moved]:
    """All changes of line of all tasks, in order; those within streaks and folds only if `flashes` are asked for."""
    known = definitions(story.source)
    out: list[Moved] = []
    for life in story.timeline.lives:
        out += _life_moves(life, known.get(life.function), flashes)
    ends = {move.task: move.at for move in out if move.line is None}
    out += [Moved(mark.at, mark.task, mark.line) for mark in story.lines if mark.task is not None and mark.line]
    kept = [one for one in out if one.at <= ends.get(one.task, one.at)]
    return sorted(kept, key=lambda one: (one.at, one.line is None))


def _life_moves(life: Life, definition: int | None, flashes: bool) -> Iterable[Moved]:
    for place, (span, following) in enumerate(zip_longest(life.spans, life.spans[1:])):
        if not flashes and span.flash and following is not None and following.flash:
            continue
        # after a flash time may run on at once: all chips must stand by then
        early = SLIDE if span.flash and not flashes else 0.0
        if place == 0 and span.state is State.READY:
            yield Moved(
                span.start if flashes else span.leaves if span.flash else span.settled,
                life.task,
                definition or span.line,
            )
        elif span.line is not None and span.state in (State.RUNNING, State.SUSPENDED):
            yield Moved(span.start - early, life.task, span.line)
    if life.outcome is not None and life.spans:
        last = life.spans[-1]
        early = SLIDE if (last.flash or last.eager) and not flashes else 0.0
        yield Moved(last.settled - early, life.task, None)
