"""The mark by which loopway knows its own files, so that it never replaces anybody else's unasked."""

from __future__ import annotations

MARK = "made by loopway"


def is_mark(text: object) -> bool:
    """Whether a comment in a file is loopway's.

    >>> is_mark("made by loopway"), is_mark("made by hand"), is_mark(None)
    (True, False, False)
    """
    return isinstance(text, str) and text.startswith(MARK)
