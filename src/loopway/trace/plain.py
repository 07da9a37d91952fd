"""Text that does nothing but stand there: no control characters, which a terminal obeys, none that turn text around.

A program may print what it likes and call its tasks what it likes; the recorder writes such characters as their
escapes, and a file that has them bare was not written by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from loopway.trace import events as ev

_Record = TypeVar("_Record", bound=msgspec.Struct)

_ACTIVE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters save the tab, line and paragraph separators, those that change the direction of writing, and half
characters, as which Python reads the bytes of file names that are no UTF-8."""

_SUSPECT = re.compile(rb"\\[bfnru]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""How they look in a line of JSON; harmless text can look so too. (Each branch begins with a literal: that is fast.)"""


def plain(text: str) -> str:
    r"""Give the text with its active characters as escapes.

    >>> plain("\x1b[31mred")
    '\\x1b[31mred'
    """
    return _ACTIVE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def is_plain(text: str) -> bool:
    """Tell whether there are no active characters in a text."""
    return _ACTIVE.search(text) is None


def suspects(lines: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the lines of JSON that may have active characters, each with its place among them, from 0.

    >>> list(suspects(b'{"text":"a"}\\n{"text":"\\\\r"}'))
    [(1, b'{"text":"\\\\r"}')]
    """
    if lines.isascii() and b"\\" not in lines and b"\x7f" not in lines:
        return
    begin = number = 0
    while found := _SUSPECT.search(lines, begin):
        start = lines.rfind(b"\n", 0, found.start()) + 1
        end = lines.find(b"\n", found.end())
        end = len(lines) if end < 0 else end
        number += lines.count(b"\n", begin, start)
        yield number, lines[start:end]
        begin = end


def is_plain_record(record: msgspec.Struct) -> bool:
    """Tell whether all texts of an event or a header are plain, save a header's source."""
    fields = msgspec.to_builtins(record)
    return all(is_plain(text) for name, value in fields.items() if name != "source" for text in _texts(value))


def plain_record(record: _Record) -> _Record:
    """Give an event or a header with plain texts: itself, if it has no others."""
    if is_plain_record(record):
        return record
    fields = msgspec.to_builtins(record)
    return msgspec.convert(
        {name: value if name == "source" else _mapped(plain, value) for name, value in fields.items()}, type(record)
    )


def plain_events(events: list[ev.AnyEvent]) -> list[ev.AnyEvent]:
    """Give the events with plain texts; nearly all of them are the same ones."""
    made = list(events)
    for number, _ in suspects(msgspec.json.Encoder().encode_lines(events)):
        made[number] = plain_record(events[number])
    return made


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _mapped(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(change, part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_mapped(change, part) for part in value)
    return value
