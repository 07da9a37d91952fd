"""Runs one module of CPython's own asyncio tests and writes down how each test ended: run.py MODULE RESULTS.json"""

from __future__ import annotations

import json
import sys
import unittest
from importlib import import_module
from pathlib import Path
from typing import Any


class Outcomes(unittest.TestResult):
    """How each test ended, by its name; of several (subtests, cleanups) the worst counts."""

    def __init__(self) -> None:
        super().__init__()
        self.ended: dict[str, str] = {}
        self.details: dict[str, str] = {}

    def addSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802, D102
        self.ended.setdefault(test.id(), "passed")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802, D102
        self.ended.setdefault(test.id(), f"skipped: {reason}")

    def addExpectedFailure(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802, D102
        self.ended.setdefault(test.id(), "failed as expected")

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802, D102
        self.ended[test.id()] = "passed unexpectedly"

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802, D102
        self._broke(test, err, "failed")

    def addError(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802, D102
        self._broke(test, err, "error")

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:  # noqa: N802, D102
        if err is not None:
            self._broke(test, err, "failed")

    def _broke(self, test: unittest.TestCase, err: Any, how: str) -> None:
        self.ended[test.id()] = how
        self.details[test.id()] = self._exc_info_to_string(err, test)  # type: ignore[attr-defined]


def main(module: str, results: str) -> None:
    """Run the tests of a module in this process."""
    outcomes = Outcomes()
    try:
        tests = unittest.defaultTestLoader.loadTestsFromModule(import_module(module))
    except unittest.SkipTest as reason:
        outcomes.ended[module] = f"skipped: {reason}"
    else:
        tests.run(outcomes)
    Path(results).write_text(json.dumps({"ended": outcomes.ended, "details": outcomes.details}))


if __name__ == "__main__":
    main(*sys.argv[1:])
