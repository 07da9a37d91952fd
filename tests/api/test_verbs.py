"""The public verbs, as a Python program uses them. Nothing is drawn here: tests/cli films."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import loopway

SCRIPT = """\
import asyncio, sys

async def main():
    await asyncio.sleep(float(sys.argv[1]) if sys.argv[1:] else 1)
    if sys.argv[2:]:
        raise ValueError(sys.argv[2])

asyncio.run(main())
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in an otherwise empty current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "s.py"
    path.write_text(SCRIPT)
    return path


def test_watched_written_and_loaded_it_is_the_same_trace(script: Path) -> None:
    """watch, render to a .jsonl, load: equal; and watched twice under the virtual clock, equal too."""
    trace = loopway.watch("s.py")
    (made,) = loopway.render(trace, "t.jsonl")
    assert made == loopway.api.Made(path=Path("t.jsonl"), bytes=Path("t.jsonl").stat().st_size)
    assert loopway.load("t.jsonl") == trace == loopway.watch(script)


def test_a_script_has_its_words_and_its_limits(script: Path) -> None:
    """`args` are its sys.argv, `until` cuts its time."""
    assert loopway.watch("s.py", args=["5"]).events[-1].at == pytest.approx(5, abs=0.01)
    assert loopway.watch("s.py", args=["5"], until=2).header.cut is not None


def test_outputs_come_back_in_the_order_of_the_call(script: Path) -> None:
    """Each with its size; nothing else has been made."""
    made = loopway.render("s.py", "b.jsonl", Path("a.jsonl"))
    assert [str(one.path) for one in made] == ["b.jsonl", "a.jsonl"]
    assert all(one.bytes == one.path.stat().st_size for one in made)
    assert sorted(path.name for path in script.parent.iterdir()) == ["a.jsonl", "b.jsonl", "s.py"]


def test_what_the_user_should_know_is_a_warning(script: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A script that raises is recorded: Python's own warnings tell of it."""
    trace = loopway.watch("s.py", args=["1", "no fuel"])
    with pytest.warns(UserWarning, match="the script ended with an error: ValueError: no fuel"):
        loopway.render(trace, "t.jsonl")
    assert "ValueError: no fuel" in capfd.readouterr().err
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loopway.render("s.py", "u.jsonl")


@pytest.mark.parametrize(
    ("outputs", "what"),
    [
        (["t.py"], "loopway writes no .py files"),
        (["t.jsonl", "../{folder}/t.jsonl"], "is named twice"),
        (["s.jsonl"], "s.jsonl exists, and loopway did not make it"),
    ],
)
def test_outputs_are_checked_before_the_script_runs(script: Path, outputs: list[str], what: str) -> None:
    """A script that would leave a mark has left none."""
    script.write_text("import asyncio\nopen('mark', 'w').close()\nasyncio.run(asyncio.sleep(0))\n")
    Path("s.jsonl").write_text("precious")
    with pytest.raises(loopway.UsageError) as error:
        loopway.render("s.py", *(output.format(folder=script.parent.name) for output in outputs))
    assert what in error.value.what
    assert not Path("mark").exists()
    assert Path("s.jsonl").read_text() == "precious"


def test_a_trace_is_never_written_over_itself(script: Path) -> None:
    """The source is not a target, under whatever name."""
    loopway.render("s.py", "t.jsonl")
    with pytest.raises(loopway.UsageError, match="is named twice"):
        loopway.render("t.jsonl", "./t.jsonl")


def test_the_public_names() -> None:
    """Every name that loopway promises is there, and no other."""
    assert all(getattr(loopway, name) for name in loopway.__all__)
    assert set(loopway.__all__) <= set(dir(loopway))
    with pytest.raises(AttributeError, match="has no attribute 'wach'"):
        loopway.wach  # noqa: B018
