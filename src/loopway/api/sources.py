"""What can be filmed: a trace, a script's path, a trace file's path, a lesson's name; and what to say if it is none."""

from __future__ import annotations

import os
import shlex
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from loopway.errors import UsageError
from loopway.trace import TRACES, Trace, is_trace_name

if TYPE_CHECKING:  # a recording begins without looking for lessons
    from loopway.lessons import Lesson

Source = Trace | str | os.PathLike[str]
"""A trace, the path of a script or of a trace file, or the name of a lesson."""

SCRIPT = ".py"
SCRIPTS = (SCRIPT, ".pyw", "")
"""Endings of scripts; one may have none."""
SCENE_CLASS = b"TrafficScene"
"""No file without this word is a scene; whether one with it is, `loopway.lessons` knows."""


def name_of(source: Source) -> str:
    """What films of it are called if nobody says otherwise."""
    path = Path(source.header.script if isinstance(source, Trace) else source)
    return path.with_suffix("").stem if is_trace_name(path) else path.stem


def check_source(source: Source) -> None:
    """UsageError if it is not there, cannot be read, or is of no kind that can be filmed."""
    if isinstance(source, Trace) or lesson_of(source):
        return
    path = Path(source)
    check_readable(path)
    if path.suffix not in SCRIPTS and not is_trace_name(path):
        why = f"it reads scripts ({SCRIPT}) and traces ({', '.join(TRACES)})"
        raise UsageError(f"loopway reads no {path.suffix} files", why=why, todo="name a script or a trace")


def check_readable(path: Path) -> None:
    """UsageError if it is no file that can be read."""
    try:
        path.stat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise UsageError(f"{path} cannot be read", why=str(error.strerror), todo="choose another file") from error
    if path.is_dir():
        scripts = sorted(path.glob("*.py"))
        todo = f"for example: loopway render {shlex.quote(str(scripts[0]))}" if scripts else "name one script"
        raise UsageError(f"{path} is a folder", why="one script makes one film", todo=todo)
    if not path.exists():
        near = _near(path)
        raise UsageError(
            f"there is no file {path}" + ("" if path.suffix else ", and no lesson of that name"),
            where=f"looked for in {path.parent.resolve()}",
            todo=f"did you mean {near}?" if near else "see that the name is right, or change to the script's folder",
        )
    if not path.is_file():
        raise UsageError(
            f"{path} is no ordinary file",
            why="a device or a pipe may never end",
            todo="save what it gives, and name that file",
        )
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path} cannot be read", why="you have no permission to", todo=f"chmod u+r {path}")


def file_of_module(name: str) -> Path:
    """The file that `python -m name` runs; UsageError if there is none."""
    from loopway.record.modules import find_module

    path = find_module(name)
    if path is None:
        written = name.removesuffix(SCRIPT).replace(os.sep, ".")
        raise UsageError(
            f"there is no module {name} that could be run",
            where=f"looked for in {Path.cwd()} and where Python has its modules",
            why="a package can be run if it has a __main__.py",
            todo=f"did you mean -m {written}?"
            if written != name and find_module(written)
            else "change to the folder that holds the package, or see that the name is right",
        )
    return path


def _near(path: Path) -> str | None:
    """The file beside it, or the lesson, whose name is most like this one."""
    beside = path.parent.glob("*") if path.parent.is_dir() else ()
    names = {file.name: str(file) for file in beside if file.suffix == SCRIPT or is_trace_name(file)}
    if not path.suffix:
        from loopway.lessons import lessons

        names |= {lesson: lesson for lesson in lessons()}
    close = get_close_matches(path.name, names, n=1)
    return names[close[0]] if close else None


def lesson_of(source: Source) -> Lesson | None:
    """The lesson that is meant: by its name, unless a file of the user's has it too, or by its scene file."""
    if isinstance(source, Trace):
        return None
    path = Path(source)
    if path.exists() if not path.suffix else not _may_be_scene(path):
        return None
    from loopway.lessons import find_lesson

    return find_lesson(path)


def _may_be_scene(path: Path) -> bool:
    try:
        return path.suffix == SCRIPT and path.is_file() and SCENE_CLASS in path.read_bytes()
    except OSError:
        return False
