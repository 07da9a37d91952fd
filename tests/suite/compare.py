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

from loopway.record.orders import Orders
from loopway.record.spool import open_spool

RUN = Path(__file__).with_name("run.py")
PACKAGE = "test.test_asyncio"
FOR_EVER = 1e9
"""Seconds, and steps: nothing is to stop the tests."""
LONGEST = 1200.0
"""Real seconds that one module may take."""
WITHOUT = """\
this Python has no {package}: Debian keeps it in a package of its own
  do:    apt-get install libpython3-testsuite, or run the command with a Python built from source (pyenv, uv)"""


class Ended(NamedTuple):
    """How one module's tests ended, by their names, and what was said of those that broke."""

    tests: dict[str, str]
    details: dict[str, str]


def modules(only: list[str]) -> list[str]:
    """Give the names of the test modules of this interpreter, or those of them that are wanted."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"error: {WITHOUT.format(package=PACKAGE)}")
    folder = Path(spec.submodule_search_locations[0])
    return [name for name in sorted(path.stem for path in folder.glob("test_*.py")) if not only or name in only]


def ended(module: str, *, watched: bool) -> Ended:
    """Run one module's tests in a process of their own."""
    environment = dict(os.environ)
    spool = open_spool()
    environment["PYTHONHASHSEED"] = "0"
    if watched:
        Orders(
            spool=spool,
            script=str(RUN),
            clock="real",
            timeout=FOR_EVER,
            until=FOR_EVER,
            steps=int(FOR_EVER),
            lines=False,
            calls=False,
        ).put(environment)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.json")
        command = [sys.executable, str(RUN), f"{PACKAGE}.{module}", str(results)]
        try:
            process = subprocess.run(
                command,
                env=environment,
                cwd=folder,
                pass_fds=(spool,),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Ended({"the module": f"did not end within {LONGEST:g} s"}, {})
        finally:
            os.close(spool)
        if not results.exists():
            said = process.stderr.decode(errors="replace")
            return Ended({"the module": f"ended early, with the exit code {process.returncode}"}, {"the module": said})
        return Ended(*json.loads(results.read_text()).values())


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
    plain_all: dict[str, str] = {}
    watched_all: dict[str, str] = {}
    different = 0
    for module in modules(only):
        plain, watched = ended(module, watched=False), ended(module, watched=True)
        found = list(differences(plain, watched))
        print(f"{module}: {counted(plain.tests)}" + (f"; {len(found)} different" if found else ""), flush=True)
        for sentence in found:
            print("  " + sentence.replace("\n", "\n    "), flush=True)
        different += len(found)
        plain_all |= plain.tests
        watched_all |= watched.tests
    print(f"\nPython {platform.python_version()}, {platform.system()}")
    print(f"without loopway: {counted(plain_all)}")
    print(f"with loopway:    {counted(watched_all)}")
    print(f"different:       {different}")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
