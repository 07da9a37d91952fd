"""The commands: their help, what goes to which stream, and their exit codes when all is well or nearly so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import loopway as package
from loopway import load
from loopway.api import name_of

Command = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "words",
    [
        [],
        *(
            [name]
            for name in (
                "render",
                "trace",
                "preview",
                "embed",
                "new",
                "cache",
                "completion",
                "doctor",
                "lessons",
                "gallery",
            )
        ),
    ],
    ids=lambda words: "-".join(words) or "loopway",
)
def test_the_help(loopway: Command, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What --help says is what tests/cli/golden says; it goes to standard output."""
    monkeypatch.setenv("COLUMNS", "100")
    outcome = loopway(*words, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (GOLDEN / f"{'-'.join(words) or 'loopway'}.txt").read_text()


def test_no_word_at_all(loopway: Command) -> None:
    """`loopway` alone explains itself."""
    assert loopway() == loopway("--help")


def test_the_version(loopway: Command) -> None:
    """One line, for scripts and bug reports."""
    assert loopway("--version") == (0, f"loopway {package.__version__}\n", "")


def test_python_m(folder: Path) -> None:
    """`python -m loopway` is `loopway`, exit code included."""
    command = [sys.executable, "-m", "loopway", "trace", "nothing.py"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("error: there is no file nothing.py\n")


def test_trace_passes_the_scripts_streams_through(folder: Path, loopway: Command) -> None:
    """Standard output is the script's alone; loopway's words stand on standard error."""
    outcome = loopway("trace", "good.py", "-o", "good.jsonl")
    size = (folder / "good.jsonl").stat().st_size
    assert outcome == (0, "off we go\n", f"good.jsonl: {size / 1e3:.1f} kB\nnext: loopway render good.jsonl\n")


def test_a_trace_for_perfetto(folder: Path, loopway: Command) -> None:
    """The ending .json chooses it; a recording that is asked for beside it can still be filmed."""
    outcome = loopway("trace", "good.py", "-o", "good.json")
    assert (outcome.code, outcome.out) == (0, "off we go\n")
    assert outcome.err.splitlines()[-1] == "next: open good.json in https://ui.perfetto.dev"
    first, text = (folder / "good.json").read_text(), "print: off we go"
    assert [event["name"] for event in json.loads(first)["traceEvents"] if event["name"].startswith("print")] == [text]
    outcome = loopway("trace", "good.py", "-o", "good.json", "-o", "good.jsonl")
    assert outcome.err.splitlines()[-1] == "next: loopway render good.jsonl"
    assert (folder / "good.json").read_text() == first


def test_a_chrome_trace(folder: Path, loopway: Command) -> None:
    """The whole ending says the same as its last part."""
    assert loopway("trace", "good.py", "-o", "t.chrome.json", "-o", "t.json").code == 0
    assert (folder / "t.chrome.json").read_text() == (folder / "t.json").read_text()


def test_a_compressed_trace(folder: Path, loopway: Command) -> None:
    """It is written, read, told and known as a plain one is."""
    assert loopway("trace", "good.py", "-o", "good.jsonl", "-o", "good.jsonl.gz").code == 0
    assert (folder / "good.jsonl.gz").stat().st_size < (folder / "good.jsonl").stat().st_size
    assert load("good.jsonl.gz") == load("good.jsonl")
    assert loopway("trace", "good.jsonl.gz") == loopway("trace", "good.jsonl")
    assert name_of("runs/good.jsonl.gz") == name_of("good.py") == "good"


def test_trace_without_a_file_tells_the_run_as_text(folder: Path, loopway: Command) -> None:
    """The timeline goes to standard error when the script has ended; a trace file gives the same."""
    recorded = loopway("trace", "good.py")
    assert (recorded.code, recorded.out) == (0, "off we go\n")
    assert "main()" in recorded.err
    assert [path.name for path in folder.iterdir()] == ["good.py"]
    loopway("trace", "good.py", "-o", "good.jsonl")
    assert loopway("trace", "good.jsonl") == (0, "", recorded.err)


def test_render_prints_the_paths_only(folder: Path, loopway: Command) -> None:
    """Standard output has what was made, one path a line; the script's own output goes to standard error."""
    outcome = loopway("render", "good.py", "-o", "a.jsonl", "-o", "./b.jsonl")
    assert (outcome.code, outcome.out) == (0, "a.jsonl\nb.jsonl\n")
    assert outcome.err.splitlines()[0] == "off we go"
    assert outcome.err.splitlines()[-1] == "next: loopway trace good.py"
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()


def test_the_scripts_own_words(folder: Path, loopway: Command) -> None:
    """What stands behind -- is the script's sys.argv."""
    (folder / "words.py").write_text("import asyncio, sys\nasyncio.run(asyncio.sleep(1))\nprint(sys.argv[1:])\n")
    assert loopway("trace", "words.py", "-o", "a.jsonl", "--", "-q", "--help", "x y").out == "['-q', '--help', 'x y']\n"


@pytest.mark.parametrize(
    ("body", "options", "warning"),
    [
        ("raise ValueError('no fuel')", [], "the script ended with an error: ValueError: no fuel"),
        ("raise SystemExit(7)", [], "the script ended with exit code 7"),
        ("input()", [], "the script ended with an error: EOFError: EOF when reading a line"),
        ("\n    while True: await asyncio.sleep(1)", ["--until", "5"], "The recording stopped after "),
        ("\n    while True: pass", ["--timeout", "0.5"], "The recording stopped after "),
    ],
    ids=["raises", "exits", "asks", "never ends", "hangs"],
)
def test_a_script_that_does_not_end_well(
    folder: Path, loopway: Command, body: str, options: list[str], warning: str
) -> None:
    """It is recorded up to there, with a warning: exit 0."""
    text = f"import asyncio\nasync def main():\n    await asyncio.sleep(1); {body}\nasyncio.run(main())\n"
    (folder / "s.py").write_text(text)
    outcome = loopway("trace", "s.py", "-o", "s.jsonl", *options)
    assert outcome.code == 0
    assert [line for line in outcome.err.splitlines() if line.startswith(f"warning: {warning}")]
    assert [line for line in loopway("trace", "s.jsonl").err.splitlines() if line.startswith(f"warning: {warning}")]
    assert load("s.jsonl").events[-1].at >= 1


def test_doctor(loopway: Command) -> None:
    """On a machine that has everything each line says so; what is wanted only by some may be absent, with its line."""
    outcome = loopway("doctor")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
    needed = ["python", "cairo", "pango", "fonts", "encoder", "manim", "letters"]
    needed += ["libx264", "libvpx-vp9", "prores_ks", "mov_text", "webp"]
    assert [line[:12].strip() for line in lines[: len(needed)]] == needed
    assert all(line[13:].startswith("found") for line in lines[: len(needed)])
    absent = outcome.out.count("absent: ")
    assert len(outcome.out.splitlines()) == len(lines) + absent


@pytest.mark.parametrize(
    ("module", "lines"),
    [
        (
            "manim",
            ["manim        missing: import of manim halted", "             pip install --force-reinstall 'manim"],
        ),
        (
            "fontpkg_inter",
            ["fonts        missing: import of fontpkg_inter", "             pip install --force-reinstall f"],
        ),
        (
            "av",
            ["libx264      missing: import of av halted", "             pip install --force-reinstall --only-binary"],
        ),
        ("distributed", []),
    ],
)
def test_doctor_where_something_is_missing(folder: Path, module: str, lines: list[str]) -> None:
    """Each thing that is not there has its line; exit 3 if films need it."""
    without = f"import sys; sys.modules[{module!r}] = None; from loopway.cli import main; main(['doctor'])"
    ended = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=False, cwd=folder)
    said = ended.stdout.splitlines()
    assert ended.returncode == (3 if lines else 0)
    if lines:
        found = next(number for number, line in enumerate(said) if line.startswith(lines[0]))
        assert said[found + 1].startswith(lines[1])
        assert ended.stderr.startswith("error: this machine lacks ")


@pytest.mark.parametrize(
    ("module", "name", "remedy"),
    [
        ("cairo", "cairo", "apt-get install -y libcairo2 libpangocairo-1.0-0"),
        ("manimpango", "pango", "apt-get install -y libcairo2 libpangocairo-1.0-0"),
        ("fontpkg_inter", "fonts", "pip install --force-reinstall fontpkg-inter fontpkg-jetbrains-mono"),
        ("av", "encoder", "pip install --force-reinstall --only-binary=av av"),
    ],
)
def test_a_machine_that_lacks_something(folder: Path, module: str, name: str, remedy: str) -> None:
    """Exit 3 before the script runs, with the line that brings it; nothing is made."""
    without = f"import sys; sys.modules[{module!r}] = None; from loopway.cli import main; main(['render', 'good.py'])"
    ended = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=False, cwd=folder)
    lines = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout, lines[0]) == (3, "", f"error: this machine lacks {name}")
    assert lines[-1].startswith(f"  do:    {remedy}")
    assert [path.name for path in folder.iterdir()] == ["good.py"]


def test_what_a_trace_never_loads(folder: Path) -> None:
    """`loopway trace` works without Manim, NumPy, an encoder or Pillow, and `import loopway` without anything."""
    trace = """
import sys
from loopway.cli.outcome import run
run(["trace", "good.py", "-o", "a.jsonl", "-o", "a.json"])
print({"manim", "numpy", "av", "PIL", "cairo"} & set(sys.modules))
"""
    bare = """
import sys
import loopway
print({name for name in sys.modules if name.startswith("loopway.")})
"""
    for code in (trace, bare):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder)
        assert ended.stdout.splitlines()[-1] == "set()"


def test_a_mistake_of_ours(folder: Path, loopway: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even then there are four parts and no bare traceback; --verbose adds it."""
    monkeypatch.setattr("loopway.api.verbs.record", None)
    outcome = loopway("trace", "good.py", "-o", "a.jsonl")
    assert outcome.code == 4
    assert outcome.err.splitlines()[0] == "error: loopway made a mistake; the fault is ours, not yours"
    assert "Traceback" not in outcome.err
    assert "Traceback" in loopway("trace", "good.py", "-o", "a.jsonl", "--verbose").err
