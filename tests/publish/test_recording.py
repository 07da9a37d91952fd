"""What was written is read back before anybody says that it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.errors import RenderError
from loopway.publish import TRACES, chrome, recording, trace_writer
from loopway.trace import Trace, read
from loopway.trace.events import LineReached

SCENES = Path(__file__).parents[2] / "scenes" / "traces"
SHORT = read(SCENES / "gather.jsonl")


def long() -> Trace:
    """More events than are read as a stranger's would be."""
    end = SHORT.events[-1].at
    more = tuple(LineReached(at=end, where=f"gather.py:{number % 9}") for number in range(recording.READ_WHOLE))
    return Trace(header=SHORT.header, events=(*SHORT.events, *more))


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("make", [lambda: SHORT, long], ids=["short", "long"])
def test_a_trace_is_read_back(name: str, make: Callable[[], Trace], tmp_path: Path) -> None:
    """Short or long, plain or compressed."""
    trace = make()
    recording.write(trace, str(tmp_path / name))
    assert read(tmp_path / name) == trace


@pytest.mark.parametrize("make", [lambda: SHORT, long], ids=["short", "long"])
@pytest.mark.parametrize("write", [recording.write, chrome.write], ids=["jsonl", "json"])
def test_a_disk_that_loses_everything(write: Callable[[Trace, str], None], make: Callable[[], Trace]) -> None:
    """/dev/null takes all of it and gives nothing back: that is noticed."""
    with pytest.raises(RenderError) as caught:
        write(make(), "/dev/null")
    assert caught.value.what == "the trace came back from the disk another"
    assert (caught.value.where, caught.value.todo) == ("/dev/null", "try another disk")


@pytest.mark.parametrize("ending", TRACES)
def test_each_ending_has_its_writer(ending: str, tmp_path: Path) -> None:
    """Whatever writes a trace knows its own files again, and only those."""
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"{}")
    assert not trace_writer(ending).is_ours(str(path))
    trace_writer(ending).write(SHORT, str(path))
    assert trace_writer(ending).is_ours(str(path))
