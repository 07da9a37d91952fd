"""What loopway says when it cannot go on: what happened, where, why, and what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

HOME = Path(__file__).parent


class LoopwayError(Exception):
    """A failure told in four parts, each of them one plain sentence or less.

    `exit_code` is what the command line returns for it: 1 the script or trace cannot be used, 2 the command
    was wrong, 3 something is missing on this machine, 4 drawing or encoding failed.

    >>> print(TraceError("the trace breaks a law", where="a.jsonl:7", why="task 2 was never made", todo="record anew"))
    the trace breaks a law
      where: a.jsonl:7
      why:   task 2 was never made
      do:    record anew
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", why: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.why = why
        self.todo = todo

    def __str__(self) -> str:
        parts = [("where: ", self.where), ("why:   ", self.why), ("do:    ", self.todo)]
        return "\n".join([self.what, *(f"  {name}{text}" for name, text in parts if text)])


class ScriptError(LoopwayError):
    """The script cannot be recorded: it is no Python, it is empty, it is not there to be run."""


class TraceError(LoopwayError):
    """The trace is broken, foreign, or breaks a law."""


class UsageError(LoopwayError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class MachineError(LoopwayError):
    """This machine lacks something that loopway needs."""

    exit_code = 3


class RenderError(LoopwayError):
    """Drawing or encoding failed on the way."""

    exit_code = 4


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "choose one of them") -> str:
    """What to do about a word that nobody knows: the known one that is most like it, or `otherwise`.

    >>> did_you_mean("drafft", ["draft", "good"])
    'did you mean draft?'
    """
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]}?" if close else otherwise


def mistake(error: Exception) -> RenderError:
    """What to say of an exception that nobody expected, with our own line at which it came."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HOME)]
    return RenderError(
        "loopway made a mistake; the fault is ours, not yours",
        where=f"{ours[-1].filename}:{ours[-1].lineno}" if ours else "",
        why=f"{type(error).__name__}: {error}",
        todo="please report it with what --verbose prints",
    )
