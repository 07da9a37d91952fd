"""Seconds as a reader wants them."""

from __future__ import annotations

from typing import Any


def seconds(value: Any) -> str:
    """Write a number without needless digits; of what is none, its type.

    >>> seconds(1.50), seconds(2), seconds(None)
    ('1.5', '2', 'None')
    """
    try:
        return f"{value:g}"
    except (TypeError, ValueError):
        return "None" if value is None else type(value).__name__
