"""Where films are drawn: who is there, who stays, and what a cache that takes nothing means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from square import film

from loopway.errors import UsageError
from loopway.publish.cache import Cache
from loopway.publish.crew import Crew, Here, Workers, this_machine
from loopway.publish.pool import render_film
from loopway.publish.segments import frames_in
from loopway.publish.studio import WORTH_A_CREW, Studio


def test_the_cores_are_the_default() -> None:
    """Without a word as many hands as there are cores; else as many as are asked for; small films need one."""
    assert Studio().crew.hands == os.cpu_count()
    assert Studio(jobs=3).crew.hands == 3
    assert Studio(jobs=3).crew.worth == WORTH_A_CREW


def test_many_small_films_are_worth_a_crew() -> None:
    """Of forty films each need only be a fortieth of what is worth it for one."""
    assert Studio(jobs=2, films=40).crew.worth == WORTH_A_CREW // 40


def test_jobs_and_a_cluster_exclude_each_other() -> None:
    """And nobody draws with no hands."""
    with pytest.raises(UsageError, match="exclude each other"):
        Studio(jobs=2, cluster="tcp://127.0.0.1:8786")
    with pytest.raises(UsageError, match="0 processes draw nothing"):
        Studio(jobs=0)


def workers(crew: Crew, folder: Path) -> set[str]:
    """Renders a film; gives the numbers of the processes that drew it."""
    folder.mkdir()
    told = folder / "workers"
    told.mkdir()
    render_film(
        film(480, workers=str(told)), str(folder / "film.mp4"), crew=crew, cache=Cache(folder / "cache"), metadata={}
    )
    assert frames_in((folder / "film.mp4").read_bytes()) == 480
    return {path.name for path in told.iterdir()}


def test_who_stays_draws_the_next_film_too(tmp_path: Path) -> None:
    """The same two processes draw two films, and are gone when they are told to leave."""
    crew = this_machine(2, stay=True)
    executor = crew.hire(2)
    assert isinstance(executor, Workers)
    first, second = workers(crew, tmp_path / "a"), workers(crew, tmp_path / "b")
    assert first | second == {str(number) for number in executor._processes}
    crew.leave()
    assert not Path("/proc", first.pop(), "exe").exists()
    assert crew.hire(2) is not executor
    crew.leave()


def test_nobody_is_called_for_a_small_film(tmp_path: Path) -> None:
    """Below `worth` pixels the film is drawn in this process."""
    worth = film(480).pixels
    assert workers(this_machine(2, worth=worth + 1), tmp_path / "small") == {str(os.getpid())}
    assert str(os.getpid()) not in workers(this_machine(2, worth=worth), tmp_path / "large")
    assert isinstance(this_machine(2).hire(1), Here)


def test_a_cache_that_takes_nothing_is_told_of_once(tmp_path: Path) -> None:
    """Where no folder can be made the films are made all the same: one warning for both of them."""
    (tmp_path / "file").touch()
    told: list[str] = []
    cache = Cache(tmp_path / "file", warn=told.append)
    for name in ("a.mp4", "b.mp4"):
        render_film(film(300), str(tmp_path / name), crew=this_machine(1), cache=cache, metadata={})
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    assert told == [
        f"the cache of finished segments cannot be written ({tmp_path / 'file' / 'segments'}: Not a directory): "
        "interrupted work is not kept; choose another folder: export LOOPWAY_CACHE=FOLDER"
    ]
