"""Bad input: the exit code, the four parts word by word, and nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from loopway import load
from loopway.errors import TraceError
from loopway.publish import ENDINGS

Command = Callable[..., Any]

MISSING = "  do:    see that the name is right, or change to the script's folder"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["render", "nothing.py"],
            ["there is no file nothing.py", "  where: looked for in {here}", MISSING],
        ),
        (
            ["render", "goood.py"],
            ["there is no file goood.py", "  where: looked for in {here}", "  do:    did you mean good.py?"],
        ),
        (
            ["render", "gathr"],
            [
                "there is no file gathr, and no lesson of that name",
                "  where: looked for in {here}",
                "  do:    did you mean gather?",
            ],
        ),
        (
            ["render", "."],
            [". is a folder", "  why:   one script makes one film", "  do:    for example: loopway render good.py"],
        ),
        (
            ["trace", "notes.txt"],
            [
                "loopway reads no .txt files",
                "  why:   it reads scripts (.py) and traces (.jsonl, .jsonl.gz)",
                "  do:    name a script or a trace",
            ],
        ),
        (
            ["rendr", "good.py"],
            [
                "there is no command 'rendr'",
                "  why:   the commands are render, trace, preview, embed, new, doctor, cache, completion, lessons, "
                "gallery; a script has an ending: my_script.py",
                "  do:    did you mean loopway render?",
            ],
        ),
        (
            ["render", "good.py", "--qality", "draft"],
            [
                "there is no option --qality",
                "  where: loopway render",
                "  why:   words for the script itself stand behind --",
                "  do:    did you mean --quality?",
            ],
        ),
        (
            ["render", "good.py", "--timeout", "soon"],
            [
                "invalid value for '--timeout': 'soon' is no number of seconds above 0",
                "  where: loopway render",
                "  do:    see loopway render --help",
            ],
        ),
        (
            ["render", "good.py", "--until", "inf"],
            [
                "invalid value for '--until': 'inf' is no number of seconds above 0",
                "  where: loopway render",
                "  do:    see loopway render --help",
            ],
        ),
        (
            ["good.py", "-q", "drafft"],
            [
                "there is no quality 'drafft'",
                "  why:   the qualities are draft, good, best",
                "  do:    did you mean draft?",
            ],
        ),
        (
            ["good.py", "--pace", "slow"],
            [
                "there is no pace 'slow'",
                "  why:   a pace is a number of seconds or a name",
                "  do:    give the film's length in seconds, or one of: calm, brisk",
            ],
        ),
        (
            ["good.py", "-o", "good.mp5"],
            [
                "loopway writes no .mp5 files",
                "  where: -o good.mp5",
                f"  why:   the ending chooses what is made: {', '.join(ENDINGS)}",
                "  do:    did you mean good.mp4?",
            ],
        ),
        (
            ["good.py", "-o", "films/good.mp4"],
            ["the folder films does not exist", "  where: -o films/good.mp4", "  do:    mkdir -p films"],
        ),
        (
            ["good.py", "-o", "mine.mp4"],
            [
                "mine.mp4 exists, and loopway did not make it",
                "  why:   it would be lost",
                "  do:    give another name with -o, or replace it with -f",
            ],
        ),
        (
            ["trace", "good.py", "-o", "mine.jsonl"],
            [
                "mine.jsonl exists, and loopway did not make it",
                "  why:   it would be lost",
                "  do:    give another name with -o, or replace it with -f",
            ],
        ),
        (
            ["trace", "good.py", "-o", "good.mp4"],
            [
                "a trace is no .mp4",
                "  where: -o good.mp4",
                "  do:    did you mean loopway render good.py -o good.mp4?",
            ],
        ),
        (
            ["good.py", "other.py", "-o", "a.mp4"],
            [
                "one output for several sources",
                "  where: -o a.mp4",
                "  why:   each would overwrite the one before",
                "  do:    leave -o away: then each becomes ./NAME.mp4, as in good.mp4",
            ],
        ),
        (
            ["render", "--compare", "good.py"],
            [
                "a comparison takes two programs, not 1",
                "  where: --compare good.py",
                "  why:   it shows a plain program beside an asyncio one, on one clock",
                "  do:    for example: loopway render --compare sync.py async.py",
            ],
        ),
        (
            ["render", "--compare", "good.py", "my_coroutine", "-o", "both.jsonl"],
            [
                "a comparison has two traces, not one",
                "  where: -o both.jsonl",
                "  why:   a .jsonl file holds one run",
                "  do:    write each by itself: loopway trace good.py -o good.jsonl",
            ],
        ),
        (
            ["good.py", "more/good.py"],
            [
                "good.py and more/good.py would both become good.mp4",
                "  why:   one would overwrite the other",
                "  do:    film them one by one, each with its own -o",
            ],
        ),
        (
            ["good.py", "gather", "--pace", "slow"],
            [
                "there is no pace 'slow'",
                "  why:   a pace is a number of seconds or a name",
                "  do:    give the film's length in seconds, or one of: calm, brisk",
            ],
        ),
        (
            ["trace", "good.py", "5"],
            [
                "got unexpected extra argument (5)",
                "  where: loopway trace",
                "  why:   words for the script itself stand behind --",
                "  do:    see loopway trace --help",
            ],
        ),
        (
            ["good.py", "--jobs", "0"],
            [
                "invalid value for '--jobs': 0 is not in the range x>=1",
                "  where: loopway render",
                "  do:    see loopway render --help",
            ],
        ),
        (
            ["good.py", "--jobs", "2", "--cluster", "tcp://127.0.0.1:8786"],
            [
                "--jobs and --cluster exclude each other",
                "  why:   jobs are processes of this machine; a cluster has as many as it has",
                "  do:    leave one of them out",
            ],
        ),
        (
            ["good.py", "--cluster", "nonsense"],
            [
                "no dask scheduler answers at nonsense",
                "  where: --cluster nonsense",
                "  why:   missing port number in address 'nonsense'",
                "  do:    start one with: dask scheduler",
            ],
        ),
        (
            ["good.py", "--captions", "brun"],
            [
                "there is no kind of captions 'brun'",
                "  why:   the kinds are burn, soft, off",
                "  do:    did you mean burn?",
            ],
        ),
        (
            ["good.py", "-o", "a.gif", "--max-size", "10"],
            [
                "'10' is no size of a file",
                "  where: --max-size 10",
                "  why:   it is a number with its unit: kB, MB, GB, KiB, MiB or GiB",
                "  do:    for example: --max-size 10MB",
            ],
        ),
        (
            ["good.py", "--alpha"],
            [
                "an .mp4 file cannot be transparent here",
                "  where: --alpha",
                "  why:   alpha goes into .mov (ProRes 4444, for editors), .webm (VP9, for the web) and .png",
                "  do:    give a name with one of these endings: -o NAME.mov",
            ],
        ),
        (
            ["good.py", "--segments", "."],
            [
                "good.py would be lost",
                "  where: --segments .",
                "  why:   the folder of the pieces is replaced as a whole",
                "  do:    choose a folder of their own for them",
            ],
        ),
        (
            ["gather", "lock", "--segments", "pieces"],
            [
                "one folder for the pieces of several films",
                "  where: --segments pieces",
                "  why:   each would replace those before",
                "  do:    film them one by one, each with a folder of its own",
            ],
        ),
        (
            ["good.py", "-o", "a.mp4", "-o", "./a.mp4"],
            ["a.mp4 is named twice", "  why:   one would overwrite the other", "  do:    give each its own name"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and len(value) < 8 else None,
)
def test_a_wrong_command(folder: Path, loopway: Command, words: list[str], said: list[str]) -> None:
    """Exit 2, before anything runs: standard output stays empty, no file comes to be."""
    for name in ("mine.mp4", "mine.jsonl", "notes.txt"):
        (folder / name).write_text("precious")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    outcome = loopway(*words)
    assert outcome.err.splitlines() == ["error: " + said[0], *(line.format(here=folder) for line in said[1:])]
    assert (outcome.code, outcome.out) == (2, "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("command", ["render", "trace"])
@pytest.mark.parametrize(
    ("name", "contents", "what", "where"),
    [
        ("bad.py", b"import asyncio\nasync def main(:\n", "the script is no Python", "bad.py:2"),
        ("bad.py", b"import asyncio\n# \xff\n", "the script is not UTF-8", "bad.py:2"),
        ("bad.py", b"", "the script is empty", "bad.py"),
        ("bad.jsonl", b'{"a": 1}\n', "this is no trace of loopway", "bad.jsonl:1"),
        ("bad.jsonl", b"", "this is no trace of loopway", "bad.jsonl:1"),
        ("bad.jsonl", None, "the trace is broken", "bad.jsonl:3"),
    ],
)
def test_what_cannot_be_traced(
    folder: Path, loopway: Command, command: str, name: str, contents: bytes | None, what: str, where: str
) -> None:
    """Exit 1, with the place; nothing is made."""
    if contents is None:
        loopway("trace", "good.py", "-o", name)
        lines = (folder / name).read_bytes().splitlines()
        contents = b"\n".join([*lines[:2], lines[2][:20]])
    (folder / name).write_bytes(contents)
    before = sorted(path.name for path in folder.iterdir())
    outcome = loopway(command, name, "-o", "film.jsonl")
    lines = outcome.err.splitlines()
    assert lines[:2] == [f"error: {what}", f"  where: {where}"]
    assert [line[:9] for line in lines[2:]] == ["  why:   ", "  do:    "]
    assert (outcome.code, outcome.out) == (1, "")
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_file_that_may_be_replaced_after_all(folder: Path, loopway: Command) -> None:
    """-f replaces what loopway did not make; without it what loopway made is replaced."""
    (folder / "run.jsonl").write_text("precious")
    assert loopway("trace", "good.py", "-o", "run.jsonl", "-f").code == 0
    assert (folder / "run.jsonl").read_bytes().startswith(b'{"type":"Header"')
    assert loopway("trace", "good.py", "-o", "run.jsonl").code == 0


def test_no_time_at_all(loopway: Command) -> None:
    """A script that is stopped before Python has started is told as what it is."""
    outcome = loopway("trace", "good.py", "--timeout", "0.0001")
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, "error: the script had no time to begin")
    assert outcome.err.splitlines()[-1] == "  do:    give it more with --timeout"


GOOD = "import asyncio\nasync def main():\n    await asyncio.sleep(1)\nasyncio.run(main())\n"


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("bom.py", b"\xef\xbb\xbf" + GOOD.encode()),
        ("crlf.py", GOOD.replace("\n", "\r\n").encode()),
        ("no_end.py", GOOD.strip().encode()),
        ("latin.py", b"# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n" + GOOD.encode()),
        ("loopway.py", GOOD.encode()),
        ("asyncio.py", GOOD.encode()),
        ("-dash.py", GOOD.encode()),
        ("a 'quoted\" name.py", GOOD.encode()),
        ("new\nline.py", GOOD.encode()),
        ("\x1b[31mred.py", GOOD.encode()),
        ("right\u202eleft.py", GOOD.encode()),
        ("bytes\udcff.py", GOOD.encode()),
        ("<b>&amp;</script>.py".replace("/", "∕"), GOOD.encode()),
        ("x" * 200 + ".py", GOOD.encode()),
    ],
    ids=lambda value: ascii(value)[1:20] if isinstance(value, str) else "",
)
def test_a_script_of_any_name(folder: Path, loopway: Command, name: str, contents: bytes) -> None:
    """It is recorded and read again, and what the terminal is told has nothing in it that a terminal obeys."""
    (folder / name).write_bytes(contents)
    outcome = loopway("trace", f"./{name}", "-o", "run.jsonl")
    assert outcome.code == 0, outcome.err
    assert outcome.err.replace("\n", "").isprintable()
    again = loopway("run.jsonl", "-o", "run.json", "--json")
    assert (again.code, json.loads(again.out)["exit"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "contents", "code", "said"),
    [
        ("unknown.py", b"# -*- coding: nonsense -*-\nx = 1\n", 1, "the script is no Python"),
        ("binary.py", bytes(range(256)) * 8, 1, "the script is not UTF-8"),
        ("zeros.py", b"\0" * 100, 1, "the script is no Python"),
        ("binary.jsonl", bytes(range(256)) * 8, 1, "this is no trace of loopway"),
        ("blank.py", b"\n\n# nothing\n", 1, "the script is empty"),
        ("folder.py", None, 2, "folder.py is a folder"),
        ("pipe.py", None, 2, "pipe.py is no ordinary file"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_script(
    folder: Path, loopway: Command, name: str, contents: bytes | None, code: int, said: str
) -> None:
    """It is told as what it is; a pipe that never ends is not waited for."""
    if contents is not None:
        (folder / name).write_bytes(contents)
    elif name == "pipe.py":
        os.mkfifo(folder / name)
    else:
        (folder / name).mkdir()
    outcome = loopway("trace", name, "-o", "run.jsonl")
    assert (outcome.code, outcome.err.splitlines()[0]) == (code, f"error: {said}")
    assert not (folder / "run.jsonl").exists()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(folder: Path, closed: str) -> None:
    """A standard stream that is closed is no reason to fail, and no file of ours takes its number."""
    command = f"{sys.executable} -m loopway render good.py -o run.jsonl {closed}"
    assert subprocess.run(["sh", "-c", command], check=False, capture_output=True, cwd=folder).returncode == 0
    assert load(folder / "run.jsonl").header.exit == 0


def test_nobody_reads(folder: Path) -> None:
    """A reader that went away ends the command quietly: 141, as for every program. A full disk is told."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "loopway", "render", "good.py", "-o", "run.jsonl"]
    ended = subprocess.run(command, check=False, stdout=write, stderr=subprocess.PIPE, text=True, cwd=folder)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "off we go\n")
    full = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m loopway render good.py -o run.jsonl >/dev/full"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert (full.returncode, full.stderr.splitlines()[-3:-1]) == (
        4,
        ["error: the system refused", "  why:   No space left on device"],
    )


def test_a_folder_with_shadows(folder: Path) -> None:
    """`python -m loopway` in a folder with an asyncio.py films the script there, and imports Python's own."""
    (folder / "asyncio.py").write_text("raise SystemExit('imported')\n")
    (folder / "click.py").write_text("raise SystemExit('imported')\n")
    command = [sys.executable, "-m", "loopway", "trace", "gather", "-o", "run.jsonl"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (0, "next: loopway render run.jsonl")


@pytest.mark.parametrize("script", ["../../up.py", "/etc/passwd", "..", "a/../../b.py"])
def test_a_trace_decides_no_place(folder: Path, loopway: Command, script: str) -> None:
    """A trace whose script would lie in another folder is refused, and so names no film there."""
    loopway("trace", "good.py", "-o", "run.jsonl")
    trace = load(folder / "run.jsonl")
    with pytest.raises(TraceError, match="the trace breaks a law"):
        replace(trace, header=replace(trace.header, script=script))
