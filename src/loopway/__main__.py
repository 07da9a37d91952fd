"""`python -m loopway` is the command `loopway`."""

from __future__ import annotations

import sys

if __file__.removesuffix("/loopway/__main__.py") != sys.path[0]:
    del sys.path[0]  # the folder that one stands in: a script called asyncio.py there is to be filmed, not imported

from loopway.cli import main

main()
