"""The public verbs: watch a script, load a trace, render either of them to files."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from loopway.api.sources import Source, check_readable, check_source, file_of_module, lesson_of, name_of
from loopway.api.wishes import Cut, Wishes, cut, of_lesson, wishes
from loopway.errors import TraceError, UsageError
from loopway.publish import ENDINGS, FILMS, Master, Studio, Target, Tick, finished, machine, trace_writer, writer
from loopway.publish.delivery import check as check_delivery
from loopway.record import record
from loopway.trace import is_trace_name, jsonl
from loopway.trace.header import Header
from loopway.trace.trace import Trace

if TYPE_CHECKING:  # a recording begins at once: what tells and draws it is loaded when it is there
    from loopway.lessons import Lesson
    from loopway.publish.encoder import Encoding
    from loopway.publish.footage import Options
    from loopway.story import Language, Telling


MOVING = (".mp4", ".webm", ".mov", ".webp", ".gif", ".html")


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """A run that is ready to be told: its trace, and a lesson's own words."""

    trace: Trace
    telling: Telling | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has been made and read back."""

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


def watch(
    script: str | os.PathLike[str],
    *,
    module: bool = False,
    args: Sequence[str] = (),
    clock: Literal["auto", "virtual", "real"] = "auto",
    timeout: float = 30.0,
    until: float = 60.0,
    locals: bool = True,
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
) -> Trace:
    """Runs a script in a process of its own and gives what its event loop, or its functions, really did.

    With `module` it is the name of a module, as for `python -m`. It stops after `timeout` real seconds or `until`
    script seconds. With `locals` the trace has the local variables of each task where it waits; only values of Python's
    own types are written out. `stdout` and `stderr` are where the script's own output goes, as for subprocess.
    UsageError if there is no such file or module, ScriptError if it cannot be recorded.

    >>> watch("scenes/scripts/gather.py").header.clock
    'virtual'
    """
    path = file_of_module(os.fspath(script)) if module else Path(script)
    check_readable(path)
    name = os.fspath(script) if module else None
    return record(
        path,
        module=name,
        args=args,
        clock=clock,
        timeout=timeout,
        until=until,
        locals=locals,
        stdout=stdout,
        stderr=stderr,
    )


def load(path: str | os.PathLike[str]) -> Trace:
    """Reads a trace file; TraceError with the line and the reason if it is broken, foreign or unlawful."""
    file = Path(path)
    check_readable(file)
    return jsonl.read(file)


def take(source: Source, watching: Callable[[Path], Trace] = watch) -> Take:
    """What a source stands for: a trace as it is, a trace file read, a lesson's trace and words, a script watched.

    UsageError if there is no such file or lesson, TraceError if a lesson has not been recorded.
    """
    check_source(source)
    if isinstance(source, Trace):
        return Take(trace=source)
    if lesson := lesson_of(source):
        return Take(trace=_recording_of(lesson), telling=lesson.telling)
    path = Path(source)
    return Take(trace=load(path) if is_trace_name(path) else watching(path))


def render(
    source: Source,
    *outputs: str | os.PathLike[str],
    force: bool = False,
    studio: Studio | None = None,
    watching: Callable[[Path], Trace] = watch,
    warn: Callable[[str], object] = warnings.warn,
    tick: Tick = lambda what, done, total: None,
    **wished: Any,
) -> tuple[Made, ...]:
    """Films a trace, script or lesson; the ending of each output says what it is: .mp4, .webm, .gif, .png, .json, ...

    Without outputs: `<name>.mp4` in the current folder. What may be wished of a film stands in `Wishes`. A file that
    loopway did not make is replaced only if `force` is set. Films are drawn in `studio`, by default with all
    cores of this machine. `watching` records a script, `warn` is told what the user should know, `tick` how far the
    work is. What can be checked is checked before the script runs; an output has its name only when it is complete.

    >>> render("my_script.py", "a.mp4", "a.png", quality="draft", pace=20)
    """
    asked = wishes(wished)
    check_source(source)
    targets = _targets((source,), outputs, force=force)
    films = any(target.ending in FILMS for target in targets)
    with nullcontext(studio) if studio else Studio(warn=warn) as place:
        wished_here = of_lesson(asked, lesson_of(source))
        wanted = _checked_cut(wished_here, place, targets) if films else None
        if wished and not films:
            cut(wished_here)  # a word that stands for nothing is told even where it would decide nothing
        taken = take(source, watching)
        master = _master(taken, wanted, place) if wanted else None
        if master:
            _check_told(master, targets)
        for words in master.warnings if master else _cautions(taken.trace):
            warn(words)
        return tuple(_make(target, (taken.trace,), master, tick) for target in targets)


def compare(
    one: Source,
    other: Source,
    *outputs: str | os.PathLike[str],
    force: bool = False,
    studio: Studio | None = None,
    watching: Callable[[Path], Trace] = watch,
    warn: Callable[[str], object] = warnings.warn,
    tick: Tick = lambda what, done, total: None,
    **wished: Any,
) -> tuple[Made, ...]:
    """Films a plain program and an asyncio one side by side on one clock, whichever comes first.

    The options are those of `render`. UsageError if they are two of a kind, or if one of them shows nothing; without
    outputs: `<one>-<other>.mp4` in the current folder.

    >>> compare("one_by_one.py", "gather.py", "hero.mp4")
    """
    asked = wishes(wished)
    for source in (one, other):
        check_source(source)
    targets = _targets((one, other), outputs, force=force)
    for target in targets:
        _check_moving(target, (one, other))
    with nullcontext(studio) if studio else Studio(warn=warn) as place:
        wanted = _checked_cut(asked, place, targets)
        runs = [take(source, watching).trace for source in (one, other)]
        master = _pair_master(runs[0], runs[1], wanted, place)
        _check_told(master, targets)
        for words in master.warnings:
            warn(words)
        return tuple(_make(target, runs, master, tick) for target in targets)


def _check_moving(target: Target, sources: tuple[Source, ...]) -> None:
    if target.ending not in FILMS:
        raise UsageError(
            "a comparison has two traces, not one",
            where=f"-o {target.path}",
            why=f"a {target.ending} file holds one run",
            todo=f"write each by itself: loopway trace {name_of(sources[0])}.py -o {name_of(sources[0])}.jsonl",
        )


def check_cut(studio: Studio, **wished: Any) -> None:
    """UsageError or MachineError for what nothing can be filmed with, before the first of several sources."""
    _checked_cut(wishes(wished), studio)


def _recording_of(lesson: Lesson) -> Trace:
    if not lesson.trace.is_file():
        raise TraceError(
            f"no trace for {lesson.script}",
            where=str(lesson.trace),
            todo=f"loopway trace {lesson.script} -o {lesson.trace}",
        )
    return load(lesson.trace)


def _checked_cut(asked: Wishes, studio: Studio, targets: Sequence[Target] = ()) -> Cut:
    wanted = cut(asked)
    if targets:
        check_delivery(wanted.delivery, [target.ending for target in targets])
    check_able(wanted)
    studio.open()
    return wanted


def check_able(wanted: Cut) -> None:
    """MachineError or UsageError if this machine, or its fonts, or the brand's files cannot draw what is wanted."""
    machine.check()
    if wanted.theme.brand is not None:
        from loopway.film import check_brand

        check_brand(wanted.theme.brand)
    _check_fonts(wanted.language)


def _check_told(master: Master, targets: Sequence[Target]) -> None:
    """UsageError for what only a told film shows to be impossible, before any of it is drawn."""
    if any(target.ending == ".chapters.txt" for target in targets):
        from loopway.publish import youtube

        youtube.check(master)


def _check_fonts(language: Language) -> None:
    """MachineError if this machine has no font for a language."""
    from loopway.film.missing import check_fonts

    check_fonts(language)


def _master(taken: Take, wanted: Cut, studio: Studio) -> Master:
    from loopway.publish.footage import master

    return master(taken.trace, options(wanted, taken.telling), _encoding(wanted), studio, wanted.delivery)


def _pair_master(one: Trace, other: Trace, wanted: Cut, studio: Studio) -> Master:
    from loopway.publish.footage import Pair, pair_master

    return pair_master(Pair(one, other), options(wanted, None), _encoding(wanted), studio, wanted.delivery)


def options(wanted: Cut, telling: Telling | None) -> Options:
    """What decides the pictures of a film that says so, in the language that is wanted."""
    from loopway.publish.footage import Options
    from loopway.story import told_in

    return Options(theme=wanted.theme, pace=wanted.pace, telling=told_in(wanted.language, telling), shape=wanted.shape)


def _encoding(wanted: Cut) -> Encoding:
    from loopway.publish.encoder import Encoding

    return Encoding(size=wanted.size, fps=wanted.fps)


def _cautions(trace: Trace) -> tuple[str, ...]:
    from loopway.story import cautions

    return cautions(trace)


def _make(target: Target, runs: Sequence[Trace], master: Master | None, tick: Tick) -> Made:
    kept = None
    with finished(target.path) as draft:
        if master is None or target.ending not in FILMS:
            trace_writer(target.ending).write(runs[0], draft)
        else:
            kept = writer(target.ending).write(master, draft, tick)
    moves = master is not None and target.ending in MOVING
    return Made(
        path=target.path,
        bytes=target.path.stat().st_size,
        seconds=master.stage.duration if master is not None and moves else None,
        kept=kept or "",
        failed=next((words for run in runs if (words := _failed(run.header))), ""),
        title=master.title if master is not None else "",
        size=master.size if master is not None else None,
    )


def _failed(header: Header) -> str:
    return header.error or (f"exit code {header.exit}" if header.exit and header.cut is None else "")


def _targets(
    sources: tuple[Source, ...], outputs: Sequence[str | os.PathLike[str]], *, force: bool
) -> tuple[Target, ...]:
    paths = [Path(output) for output in outputs] or [Path("-".join(name_of(source) for source in sources) + ".mp4")]
    named = [Path(source).resolve() for source in sources if not isinstance(source, Trace)]
    for path in paths:
        if path.resolve() in named:
            raise UsageError(
                f"{path} is named twice", why="one would overwrite the other", todo="give each its own name"
            )
        named.append(path.resolve())
    return tuple(Target.checked(path, ENDINGS, force=force) for path in paths)
