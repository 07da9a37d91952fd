from __future__ import annotations

from pathlib import Path

import pytest

from loopway.stage import stage_of
from loopway.story import tell
from loopway.trace import read

from .describe import difference, golden

TRACES = sorted((Path(__file__).parents[2] / "scenes" / "traces").glob("*.jsonl"))
GOLDENS = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("path", TRACES, ids=lambda path: path.stem)
def test_a_scene_is_the_same_film_as_ever(path: Path, request: pytest.FixtureRequest) -> None:
    """At ten instants every scene is what its golden says; after a wanted change: `pytest --regolden`."""
    found = golden(stage_of(tell(read(path))))
    kept = GOLDENS / f"{path.stem}.txt"
    if request.config.getoption("--regolden"):
        kept.write_text(found, encoding="utf-8")
    assert difference(kept.read_text(encoding="utf-8"), found, path.stem) == ""


def test_an_altered_golden_is_seen() -> None:
    """One changed word in a golden is reported, with both lines."""
    kept = (GOLDENS / "gather.txt").read_text(encoding="utf-8")
    assert "signal green" in kept
    report = difference(kept.replace("signal green", "signal red", 1), kept, "gather")
    assert [line for line in report.splitlines() if line[0] in "+-"] == [
        "--- golden gather",
        "+++ now gather",
        "-  rim road_edge, signal red",
        "+  rim road_edge, signal green",
    ]
