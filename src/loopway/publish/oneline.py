"""Words as one line that just stands there, for files whose readers obey line breaks and control characters."""

from __future__ import annotations

from loopway.story.language import END, FIRST, LTR, RTL
from loopway.trace.plain import is_plain, plain


def one_line(text: str) -> str:
    r"""The text without line breaks; what would be obeyed, or turn the rest around, stands there as its escape.

    >>> one_line("a\n\nb"), one_line("a\u202eb")
    ('a b', 'a\\u202eb')
    """
    line = " ".join(text.encode("utf-8", "backslashreplace").decode().split())
    if is_plain(line):
        return line
    kept = _pairs(line)
    return "".join(char if place in kept else plain(char) for place, char in enumerate(line))


def _pairs(line: str) -> set[int]:
    """The places of isolates that end what they begin, also within each other.

    They keep a name, a number or a list apart from writing in the other direction, and harm nobody.
    """
    opened: list[int] = []
    kept: set[int] = set()
    for place, char in enumerate(line):
        if char in (FIRST, LTR, RTL):
            opened.append(place)
        elif char == END and opened:
            kept |= {opened.pop(), place}
    return kept
