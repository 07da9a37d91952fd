"""When all is over nothing of ours is left in the script's process, and nothing was kept alive that would have gone."""

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
record(pathlib.Path(sys.argv[1]))
"""
LOOK = """
import asyncio, concurrent.futures.thread, os, queue, signal, sys, threading, time, warnings, weakref
from concurrent.futures import ThreadPoolExecutor

PLACES = ("asyncio", "builtins", "concurrent", "queue", "signal", "sys", "threading", "time", "warnings", "weakref")
MODULES = {name: module for name, module in sys.modules.items() if name.split(".")[0] in PLACES}
CHANGING = ("sys.last_", "sys.modules", "asyncio.events._event_loop_policy")  # by Python itself, as it ends

def described(value):
    code = getattr(value, "__code__", None)
    names = [str(getattr(value, name, "")) for name in ("__qualname__", "__module__")]
    return [type(value).__name__, *names, "" if code is None else code.co_filename]

def look(modules=MODULES, changing=CHANGING, described=described, signal=signal, sys=sys, threading=threading):
    found = {
        "stdout": [sorted(vars(sys.__stdout__)), described(sys.__stdout__.write)],
        "handlers": [described(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
        "threads": threading.active_count(),
        "hooks": [described(hook) for hook in (sys.gettrace(), sys.getprofile(), *sys.get_asyncgen_hooks())],
        "origin tracking": sys.get_coroutine_origin_tracking_depth(),
        "tools": [sys.monitoring.get_tool(number) for number in range(6)] if hasattr(sys, "monitoring") else [],
    }
    for name, module in modules.items():
        for attribute, value in list(vars(module).items()):
            found[f"{name}.{attribute}"] = described(value)
            for inner in list(vars(value)) if isinstance(value, type) else ():
                found[f"{name}.{attribute}.{inner}"] = described(vars(value)[inner])
    return "".join(f"{key}: {found[key]}\\n" for key in sorted(found) if not key.startswith(changing)).encode()

"""
AT_THE_END = """
class Witness:
    def __del__(self, look=look, write=os.write):  # Python lets go of a script's names after the last atexit function
        write(1, look())

witness = Witness()
"""
PROGRAMS = {
    "a loop": """
async def main():
    print("hello")
    lock = asyncio.Lock()
    async with lock:
        await asyncio.gather(asyncio.sleep(0.01), asyncio.to_thread(time.sleep, 0.01))

asyncio.run(main())
""",
    "calls": """
def main():
    time.sleep(0.01)
    print("hello")

main()
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_left(name: str, script: Write) -> None:
    """After the recording every module, class, hook and signal handler that we could have changed is Python's own."""
    look = LOOK if name == "a loop" else LOOK.replace("import asyncio,", "__import__('asyncio')\nimport")
    path = script(look + AT_THE_END + PROGRAMS[name])
    plain, recorded = _lines([str(path)]), _lines(["-c", RECORD, str(path)])
    assert len(plain) > 500
    assert sorted(set(recorded) ^ set(plain)) == []


def test_the_look_can_fail(script: Write) -> None:
    """The same look during a recording finds what stands in Python's place."""
    path = script(LOOK + "os.write(1, look())\n")
    found = {line.split(":")[0] for line in set(_lines([str(path)])) ^ set(_lines(["-c", RECORD, str(path)]))}
    assert {"stdout", "handlers", "time.sleep", "asyncio.SelectorEventLoop.watch"} <= found


KEEPS = """
import asyncio, gc, weakref
gc.disable()

async def trip():
    await asyncio.sleep(0.01)

class Callback:
    def __call__(self):
        print("called")

async def main():
    task = asyncio.create_task(trip())
    seen = weakref.ref(task)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    del task
    print("task", seen())
    future = asyncio.get_running_loop().create_future()
    seen = weakref.ref(future)
    future.add_done_callback(lambda future: None)
    future.cancel()
    del future
    await asyncio.sleep(0)
    print("future", seen())
    callback = Callback()
    seen = weakref.ref(callback)
    asyncio.get_running_loop().call_soon(callback)
    asyncio.get_running_loop().call_later(0.001, callback)
    del callback
    await asyncio.sleep(0.01)
    print("callback", seen())
    print("tasks", len(asyncio.all_tasks()))

loop = asyncio.new_event_loop()
loop.run_until_complete(main())
seen = weakref.ref(loop)
loop.close()
del loop
print("loop", seen())
"""


def test_nothing_is_kept_alive(script: Write) -> None:
    """Without the garbage collector everything goes when it would have gone; and there is no task but the script's."""
    path = script(KEEPS)
    gone = ["task None", "future None", "called", "called", "callback None", "tasks 1", "loop None"]
    assert _lines([str(path)]) == _lines(["-c", RECORD, str(path)]) == gone


def _lines(arguments: list[str]) -> list[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.splitlines()
