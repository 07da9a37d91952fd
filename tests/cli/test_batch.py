"""Several sources in one go."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av

Command = Callable[..., Any]
SHORT = ("-q", "draft", "--pace", "10")


def test_each_becomes_its_own_film(folder: Path, loopway: Command) -> None:
    """Standard output has the paths in order; what each prints and how it went stands on standard error."""
    (folder / "other.py").write_text((folder / "good.py").read_text().replace("off we go", "and on"))
    outcome = loopway("good.py", "other.py", *SHORT)
    assert (outcome.code, outcome.out) == (0, "good.mp4\nother.mp4\n")
    lines = outcome.err.splitlines()
    assert [line for line in lines if not line.endswith(" MB") and not line.endswith(" kB")] == [
        "good.py (1 of 2)",
        "off we go",
        "other.py (2 of 2)",
        "and on",
        "filmed 2 of 2",
    ]
    for name in ("good.mp4", "other.mp4"):
        with av.open(name) as film:
            assert film.metadata["comment"].startswith("made by loopway")


def test_one_that_fails_does_not_stop_the_others(folder: Path, loopway: Command) -> None:
    """Its error is told when its turn comes; the exit code is that of the first that failed."""
    (folder / "bad.py").write_text("async def main(:\n")
    outcome = loopway("bad.py", "nothing.py", "good.py", *SHORT)
    assert (outcome.code, outcome.out) == (1, "good.mp4\n")
    lines = outcome.err.splitlines()
    assert lines[:3] == ["bad.py (1 of 3)", "error: the script is no Python", "  where: bad.py:1"]
    assert lines[lines.index("nothing.py (2 of 3)") + 1] == "error: there is no file nothing.py"
    assert lines[-1] == "filmed 1 of 3; not: bad.py, nothing.py"


def test_the_cache_is_shown_and_cleared(folder: Path, loopway: Command) -> None:
    """Empty, after a film, cleared: folder, files, bytes and limit, on standard output."""
    kept = Path(os.environ["LOOPWAY_CACHE"]) / "segments"
    empty = (0, f"folder  {kept}\nfiles   0\nsize    0.0 kB of at most 2147.5 MB\n", "")
    assert loopway("cache") == empty
    assert loopway("good.py", *SHORT).code == 0
    files = list(kept.iterdir())
    size = f"{sum(path.stat().st_size for path in files) / 1e3:.1f} kB"
    shown = loopway("cache").out.splitlines()
    assert shown[1] == f"files   {len(files)}"
    assert loopway("cache", "--clear").out.splitlines() == [
        shown[0],
        f"{shown[1]} deleted",
        f"{shown[2].partition(' of')[0]} freed",
    ]
    assert loopway("cache") == empty
    assert size.split()[0] in shown[2] or " MB" in shown[2]


def test_a_cache_that_takes_nothing(folder: Path, loopway: Command, monkeypatch: Any) -> None:
    """The film is made all the same, with one warning."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(folder / "good.py"))
    outcome = loopway("good.py", *SHORT)
    assert (outcome.code, outcome.out) == (0, "good.mp4\n")
    warnings = [line for line in outcome.err.splitlines() if line.startswith("warning: ")]
    assert warnings == [
        f"warning: the cache of finished segments cannot be written ({folder / 'good.py' / 'segments'}: "
        "Not a directory): interrupted work is not kept; choose another folder: export LOOPWAY_CACHE=FOLDER"
    ]
