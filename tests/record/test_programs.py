"""Programs as people have them: each writes what it writes without us, and its loops are recorded."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from loopway.trace import Trace, jsonl

Write = Callable[[str], Path]

RECORD = """
import pathlib, sys
from loopway.record import record
from loopway.trace import jsonl
trace = record(pathlib.Path(sys.argv[1]), module=sys.argv[2] or None, args=sys.argv[3:])
jsonl.write(trace, pathlib.Path("run.jsonl"))
sys.exit(trace.header.exit)
"""
TRIP = """
import asyncio

async def trip(n):
    await asyncio.sleep(n / 100)
    return n
"""


class Program(NamedTuple):
    """A program, and what its trace must say."""

    source: str
    tasks: int
    """Tasks of the program's own that are done at the end."""
    loops: int = 1
    clock: str = "virtual"
    notes: tuple[str, ...] = ()
    args: tuple[str, ...] = ()


POOL = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor

def work(n):
    time.sleep(0.01)
    return asyncio.run(trip(n)), [name for name in os.environ if "LOOPWAY" in name], "sitecustomize" in sys.path

async def main(context):
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        print(await asyncio.get_running_loop().run_in_executor(pool, work, 3))

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    asyncio.run(main(context))
    process = context.Process(target=print, args=("process",))
    process.start()
    process.join()
    print(process.exitcode)
"""

PROGRAMS = {
    "a Runner, twice": Program(
        """
with asyncio.Runner() as runner:
    print(runner.run(trip(1)), runner.run(trip(2)), runner.get_loop().run_until_complete(trip(3)))
with asyncio.Runner(debug=True) as runner:
    print(runner.run(trip(4)))
""",
        tasks=4,
        loops=2,
    ),
    "run_until_complete and run_forever": Program(
        """
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop().run_until_complete(trip(1)))
loop.call_later(0.01, loop.stop)
loop.run_forever()
loop.close()
""",
        tasks=1,
    ),
    "several asyncio.run": Program("for n in range(3):\n    print(asyncio.run(trip(n)))\n", tasks=3, loops=3),
    "its own task factory": Program(
        """
class MyTask(asyncio.Task):
    pass

async def main():
    asyncio.get_running_loop().set_task_factory(lambda loop, coro, **options: MyTask(coro, loop=loop, **options))
    task = asyncio.create_task(trip(1))
    print(type(task).__name__, await task)

asyncio.run(main())
""",
        tasks=2,
    ),
    "its own loops": Program(
        """
import selectors
from asyncio.unix_events import _UnixSelectorEventLoop

class MyLoop(asyncio.SelectorEventLoop):
    def call_later(self, *args, **options):
        print("later")
        return super().call_later(*args, **options)

for make in (lambda: MyLoop(selectors.PollSelector()), asyncio.new_event_loop, _UnixSelectorEventLoop):
    with asyncio.Runner(loop_factory=make) as runner:
        print(runner.run(trip(1)), type(runner.get_loop()).__name__)
""",
        tasks=3,
        loops=3,
    ),
    "its own policy": Program(
        """
import warnings
warnings.simplefilter("ignore")

class MyPolicy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("a new loop")
        return super().new_event_loop()

asyncio.set_event_loop_policy(MyPolicy())
print(asyncio.run(trip(1)))
""",
        tasks=1,
    ),
    "debug mode": Program(
        """
async def fail():
    await trip(1)
    return 1 / 0

async def never():
    pass

async def main():
    never()
    asyncio.create_task(fail())
    await asyncio.sleep(0.02)
    return asyncio.get_running_loop().get_debug()

print(asyncio.run(main(), debug=True))
""",
        tasks=2,
    ),
    "a loop in a thread alone": Program(
        """
import threading
thread = threading.Thread(target=lambda: print(asyncio.run(trip(1))), name="side")
thread.start()
thread.join()
""",
        tasks=0,
        loops=0,
        notes=("A loop in the thread side was not recorded.", "The script started 1 thread of its own."),
    ),
    "processes by spawn": Program(POOL, tasks=1, clock="mixed", args=("spawn",)),
    "processes by fork": Program(POOL, tasks=1, clock="mixed", args=("fork",)),
    "a fork of its own": Program(
        """
import atexit, os, sys
me = os.getpid()
atexit.register(lambda: print("exit", os.getpid() == me))
print(asyncio.run(trip(1)), flush=True)
child = os.fork()
if not child:
    print(asyncio.run(trip(1)))
    sys.exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), asyncio.run(trip(2)))
""",
        tasks=2,
        loops=2,
    ),
    "pickles of its own classes": Program(
        """
import pickle

class Car:
    pass

async def main():
    await asyncio.sleep(0.01)
    print(type(pickle.loads(pickle.dumps(Car()))) is Car, Car.__module__)

asyncio.run(main())
""",
        tasks=1,
    ),
    "signals": Program(
        """
import os, signal

async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, event.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    await event.wait()
    signal.signal(signal.SIGUSR2, lambda *_: print("USR2"))
    os.kill(os.getpid(), signal.SIGUSR2)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(5)
    finally:
        print("interrupted")

asyncio.run(main())
""",
        tasks=1,
        clock="virtual",
    ),
}


def compare(folder: Path, script: Path, module: str, args: tuple[str, ...]) -> Trace:
    """Run a program without us and with us, see that it is the same, and give the trace."""
    named = ["-m", module] if module else [str(script)]
    plain = _run([*named, *args])
    recorded = _run(["-c", RECORD, str(script), module, *args])
    assert (recorded.stdout, recorded.stderr) == (plain.stdout, plain.stderr)
    assert recorded.returncode == (128 - plain.returncode if plain.returncode < 0 else plain.returncode)
    return jsonl.read(folder / "run.jsonl")


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_as_without_us(name: str, script: Write, tmp_path: Path) -> None:
    """Output, errors and exit code are the program's own; every loop of the main thread is in the trace."""
    program = PROGRAMS[name]
    trace = compare(tmp_path, script(TRIP + program.source), "", program.args)
    internal = {e.task for e in trace.events if type(e).__name__ == "TaskCreated" and e.internal}
    done = [e.task for e in trace.events if type(e).__name__ == "TaskDone" and e.task not in internal]
    kinds = Counter(type(e).__name__ for e in trace.events)
    assert (len(done), kinds["LoopOpened"], trace.header.clock) == (program.tasks, program.loops, program.clock)
    assert trace.header.notes == program.notes
    assert trace.header.cut is None


def test_debug_mode_from_outside(script: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONASYNCIODEBUG asks for the same as `debug=True`, and our own stack frames are in none of its tracebacks."""
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")
    trace = compare(tmp_path, script(TRIP + PROGRAMS["debug mode"].source), "", ())
    assert sum(type(e).__name__ == "LoopOpened" for e in trace.events) == 1


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with relative imports in the current folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "garage" / "cars"
    folder.mkdir(parents=True)
    for place in (folder, folder.parent):
        (place / "__init__.py").write_text("")
    (folder.parent / "road.py").write_text(TRIP)
    (folder / "red.py").write_text(
        "import asyncio, os, sys\nfrom ..road import trip\n"
        "async def main():\n    print(await trip(1), __name__, __spec__.name, sys.argv, sys.path[0] == os.getcwd())\n"
        "if __name__ == '__main__':\n    asyncio.run(main())\n"
    )
    (folder.parent / "__main__.py").write_text("import asyncio\nfrom .cars.red import main\nasyncio.run(main())\n")
    return tmp_path


@pytest.mark.parametrize(
    ("module", "file", "places"),
    [
        ("garage.cars.red", "garage/cars/red.py", ["garage/road.py:5", "red.py:4"]),
        ("garage", "garage/__main__.py", ["garage/cars/red.py:4", "garage/road.py:5"]),
    ],
)
def test_a_module(package: Path, module: str, file: str, places: list[str]) -> None:
    """`python -m` finds its relative imports; the whole package is the user's code."""
    trace = compare(package, Path(file), module, ("-x", "two words"))
    assert trace.header.script == file
    waits = [e for e in trace.events if type(e).__name__ == "TaskSuspended"]
    assert sorted(frame.where for frame in waits[0].stack) == places


def _run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, input="", capture_output=True, text=True, check=False, timeout=30)
