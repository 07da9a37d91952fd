"""The public verbs: watch a script, load a trace, render either of them to files."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec
from msgspec.structs import replace

from loopway.api.outputs import Made, films, make, ready, targets
from loopway.api.sources import Source, check_readable, check_source, file_of_module, lesson_of, name_of
from loopway.api.wishes import Cut, Wishes, cut, of_lesson, wishes
from loopway.errors import TraceError, UsageError
from loopway.publish import Master, Studio, Target, Tick, machine
from loopway.publish.delivery import check as check_delivery
from loopway.record import record
from loopway.trace import is_trace_name, jsonl
from loopway.trace.trace import Trace

if TYPE_CHECKING:  # a recording begins at once: what tells and draws it is loaded when it is there
    from loopway.lessons import Lesson
    from loopway.publish.encoder import Encoding
    from loopway.publish.footage import Options
    from loopway.publish.sound import Sound
    from loopway.story import Comparison, Language, Story, Telling


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """A run that is ready to be told: its trace, and a lesson's own words."""

    trace: Trace
    telling: Telling | None = None


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
    segments: str | os.PathLike[str] | None = None,
    force: bool = False,
    studio: Studio | None = None,
    watching: Callable[[Path], Trace] = watch,
    warn: Callable[[str], object] = warnings.warn,
    tick: Tick = lambda what, done, total: None,
    **wished: Any,
) -> tuple[Made, ...]:
    """Films a trace, script or lesson; the ending of each output says what it is: .mp4, .webm, .gif, .png, .json, ...

    Without outputs: `<name>.mp4` in the current folder. `segments` is a folder for a film of every chapter and for
    the lists of them; it is replaced as a whole, if nothing else is in it. What may be wished of a film stands in
    `Wishes`. A file that loopway did not make is replaced only if `force` is set. Films are drawn in `studio`, by
    default with all cores of this machine. `watching` records a script, `warn` is told what the user should know,
    `tick` how far the work is. What can be checked is checked before the script runs; an output has its name only
    when it is complete.

    >>> render("my_script.py", "a.mp4", "a.png", quality="draft", pace=20)
    """
    asked = wishes(wished)
    check_source(source)
    wanted = targets((source,), outputs, segments=segments, force=force)
    with nullcontext(studio) if studio else Studio(warn=warn) as place:
        wished_here = of_lesson(asked, lesson_of(source))
        chosen = _checked_cut(wished_here, place, wanted) if films(wanted) else None
        if wished and not chosen:
            cut(wished_here)  # a word that stands for nothing is told even where it would decide nothing
        taken = take(source, watching)
        master = ready(_master(taken, chosen, place), wanted) if chosen else None
        for words in master.warnings if master else _cautions(taken.trace):
            warn(words)
        return make(wanted, (taken.trace,), master, tick)


def compare(
    one: Source,
    other: Source,
    *outputs: str | os.PathLike[str],
    segments: str | os.PathLike[str] | None = None,
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
    wanted = targets((one, other), outputs, segments=segments, force=force)
    for target in wanted:
        _check_moving(target, (one, other))
    with nullcontext(studio) if studio else Studio(warn=warn) as place:
        chosen = _checked_cut(asked, place, wanted)
        runs = [take(source, watching).trace for source in (one, other)]
        master = ready(_pair_master(runs[0], runs[1], chosen, place), wanted)
        for words in master.warnings:
            warn(words)
        return make(wanted, runs, master, tick)


def _check_moving(target: Target, sources: tuple[Source, ...]) -> None:
    if not films([target]):
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


def _checked_cut(asked: Wishes, studio: Studio, made: Sequence[Target] = ()) -> Cut:
    wanted = cut(asked)
    if made:
        check_delivery(wanted.delivery, [target.ending for target in made])
    check_able(wanted)
    _check_voice(wanted)
    studio.open()
    return wanted


def check_able(wanted: Cut) -> None:
    """MachineError or UsageError if this machine, or its fonts, or the brand's files cannot draw what is wanted."""
    machine.check()
    if wanted.theme.brand is not None:
        from loopway.film import check_brand

        check_brand(wanted.theme.brand)
    _check_fonts(wanted.language)


def _check_voice(wanted: Cut) -> None:
    if wanted.voice is not None:
        from loopway.publish.voice import voice_named

        voice_named(wanted.voice, wanted.language.code)


def _check_fonts(language: Language) -> None:
    """MachineError if this machine has no font for a language."""
    from loopway.film.missing import check_fonts

    check_fonts(language)


def _master(taken: Take, wanted: Cut, studio: Studio) -> Master:
    from loopway.publish.footage import master
    from loopway.story import tell

    asked, sound = _voiced(
        lambda asked: tell(taken.trace, asked.telling, asked.pace), options(wanted, taken.telling), wanted
    )
    return replace(master(taken.trace, asked, _encoding(wanted), studio, wanted.delivery), sound=sound)


def _pair_master(one: Trace, other: Trace, wanted: Cut, studio: Studio) -> Master:
    from loopway.publish.footage import Pair, pair_master
    from loopway.story import compare

    asked, sound = _voiced(lambda asked: compare(one, other, asked.telling, asked.pace), options(wanted, None), wanted)
    return replace(pair_master(Pair(one, other), asked, _encoding(wanted), studio, wanted.delivery), sound=sound)


def _voiced(
    telling: Callable[[Options], Story | Comparison], asked: Options, wanted: Cut
) -> tuple[Options, Sound | None]:
    """With a voice: the same film, told so that there is time to speak, and what is heard."""
    if wanted.voice is None:
        return asked, None
    from loopway.publish.voice import voice_named, voiced

    return voiced(telling, asked, voice_named(wanted.voice, wanted.language.code))


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
