"""Where `python -m` finds a module, without running anything of it in this process."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

MAIN = "__main__"


def find_module(name: str) -> Path | None:
    """Give the file that `python -m name` would run from the current folder; None if there is none.

    >>> find_module("json.tool")
    PosixPath('/usr/lib/python3.11/json/tool.py')
    """
    spec: ModuleSpec | None = None
    where: Sequence[str] | None = [str(Path.cwd()), *sys.path]
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        spec = PathFinder.find_spec(".".join(parts[:depth]), where) if where is not None else None
        if spec is None:
            return None
        where = spec.submodule_search_locations
    if where is not None:
        spec = PathFinder.find_spec(f"{name}.{MAIN}", where)
    origin = None if spec is None or not spec.has_location else spec.origin
    return Path(origin) if origin is not None and origin.endswith(".py") else None


def root_of(script: Path, module: str | None) -> Path:
    """Give the folder below which code is the user's: the script's own, or the one that holds the module's package.

    >>> root_of(Path("/home/me/pkg/sub/job.py"), "pkg.sub.job")
    PosixPath('/home/me')
    """
    script = script.absolute()
    if module is None:
        return script.resolve().parent
    depth = len(module.split(".")) + (script.stem == MAIN and not module.endswith(MAIN))
    return script.parents[depth - 1]
