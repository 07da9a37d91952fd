"""The description of the file format, taken from the docstrings of the types: run this module to write FORMAT.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("FORMAT.md")
_SOURCES = tuple(Path(__file__).with_name(name) for name in ("terms.py", "wait.py", "header.py", "events.py"))

_INTRODUCTION = """\
# The trace file, format {number}

A trace is text: JSON lines, UTF-8, one object a line. The first line is the `Header`, each other line one event, in
the order in which things happened; each object says in `"type"` what it is. A field that is left out has its default
value. Unknown types and fields are errors, and so are numbers, texts and places that no run has: control characters
stand as their escapes, places inside the script's folder. `.jsonl` is plain text, `.jsonl.gz` the same text compressed
by gzip. This file is made from `events.py` and its neighbours, which say the same
in Python.
"""


def format_text() -> str:
    """Give the text of FORMAT.md: every type and every field in its own sentence.

    >>> format_text().splitlines()[0]
    '# The trace file, format 1'
    """
    body = [node for source in _SOURCES for node in ast.parse(source.read_text()).body]
    classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
    number = next(value for name, value, _ in _assignments(body) if name == "FORMAT")
    parts = [_INTRODUCTION.format(number=number)]
    parts += ["## The header\n", _section(classes["Header"])]
    parts += ["## Events\n", "Every event has", "", *_fields(classes["Event"]), ""]
    events = [node for node in classes.values() if any(ast.unparse(base) == "Event" for base in node.bases)]
    parts += [_section(node) for node in events]
    parts += ["## Inside events\n", _section(classes["Wait"]), _section(classes["StackFrame"])]
    parts += ["## Values\n", *_values(body)]
    return "\n".join(parts).rstrip() + "\n"


def _section(node: ast.ClassDef) -> str:
    return "\n".join([f"### {node.name}\n", ast.get_docstring(node) or "", "", *_fields(node), ""])


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for line, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(line, ast.AnnAssign):
            default = "" if line.value is None else f", default `{ast.unparse(line.value)}`"
            yield f"- `{ast.unparse(line.target)}` ({ast.unparse(line.annotation)}{default}): {_sentence(after)}"


def _values(body: list[ast.stmt]) -> Iterator[str]:
    for name, value, sentence in _assignments(body):
        if name != "FORMAT" and sentence:
            yield f"- `{name}` ({value}): {sentence}"


def _assignments(body: list[ast.stmt]) -> Iterator[tuple[str, str, str]]:
    for line, after in pairwise(body):
        if isinstance(line, ast.Assign):
            yield ast.unparse(line.targets[0]), ast.unparse(line.value), _sentence(after)


def _sentence(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


if __name__ == "__main__":
    FILE.write_text(format_text())
