"""Masters to make pages from: the square's film, with any words, lines and events beside it."""

from __future__ import annotations

from typing import Any

import msgspec
from masters import Crowd, master

from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.master import Master
from loopway.stage.program import LitLine, Program
from loopway.story.catalogue import english
from loopway.story.language import Language
from loopway.story.moments import Moment

SOURCE = "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n"
SAID = ("The road opens for M: main().", "M takes the exit: it waits 1 s.")
SECONDS = 4.0


class Told(Crowd, frozen=True, kw_only=True):
    """A Crowd with a plot."""

    programs: tuple[Program, ...] = ()
    moments: tuple[Moment, ...] = ()


def page_master(
    *said: str,
    title: str = "One wait",
    file: str = "wait.py",
    source: str = SOURCE,
    what: str = "sleep(1)",
    who: str = "M",
    language: Language | None = None,
    **more: Any,
) -> Master:
    """A film of 4 s at 15 pictures a second: M drives at 1 s, waits at 2 s in line 4, and is done at 3 s."""
    said = said or SAID
    lit = (
        LitLine(at=1.0, line=3, colour="main", who=who),
        LitLine(at=1.5, line=4, colour="main", who=who),
        LitLine(at=2.0, line=None, colour="main"),
    )
    moments = (
        Moment(at=0.0, kind="opening", what=title),
        Moment(at=1.0, kind="drives", who=who, task=1, line=3),
        Moment(at=2.0, kind="awaits", who=who, what=what, task=1, line=4),
        Moment(at=3.0, kind="done", who=who, task=1),
        Moment(at=3.0, kind="ending", what="1 s of waiting."),
    )
    program = Program(file=file, source=source, lit=lit)
    starts = [1.0 + 2.0 * number / len(said) for number in range(len(said) + 1)]
    spoken = list(zip(starts, starts[1:], said, strict=False))
    chapters = [(0.0, 1.0, title), *spoken, (3.0, SECONDS, "1 s of waiting.")]
    whole = master(
        SECONDS,
        stage=Told(duration=SECONDS, programs=(program,), moments=moments),
        cues=tuple(Cue(start=start, end=end, text=text) for start, end, text in spoken),
        chapters=tuple(Chapter(start=start, end=end, title=text) for start, end, text in chapters),
    )
    return msgspec.structs.replace(whole, title=title, language=language or english(), **more)
