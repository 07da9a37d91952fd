"""The current line as a list of changes says the same as the pictures do, at every instant."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import pytest

from loopway.stage import comparison_stage, stage_of
from loopway.stage.stage import CodeView, Frame, Stage
from loopway.story import compare, tell
from loopway.trace import jsonl

TRACES = Path(__file__).parents[2] / "scenes" / "traces"
RATE = 3
"""Instants a film second."""


def stage(names: str) -> Stage:
    """The stage of a lesson, or of two: "one+other"."""
    traces = [jsonl.read(TRACES / f"{name}.jsonl") for name in names.split("+")]
    return comparison_stage(compare(*traces)) if len(traces) > 1 else stage_of(tell(traces[0]))


def views(frame: Frame, programs: int) -> list[CodeView]:
    """The code panels in the order of the programs."""
    return [frame.code] if programs == 1 or frame.beside is None else [frame.beside, frame.code]


@pytest.mark.parametrize("names", ["gather", "lost_update", "one_by_one", "one_by_one+gather"])
def test_the_current_line_is_the_pictures(names: str) -> None:
    """Wherever a picture shows a current line it is this one; where it shows none, there is none in its window."""
    film = stage(names)
    for number in range(int(film.duration * RATE)):
        frame = film.at(number / RATE)
        for program, view in zip(film.programs, views(frame, len(film.programs)), strict=True):
            place = bisect_right([one.at for one in program.lit], frame.t) - 1
            line = program.lit[place].line if place >= 0 else None
            seen = {one.number: one.current for one in view.lines}
            assert [one for one, current in seen.items() if current] == ([line] if line in seen else [])


def test_the_source_is_whole() -> None:
    """A program has its whole text, whatever of it fits into the picture."""
    (program,) = stage("gather").programs
    assert program.source == jsonl.read(TRACES / "gather.jsonl").header.source
    assert program.file == "gather.py"
