"""A preview on this machine, and somebody who asks it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopway.publish.footage import Options
from loopway.publish.preview import Board, Edition, Front, serving
from loopway.story import Pace, Telling
from loopway.theme import DAY, NIGHT
from loopway.trace import Trace, read

sys.path.insert(0, str(Path(__file__).parent))
from visiting import Visitor

GATHER = Path(__file__).parents[3] / "scenes" / "traces" / "gather.jsonl"


@pytest.fixture(scope="session")
def trace() -> Trace:
    """Three sleeps, gathered."""
    return read(GATHER)


@pytest.fixture(scope="session")
def edition(trace: Trace) -> Edition:
    """Its film."""
    return Edition(trace, Options(theme=NIGHT, telling=Telling(), pace=Pace()))


@pytest.fixture
def board() -> Board:
    """An empty one."""
    return Board()


@pytest.fixture
def visitor(board: Board) -> Iterator[Visitor]:
    """Somebody who visits the preview of that board."""
    with serving(board, Front(name="<b>gather.py", themes=(NIGHT, DAY))) as address:
        someone = Visitor(address)
        yield someone
        someone.leave()
