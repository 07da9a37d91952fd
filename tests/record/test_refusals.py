"""What cannot be recorded, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.errors import ScriptError
from loopway.record import record

REFUSED = {
    "empty": (
        b"# nothing but a comment\n",
        "the script is empty\n  where: script.py\n  why:   there is no statement in it\n"
        "  do:    save the program in it, and try again",
    ),
    "syntax error": (
        b"import asyncio\nasync def main(:\n",
        "the script is no Python\n  where: script.py:2\n  why:   invalid syntax: async def main(:\n"
        "  do:    mend the line; `python` says the same about it",
    ),
    "top-level await": (
        b"import asyncio\n\nawait asyncio.sleep(1)\n",
        "the script is no Python\n  where: script.py:3\n"
        "  why:   'await' outside function: await asyncio.sleep(1)\n"
        "  do:    put it into `async def main():` and run that with asyncio.run(main())",
    ),
    "not UTF-8": (
        b"import asyncio\nname = '\xe9'\n",
        "the script is not UTF-8\n  where: script.py:2\n  why:   the byte 0xe9 is no UTF-8\n"
        "  do:    save it as UTF-8, or check that it is a Python file at all",
    ),
    "null bytes": (
        b"import asyncio\0\n",
        "the script is no Python\n  where: script.py\n  why:   source code string cannot contain null bytes",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each refusal says what, where, why and what to do."""
    source, message = REFUSED[name]
    monkeypatch.chdir(tmp_path)
    Path("script.py").write_bytes(source)
    with pytest.raises(ScriptError) as caught:
        record(Path("script.py"))
    assert str(caught.value).startswith(message)
    assert caught.value.exit_code == 1
    assert caught.value.todo


def test_a_missing_script_is_an_os_error(tmp_path: Path) -> None:
    """A file that is not there is for the caller to tell."""
    with pytest.raises(FileNotFoundError):
        record(tmp_path / "missing.py")


def test_a_script_that_imports_asyncio_without_a_loop_is_recorded(tmp_path: Path) -> None:
    """gather without a loop is a lesson: it is recorded, with its lines."""
    script = tmp_path / "script.py"
    script.write_text("import asyncio\nx = 1\n")
    trace = record(script)
    assert [e.where for e in trace.events] == ["script.py:1", "script.py:2"]
