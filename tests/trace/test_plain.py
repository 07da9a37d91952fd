"""Text that only stands there: what a terminal would obey is written as its escape, and refused where it is bare."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopway.errors import TraceError
from loopway.trace import AnyEvent, Header, Trace, write
from loopway.trace import events as ev
from loopway.trace.plain import is_plain, is_plain_record, plain, plain_events, plain_record, suspects

ACTIVE = {
    "\x1b[31mred\x1b[0m": r"\x1b[31mred\x1b[0m",
    "50%\r100%": r"50%\r100%",
    "two\nlines": r"two\nlines",
    "bell\a": r"bell\x07",
    "null\0": r"null\x00",
    "delete\x7f": r"delete\x7f",
    "csi\x9b31m": r"csi\x9b31m",
    "turned\u202eround": r"turned\u202eround",
    "kept\u2066apart\u2069": r"kept\u2066apart\u2069",
    "line\u2028paragraph\u2029": r"line\u2028paragraph\u2029",
}
HARMLESS = (
    *("", "plain", "tab\there", "cut…", "“quoted”", "µs × 2 – 3", "שלום عليكم", "é\u200d🏎", "\\n", '"'),
    "\u205f\u2027\u202f",
)


@pytest.mark.parametrize("text", ACTIVE, ids=ascii)
def test_active_text(text: str) -> None:
    """Active characters become their escapes, which are plain."""
    assert not is_plain(text)
    assert plain(text) == ACTIVE[text]
    assert is_plain(plain(text))


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_text(text: str) -> None:
    """All else stays as it is, in whatever script."""
    assert is_plain(text)
    assert plain(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5), st.booleans())
def test_no_active_line_escapes(texts: list[str], ascii_only: bool) -> None:
    """However JSON writes it: a line whose text is active is among the suspects, at its place."""
    lines = [json.dumps({"text": text}, ensure_ascii=ascii_only).encode() for text in texts]
    found = dict(suspects(b"\n".join(lines)))
    assert all(lines[place] == line for place, line in found.items())
    assert {place for place, text in enumerate(texts) if not is_plain(text)} <= set(found)


def test_events_are_made_plain() -> None:
    """Wherever the text stands in an event; what is plain stays the same object."""
    wait = ev.Wait(kind="other", label="\x1b[2J", on=(1, "lock\r1"))
    frame = ev.StackFrame(where="a.py:1", function="f", locals=(("x", "\x07"),))
    events: list[AnyEvent] = [
        ev.Printed(at=0.0, text="plain \\r"),
        ev.TaskSuspended(at=0.0, task=1, wait=wait, stack=(frame,)),
        ev.LoopIdle(at=0.0, loop=1),
    ]
    made = plain_events(events)
    assert [old is new for old, new in zip(events, made, strict=True)] == [True, False, True]
    assert made[1] == ev.TaskSuspended(
        at=0.0,
        task=1,
        wait=ev.Wait(kind="other", label=r"\x1b[2J", on=(1, r"lock\r1")),
        stack=(msgspec.structs.replace(frame, locals=(("x", r"\x07"),)),),
    )


def test_a_header_is_made_plain_but_for_its_source(header: Header) -> None:
    """A source has its lines; a script's name and what Python said of it stand in one line."""
    assert plain_record(header) is header
    bad = msgspec.structs.replace(header, source="a = 1\n\x0cb = 2\n", error="ValueError: \x1b[1m", notes=("\x07",))
    assert not is_plain_record(bad)
    assert plain_record(bad) == msgspec.structs.replace(bad, error=r"ValueError: \x1b[1m", notes=(r"\x07",))


def test_an_active_trace_is_not_written(header: Header, tmp_path: Path) -> None:
    """A trace made by hand, whose text a terminal would obey, is refused with its line; nothing is left behind."""
    lines = [ev.Printed(at=0.0, text="on")] * 40_000
    trace = Trace(header=header, events=(*lines, ev.Printed(at=0.0, text="\x1b[2J")))
    with pytest.raises(TraceError) as caught:
        write(trace, tmp_path / "a.jsonl")
    assert (caught.value.what, caught.value.where) == ("the trace cannot be written", "line 40002")
    assert caught.value.todo == "write such characters as escapes: loopway.trace.plain does"
    assert list(tmp_path.iterdir()) == []
    write(Trace(header=header, events=tuple(plain_events(list(trace.events)))), tmp_path / "a.jsonl")
