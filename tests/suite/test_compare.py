"""The comparison of CPython's own tests with and without us: it watches, and it can fail."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from tests.suite.compare import PACKAGE, Ended, counted, differences, ended, modules

TINY = "test_threads"
PLAIN = Ended({"a": "passed", "b": "skipped: no network", "c": "failed"}, {})
WITHOUT_TESTS = importlib.util.find_spec("test") is None or importlib.util.find_spec(PACKAGE) is None


def test_equal_ends_are_no_difference() -> None:
    """What fails without us may fail with us, and what is skipped is skipped for the same reason."""
    assert list(differences(PLAIN, PLAIN)) == []
    assert counted(PLAIN.tests) == "1 passed, 1 skipped, 1 failed"


@pytest.mark.parametrize(
    ("watched", "sentence"),
    [
        (Ended({**PLAIN.tests, "a": "error"}, {"a": "Traceback ..."}), "a: passed without loopway, error with it"),
        (Ended({**PLAIN.tests, "c": "passed"}, {}), "c: failed without loopway, passed with it"),
        (Ended({**PLAIN.tests, "b": "skipped: x"}, {}), "b: skipped: no network without loopway, skipped: x with it"),
        (Ended({"a": "passed", "c": "failed"}, {}), "b: skipped: no network without loopway, was not run with it"),
        (Ended({**PLAIN.tests, "d": "passed"}, {}), "d: was not run without loopway, passed with it"),
    ],
)
def test_the_comparison_can_fail(watched: Ended, sentence: str) -> None:
    """Each test that ends otherwise is named, whichever way it differs, with what was said."""
    (found,) = differences(PLAIN, watched)
    assert found.splitlines()[0] == sentence
    assert found.splitlines()[1:] == list(watched.details.values())


def test_a_python_without_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says where the tests are to be had."""
    for nowhere in ("json.nothing", "nowhere.at_all"):
        monkeypatch.setattr("tests.suite.compare.PACKAGE", nowhere)
        with pytest.raises(SystemExit) as caught:
            modules([])
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        assert str(caught.value) == (
            f"error: this Python has no {nowhere}\n"
            "  why:   Debian keeps it in a package of its own\n"
            f"  do:    apt-get install libpython{version}-testsuite, or use another Python, as pyenv or uv bring it"
        )


@pytest.mark.skipif(WITHOUT_TESTS, reason="this Python comes without test.test_asyncio")
def test_the_tests_are_watched() -> None:
    """A small module of the suite ends the same way, and events were recorded while it ran."""
    assert modules([TINY]) == [TINY]
    plain, watched = ended(TINY, watched=False), ended(TINY, watched=True)
    assert list(differences(plain, watched)) == []
    assert "passed" in watched.tests.values()
    assert plain.events == 0
    assert watched.events > 20
