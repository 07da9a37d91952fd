"""A kept segment comes back whole or not at all, under a name that says all that it was made from."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from square import film

from loopway.errors import MachineError, RenderError
from loopway.publish.cache import ABANDONED, Cache, Holdings, names, users_folder
from loopway.publish.encoder import Encoding
from loopway.publish.segments import Film, Segment, render_segment

FILM = film(30, fps=15)
NAME = next(iter(names(FILM).values()))


@pytest.fixture(scope="module")
def data() -> bytes:
    """A finished segment of 30 frames."""
    return render_segment(FILM, Segment(first=0, count=30))


def file_in(cache: Cache) -> Path:
    """The one file of the cache."""
    (path,) = cache.folder.iterdir()
    return path


def test_what_was_put_is_got(tmp_path: Path, data: bytes) -> None:
    """The same bytes come back, also in another run; what was not put is not there."""
    Cache(tmp_path).put(NAME, 30, data)
    assert Cache(tmp_path).get(NAME, 30) == data
    assert (NAME in Cache(tmp_path), "other" in Cache(tmp_path)) == (True, False)
    assert Cache(tmp_path).get("other", 30) is None


def cut(path: Path) -> None:
    """As if the disk had lost its end."""
    path.write_bytes(path.read_bytes()[:-100])


def flipped(path: Path) -> None:
    """As if one bit had turned."""
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


def emptied(path: Path) -> None:
    """As if it had been created and no more."""
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, flipped, emptied])
def test_a_damaged_segment_is_not_got(damage: Callable[[Path], None], tmp_path: Path, data: bytes) -> None:
    """Cut, altered or empty, it is as if it were not there, and can be put again."""
    cache = Cache(tmp_path)
    cache.put(NAME, 30, data)
    damage(file_in(cache))
    assert cache.get(NAME, 30) is None
    cache.put(NAME, 30, data)
    assert cache.get(NAME, 30) == data


def test_a_segment_that_does_not_decode_is_not_got(tmp_path: Path, data: bytes) -> None:
    """Its label may be right to the byte: if it decodes to fewer frames than it should, it is of no use."""
    cache = Cache(tmp_path)
    cache.put("short", 31, data)
    cache.put("noise", 30, b"no film at all")
    assert (cache.get("short", 31), cache.get("noise", 30)) == (None, None)


def altered(**fields: object) -> Film:
    """FILM with other fields."""
    return msgspec.structs.replace(FILM, **fields)


@pytest.mark.parametrize(
    "other",
    [
        altered(trace=b"trade"),
        altered(options=b"{} "),
        altered(trace=b"trace{", options=b"}"),
        altered(footage="circle:footage"),
        altered(encoding=Encoding(size=(160, 90), fps=15, crf=19)),
    ],
)
def test_all_that_decides_a_picture_is_in_the_name(other: Film) -> None:
    """Another trace, other options, another maker, other settings: no common name."""
    assert not set(names(FILM).values()) & set(names(other).values())


def test_a_longer_film_shares_its_whole_segments() -> None:
    """The same trace and options with more frames: what is drawn already is not drawn again."""
    assert set(names(film(240)).values()) < set(names(film(300)).values())


def use(cache: Cache, name: str, ago: float) -> None:
    """Make a segment look used so many seconds ago."""
    path = cache.folder / f"{name}.segment"
    os.utime(path, (time.time() - ago,) * 2)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, data: bytes) -> None:
    """Over the limit the oldest are deleted; using a segment makes it the youngest."""
    cache = Cache(tmp_path, limit=3 * len(data))
    for ago, name in enumerate(["d", "c", "b", "a"]):
        cache.put(name, 30, data)
        use(cache, name, 100 + ago)
    assert cache.get("a", 30) == data
    cache.prune()
    assert [name in cache for name in "abcd"] == [True, False, False, True]
    assert cache.show().size <= cache.limit


FILLING = """
import sys
from pathlib import Path
from loopway.publish.cache import Cache
cache = Cache(Path(sys.argv[1]), limit=int(sys.argv[2]))
for number in range(40):
    cache.put(f"{sys.argv[3]}{number}", 30, b"x" * 1000)
    cache.prune()
"""


def test_the_limit_holds_for_two_runs_at_once(tmp_path: Path) -> None:
    """Two processes fill one cache and prune it all the time: neither stumbles, and the limit is kept, not undercut."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", FILLING, str(tmp_path), "10000", name], stderr=subprocess.PIPE, text=True
        )
        for name in "ab"
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0), ("", 0)]
    held = Cache(tmp_path, limit=10_000).show()
    assert 1_000 < held.size <= held.limit
    assert {path.suffix for path in held.folder.iterdir()} == {".segment"}


def test_what_a_killed_run_has_left_is_swept(tmp_path: Path, data: bytes) -> None:
    """An unfinished file goes after an hour: until then its run may still be at it."""
    cache = Cache(tmp_path)
    cache.put("whole", 30, data)
    old, young = cache.folder / "1.part", cache.folder / "2.part"
    for path in (old, young):
        path.write_bytes(data[:100])
    os.utime(old, (time.time() - ABANDONED - 1,) * 2)
    cache.prune()
    assert sorted(path.name for path in cache.folder.iterdir()) == ["2.part", "whole.segment"]


def test_the_cache_is_shown_and_cleared(tmp_path: Path, data: bytes) -> None:
    """It says how much it holds, gives the same when cleared, and is empty then. A cache that is not there is empty."""
    cache = Cache(tmp_path, limit=10**9)
    empty = Holdings(folder=tmp_path / "segments", segments=0, size=0, limit=10**9)
    assert cache.show() == empty
    cache.put("a", 30, data)
    cache.put("b", 30, data)
    full = cache.show()
    assert (full.segments, full.size > 2 * len(data)) == (2, True)
    assert cache.clear() == full
    assert cache.show() == empty


def test_a_cache_may_be_cleared_while_another_run_writes(tmp_path: Path) -> None:
    """Cleared again and again under somebody's hands: what is gone is not kept, and that is no error."""
    code = FILLING.replace("range(40)", "range(200)")
    run = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), "10000", "a"], stderr=subprocess.PIPE, text=True)
    while run.poll() is None:
        Cache(tmp_path).clear()
    assert (run.communicate()[1], run.returncode) == ("", 0)


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path, data: bytes) -> None:
    """Where no folder can be made: what, where, why, and the line that helps."""
    (tmp_path / "file").touch()
    with pytest.raises(MachineError) as told:
        Cache(tmp_path / "file").put(NAME, 30, data)
    assert str(told.value).splitlines() == [
        "the cache of finished segments cannot be written",
        f"  where: {tmp_path / 'file' / 'segments'}",
        "  why:   Not a directory",
        "  do:    choose another folder: export LOOPWAY_CACHE=FOLDER",
    ]


def test_a_full_disk_is_told(tmp_path: Path, data: bytes) -> None:
    """A disk that takes no more ends the run with a RenderError, and nothing half-written stays."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(RenderError, match="cannot be written") as told:
            Cache(tmp_path).put(NAME, 30, data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.todo == "make room there, or choose another folder: export LOOPWAY_CACHE=FOLDER"
    assert list(Cache(tmp_path).folder.iterdir()) == []


def test_the_users_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """LOOPWAY_CACHE first, then the system's own rule, then the system's default."""
    home = Path("/home/ada")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("LOOPWAY_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert users_folder() == home / ".cache" / "loopway"
    monkeypatch.setattr("sys.platform", "darwin")
    assert users_folder() == home / "Library" / "Caches" / "loopway"
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/fast")
    assert users_folder() == Path("/fast/loopway")
    monkeypatch.setenv("LOOPWAY_CACHE", "/mine")
    assert users_folder() == Path("/mine")
