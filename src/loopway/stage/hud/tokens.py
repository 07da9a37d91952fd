"""The colours of code: Python's own tokenizer, and which words stand on a green plate."""

from __future__ import annotations

import contextlib
import io
import keyword
import token
import tokenize
from collections.abc import Iterator

Colour = tuple[int, int, str]
"""(first character, character after the last, role) within one line."""

ROLES = ("text", "keyword", "string", "number", "call", "comment", "punctuation", "plate")
"""All roles; "plate" is an await, which stands on the green of the exits."""

TAB = 4

_OPENS = {getattr(token, name, -1) for name in ("FSTRING_START", "TSTRING_START")}
_CLOSES = {getattr(token, name, -2) for name in ("FSTRING_END", "TSTRING_END")}


def source_lines(source: str) -> list[str]:
    """The lines of a script as they are drawn: tabs are spaces, other control characters too.

    >>> source_lines("def f():\\n\\tpass")
    ['def f():', '    pass']
    """
    lines = source.expandtabs(TAB).split("\n")
    shown = ["".join(char if char.isprintable() else " " for char in line.rstrip()) for line in lines]
    while shown and not shown[-1]:
        shown.pop()
    return shown


def colours(lines: list[str]) -> list[tuple[Colour, ...]]:
    """The coloured parts of each line, in order; what no part covers is white space.

    A script that Python cannot read to its end keeps plain "text" from there on.

    >>> colours(["await sleep(1)  # now"])
    [((0, 5, 'plate'), (6, 11, 'call'), (11, 12, 'punctuation'), (12, 13, 'number'), (13, 14, 'punctuation'), \
(16, 21, 'comment'))]
    """
    parts: list[list[Colour]] = [[] for _ in lines]
    reached = (0, 0)
    for start, end, role in _coloured(_tokens(lines)):
        for row in range(start[0], min(end[0], len(lines) - 1) + 1):
            first = start[1] if row == start[0] else len(lines[row]) - len(lines[row].lstrip())
            last = end[1] if row == end[0] else len(lines[row])
            if last > first:
                parts[row].append((first, last, role))
        reached = end
    for row in range(reached[0], len(lines)):
        first = reached[1] if row == reached[0] else 0
        if lines[row][first:].strip():
            parts[row].append((first, len(lines[row]), "text"))
    return [tuple(one) for one in parts]


Place = tuple[int, int]
"""(row from 0, character)."""


def _tokens(lines: list[str]) -> list[tokenize.TokenInfo]:
    """All tokens that Python finds before it gives up."""
    found: list[tokenize.TokenInfo] = []
    reader = io.StringIO("\n".join(lines) + "\n").readline
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        found.extend(tokenize.generate_tokens(reader))
    layout = (token.NEWLINE, token.NL, token.INDENT, token.DEDENT, token.ENDMARKER)
    return [one for one in found if one.type not in layout]


def _coloured(found: list[tokenize.TokenInfo]) -> Iterator[tuple[Place, Place, str]]:
    depth = 0
    opened: Place = (0, 0)
    skip = False
    for number, one in enumerate(found):
        start, end = (one.start[0] - 1, one.start[1]), (one.end[0] - 1, one.end[1])
        following = found[number + 1] if number + 1 < len(found) else None
        if one.type in _OPENS:
            opened = start if depth == 0 else opened
            depth += 1
        elif one.type in _CLOSES:
            depth -= 1
            if depth == 0:
                yield opened, end, "string"
        elif depth or skip:
            skip = False
        elif one.string == "async" and following is not None and following.string in ("with", "for"):
            yield start, (following.end[0] - 1, following.end[1]), "plate"
            skip = True
        else:
            yield start, end, _role(one, following)


def _role(one: tokenize.TokenInfo, following: tokenize.TokenInfo | None) -> str:
    if one.type == token.NAME:
        if one.string == "await":
            return "plate"
        if keyword.iskeyword(one.string):
            return "keyword"
        return "call" if following is not None and following.string == "(" else "text"
    kinds = {token.STRING: "string", token.NUMBER: "number", token.COMMENT: "comment", token.OP: "punctuation"}
    return kinds.get(one.type, "text")
