"""A dask cluster draws the same film: it is one more executor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from square import deaths, film

from loopway.errors import MachineError, RenderError, UsageError
from loopway.publish.cache import Cache
from loopway.publish.crew import Crew, cluster, this_machine
from loopway.publish.pool import render_film
from loopway.publish.segments import Film


def test_a_cluster_without_dask_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra: the line that installs it, exit code 3."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MachineError) as told:
        cluster("tcp://127.0.0.1:8786")
    assert (told.value.todo, told.value.exit_code) == ("pip install 'loopway[cluster]'", 3)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two workers on this machine."""
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here:
        yield here.scheduler_address


def rendered(of: Film, folder: Path, crew: Crew) -> bytes:
    """The film's bytes, drawn by this crew with a cache of its own."""
    folder.mkdir()
    try:
        render_film(of, str(folder / "film.mp4"), crew=crew, cache=Cache(folder), metadata={})
    finally:
        crew.leave()
    return (folder / "film.mp4").read_bytes()


def test_a_cluster_draws_the_same_film(address: str, tmp_path: Path) -> None:
    """Two workers behind a scheduler: the bytes of one process here."""
    assert rendered(film(600), tmp_path / "there", cluster(address)) == rendered(
        film(600), tmp_path / "here", this_machine(1)
    )


def test_an_error_on_a_cluster_arrives_whole(address: str, tmp_path: Path) -> None:
    """What, where, why and what to do come back from the worker."""
    with pytest.raises(RenderError) as told:
        rendered(film(420, fails_at=13.0), tmp_path / "there", cluster(address))
    assert (told.value.what, told.value.where) == ("the square is gone", "13.0 s")


def test_an_address_that_is_none_is_told(address: str) -> None:
    """Not an address: a usage error with the command that starts a scheduler."""
    with pytest.raises(UsageError) as told:
        cluster("nonsense")
    assert (told.value.where, told.value.todo) == ("--cluster nonsense", "start one with: dask scheduler")


def test_a_worker_with_another_loopway_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a worker would draw with other versions than we do, it says so before it draws anything."""
    monkeypatch.setattr("loopway.publish.crew.drawn_with", another)
    with pytest.raises(MachineError, match="another film") as told:
        cluster(address)
    assert told.value.where.count("tcp://") == 2


def another() -> bytes:
    """Is called here and on the workers, and gives another answer on each of them."""
    return os.getpid().to_bytes(4, "big")


class Failing(Executor):
    """Every future comes to the same end."""

    def __init__(self, end: Callable[[Future[Any]], object]) -> None:
        self._end = end

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Never begins."""
        future: Future[Any] = Future()
        self._end(future)
        return future


def refusal(end: Callable[[Future[Any]], object], folder: Path, **crew: Any) -> list[str]:
    """What is told when a cluster's futures end like this."""
    with pytest.raises(RenderError) as told:
        rendered(film(150), folder / "there", Crew(hands=1, hire=lambda hands: Failing(end), **crew))
    return str(told.value).splitlines()


def test_workers_of_a_cluster_that_die_again_and_again_are_reported(tmp_path: Path) -> None:
    """dask has tried several workers when it says KilledWorker: no further attempt, an error that names the segment."""
    killed = pytest.importorskip("distributed").KilledWorker
    end = partial(Future.set_exception, exception=killed("segment", "a worker", 3))
    assert refusal(end, tmp_path, death=killed, retries=True) == [
        "the workers of the cluster die",
        "  where: frames 0 to 59",
        "  why:   several were lost with it; most often there was not enough memory",
        "  do:    see a worker's log, or try again with -q draft",
    ]


def test_a_cluster_that_has_gone_is_told(tmp_path: Path) -> None:
    """A client that has lost its scheduler cancels all futures: what to do, and that nothing is lost."""

    def cancelled(future: Future[Any]) -> None:
        future.cancel()
        future.set_running_or_notify_cancel()

    assert refusal(cancelled, tmp_path) == [
        "the cluster has gone",
        "  where: frames 0 to 59",
        "  why:   its scheduler ended, or cannot be reached any more",
        "  do:    start it again, then repeat the command: what was finished is kept",
    ]


def test_a_worker_of_a_cluster_that_dies_is_replaced(address: str, tmp_path: Path) -> None:
    """One death in the middle: the cluster draws its segments again, and the film is as it would have been."""
    mortal = film(600, dies_at=7.0, deaths=deaths(tmp_path / "deaths", 1))
    there = rendered(mortal, tmp_path / "there", cluster(address))
    assert there == rendered(film(600), tmp_path / "here", this_machine(1))
    assert list((tmp_path / "deaths").iterdir()) == []
