"""What the places take where films of a shape are shown: a longer film can be made, but not be put there."""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    """How long a film may be, and where."""

    seconds: int
    places: str


LIMITS = {"tall": Limit(180, "Shorts and Reels"), "square": Limit(140, "X and LinkedIn")}
"""shape -> its limit; a wide film may be of any length."""


def too_long(shape: str, seconds: float) -> tuple[str, ...]:
    """A warning if a film of this shape is longer than the places take that it is meant for.

    >>> too_long("tall", 201.3)
    ('the film is 201.3 s long, and Shorts and Reels take at most 180 s: --pace 180 makes it shorter',)
    >>> too_long("tall", 180.0), too_long("wide", 201.3)
    ((), ())
    """
    limit = LIMITS.get(shape)
    if limit is None or seconds <= limit.seconds:
        return ()
    most, places = limit
    return (f"the film is {seconds:.1f} s long, and {places} take at most {most} s: --pace {most} makes it shorter",)
