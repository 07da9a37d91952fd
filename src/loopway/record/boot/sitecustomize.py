"""Python imports this before a script's first line: so the script itself runs as Python's own `__main__`."""

from __future__ import annotations

from loopway.record.child import start

start()
