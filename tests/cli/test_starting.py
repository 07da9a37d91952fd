"""`loopway new`, `completion` and `doctor`: the commands round the films."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def test_a_new_script(folder: Path, loopway: Command) -> None:
    """It is plain Python that runs, and can be filmed at once; a second time nothing is overwritten."""
    assert loopway("new", "kettles") == (0, "kettles.py\n", "next: loopway kettles.py\n")
    plain = subprocess.run([sys.executable, "kettles.py"], capture_output=True, text=True, check=True, cwd=folder)
    assert plain.stdout.splitlines()[0] == "kettle 1 is on"
    assert loopway("kettles.py", "-o", "kettles.jsonl").code == 0
    (folder / "kettles.py").write_text("mine")
    outcome = loopway("new", "kettles.py")
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, "error: kettles.py exists")
    assert (folder / "kettles.py").read_text() == "mine"


def test_a_new_lesson(folder: Path, loopway: Command) -> None:
    """A scene, its script and the folder for its trace: the two commands that follow make its film."""
    outcome = loopway("new", "two_stoves", "--lesson")
    assert (outcome.code, outcome.out) == (0, "scripts/two_stoves.py\ntwo_stoves.py\n")
    assert outcome.err == "next: loopway trace scripts/two_stoves.py -o traces/two_stoves.jsonl\n"
    assert loopway("trace", "scripts/two_stoves.py", "-o", "traces/two_stoves.jsonl").code == 0
    assert loopway("render", "two_stoves.py", "-o", "lesson.jsonl").code == 0


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("asyncio", "asyncio is the name of a module that scripts import"),
        ("loopway.py", "loopway is the name of a module that scripts import"),
        ("class", "'class' cannot be a script's name"),
        ("../up", "'../up' cannot be a script's name"),
        ("a b", "'a b' cannot be a script's name"),
        ("", "'' cannot be a script's name"),
        ("x" * 10_000, "the system refused"),
    ],
    ids=lambda name: name[:12],
)
def test_a_name_that_will_not_do(folder: Path, loopway: Command, name: str, what: str) -> None:
    """It is refused, and nothing is written."""
    outcome = loopway("new", name)
    assert outcome.code in (2, 4)
    assert outcome.err.splitlines()[0] == f"error: {what}"
    assert [path.name for path in folder.iterdir()] == ["good.py"]


SHELLS = {
    "bash": [
        "-c",
        'eval "$({loopway} completion bash)"; COMP_WORDS=(loopway {words}); COMP_CWORD={count};'
        ' _loopway_completion "{loopway}"; printf "%s\\n" "${{COMPREPLY[@]}}"',
    ],
    "fish": [
        "-c",
        "{loopway} completion fish | source; complete -C 'loopway {words}'",
    ],
}


@pytest.mark.parametrize(
    ("words", "known"),
    [("prev", "preview"), ("render gath", "gather"), ("render --quality dr", "draft"), ("render --clo", "--clock")],
)
@pytest.mark.parametrize("shell", SHELLS)
def test_what_a_shell_completes(folder: Path, shell: str, words: str, known: str) -> None:
    """Commands, lessons, values and options, in the shell itself."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    command = f"{sys.executable} -m loopway"
    wrapper = folder / "bin" / "loopway"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    wrapper.chmod(0o755)
    flag, code = SHELLS[shell]
    code = code.format(loopway=wrapper, words=words, count=len(words.split()))
    path = f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        [program, flag, code], capture_output=True, text=True, check=False, cwd=folder, env=os.environ | {"PATH": path}
    )
    assert known in [line.split("\t")[0].split(",")[-1] for line in ended.stdout.splitlines()], ended.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_every_shell(loopway: Command, shell: str) -> None:
    """Each shell is given something of its own."""
    outcome = loopway("completion", shell)
    assert (outcome.code, f"_LOOPWAY_COMPLETE={shell}_complete" in outcome.out) == (0, True)


def test_a_shell_that_nobody_knows(loopway: Command) -> None:
    """It says which there are."""
    outcome = loopway("completion", "bsh")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (2, "  do:    did you mean bash?")
