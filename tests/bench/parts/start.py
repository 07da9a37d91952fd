"""How long one waits for the first picture: whole commands, from a warm start, the best of a few."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .child import Found, environment

SCRIPT = Path(__file__).parents[3] / "scenes/scripts/my_coroutine.py"
IMPORT = "import time; start = time.perf_counter(); import loopway; print(time.perf_counter() - start)"
AGAIN = 3
"""Runs of each command; the first of them also warms up what the system keeps of files."""


def waits() -> Found:
    """Wall seconds: a film in draft quality, a poster, `import loopway`."""
    return {
        "draft": min(_rendered("film.mp4", "-q", "draft") for _ in range(AGAIN)),
        "poster": min(_rendered("poster.png") for _ in range(AGAIN)),
        "import": min(float(_run("-c", IMPORT)) for _ in range(2 * AGAIN)),
    }


def _rendered(name: str, *options: str) -> float:
    """With a cache of finished segments that is empty."""
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        _run("-m", "loopway", "render", str(SCRIPT), *options, "-o", str(Path(folder) / name), cache=folder)
        return time.perf_counter() - start


def _run(*words: str, cache: str = "") -> str:
    given = environment() | ({"LOOPWAY_CACHE": f"{cache}/cache"} if cache else {})
    return subprocess.run([sys.executable, "-P", *words], capture_output=True, text=True, env=given, check=True).stdout
