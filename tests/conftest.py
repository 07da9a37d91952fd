"""One option for all rooms: goldens are written anew with `pytest --regolden`, and then looked at in the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regolden`."""
    parser.addoption("--regolden", action="store_true", help="write the golden files anew instead of comparing")
