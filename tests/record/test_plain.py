"""What a program prints or calls its tasks may move a terminal's cursor; its trace may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loopway.trace import Trace, read, write
from loopway.trace import events as ev

Recorder = Callable[..., Trace]


def test_active_characters_are_written_as_escapes(recorded: Recorder, tmp_path: Path) -> None:
    """Colours, carriage returns, text turned around: told as escapes, and the file can be read."""
    trace = recorded(
        r"""
        import asyncio

        async def main():
            print("\x1b[31mred\x1b[0m")
            print("50%\r100%")
            task = asyncio.create_task(asyncio.sleep(0), name="evil\u202e\n")
            await task
            raise ValueError("\x07")

        asyncio.run(main())
        """
    )
    printed = [event.text for event in trace.events if isinstance(event, ev.Printed)]
    assert printed == [r"\x1b[31mred\x1b[0m", r"50%\r100%"]
    names = [event.name for event in trace.events if isinstance(event, ev.TaskCreated)]
    assert names[:2] == ["Task-1", r"evil\u202e\n"]
    assert trace.header.error == r"ValueError: \x07"
    write(trace, tmp_path / "a.jsonl")
    assert read(tmp_path / "a.jsonl") == trace
