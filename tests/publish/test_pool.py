"""However a film is drawn, by whom, and how often it was interrupted: it is the same film in every byte."""

from __future__ import annotations

import os
import pickle
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from square import deaths, film

from loopway.errors import LoopwayError, MachineError, RenderError
from loopway.publish.cache import Cache
from loopway.publish.crew import Crew, Here, this_machine
from loopway.publish.pool import AHEAD, render_film
from loopway.publish.segments import Film, frames_in

FOOTAGE = Path(__file__).parent / "footage"
LONG = 1200


def rendered(of: Film, folder: Path, jobs: int = 1, crew: Crew | None = None) -> tuple[bytes, list[tuple[int, int]]]:
    """The film's bytes, and all that was told of the progress."""
    told: list[tuple[int, int]] = []
    render_film(
        of,
        str(folder / "film.mp4"),
        crew=crew or this_machine(jobs),
        cache=Cache(folder / "cache"),
        metadata={},
        progress=lambda done, total: told.append((done, total)),
    )
    return (folder / "film.mp4").read_bytes(), told


def child(folder: Path, jobs: int, *options: str) -> subprocess.Popen[str]:
    """A process that renders the long film, in a process group of its own."""
    command = [sys.executable, str(FOOTAGE / "kill_me.py"), str(folder), str(jobs), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The long film, drawn without any interruption."""
    return rendered(film(LONG), tmp_path_factory.mktemp("whole"))[0]


def test_two_workers_draw_what_one_draws(tmp_path: Path, whole: bytes) -> None:
    """Split among processes, the joined film has the same bytes, and every frame of it."""
    data, told = rendered(film(LONG), tmp_path, jobs=2)
    assert data == whole
    assert frames_in(data) == LONG
    assert [done for done, _ in told][-1] == LONG
    assert [done for done, _ in told] == sorted(done for done, _ in told)


class Nobody(Executor):
    """Never comes to work."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Is not expected to be asked."""
        raise AssertionError("everything is there already")


def test_progress_is_told_after_each_segment(tmp_path: Path) -> None:
    """5 s at 30 frames a second: told three times. The second time nothing is drawn, and as much is told."""
    expected = [(60, 150), (120, 150), (150, 150)]
    once, told = rendered(film(150), tmp_path)
    again, told_again = rendered(film(150), tmp_path, crew=Crew(hands=1, hire=lambda hands: Nobody()))
    assert (told, told_again) == (expected, expected)
    assert once == again


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment_the_film_is_finished_as_if_nothing_had_been(
    jobs: int, tmp_path: Path, whole: bytes
) -> None:
    """kill -9 at three random moments; then the next run draws the rest, and the bytes are those of one calm run."""
    for _ in range(3):
        process = child(tmp_path, jobs)
        try:
            process.wait(random.uniform(0.1, 0.8))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    process = child(tmp_path, jobs)
    assert process.communicate()[1] == ""
    assert (tmp_path / "film.mp4").read_bytes() == whole
    assert {path.suffix for path in Cache(tmp_path / "cache").folder.iterdir()} <= {".segment", ".part"}


def test_what_a_killed_run_had_finished_is_not_drawn_again(tmp_path: Path, whole: bytes) -> None:
    """Killed after its third segment: the next run reads those three, whose files stay the same, and draws the rest."""
    process = child(tmp_path, 1)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(4)] == ["begun\n", "60\n", "120\n", "180\n"]
    process.kill()
    process.communicate()
    folder = Cache(tmp_path / "cache").folder
    before = {path.name: path.stat().st_ino for path in folder.glob("*.segment")}
    child(tmp_path, 1).communicate()
    after = {path.name: path.stat().st_ino for path in folder.glob("*.segment")}
    assert (tmp_path / "film.mp4").read_bytes() == whole
    assert (len(before) >= 3, len(after)) == (True, 20)
    assert before.items() <= after.items()


def test_workers_never_outlive_a_killed_parent(tmp_path: Path) -> None:
    """Only the parent is killed: its workers, though they are waiting for work on a pipe, end as well."""
    (tmp_path / "workers").mkdir()
    process = child(tmp_path, 2, f"workers={tmp_path / 'workers'}")
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    workers = [os.pidfd_open(int(path.name)) for path in (tmp_path / "workers").iterdir()]
    process.kill()
    process.communicate()
    for worker in workers:
        assert select.select([worker], [], [], 10)[0], "a worker is still there after 10 s"
        os.close(worker)


def test_ctrl_c_ends_all_at_once_and_quietly(tmp_path: Path, whole: bytes) -> None:
    """Ctrl-C reaches the whole process group: only the parent speaks, in less than 2 s, and whole segments stay."""
    process = child(tmp_path, 2)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()
    assert time.monotonic() - start < 2
    assert (process.returncode, errors.count("Traceback")) == (-signal.SIGINT, 1)
    assert {path.suffix for path in Cache(tmp_path / "cache").folder.iterdir()} == {".segment"}
    assert rendered(film(LONG), tmp_path)[0] == whole


def test_two_runs_at_once_do_no_harm(tmp_path: Path, whole: bytes) -> None:
    """Two processes draw the same film into the same cache: both films are right."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cache").symlink_to(tmp_path)
    runs = [child(tmp_path / name, 1) for name in ("a", "b")]
    assert [run.communicate()[1] for run in runs] == ["", ""]
    assert [(tmp_path / name / "film.mp4").read_bytes() == whole for name in ("a", "b")] == [True, True]


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    """One death in the middle: its segments are drawn again, and the film is as it would have been."""
    mortal = film(600, dies_at=7.0, deaths=deaths(tmp_path / "deaths", 1))
    data, told = rendered(mortal, tmp_path, jobs=2)
    (tmp_path / "calm").mkdir()
    assert data == rendered(film(600), tmp_path / "calm")[0]
    assert told[-1] == (600, 600)
    assert list((tmp_path / "deaths").iterdir()) == []


def test_a_worker_that_dies_again_is_reported(tmp_path: Path) -> None:
    """Workers that always die at the same place: an error that names the frames, and no third attempt."""
    with pytest.raises(RenderError) as told:
        rendered(film(240, dies_at=0.0, deaths=deaths(tmp_path / "deaths", 50)), tmp_path, jobs=2)
    assert str(told.value).splitlines() == [
        "a worker process died twice",
        "  where: frames 0 to 239",
        "  why:   the system ended it; most often there was not enough memory",
        "  do:    try again with --jobs 1, or with -q draft",
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_worker_arrives_whole(jobs: int, tmp_path: Path) -> None:
    """What, where, why and what to do come through the process boundary; the segments before it are kept."""
    with pytest.raises(RenderError) as told:
        rendered(film(420, fails_at=13.0), tmp_path, jobs)
    assert str(told.value).splitlines() == [
        "the square is gone",
        "  where: 13.0 s",
        "  why:   it was told to",
        "  do:    look elsewhere",
    ]
    assert not list(Cache(tmp_path / "cache").folder.glob("*.part"))


@pytest.mark.parametrize("kind", [LoopwayError, RenderError, MachineError])
def test_errors_can_be_sent(kind: type[LoopwayError]) -> None:
    """All four parts and the exit code survive pickling."""
    sent = kind("what", where="where", why="why", todo="todo")
    got = pickle.loads(pickle.dumps(sent))
    assert (type(got), str(got), got.exit_code) == (kind, str(sent), sent.exit_code)


def test_no_more_is_begun_than_memory_is_meant_for(tmp_path: Path) -> None:
    """While the first segment takes its time, three hands begin five others, and wait then."""
    slow: list[Callable[[], None]] = []
    begun: list[int] = []

    class SlowAtFirst(Here):
        """Finishes its first segment only when the others have used up all that may be ahead."""

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            begun.append(args[1].first)
            future: Future[Any] = Future()
            if len(begun) == 1:
                slow.append(lambda: future.set_result(fn(*args)))
                return future
            if len(begun) == AHEAD * 3:
                slow.pop()()
            return super().submit(fn, *args, **kwargs)

    data, told = rendered(film(600, fps=15), tmp_path, crew=Crew(hands=3, hire=lambda hands: SlowAtFirst()))
    assert frames_in(data) == 600
    assert begun == list(range(0, 600, 30))
    assert [done for done, _ in told][:6] == [30, 60, 90, 120, 150, 180]
