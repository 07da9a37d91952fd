"""loopway films what an asyncio event loop really did.

>>> trace = loopway.watch("my_script.py")
>>> loopway.render(trace, "my_script.mp4")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopway.api import compare, load, render, watch
    from loopway.errors import LoopwayError, MachineError, RenderError, ScriptError, TraceError, UsageError
    from loopway.story.pace import Pace
    from loopway.story.story import Telling
    from loopway.trace.trace import Trace

__all__ = [
    "LoopwayError",
    "MachineError",
    "Pace",
    "RenderError",
    "ScriptError",
    "Telling",
    "Trace",
    "TraceError",
    "UsageError",
    "compare",
    "load",
    "render",
    "watch",
]

__version__ = "0.1.0"

_HOMES = {
    "watch": "api",
    "load": "api",
    "render": "api",
    "compare": "api",
    "Trace": "trace.trace",
    "Pace": "story.pace",
    "Telling": "story.story",
    "load_ipython_extension": "notebook",
}
"""Where the public names live; the others are errors. They are imported when first asked for."""


def __getattr__(name: str) -> object:
    if name not in __all__ and name not in _HOMES:
        raise AttributeError(f"module 'loopway' has no attribute {name!r}")
    return getattr(import_module(f"loopway.{_HOMES.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
