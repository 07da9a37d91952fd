"""The user's text, where it says more than the code that runs: how long a statement is, and what a line calls."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator
from functools import cache

from loopway.record.texts import clean, cut

LONGEST = 60
"""Characters of a call."""

_QUICK = frozenset(("bool", "dict", "enumerate", "float", "int", "len", "list", "range", "set", "str", "tuple", "zip"))
"""Functions that nobody waits for."""
_OTHERS = (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
"""What stands in them is not run with the line."""


@cache
def long_statements(filename: str) -> dict[int, range]:
    """Give the lines of each statement that is longer than one, by each of them; not of those that hold others.

    >>> long_statements("script.py")  # a = [\\n  f()]\\nif a:\\n  g()
    {1: range(1, 3), 2: range(1, 3)}
    """
    simple = [node for node in _statements(filename) if not hasattr(node, "body") and not hasattr(node, "cases")]
    lines = [_lines(node) for node in simple]
    return {line: span for span in lines if len(span) > 1 for line in span}


def call_at(filename: str, line: int) -> str | None:
    """Give the call that a line makes, as it is written there; None if it makes none, or more than one that may last.

    >>> call_at("script.py", 17)  # data = sock.recv(100)
    'sock.recv(100)'
    """
    calls = []
    for statement in _statements(filename):
        if line in _head_lines(statement):
            if isinstance(statement, ast.For | ast.AsyncFor):  # its line may wait for the next item
                return None
            calls += [call for part in _head(statement) for call in _calls(part)]
    if len(calls) != 1:
        return None
    return cut(clean(ast.unparse(calls[0])), LONGEST)


@cache
def _statements(filename: str) -> tuple[ast.stmt, ...]:
    try:
        tree = ast.parse("".join(linecache.getlines(filename)))
    except SyntaxError:  # the file has been changed since
        return ()
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.stmt))


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _head_lines(statement: ast.stmt) -> range:
    """Give the lines of a statement that are its own: of one that holds others, those before the first."""
    lines, body = _lines(statement), getattr(statement, "body", None)
    return range(lines.start, max(body[0].lineno, lines.start + 1)) if body else lines


def _head(statement: ast.stmt) -> Iterator[ast.AST]:
    """Give what a statement runs itself: of an `if` or a `with` only what stands before the colon."""
    if not isinstance(statement, _OTHERS):
        yield from (child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt))


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Give the outermost calls in an expression that may last, and are not awaited."""
    if isinstance(node, _OTHERS):
        return
    if isinstance(node, ast.Await):
        node = node.value
    elif isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in _QUICK):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)
