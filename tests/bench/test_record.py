"""What becomes of the figures of `./dev bench record`. The measuring itself is a command and not tested here."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from .parts import costs
from .parts.begins import later
from .parts.child import Found
from .parts.goals import Goal
from .parts.ledger import ledger
from .parts.watchers import NAMES, OPTIONS, WAYS
from .record import main


def found(**changed: Any) -> Found:
    """Invented: the plain loop takes 1 ms, full watching 1.25 ms in the better of two runs, VizTracer is not there."""

    def runs(way: str) -> list[Found]:
        if way == "plain":
            return [{"cpu": 1_000_000}, {"cpu": 1_500_000}]
        if way == "debug":
            return [{"cpu": 20_000_000}]
        counted = {"steps": 1000, "events": 3000, "bytes": 24_000 if way == "full" else 96_000, "dropped": 0}
        return [{"cpu": 2_000_000, **counted}, {"cpu": 1_250_000, **counted}]

    return {
        "rounds": 2,
        "machine": {"cores": 2, "architecture": "x86_64", "load": 0.25, "python": "3.11.7", "loopway": "0.1.0"},
        "load_at_end": 0.5,
        "runs": {program: {way: runs(way) for way in WAYS if way != "viztracer"} for program in NAMES},
        "begins": {"plain": [0.05, 0.06], "record": [0.07, 0.08], "command": [0.15, 0.18]},
        "many": None,
    } | changed


def test_ratios_are_of_the_least_of_all_runs() -> None:
    """A disturbed run does not count; a step costs what its program costs by the steps that loopway has counted."""
    assert costs.ratio(found(), "full", "turns") == 1.25
    assert costs.step(found(), "debug", "turns") == 20_000
    assert costs.size(found(), "full", "turns") == 8.0


def test_what_is_not_installed_has_no_figures() -> None:
    """Neither ratio nor size is invented."""
    figures = [figure(found(), "viztracer", "turns") for figure in (costs.ratio, costs.step, costs.size)]
    assert figures == [None, None, None]


def test_goals_are_judged() -> None:
    """1.25 is good enough for full watching, not for bare brackets; of the sizes the dearest way's counts."""
    judged = {goal.name: goal for goal in costs.reached(found())}
    assert [judged[f"{way}, sleep(0)"].met for way in ("full", "bracket")] == [True, False]
    assert judged["recorder's buffer: all programs' average, dearest way"].reached == 32.0
    assert judged["a script begins later"] == Goal("a script begins later", pytest.approx(20.0), 50.0, "ms", True)


def test_ten_million_events_are_judged_if_they_were_recorded() -> None:
    """One that is dropped is one too many."""
    many = {"bytes": 81_000_000, "dropped": 1, "assembled": 2.0}
    judged = {goal.name: goal.met for goal in costs.reached(found(many=many))}
    assert (judged["ten million events"], judged["of them dropped"]) == (True, False)


def test_starts_are_compared_round_by_round() -> None:
    """The middle of the differences, not the difference of the middles."""
    begins = {"plain": [0.1, 0.2, 0.3], "record": [0.12, 0.5, 0.31]}
    assert later(begins, "record") == pytest.approx(20.0)


def test_the_table_shows_every_way_and_every_goal() -> None:
    """Also one that could not be gone; goal and reached stand side by side."""
    paper = Console(file=StringIO(), width=180)
    paper.print(ledger(found()))
    text = paper.file.getvalue()  # type: ignore[attr-defined]
    assert "not installed" in text
    assert "x1.25, 1,250 ns/step" in text
    assert "load 0.25 before and 0.50 after" in " ".join(text.split())
    row = next(line for line in text.splitlines() if "bracket, sleep(0)" in line)
    assert [cell.strip() for cell in row.split("│")[2:5]] == ["1.25 x", "<= 1.2 x", "no"]
    assert text.count(": bytes/event") == len(OPTIONS)


def test_the_command_explains_itself() -> None:
    """Without measuring anything."""
    told = CliRunner().invoke(main, ["--help"], prog_name="./dev bench record")
    assert told.exit_code == 0
    assert "--many" in told.output
