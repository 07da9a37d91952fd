"""Words as one line that just stands there, for files whose readers obey line breaks and control characters."""

from __future__ import annotations

import re

from loopway.trace.plain import is_plain, plain

_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
"""A name or a number kept apart from writing in the other direction: it ends what it begins, so it harms nobody."""


def one_line(text: str) -> str:
    r"""The text without line breaks; what would be obeyed, or turn the rest around, stands there as its escape.

    >>> one_line("a\n\nb"), one_line("a\u202eb")
    ('a b', 'a\\u202eb')
    """
    line = " ".join(text.encode("utf-8", "backslashreplace").decode().split())
    if is_plain(line):
        return line
    pieces, end = [], 0
    for found in _ISOLATED.finditer(line):
        pieces += [plain(line[end : found.start()]), found[0][0], plain(found[0][1:-1]), found[0][-1]]
        end = found.end()
    return "".join([*pieces, plain(line[end:])])
