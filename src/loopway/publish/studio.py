"""Where films are drawn: who draws, and where finished parts are kept. It stays for all the films of one call."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from loopway.errors import UsageError

if TYPE_CHECKING:  # a trace is written without ever loading these
    from loopway.publish.cache import Cache
    from loopway.publish.crew import Crew

WORTH_A_CREW = 200_000_000
"""Pixels of a whole film from which other processes, which have to load Manim first, save time: 5 s of drawing."""


class Studio:
    """Draws with `jobs` processes of this machine, by default one a core, or on the dask cluster at an address.

    Nothing is started before it is needed; what was started serves the next film too, until the `with` block ends.
    `films` is how many are to be made: many small ones are worth what one large one is. `warn` is told if the
    cache of finished segments takes nothing.
    """

    def __init__(
        self,
        *,
        jobs: int | None = None,
        cluster: str | None = None,
        films: int = 1,
        warn: Callable[[str], object] = warnings.warn,
    ) -> None:
        if jobs is not None and cluster is not None:
            raise UsageError(
                "--jobs and --cluster exclude each other",
                why="jobs are processes of this machine; a cluster has as many as it has",
                todo="leave one of them out",
            )
        if jobs is not None and jobs < 1:
            raise UsageError(f"{jobs} processes draw nothing", where=f"--jobs {jobs}", todo="give 1 or more")
        self._jobs = jobs
        self._cluster = cluster
        self._films = films
        self._warn = warn

    @cached_property
    def crew(self) -> Crew:
        """Who draws; MachineError or UsageError if the cluster cannot be used."""
        from loopway.publish.crew import cluster, this_machine

        if self._cluster:
            return cluster(self._cluster)
        return this_machine(self._jobs, stay=True, worth=WORTH_A_CREW // self._films)

    @cached_property
    def cache(self) -> Cache:
        """This user's finished segments."""
        from loopway.publish.cache import Cache

        return Cache(warn=self._warn)

    def open(self) -> None:
        """Find the crew now: MachineError or UsageError if the cluster cannot be used."""
        assert self.crew.hands

    def close(self) -> None:
        """Send everybody home."""
        if "crew" in vars(self):
            self.crew.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
