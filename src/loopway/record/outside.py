"""What besides timers could wake a loop: while there is any of it, only real time will do."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

REAL_TIME = "It waits for threads, sockets or processes, in real time."
"""Why a recording may be another one each time."""
THREADS = "It has threads of its own, which run when they like."
"""The same, whether anything waits for them or not: they name tasks, print and block beside the main thread."""
_HELPERS = ("_ExecutorManagerThread", "waitpid-", "QueueFeederThread")
"""Threads that Python starts for executors and processes, by the beginning of their type's name or their own."""


class Outside:
    """Counts the work that is going on elsewhere."""

    def __init__(self) -> None:
        self._works: set[Future[Any]] = set()
        self.threads: set[str] = set()
        """The names of all threads of the script's own that were ever seen."""

    def is_busy(self) -> bool:
        """Tell whether another thread, or an executor's, may have something to say."""
        return bool(self._works) or bool(self.own_threads())

    def own_threads(self) -> list[threading.Thread]:
        """Give the living threads that are neither the main one nor an executor's, which wait for work for ever."""
        executors = sys.modules.get("concurrent.futures.thread")
        idle = getattr(executors, "_threads_queues", ())
        main = threading.main_thread()
        threads = [
            thread
            for thread in threading.enumerate()
            if thread is not main and thread not in idle and type(thread).__name__ not in _HELPERS
        ]
        self.threads.update(thread.name for thread in threads if _is_users(thread))
        return threads

    def count(self, executor: Executor) -> Executor:
        """Give the executor so that what it is handed is counted until it has really ended.

        The work is counted, not asyncio's future for it: that one may be cancelled while its thread lives on.
        """
        return _Counting(executor, self._works)


class _Counting(Executor):
    """An executor that passes everything on to another one."""

    def __init__(self, executor: Executor, works: set[Future[Any]]) -> None:
        self._executor = executor
        self._works = works

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand the work on, and remember it until it is done."""
        work = self._executor.submit(function, *args, **kwargs)
        self._works.add(work)
        work.add_done_callback(self._works.discard)
        return work


def _is_users(thread: threading.Thread) -> bool:
    target = getattr(thread, "_target", None)
    return not thread.name.startswith(_HELPERS) and getattr(target, "__name__", "") != "_do_shutdown"
