"""Who draws the segments: this process, several processes of this machine, or the workers of a cluster."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context, parent_process
from threading import Thread
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

import msgspec

from loopway.errors import MachineError, UsageError
from loopway.publish.cache import drawn_with

ANSWERS_WITHIN = 10
"""Seconds that a scheduler is waited for."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Crew(msgspec.Struct, frozen=True, kw_only=True):
    """Draws `hands` segments at a time; `hire` gives an executor for at most so many, another one if that broke."""

    hands: int
    hire: Callable[[int], Executor]
    death: type[Exception] = BrokenExecutor
    """What a future raises whose worker has died."""
    retries: bool = False
    """Whether what a dead worker had begun has been begun again before a future says so."""
    worth: int = 0
    """Pixels of a whole film from which it saves time to hire more than one."""
    leave: Callable[[], object] = lambda: None
    """To be called when there are no more films."""


def this_machine(jobs: int | None = None, *, stay: bool = False, worth: int = 0) -> Crew:
    """So many processes of this machine, by default one a core. One job, or one segment, is drawn in this process.

    Who is told to `stay` draws the next film too, until the crew is told to leave: loading Manim takes seconds.
    """
    jobs = jobs or os.cpu_count() or 1
    staying: list[Workers] = []

    def hire(hands: int) -> Executor:
        if hands < 2:
            return Here()
        if not stay:
            return Workers(hands)
        staying[:] = [workers for workers in staying if not workers.gone] or [Workers(jobs, stay=True)]
        return staying[0]

    def leave() -> None:
        while staying:
            staying.pop().kill()

    return Crew(hands=jobs, hire=hire, worth=worth, leave=leave)


def cluster(address: str) -> Crew:
    """The workers of the dask scheduler at this address, for example tcp://10.0.0.7:8786.

    MachineError if dask is not installed here or a worker has another loopway; UsageError if nobody answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise MachineError(
            "a cluster needs dask, which is not installed",
            where=f"--cluster {address}",
            todo="pip install 'loopway[cluster]'",
        ) from error
    # in two steps: left to be collected while another one starts, a client that failed makes dask wait for itself
    client = distributed.Client.__new__(distributed.Client)
    try:
        client.__init__(address, timeout=ANSWERS_WITHIN)
    except (OSError, ValueError) as error:
        client.close()
        raise UsageError(
            f"no dask scheduler answers at {address}",
            where=f"--cluster {address}",
            why=str(error),
            todo="start one with: dask scheduler",
        ) from error
    foreign = sorted(worker for worker, text in client.run(drawn_with).items() if text != drawn_with())
    if foreign:
        client.close()
        raise MachineError(
            "the cluster would draw another film",
            where=", ".join(foreign),
            why="another version of loopway, or of what it draws with, is installed there",
            todo="install the same versions on every machine of the cluster",
        )
    return Crew(
        hands=sum(client.nthreads().values()) or 1,
        hire=lambda hands: client.get_executor(pure=False),
        death=distributed.KilledWorker,
        retries=True,
        leave=client.close,
    )


class Here(Executor):
    """Draws in this process, while it is asked to."""

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """The future is done when it is given."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers(ProcessPoolExecutor):
    """Processes that start from nothing, leave Ctrl-C to this one, and never outlive it."""

    def __init__(self, jobs: int, *, stay: bool = False) -> None:
        self.stay = stay
        """Whether they wait for another film when one is done."""
        self.gone = False
        super().__init__(jobs, mp_context=get_context("spawn"), initializer=_live_no_longer_than_the_parent)

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """As an executor does; this is where processes are started."""
        with _alone():
            return super().submit(fn, *args, **kwargs)

    def kill(self) -> None:
        """Stop every process now, whatever it is doing."""
        self.gone = True
        for process in list((self._processes or {}).values()):
            process.kill()
        self.shutdown(cancel_futures=True)


def dismiss(executor: Executor, *, idle: bool) -> None:
    """Let an executor go without waiting for what it has not finished; who stays, and is idle, is kept."""
    if not isinstance(executor, Workers):
        executor.shutdown(wait=False)
    elif not (executor.stay and idle):
        executor.kill()


@contextmanager
def _alone() -> Iterator[None]:
    """Processes started herein do not import the caller's script again, and do not hear Ctrl-C.

    multiprocessing would run the script of somebody who calls `loopway.render` without a `__main__` guard once more in
    every worker. Ctrl-C reaches all processes of a terminal; only the first has something to say to it.
    """
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else None
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live_no_longer_than_the_parent() -> None:
    """A worker waits for work on a pipe that it holds open itself: it would never notice that nobody is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
