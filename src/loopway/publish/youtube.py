"""The chapters as YouTube reads them in a description: the first at 0:00, at least three, each at least 10 s long.

One that breaks a rule makes YouTube drop all of them without a word, so no such list is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loopway.errors import RenderError, UsageError
from loopway.publish.chapters import Chapter
from loopway.publish.master import Master, Tick
from loopway.publish.stamps import minutes_and_seconds

FEWEST, SHORTEST = 3, 10
"""Chapters of a list, and seconds of a chapter."""
LONGEST = 100
"""Characters of a title."""


def is_ours(path: str) -> bool:
    """Nobody can know: the file holds chapters, and nothing else."""
    return False


def check(master: Master) -> None:
    """UsageError if the film is too short to be parted so."""
    if len(found := listed(master.chapters)) < FEWEST:
        end = master.chapters[-1].end if master.chapters else 0.0
        raise UsageError(
            "YouTube would show no chapters",
            where="-o NAME.chapters.txt",
            why=f"it wants at least {FEWEST} of at least {SHORTEST} s each; "
            f"this film of {end:.1f} s gives {len(found)}",
            todo="a longer film has more: --pace 60; the .mp4 has all chapters inside",
        )


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the list and reads it back; UsageError if there are too few chapters, RenderError if they differ."""
    check(master)
    lines = [f"{minutes_and_seconds(start)} {title}\n" for start, title in listed(master.chapters)]
    Path(path).write_text("".join(lines), encoding="utf-8", newline="\n")
    if parsed(Path(path).read_text(encoding="utf-8")) != listed(master.chapters):
        raise RenderError("the chapters came back from the disk others", where=path, todo="try another disk")
    tick("writing", 1, 1)


def listed(chapters: Sequence[Chapter]) -> list[tuple[int, str]]:
    """Whole second and title of each chapter that is far enough from the one before it and from the end.

    What is too short belongs to the one before it.
    """
    found: list[tuple[int, str]] = []
    for chapter in chapters:
        start = int(chapter.start)
        if not found:
            found.append((0, titled(chapter.title)))
        elif start - found[-1][0] >= SHORTEST and int(chapters[-1].end) - start >= SHORTEST:
            found.append((start, titled(chapter.title)))
    return found


def titled(words: str) -> str:
    """The words as YouTube takes them: not too long, and without its forbidden brackets.

    >>> titled("list<int>")
    'list‹int›'
    """
    words = words.replace("<", "‹").replace(">", "›")
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def parsed(text: str) -> list[tuple[int, str]]:
    """Seconds and titles of a list as it is read in a description."""
    found = []
    for line in text.splitlines():
        time, _, title = line.partition(" ")
        seconds = 0
        for part in time.split(":"):
            seconds = seconds * 60 + int(part)
        found.append((seconds, title))
    return found
