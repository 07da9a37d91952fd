"""Whether a script can be recorded at all, seen from its text alone."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from pathlib import Path

from loopway.errors import ScriptError

_TOP_LEVEL_AWAIT = re.compile(r"outside (async )?function")
_DOUBTS = (
    (r"\b(datetime|date)\.(now|utcnow|today)\(", "The script may read datetime.now, which tells the machine's time."),
    (
        r"\bas_completed\(",
        "asyncio.as_completed takes its tasks from a set, in an order that may be another one each time.",
    ),
    (r"\basyncio\.wait\(", "asyncio.wait gives sets of tasks, whose order may be another one each time."),
)
"""What in a script's text can make its runs differ."""
UTF_8 = "utf-8-sig"
"""With or without the mark at its beginning that some editors write."""
_DICE = {"random", "secrets", "uuid"}


def judge(script: Path) -> str:
    """Give the script's text. Raises ScriptError if it is no Python or empty; OSError if unread.

    >>> judge(Path("empty.py"))
    Traceback (most recent call last):
    loopway.errors.ScriptError: the script is empty
      where: empty.py
      why:   there is no statement in it
      do:    save the program in it, and try again
    """
    source = _decode(script.read_bytes(), script)
    if not _parse(source, script).body:
        why, todo = "there is no statement in it", "save the program in it, and try again"
        raise ScriptError("the script is empty", where=str(script), why=why, todo=todo)
    return source


def imports(source: str, *packages: str) -> bool:
    """Tell whether a program's own text imports one of these packages, or a part of one, somewhere.

    >>> imports("from asyncio import run", "asyncio"), imports("# no asyncio here", "asyncio")
    (True, False)
    """
    named = [package for package in packages if package in source]
    return bool(named) and any(name.partition(".")[0] in named for name in _imported(source))


def doubts(source: str) -> tuple[str, ...]:
    """Give the reasons, seen in a script's text, why two recordings of it may differ."""
    found = [sentence for pattern, sentence in _DOUBTS if re.search(pattern, source)]
    return (*found, "The script may draw random numbers.") if _imported(source) & _DICE else tuple(found)


def _imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return names | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}


def _decode(data: bytes, script: Path) -> str:
    """The script's text, in the encoding that its first lines declare, as Python reads it."""
    encoding = _declared(data, script)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding == UTF_8 else encoding
        why = f"the byte 0x{data[error.start]:02x} is no {name}"
        todo = "save it as UTF-8, or check that it is a Python file at all"
        raise ScriptError(f"the script is not {name}", where=f"{script}:{line}", why=why, todo=todo) from None


def _declared(data: bytes, script: Path) -> str:
    """What `# -*- coding: ... -*-` says; UTF-8 if nothing does."""
    try:
        found = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except SyntaxError as error:
        if not str(error.msg).startswith("unknown encoding"):  # then a line is not in it, and `_decode` says which
            return UTF_8
        todo = "declare another one in its first line, or none and save it as UTF-8"
        raise ScriptError("the script is no Python", where=f"{script}:1", why=str(error.msg), todo=todo) from None
    return UTF_8 if found in ("utf-8", UTF_8) else found


def _parse(source: str, script: Path) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python will say them once more, when it runs the script
            compile(source, str(script), "exec", dont_inherit=True)
            return ast.parse(source)
    except SyntaxError as error:
        text = (error.text or "").strip()
        why = f"{error.msg}: {text}" if text else str(error.msg)
        raise ScriptError("the script is no Python", where=_place(script, error), why=why, todo=_cure(error)) from None
    except (ValueError, RecursionError, MemoryError) as error:
        todo = "check that it is a Python file"
        raise ScriptError("the script is no Python", where=str(script), why=str(error), todo=todo) from None


def _place(script: Path, error: SyntaxError) -> str:
    return f"{script}:{error.lineno}" if error.lineno else str(script)


def _cure(error: SyntaxError) -> str:
    if _TOP_LEVEL_AWAIT.search(error.msg or ""):
        return "put it into `async def main():` and run that with asyncio.run(main())"
    return "mend the line; `python` says the same about it"
