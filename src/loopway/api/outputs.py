"""What a call is to make: each file checked before the work begins, then made, read back and told of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from loopway.api.sources import Source, name_of
from loopway.errors import UsageError
from loopway.publish import ENDINGS, FILMS, Master, Target, Tick, finished, trace_writer, writer
from loopway.publish.delivery import FOLDER
from loopway.publish.target import finished_folder
from loopway.trace.header import Header
from loopway.trace.trace import Trace

MOVING = (".mp4", ".webm", ".mov", ".webp", ".gif", ".html")
PIECES = (".mp4", ".webm", ".mov")
"""What the pieces of a film may be: what is made of the whole too, else an MP4, or a MOV if it is transparent."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has been made and read back, or a folder of them."""

    path: Path
    bytes: int
    seconds: float | None = None
    """Film seconds; None for what does not move."""
    kept: str = ""
    """What a small picture that moves has kept of the film: "10 pictures a second, 640x360"."""
    failed: str = ""
    """How the filmed script ended, if it failed: "ValueError: no fuel", "exit code 7"."""
    title: str = ""
    """The film's; empty for a trace."""
    size: tuple[int, int] | None = None
    """The film's width and height in pixels; None for a trace."""


def targets(
    sources: tuple[Source, ...],
    outputs: Sequence[str | os.PathLike[str]],
    *,
    segments: str | os.PathLike[str] | None = None,
    force: bool,
) -> tuple[Target, ...]:
    """The files of a call, by default one film, and the folder of its pieces; UsageError for one that cannot be."""
    paths = [Path(output) for output in outputs]
    if not paths and segments is None:
        paths = [Path("-".join(name_of(source) for source in sources) + ".mp4")]
    named = [Path(source).resolve() for source in sources if not isinstance(source, Trace)]
    for path in paths:
        if path.resolve() in named:
            raise UsageError(
                f"{path} is named twice", why="one would overwrite the other", todo="give each its own name"
            )
        named.append(path.resolve())
    found = tuple(Target.checked(path, ENDINGS, force=force) for path in paths)
    if segments is None:
        return found
    folder = Path(segments)
    for path in named:
        if folder.resolve() in (path, *path.parents):
            raise UsageError(
                f"{path.name} would be lost",
                where=f"--segments {folder}",
                why="the folder of the pieces is replaced as a whole",
                todo="choose a folder of their own for them",
            )
    return (*found, Target.folder(folder, "loopway.publish.shots"))


def films(wanted: Sequence[Target]) -> bool:
    """Whether any of them is made of pictures."""
    return any(target.ending in (*FILMS, FOLDER) for target in wanted)


def ready(master: Master, wanted: Sequence[Target]) -> Master:
    """The master, cut as these targets need it; UsageError for what only a told film shows to be impossible."""
    endings = [target.ending for target in wanted]
    if ".chapters.txt" in endings:
        from loopway.publish import youtube

        youtube.check(master)
    if FOLDER in endings:
        from loopway.publish import shots

        return shots.cut(master)
    return master


def make(wanted: Sequence[Target], runs: Sequence[Trace], master: Master | None, tick: Tick) -> tuple[Made, ...]:
    """Makes them one after the other; each has its name only when it is complete."""
    usual = ".mp4" if master is None or master.delivery.ground else ".mov"
    kind = next((target.ending for target in wanted if target.ending in PIECES), usual)
    return tuple(_made(target, _write(target, runs, master, tick, kind), runs, master) for target in wanted)


def _write(target: Target, runs: Sequence[Trace], master: Master | None, tick: Tick, kind: str) -> str:
    if target.ending == FOLDER:
        from loopway.publish import shots

        assert master is not None
        with finished_folder(target.path) as folder:
            return shots.write(master, folder, tick, ending=kind)
    with finished(target.path) as draft:
        if master is None or target.ending not in FILMS:
            trace_writer(target.ending).write(runs[0], draft)
            return ""
        return writer(target.ending).write(master, draft, tick) or ""


def _made(target: Target, kept: str, runs: Sequence[Trace], master: Master | None) -> Made:
    files = target.path.iterdir() if target.ending == FOLDER else (target.path,)
    moves = master is not None and target.ending in (*MOVING, FOLDER)
    return Made(
        path=target.path,
        bytes=sum(file.stat().st_size for file in files),
        seconds=master.stage.duration if master is not None and moves else None,
        kept=kept,
        failed=next((words for run in runs if (words := _failed(run.header))), ""),
        title=master.title if master is not None else "",
        size=master.size if master is not None else None,
    )


def _failed(header: Header) -> str:
    return header.error or (f"exit code {header.exit}" if header.exit and header.cut is None else "")
