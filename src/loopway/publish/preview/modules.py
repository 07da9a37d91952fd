"""Which files beside a script are part of it: the modules that it imports, read from the text, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path


def with_modules(script: Path) -> tuple[Path, ...]:
    """The script and those modules beside it that it imports, or that these import, in no order that matters.

    What is imported in another way than by an `import` is not seen.

    >>> with_modules(Path("shop.py"))
    (Path("shop.py"), Path("till.py"))
    """
    found: dict[Path, None] = {}
    waiting = [script]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += _imported(path, script.parent)
    return tuple(found)


def _imported(path: Path, folder: Path) -> Iterator[Path]:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):  # whoever records it says what is wrong
        return
    for node in ast.walk(tree):
        for home in _homes(node, path, folder):
            yield from (file for file in (home.with_suffix(".py"), home / "__init__.py") if file.is_file())


def _homes(node: ast.AST, path: Path, folder: Path) -> Iterator[Path]:
    """Where the modules that an import may mean would stand, without their ending."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _along(folder, alias.name)
    elif isinstance(node, ast.ImportFrom):
        start = path.parents[min(node.level, len(path.parents)) - 1] if node.level else folder
        *_, package = (start, *_along(start, node.module or ""))
        yield from _along(start, node.module or "")
        yield from (package / alias.name for alias in node.names if alias.name != "*")


def _along(start: Path, dotted: str) -> Iterator[Path]:
    """`a.b` is a package `a` with a module `b`: both are imported."""
    if dotted:
        yield from (start / part for part in accumulate(dotted.split("."), lambda way, name: f"{way}/{name}"))
