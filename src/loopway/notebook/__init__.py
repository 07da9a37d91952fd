"""`%load_ext loopway`: a cell is run in a process of its own, and its film stands below it."""

from __future__ import annotations

from typing import Any

__all__ = ["load_ipython_extension"]

NAME = "loopway"


def load_ipython_extension(ipython: Any) -> None:
    """Gives the notebook `%%loopway` for a cell and `%loopway` for a script, a trace or a lesson."""
    from loopway.notebook.magic import loopway  # here: what is never used need not be loaded

    ipython.register_magic_function(loopway, "line_cell", NAME)
