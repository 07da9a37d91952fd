from __future__ import annotations

from pathlib import Path

import pytest

from loopway.story import tell
from loopway.trace import read

from .dump import as_text

HERE = Path(__file__).parent
TRACES = HERE.parents[1] / "scenes" / "traces"


@pytest.mark.parametrize("name", ["my_coroutine", "gather"])
def test_the_film_in_text(name: str) -> None:
    """What one sees and reads, second by second. A film that was changed on purpose: see `tests/story/dump.py`."""
    assert as_text(tell(read(TRACES / f"{name}.jsonl"))) == (HERE / "golden" / f"{name}.txt").read_text()


def test_another_film_is_another_text() -> None:
    """The comparison can fail: the two films differ."""
    first, second = (as_text(tell(read(TRACES / f"{name}.jsonl"))) for name in ("my_coroutine", "gather"))
    assert first != second
