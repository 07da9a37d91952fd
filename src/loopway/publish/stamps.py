"""Film seconds as files of captions and lists of chapters write them."""

from __future__ import annotations

MILLISECONDS = 1000


def milliseconds(seconds: float) -> int:
    """The nearest whole millisecond."""
    return round(seconds * MILLISECONDS)


def stamp(seconds: float, point: str = ".") -> str:
    """Hours, minutes, seconds and milliseconds.

    >>> stamp(3723.4567), stamp(2.7, ",")
    ('01:02:03.457', '00:00:02,700')
    """
    whole, thousandths = divmod(milliseconds(seconds), MILLISECONDS)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}{point}{thousandths:03}"


def minutes_and_seconds(seconds: int) -> str:
    """As video sites write it.

    >>> minutes_and_seconds(0), minutes_and_seconds(75), minutes_and_seconds(3675)
    ('0:00', '1:15', '1:01:15')
    """
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
