"""The stack frames inside a suspended coroutine, outermost first: who awaits whom."""

from __future__ import annotations

import gc
from types import AsyncGeneratorType, CoroutineType, FrameType, GeneratorType
from typing import Any

_HIDING = ("async_generator_asend", "async_generator_athrow", "coroutine_wrapper", "anext_awaitable")
"""Types that await something which only the garbage collector can see."""
_DEEPEST = 100


def await_chain(coro: Any) -> list[FrameType]:
    """Follow `cr_await`, `gi_yieldfrom` and `ag_await` down to the innermost stack frame.

    >>> [frame.f_code.co_name for frame in await_chain(main())]  # suspended in asyncio.sleep
    ['main', 'fetch', 'sleep']
    """
    frames: list[FrameType] = []
    while coro is not None and len(frames) < _DEEPEST:
        frame, coro = _look_into(coro)
        if frame is not None:
            frames.append(frame)
    return frames


def await_owners(coro: Any) -> list[Any]:
    """Give the coroutines and generators that these stack frames belong to, one a frame."""
    owners: list[Any] = []
    while coro is not None and len(owners) < _DEEPEST:
        frame, inner = _look_into(coro)
        if frame is not None:
            owners.append(coro)
        coro = inner
    return owners


def _look_into(coro: Any) -> tuple[FrameType | None, Any]:
    if isinstance(coro, CoroutineType):
        return coro.cr_frame, coro.cr_await
    if isinstance(coro, GeneratorType):
        return coro.gi_frame, coro.gi_yieldfrom
    if isinstance(coro, AsyncGeneratorType):
        return coro.ag_frame, coro.ag_await
    return None, hidden(coro)


def hidden(awaitable: Any) -> Any:
    """Give the coroutine or generator behind `anext(ticks)` or `ticks.aclose()`; None behind anything else."""
    if type(awaitable).__name__ not in _HIDING:
        return None
    shown = (AsyncGeneratorType, CoroutineType, GeneratorType)
    referents = gc.get_referents(awaitable)
    return next((x for x in referents if isinstance(x, shown) or type(x).__name__ in _HIDING), None)
