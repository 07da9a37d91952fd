"""The file: what is written comes back, and what is foreign, broken or hostile is refused with its line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.errors import TraceError
from loopway.trace import AnyEvent, Header, Trace, is_trace, is_trace_name, read, write
from loopway.trace.blocks import LONGEST_LINE
from loopway.trace.events import LineReached
from loopway.trace.jsonl import dumps, holds

SCENES = sorted((Path(__file__).parents[2] / "scenes" / "traces").glob("*.jsonl"))


@pytest.fixture
def trace(header: Header, events: tuple[AnyEvent, ...]) -> Trace:
    """A small lawful trace."""
    return Trace(header=header, events=events)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL.GZ"])
def test_what_is_written_comes_back(trace: Trace, tmp_path: Path, name: str) -> None:
    """Reading gives an equal trace, and writing that gives the same bytes."""
    path = tmp_path / name
    write(trace, path)
    first = path.read_bytes()
    assert read(path) == trace
    assert is_trace(path)
    assert is_trace_name(path)
    write(read(path), path)
    assert path.read_bytes() == first
    assert holds(path, trace)


def test_a_compressed_file_is_the_same_lines(trace: Trace, tmp_path: Path) -> None:
    """`gunzip` gives the plain file; nothing of the machine is inside, neither a time nor a name."""
    path = tmp_path / "a.jsonl.gz"
    write(trace, path)
    data = path.read_bytes()
    assert gzip.decompress(data) == dumps(trace)
    flags, seconds = data[3], data[4:8]
    assert (flags, seconds) == (0, bytes(4))


def test_any_changed_byte_is_another_file(trace: Trace, tmp_path: Path) -> None:
    """`holds` sees what is changed, missing or too much, in a compressed file too."""
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    write(trace, plain)
    write(trace, packed)
    data = plain.read_bytes()
    for other in (data[:-1], data + b"\n", data.replace(b"0.1", b"0.2", 1), b""):
        plain.write_bytes(other)
        assert not holds(plain, trace)
    data = packed.read_bytes()
    for other in (data[:-1], data[:40] + b"\0" + data[41:], gzip.compress(dumps(trace) + b" "), b""):
        packed.write_bytes(other)
        assert not holds(packed, trace)


def test_a_long_trace_comes_back(tmp_path: Path, header: Header) -> None:
    """Longer than what is written or read at once; equal parts are one object then."""
    path = tmp_path / "a.jsonl.gz"
    lines = tuple(LineReached(at=number / 8, where=f"a.py:{number % 3}") for number in range(70_000))
    long = Trace(header=header, events=lines)
    write(long, path)
    found = read(path)
    assert found == long
    assert len({id(event.where) for event in found.events}) == 3


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_committed_traces(path: Path) -> None:
    """Every committed recording is lawful, and is what loopway would write today."""
    assert dumps(read(path)) == path.read_bytes()


def test_lines_are_for_people(trace: Trace) -> None:
    """A line names its type first, then the instant; what has its default value is left out."""
    lines = dumps(trace).decode().splitlines()
    assert lines[0].startswith('{"type":"Header","format":1,"script":"a.py"')
    assert lines[7:9] == [
        '{"type":"TaskSuspended","at":0.1,"task":1,"wait":{"kind":"task","label":"fetch(1)","on":[2]}}',
        '{"type":"StepStarted","at":0.1,"task":2}',
    ]


def test_a_file_appears_only_when_it_is_complete(trace: Trace, tmp_path: Path) -> None:
    """A file that is there already is replaced at once; a failure leaves it, and nothing else, behind."""
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    write(trace, path)
    assert is_trace(path)
    folder = tmp_path / "b.jsonl"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        write(trace, folder)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl"]


BAD_HEADERS = {
    b"": "the file is empty",
    b"\n": 'its first line is no header: {"type":"Header","format":1,...}',
    b"\x89PNG\r\n\x1a\n": 'its first line is no header: {"type":"Header","format":1,...}',
    b'{"type":"StepStarted","at":0,"task":1}\n': 'its first line is no header: {"type":"Header","format":1,...}',
    b'{"version": 2, "width": 80}\n': 'its first line is no header: {"type":"Header","format":1,...}',
    b"[" * 100_000: 'its first line is no header: {"type":"Header","format":1,...}',
}


@pytest.mark.parametrize("data", BAD_HEADERS, ids=lambda data: repr(data[:20]))
def test_foreign_files(data: bytes, tmp_path: Path) -> None:
    """A file that loopway did not write is told from its first line."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(TraceError) as caught:
        read(path)
    error = caught.value
    assert (error.what, error.where, error.why) == ("this is no trace of loopway", f"{path}:1", BAD_HEADERS[data])
    assert error.todo == "record the script anew: loopway trace SCRIPT -o FILE.jsonl"
    assert error.exit_code == 1
    assert not is_trace(path)


BAD_LINES = {
    b'{"type":"StepStarted","at":0.0,"task":1': "Input data was truncated",
    b'{"type":"CarParked","at":0.0}': "Invalid value 'CarParked' - at `$.type`",
    b'{"type":"StepStarted","at":0.0}': "Object missing required field `task`",
    b'{"type":"StepStarted","at":0.0,"task":1,"colour":"red"}': "Object contains unknown field `colour`",
    b'{"type":"StepStarted","at":"0","task":1}': "Expected `float`, got `str` - at `$.at`",
    b'{"type":"StepStarted","at":NaN,"task":1}': "JSON is malformed: invalid character (byte 27)",
    b'{"type":"StepStarted","at":1e999,"task":1}': "Number out of range - at `$.at`",
    b'{"type":"StepStarted","at":0.0,"task":99999999999999999999}': "task 99999999999999999999 was never created",
    b"": "Input data was truncated",
    b'{"type":"StepStarted","at":1e300,"task":1}': "1e+300 is no instant of a run",
    b'{"type":"StepStarted","at":-1.0,"task":1}': "-1.0 is no instant of a run",
    b'{"type":"StepStarted","at":0.0,"task":1}': "task 1 was never created",
    b"\xff\xfe": "JSON is malformed: invalid character (byte 0)",
    b'{"type":"Printed","at":0.0,"text":"' + b"x" * LONGEST_LINE: f"a line of more than {LONGEST_LINE:,} bytes",
}


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: repr(line[:60]))
def test_bad_lines(line: bytes, trace: Trace, tmp_path: Path) -> None:
    """A line that is no event, or an unlawful one, is named with its number and the reason."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(dumps(trace).splitlines(keepends=True)[0] + line + b"\n")
    with pytest.raises(TraceError) as caught:
        read(path)
    assert (caught.value.where, caught.value.why) == (f"{path}:2", BAD_LINES[line])


def test_another_format(trace: Trace, tmp_path: Path) -> None:
    """A trace of a later loopway is told as such, whatever else it has in its header."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"type":"Header","format":2,"moon":"full"}\n')
    with pytest.raises(TraceError) as caught:
        read(path)
    assert (caught.value.what, caught.value.where) == ("the trace has another format", f"{path}:1")
    assert caught.value.why == "its format is number 2, this loopway reads number 1"
    assert is_trace(path)


def test_a_bad_header(trace: Trace, tmp_path: Path) -> None:
    """A header that lacks something is a broken one."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"type":"Header","format":1}\n')
    with pytest.raises(TraceError) as caught:
        read(path)
    assert (caught.value.what, caught.value.why) == ("the trace is broken", "Object missing required field `script`")


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=40), st.integers(0, 2500), st.integers(0, 40))
def test_random_damage_is_an_error_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int, length: int
) -> None:
    """Whatever is overwritten in a trace: reading gives a lawful trace or a TraceError, nothing else."""
    data = SCENES[0].read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged.jsonl"
    path.write_bytes(data[:place] + noise + data[place + length :])
    try:
        damaged = read(path)
    except TraceError as error:
        assert str(path) in error.where
    else:
        assert isinstance(damaged, Trace)
