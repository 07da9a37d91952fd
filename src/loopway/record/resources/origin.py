"""Whose a resource is: asyncio's queues and barriers are made of events and conditions that the user never sees."""

from __future__ import annotations

import asyncio
from types import FrameType
from typing import Any

from loopway.record.waits.codes import is_asyncio


def is_asyncios_own(thing: object, frame: FrameType) -> bool:
    """Tell whether asyncio makes a resource for itself; `frame` is the function that first writes its state.

    A condition's lock is the user's if the condition is: he enters the one to get the other.
    """
    maker: FrameType | None = frame
    if frame.f_code.co_name != "__init__":
        return False  # a copy, which was never made
    while maker is not None and maker.f_code.co_name == "__init__" and _makes(maker, thing):
        maker = maker.f_back
    return maker is not None and is_asyncio(maker.f_code.co_filename)


def _makes(frame: FrameType, thing: object) -> bool:
    made: Any = frame.f_locals.get(frame.f_code.co_varnames[0]) if frame.f_code.co_argcount else None
    return made is thing or (isinstance(made, asyncio.Condition) and isinstance(thing, asyncio.Lock))
