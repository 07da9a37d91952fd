"""For all rooms: a cache that is not the user's, and `pytest --regolden`, which writes the golden files anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regolden`."""
    parser.addoption("--regolden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's own cache."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LOOPWAY_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
