"""One measurement in a process of its own: `python -m tests.bench.parts.child MODULE '{"key": value}'` prints JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from .meter import Meter

Found = dict[str, Any]
CHECKOUT = str(Path(__file__).parents[3])


def measured(module: str, **task: Any) -> Found:
    """What `tests.bench.parts.MODULE.measure(meter, **task)` finds in a new process."""
    command = [sys.executable, "-P", "-m", "tests.bench.parts.child", module, json.dumps(task)]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    if ended.returncode:
        raise SystemExit(f"{module} {task} failed:\n{ended.stderr}")
    found: Found = json.loads(ended.stdout.splitlines()[-1])
    return found


def environment() -> dict[str, str]:
    """As a user's: Python keeps what it has compiled. Only that it also finds this folder."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, (CHECKOUT, os.environ.get("PYTHONPATH"))))}


if __name__ == "__main__":
    meter = Meter()
    print(json.dumps(import_module(f"tests.bench.parts.{sys.argv[1]}").measure(meter, **json.loads(sys.argv[2]))))
