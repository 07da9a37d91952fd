"""Trace -> Story: the whole room in one call."""

from __future__ import annotations

from pathlib import PurePath

from loopway.errors import UsageError
from loopway.story.clock import solve
from loopway.story.ending import ending
from loopway.story.film import beats, layout_film, line_marks
from loopway.story.fitting import fitted
from loopway.story.hiding import without_hidden
from loopway.story.keeps import kept
from loopway.story.layout import Layout
from loopway.story.pace import Pace
from loopway.story.remarks import OF_LINE
from loopway.story.source import source
from loopway.story.story import Story, Telling
from loopway.story.timeline import other_loops, timeline
from loopway.story.variables import named
from loopway.trace.trace import Trace

TITLE = 26
"""Characters of a title, at most."""


def tell(trace: Trace, telling: Telling | None = None, pace: Pace | None = None) -> Story:
    """Tell a run as a film: which film second belongs to what, and what is said.

    Pure: the same trace, telling and pace give the same Story. A UsageError if the telling names a moment that the
    run does not have.
    """
    telling = telling or Telling()
    pace, language = pace or Pace(), telling.language
    lived = timeline(trace)
    run = source(trace, lived, telling, pace)
    layout, warnings = fitted(run, pace)
    _check_captions(telling, layout)
    reel = layout.reel
    hurried = frozenset(stretch.start for stretch in reel.stretches)
    script = PurePath(trace.header.script).name
    story = Story(
        timeline=layout_film(lived.lives, layout),
        beats=beats(layout.said),
        lines=line_marks(reel),
        prints=tuple(sorted(reel.prints, key=lambda one: one.at)),
        resources=named(sorted(reel.resources, key=lambda one: one.at), trace),
        works=tuple(sorted(reel.works, key=lambda one: one.start)),
        papers=layout.papers,
        keeps=tuple(kept(trace, telling.keeps)),
        calls=tuple(reel.calls),
        stretches=tuple(sorted(reel.stretches, key=lambda stretch: stretch.start)),
        roads=tuple(reel.roads),
        clock=solve(reel.anchors, hurried, layout.pace),
        ending=ending(trace, lived, run.flat, language, run.calls),
        script=script,
        source=trace.header.source,
        title=language.own(telling.title) or run.comments.title or title(script),
        subtitle=language.own(telling.subtitle),
        note=language.own(telling.note) or language.say("end.note"),
        action_start=layout.pace.opening + layout.pace.entry,
        action_end=reel.action_end,
        length=reel.length,
        warnings=(*cautions(trace), *run.comments.warnings, *warnings, *_unsaid(layout, script)),
        reduced=pace.reduced,
        language=language,
    )
    return without_hidden(story, run.comments)


def title(script: str) -> str:
    """A title made from a script's name.

    >>> title("my_coroutine.py")
    'My coroutine'
    """
    words = PurePath(script).stem.replace("_", " ").replace("-", " ").strip() or script
    words = words[0].upper() + words[1:]
    return words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + "…"


def cautions(trace: Trace) -> tuple[str, ...]:
    """What one should know of a recording before one believes it: a sentence each, none if the script ended well."""
    header = trace.header
    found = []
    if header.cut is not None:
        found.append(header.cut)
    if header.error is not None:
        found.append(f"the script ended with an error: {header.error}")
    elif header.exit and header.cut is None:
        found.append(f"the script ended with exit code {header.exit}")
    if header.dropped:
        found.append(f"{header.dropped} events were not kept")
    if other_loops(trace):
        found.append("a loop in another thread ran too; only the first thread's loops are filmed")
    return tuple(found)


def _unsaid(layout: Layout, script: str) -> tuple[str, ...]:
    return tuple(
        f"{script}:{name.removeprefix(OF_LINE)}: this note was not said; its line did not run, or too quickly"
        if name.startswith(OF_LINE)
        else f"the caption {name!r} found no time to be read; say it in fewer words"
        for name in layout.unsaid
    )


def _check_captions(telling: Telling, layout: Layout) -> None:
    unknown = [name for name in telling.captions if name not in layout.names]
    if unknown:
        raise UsageError(
            f"this run has no moment {unknown[0]!r}",
            why="a lesson's caption names a moment by its key, a letter, and a number from the second one on",
            todo=f"use one of: {', '.join(layout.names)}",
        )
