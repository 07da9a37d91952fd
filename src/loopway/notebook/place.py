"""The place below a cell: it says how far the work is, until the film stands there."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import IPython.display

_display: Any = IPython.display.display  # IPython has no types for it

SECONDS_BETWEEN_WORDS = 1.0
"""Often enough to see that it lives; and a terminal, which cannot take words back, is not flooded."""


class Place:
    """One output of a cell, shown when there is something to show and changed from then on."""

    def __init__(self) -> None:
        self._handle: Any = None
        self._said = time.monotonic()

    def tick(self, what: str, done: int, total: int) -> None:
        """`done` of `total` pieces of the work called `what` are behind us."""
        if time.monotonic() - self._said >= SECONDS_BETWEEN_WORDS:
            self._said = time.monotonic()
            self.show({"text/plain": f"{what} {100 * done // total} %"})

    def show(self, bundle: Mapping[str, str]) -> None:
        """Puts this, a text or picture for each media type, in place of what stands there."""
        if self._handle is None:
            self._handle = _display(dict(bundle), raw=True, display_id=True)
        else:
            self._handle.update(dict(bundle), raw=True)
