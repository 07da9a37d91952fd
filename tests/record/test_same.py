"""A recorded script writes what it writes without us: output, errors, exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str], Path]

RECORD = """
import pathlib, sys
from loopway.record import record
trace = record(pathlib.Path(sys.argv[1]), args=sys.argv[2:])
sys.exit(trace.header.exit)
"""

PROGRAMS = {
    "prints without line ends": """
        import asyncio, sys
        async def main():
            print("a", end="")
            await asyncio.sleep(1)
            sys.stdout.write("b\\nc")
            sys.stdout.writelines(["1\\n", "2"])
        asyncio.run(main())
        """,
    "its own streams": """
        import asyncio, sys
        asyncio.run(asyncio.sleep(0))
        out = sys.stdout
        print(type(out), out.isatty(), out.encoding, out.fileno(), out.name, out is sys.__stdout__, repr(out))
        print(input(), input())
        """,
    "its own world": """
        import asyncio, os, sys
        import neighbour
        asyncio.run(asyncio.sleep(0))
        print(__name__, __file__, __package__, __spec__, sorted(globals()), sys.argv, sys.path, os.getcwd())
        print(sys.modules["__main__"].__file__, [n for n in os.environ if "LOOPWAY" in n or n == "PYTHONHASHSEED"])
        print(os.open("/dev/null", os.O_RDONLY), os.environ.get("PYTHONPATH"))
        """,
    "raises": "import asyncio\nasync def main():\n    await asyncio.sleep(1)\n    return 1 / 0\nasyncio.run(main())\n",
    "exits with a word": "import asyncio, sys\nasyncio.run(asyncio.sleep(1))\nsys.exit('so long')\n",
    "exits with a number": "import asyncio, sys\nasync def main():\n    sys.exit(7)\nasyncio.run(main())\n",
    "types and names": """
        import asyncio
        async def main():
            loop = asyncio.get_running_loop()
            handle = loop.call_soon(print, 1)
            timer = loop.call_later(0, print, 2)
            print(loop, type(loop), type(loop).__mro__[-2:], isinstance(loop, asyncio.SelectorEventLoop), handle)
            print(repr(timer)[:12], asyncio.current_task().get_name(), asyncio.current_task().get_coro().__name__)
            await asyncio.sleep(0.01)
        asyncio.run(main())
        asyncio.SelectorEventLoop().close()
        """,
    "forgets what it makes": """
        import asyncio
        async def nothing(): pass
        async def fail(): raise ValueError("lost")
        async def main():
            nothing()
            asyncio.create_task(fail())
            asyncio.get_running_loop().call_soon(lambda: 1 / 0)
            await asyncio.sleep(1)
        asyncio.run(main())
        """,
    "leaves a loop open": """
        import asyncio
        loop = asyncio.new_event_loop()
        task = loop.create_task(asyncio.sleep(5))
        loop.run_until_complete(asyncio.sleep(1))
        """,
    "asks for the impossible": """
        import asyncio, time
        for wrong in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: asyncio.run(3), time.sleep):
            try:
                wrong()
            except Exception as error:
                print(repr(error))
        """,
    "registers an exit": "import asyncio, atexit\natexit.register(print, 'bye')\nasyncio.run(asyncio.sleep(1))\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_output_errors_and_exit_code(name: str, script: Write) -> None:
    """Both streams are equal byte for byte, and the exit code is the script's own."""
    path = script(PROGRAMS[name])
    Path("neighbour.py").write_text("import sys\n")
    plain = _run([str(path), "one", "two"])
    recorded = _run(["-c", RECORD, str(path), "one", "two"])
    assert (recorded.stdout, recorded.stderr) == (plain.stdout, plain.stderr)
    assert recorded.returncode == plain.returncode


def test_the_comparison_can_fail(script: Write) -> None:
    """A program that looks for loopway finds it, and then the streams differ."""
    path = script("import asyncio, sys\nprint('loopway.record' in sys.modules)\nasyncio.run(asyncio.sleep(0))\n")
    assert _run([str(path)]).stdout != _run(["-c", RECORD, str(path)]).stdout


def test_the_childs_half_is_light(script: Write) -> None:
    """What is drawn and packed is never loaded beside the script: that would slow every start."""
    heavy = ("manim", "numpy", "msgspec", "av", "PIL", "click", "rich", "pathlib", "typing_extensions")
    path = script(
        f"import asyncio, sys\nprint([m for m in {heavy!r} if m in sys.modules])\nasyncio.run(asyncio.sleep(0))\n"
    )
    assert _run(["-c", RECORD, str(path)]).stdout == "[]\n"


def _run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, input="one\ntwo\n", capture_output=True, text=True, check=False, timeout=30)
