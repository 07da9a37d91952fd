"""`python -m loopway` is the command `loopway`."""

from __future__ import annotations

from loopway.cli import main

main()
