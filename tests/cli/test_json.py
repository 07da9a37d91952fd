"""--json, --strict and -m: what a machine is told, and when a script's own failure is one of the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
RAISES = """\
import asyncio

async def main():
    await asyncio.sleep(1)
    raise ValueError('no fuel')

asyncio.run(main())
"""


def test_json_tells_what_was_made(folder: Path, loopway: Command) -> None:
    """Standard output is one JSON document, and nothing else."""
    (folder / "raises.py").write_text(RAISES)
    outcome = loopway("raises.py", "-o", "a.jsonl", "-o", "b.json", "--json")
    sizes = [(folder / name).stat().st_size for name in ("a.jsonl", "b.json")]
    assert outcome.code == 0
    assert json.loads(outcome.out) == {
        "films": [
            {
                "sources": ["raises.py"],
                "files": [
                    {"path": "a.jsonl", "bytes": sizes[0], "seconds": None},
                    {"path": "b.json", "bytes": sizes[1], "seconds": None},
                ],
                "warnings": ["the script ended with an error: ValueError: no fuel"],
                "script_failed": "ValueError: no fuel",
                "error": None,
            }
        ],
        "error": None,
        "exit": 0,
    }


@pytest.mark.parametrize(
    "words", [["gool.py", "--json"], ["good.py", "--json", "-q", "drafft"], ["--json", "--nosense"]]
)
def test_json_tells_what_went_wrong(loopway: Command, words: list[str]) -> None:
    """The same document, with the error's four parts; people read it on standard error as ever."""
    outcome = loopway(*words)
    told = json.loads(outcome.out)
    error = told["error"]
    assert (outcome.code, told["exit"], told["films"], error["exit"]) == (2, 2, [], 2)
    assert outcome.err.splitlines()[0] == f"error: {error['what']}"


def test_json_of_several(folder: Path, loopway: Command) -> None:
    """Each source has its own entry, in order; the failed one has its error."""
    outcome = loopway("gather", "nothing.py", "--json", "-q", "draft", "--at", "0.1", "--pace", "3")
    told = json.loads(outcome.out)
    assert [film["sources"] for film in told["films"]] == [["gather"], ["nothing.py"]]
    assert [bool(film["files"]) for film in told["films"]] == [True, False]
    assert told["films"][1]["error"]["what"] == "there is no file nothing.py"
    assert (outcome.code, told["exit"], told["error"]) == (2, 2, None)


@pytest.mark.parametrize(
    ("body", "code"),
    [("raise ValueError", 1), ("raise SystemExit(7)", 1), ("raise SystemExit(0)", 0), ("pass", 0)],
)
def test_strict(folder: Path, loopway: Command, body: str, code: int) -> None:
    """A script that fails is filmed all the same; --strict makes it exit 1, from its trace as well."""
    (folder / "s.py").write_text(f"import asyncio\nasync def main():\n    {body}\nasyncio.run(main())\n")
    assert loopway("s.py", "-o", "s.jsonl", "--strict").code == code
    assert loopway("s.py", "-o", "s.jsonl").code == 0
    assert loopway("s.jsonl", "-o", "s.json", "--strict").code == code
    assert loopway("s.jsonl", "-o", "s.json").out == "s.json\n"


def test_a_module(folder: Path, loopway: Command) -> None:
    """-m films what `python -m` runs, under the module's own name."""
    package = folder / "tools"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "run.py").write_text((folder / "good.py").read_text())
    outcome = loopway("render", "-m", "tools.run", "-o", "run.jsonl")
    assert (outcome.code, outcome.out) == (0, "run.jsonl\n")
    assert outcome.err.splitlines()[-1] == "next: loopway trace -m tools.run"
    assert '"script":"tools/run.py"' in (folder / "run.jsonl").read_text().splitlines()[0]
