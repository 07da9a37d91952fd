"""What a script says to loopway in its comments: `# loopway: title="..."`, `note "..."`, `pause`, `hide`.

They are read from the text that a trace carries, never executed: the script stays plain Python.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from loopway.errors import did_you_mean
from loopway.story.words import LONGEST, beginning, size
from loopway.trace.plain import plain

WORDS = ("title", "note", "pause", "hide")
SPOKEN = ("title", "note")
"""Words that have a sentence behind them; the others stand alone."""

_comment = re.compile(r"#\s*loopway:\s*(?P<word>[\w-]*)\s*=?\s*(?P<rest>.*?)\s*$", re.DOTALL)
_BLANK = (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE, tokenize.ENDMARKER)


class Comments(msgspec.Struct, frozen=True, kw_only=True):
    """What they ask for. Lines are those of the script, from 1."""

    title: str = ""
    notes: Mapping[int, str] = MappingProxyType({})
    """Line -> the caption that is said when it first runs."""
    pauses: frozenset[int] = frozenset()
    """Lines at which the film holds when they first run."""
    hidden: frozenset[int] = frozenset()
    """Lines that are not shown: hidden ones, and those that have nothing but such a comment."""
    cuts: Mapping[int, int] = MappingProxyType({})
    """Line -> the column at which such a comment begins behind code."""
    warnings: tuple[str, ...] = ()

    @property
    def remarked(self) -> frozenset[int]:
        """The lines that have a note or a pause."""
        return self.pauses | frozenset(self.notes)


NONE = Comments()


class _Found(NamedTuple):
    """One comment: where it stands, the line that it speaks of, and what it says."""

    line: int
    column: int
    alone: bool
    about: int | None
    word: str
    rest: str


def comments(source: str, script: str) -> Comments:
    r"""Read a script's comments; `script` is its name, for warnings. Nothing in a script that is no Python.

    >>> comments('x = 1  # loopway: note "one"\n', "a.py").notes[1]
    'one'
    """
    if "loopway:" not in source:
        return NONE
    return _Reader(source, script).read()


class _Reader:
    def __init__(self, source: str, script: str) -> None:
        self.source, self.script = source, script
        self.title = ""
        self.notes: dict[int, str] = {}
        self.pauses: set[int] = set()
        self.hidden: set[int] = set()
        self.cuts: dict[int, int] = {}
        self.warnings: list[str] = []
        self._blocks = _blocks(source)

    def read(self) -> Comments:
        for found in _found(self.source):
            if found.alone:
                self.hidden.add(found.line)
            else:
                self.cuts[found.line] = found.column
            self._take(found)
        return Comments(
            title=self.title,
            notes=self.notes,
            pauses=frozenset(self.pauses),
            hidden=frozenset(_with_blanks(self.hidden, self.source.split("\n"))),
            cuts=self.cuts,
            warnings=tuple(self.warnings),
        )

    def _take(self, found: _Found) -> None:
        if found.word not in WORDS:
            told = f"loopway knows no {plain(found.word)[:40]!r} in a comment"
            self._warn(found, f"{told}; {did_you_mean(found.word, WORDS, 'it knows ' + ', '.join(WORDS))}")
            return
        words = self._words(found)
        if words is None:
            return
        if found.word == "title":
            self.title = words
        elif found.about is None:
            self._warn(found, f"there is no line of code that this {found.word} could belong to")
        elif found.word == "note":
            self.notes[found.about] = words
        elif found.word == "pause":
            self.pauses.add(found.about)
        else:
            self.hidden |= self._blocks.get(found.about, {found.about})

    def _words(self, found: _Found) -> str | None:
        """The sentence behind the word, empty if it needs none; None if it is not as it should be."""
        if found.word not in SPOKEN:
            if found.rest:
                self._warn(found, f"{found.word} stands alone")
            return ""
        try:
            words = ast.literal_eval(found.rest)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            words = None
        if not isinstance(words, str) or not words.strip():
            self._warn(found, f'a {found.word} is a text in quotes: # loopway: {found.word} "..."')
            return None
        words = plain(" ".join(words.split()))
        if found.word == "note" and size(words) > LONGEST:
            self._warn(found, f"this note has {size(words)} characters; it is cut to {LONGEST}")
            words = beginning(words, LONGEST - 1).rstrip() + "…"
        return words

    def _warn(self, found: _Found, words: str) -> None:
        self.warnings.append(f"{self.script}:{found.line}: {words}")


def _found(source: str) -> Iterator[_Found]:
    """The comments, in order; one on a line of its own speaks of the next line that has code."""
    waiting: list[_Found] = []
    code: set[int] = set()
    for token in _tokens(source):
        line, column = token.start
        if token.type == tokenize.COMMENT and (match := _comment.match(token.string)):
            alone = line not in code
            found = _Found(line, column, alone, None if alone else line, match["word"], match["rest"])
            if alone and found.word != "title":
                waiting.append(found)
            else:
                yield found
        elif token.type not in _BLANK:
            code.update(range(line, token.end[0] + 1))
            yield from (one._replace(about=line) for one in waiting)
            waiting = []
    yield from waiting


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


def _with_blanks(hidden: set[int], lines: list[str]) -> Iterator[int]:
    """Hidden lines, and the blank ones behind them where there are blank ones (or nothing) before them too."""
    bare, gone = True, False
    for line, text in enumerate(lines, 1):
        blank = not text.strip()
        gone = line in hidden or (blank and gone and bare)
        if gone:
            yield line
        else:
            bare = blank


def _blocks(source: str) -> dict[int, set[int]]:
    """The lines of each function and class, decorators included, by each line of its head; of the outermost one."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[int, set[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            lines = set(range(first, (node.end_lineno or node.lineno) + 1))
            for line in range(first, node.body[0].lineno):
                found.setdefault(line, lines)
    return found
