"""CPython's own asyncio tests under the watched loop, against the same tests without it: each must end the same way.

    ./dev suite                        all of test.test_asyncio, several minutes
    ./dev suite test_tasks test_locks  only these modules of it

The watchers are put in place as for any script: by the environment of the test's process, before its first line.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loopway.record.decode import decode
from loopway.record.orders import Orders
from loopway.record.spool import Spooled, open_spool

RUN = Path(__file__).with_name("run.py")
PACKAGE = "test.test_asyncio"
MOST = 100_000_000
"""Events: all of them are read."""
FOR_EVER = 1e9
"""Seconds, and steps: nothing is to stop the tests."""
LONGEST = 1200.0
"""Real seconds that one module may take."""
ORDERS = Orders(
    spool=-1,
    script=str(RUN),
    root=str(RUN.parent),
    clock="real",
    timeout=FOR_EVER,
    until=FOR_EVER,
    steps=int(FOR_EVER),
    events=MOST,
    lines=False,
    calls=False,
    uvloop=False,
)
WITHOUT = """\
this Python has no {package}
  why:   Debian keeps it in a package of its own
  do:    apt-get install libpython{version}-testsuite, or use another Python, as pyenv or uv bring it"""


class Ended(NamedTuple):
    """How one module's tests ended, by their names, what was said of those that broke, how much was recorded."""

    tests: dict[str, str]
    details: dict[str, str]
    events: int = 0


def modules(only: list[str]) -> list[str]:
    """Give the names of the test modules of this interpreter, or those of them that are wanted."""
    try:
        spec = importlib.util.find_spec(PACKAGE)
    except ModuleNotFoundError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"error: {WITHOUT.format(package=PACKAGE, version=version)}")
    folder = Path(spec.submodule_search_locations[0])
    return [name for name in sorted(path.stem for path in folder.glob("test_*.py")) if not only or name in only]


def ended(module: str, *, watched: bool) -> Ended:
    """Run one module's tests in a process of their own."""
    environment = dict(os.environ, PYTHONHASHSEED="0")
    spool = open_spool()
    if watched:
        ORDERS._replace(spool=spool).put(environment)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _ended(module, Path(folder), environment, spool)
    finally:
        os.close(spool)


def _ended(module: str, folder: Path, environment: dict[str, str], spool: int) -> Ended:
    results = folder / "results.json"
    try:
        process = subprocess.run(
            [sys.executable, str(RUN), f"{PACKAGE}.{module}", str(results)],
            env=environment,
            cwd=folder,
            pass_fds=(spool,),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended({module: f"did not end within {LONGEST:g} s"}, {})
    if not results.exists():
        said = process.stderr.decode(errors="replace")
        return Ended({module: f"ended early, with the exit code {process.returncode}"}, {module: said})
    found = json.loads(results.read_text())
    with Spooled(spool) as spooled:
        events, dropped = decode(spooled, MOST)
        lost = "it left no ending" if spooled.watched else None
        cut = spooled.last["cut"] if spooled.last is not None else lost
    tests = {**found["ended"], **({module: f"not recorded to the end: {cut}"} if cut else {})}
    return Ended(tests, found["details"], len(events) + dropped)


def differences(plain: Ended, watched: Ended) -> Iterator[str]:
    """Give one sentence for each test that ended otherwise."""
    for test in sorted(plain.tests.keys() | watched.tests.keys()):
        before, after = (side.tests.get(test, "was not run") for side in (plain, watched))
        if before != after:
            yield f"{test}: {before} without loopway, {after} with it\n{watched.details.get(test, '')}".rstrip()


def counted(tests: dict[str, str]) -> str:
    """Give how many ended in which way: `109 passed, 1 skipped`."""
    counts = Counter(how.partition(":")[0] for how in tests.values())
    return ", ".join(f"{count} {how}" for how, count in counts.most_common()) or "no tests"


def main(only: list[str]) -> int:
    """Compare, module by module. Gives the exit code: 1 if there is any difference."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    events = different = 0
    for module in modules(only):
        plain, watched = ended(module, watched=False), ended(module, watched=True)
        found = list(differences(plain, watched))
        print(f"{module}: {counted(watched.tests)}; {len(found)} different, {watched.events:,} events", flush=True)
        for sentence in found:
            print("  " + sentence.replace("\n", "\n    "), flush=True)
        different += len(found)
        events += watched.events
        before |= plain.tests
        after |= watched.tests
    print(f"\nPython {platform.python_version()}, {platform.system()}")
    print(f"without loopway: {counted(before)}")
    print(f"with loopway:    {counted(after)}; {events:,} events recorded")
    print(f"different:       {different}")
    return int(different > 0 or events == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
