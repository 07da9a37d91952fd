"""`loopway trace`: scripts with words of their own, modules, and the script's own exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

ENDS = {
    "sys.exit(7)": 7,
    "sys.exit('so long')": 1,
    "1 / 0": 1,
    "os._exit(9)": 9,
    "os.kill(os.getpid(), signal.SIGINT)": 130,
    "os.kill(os.getpid(), signal.SIGTERM)": 143,
    "pass": 0,
}


@pytest.mark.parametrize("end", ENDS)
def test_the_scripts_own_exit_code(folder: Path, loopway: Command, end: str) -> None:
    """--exit-code gives it as a shell would see it; without it, a complete trace is a success."""
    (folder / "ends.py").write_text(f"import os, signal, sys\nprint('hello', flush=True)\n{end}\n")
    outcome = loopway("trace", "--exit-code", "ends.py", "-o", "ends.jsonl")
    assert (outcome.code, outcome.out) == (ENDS[end], "hello\n")
    assert (folder / "ends.jsonl").exists()
    assert loopway("trace", "ends.py").code == 0
    assert loopway("trace", "--exit-code", "ends.jsonl").code == 0, "reading a trace runs no script"


@pytest.fixture
def package(folder: Path) -> Path:
    """A package that prints how it was called."""
    (folder / "garage").mkdir()
    (folder / "garage" / "__init__.py").write_text(
        "print('never in our own process')\nimport os\nos.environ['G'] = '1'\n"
    )
    (folder / "garage" / "car.py").write_text(
        "import os, sys\nfrom . import os as o\nprint(sys.argv[1:], o.environ['G'])\n"
    )
    return folder


def test_a_module_is_recorded(package: Path, loopway: Command) -> None:
    """-m runs it as Python does; its words stand behind --."""
    outcome = loopway("trace", "-m", "garage.car", "-o", "car.jsonl", "--", "-m", "x y")
    assert (outcome.code, outcome.out) == (0, "never in our own process\n['-m', 'x y'] 1\n")
    assert '"script":"garage/car.py"' in (package / "car.jsonl").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["-m", "garage.bus"],
            [
                "error: there is no module garage.bus that could be run",
                "  where: looked for in {here} and where Python has its modules",
                "  why:   a package can be run if it has a __main__.py",
                "  do:    change to the folder that holds the package, or see that the name is right",
            ],
        ),
        (
            ["-m", "garage"],
            [
                "error: there is no module garage that could be run",
                "  where: looked for in {here} and where Python has its modules",
                "  why:   a package can be run if it has a __main__.py",
                "  do:    change to the folder that holds the package, or see that the name is right",
            ],
        ),
        (
            ["-m", "garage/car.py"],
            [
                "error: there is no module garage/car.py that could be run",
                "  where: looked for in {here} and where Python has its modules",
                "  why:   a package can be run if it has a __main__.py",
                "  do:    did you mean -m garage.car?",
            ],
        ),
        (
            [],
            [
                "error: there is nothing to record",
                "  why:   one script, or one module, makes one trace",
                "  do:    loopway trace SCRIPT, or loopway trace -m MODULE",
            ],
        ),
        (
            ["good.py", "-m", "garage.car"],
            [
                "error: both good.py and -m garage.car are named",
                "  why:   one script, or one module, makes one trace",
                "  do:    loopway trace SCRIPT, or loopway trace -m MODULE",
            ],
        ),
    ],
)
def test_what_cannot_be_run(package: Path, loopway: Command, words: list[str], said: list[str]) -> None:
    """A usage error, and nothing has run."""
    outcome = loopway("trace", *words)
    assert outcome.err.splitlines() == [line.format(here=package) for line in said]
    assert (outcome.code, outcome.out) == (2, "")
