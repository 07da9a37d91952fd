"""Makes tests/publish/footage importable, here and in the worker processes that the tests start."""

from __future__ import annotations

import sys
from pathlib import Path

FOOTAGE = Path(__file__).parent / "footage"
sys.path.insert(0, str(FOOTAGE))
