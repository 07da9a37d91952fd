"""The first line of a trace."""

from __future__ import annotations

from loopway.trace.terms import FORMAT, Clock, Record


class Header(Record, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """The first line of a trace: what was run, and how far it may be believed."""

    format: int = FORMAT
    """The number of this vocabulary; a reader refuses numbers that it does not know."""
    script: str
    """The script's path, relative to where it was recorded; never absolute."""
    source: str
    """The script's whole text at the time of the recording."""
    python: str
    """`3.11.7`: the interpreter that ran it."""
    clock: Clock
    """Which time `at` tells."""
    step: float
    """The nominal length of a step under the virtual clock in seconds; 0 under the real clock."""
    reproducible: bool
    """True if recording again gives the same bytes."""
    why_not: tuple[str, ...] = ()
    """One sentence for each reason why it may not."""
    exit: int = 0
    """The script's own exit code."""
    error: str | None = None
    """The exception that ended the script: `ValueError: no fuel`."""
    cut: str | None = None
    """Why the recording stopped before the script did, in one sentence; None if it did not."""
    dropped: int = 0
    """How many events were not kept because the bound on events was reached."""
    notes: tuple[str, ...] = ()
    """One sentence for each thing about the run that the events do not tell: threads of its own, lines left out, ..."""
