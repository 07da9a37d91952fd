"""What is shown is there: every scene has its script, trace, poster, clip and README row, and no row lacks one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.gallery import FOLDER, MARKS, mark_of, row, with_rows
from loopway.lessons import copy, find_lesson, lessons

ROOT = Path(__file__).parent.parent
SCENES = sorted(path.stem for path in (ROOT / "scenes").glob("*.py"))
MOST_BYTES = 1_000_000
"""Of one clip in the gallery."""
MOST_IN_ALL = 60_000_000
"""Of all that stands in media/."""
ROW = re.compile(r"\(media/gallery/(\w+)\.webp\)\s*\|.*\(scenes/scripts/(\w+)\.py\)")


def rows(readme: str) -> list[str]:
    """The scenes that the README's gallery shows, in its order; a row whose clip and script differ is refused."""
    found = ROW.findall(readme)
    assert all(clip == script for clip, script in found), found
    return [clip for clip, _ in found]


def test_every_scene_has_its_row_and_every_row_its_scene() -> None:
    """The README's gallery and the folder scenes/ name the same films."""
    assert sorted(rows((ROOT / "README.md").read_text())) == SCENES


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_whole(scene: str) -> None:
    """Script, trace, poster and clip are there, and the clip is small enough for a README."""
    for path in (f"scenes/scripts/{scene}.py", f"scenes/traces/{scene}.jsonl", f"media/gallery/{scene}.png"):
        assert (ROOT / path).stat().st_size > 0
    assert 0 < (ROOT / f"media/gallery/{scene}.webp").stat().st_size <= MOST_BYTES


def test_the_gallery_is_not_too_heavy() -> None:
    """Everything committed under media/ together is small enough for a repository."""
    assert sum(path.stat().st_size for path in (ROOT / FOLDER).iterdir()) < MOST_IN_ALL


def test_every_film_has_its_mark() -> None:
    """What a scene's files were made from is noted, for every scene and nothing else."""
    assert sorted(json.loads((ROOT / FOLDER / MARKS).read_text())) == SCENES


def test_the_rows_are_those_that_the_command_writes() -> None:
    """`loopway gallery` would leave the README as it is."""
    readme = (ROOT / "README.md").read_text()
    assert with_rows(readme, lessons()) == readme


def test_rows_are_written_into_the_table_alone() -> None:
    """What stands round the table stays; a README without one is refused."""
    table = "| film | what it shows | the script |\n|---|---|---|\n"
    gather = lessons()["gather"]
    shown = {"gather": gather}
    assert with_rows(f"a\n\n{table}| old | old | old |\n| older | | |\n\n| b |\n", shown) == (
        f"a\n\n{table}{row(gather)}\n\n| b |\n"
    )
    assert rows(row(gather)) == ["gather"]
    with pytest.raises(UsageError, match="has no gallery"):
        with_rows("# Gallery\n", shown)


def test_a_mark_follows_the_pictures(tmp_path: Path) -> None:
    """It is the same wherever the lesson lies, and another one after a change of a word, a theme, a pace or a run."""
    gather = lessons()["gather"]
    mark = mark_of(gather)
    _, script, trace = copy(gather, tmp_path)
    mine = find_lesson(tmp_path / "gather.py")
    assert mine is not None
    assert mark_of(mine) == mark
    others = {
        mark_of(replace(mine, telling=replace(mine.telling, captions={"done B": "B is home."}))),
        mark_of(replace(mine, theme="day")),
        mark_of(replace(mine, pace=20)),
    }
    assert len(others | {mark}) == 4
    script.write_text(script.read_text() + "# more\n")
    with pytest.raises(UsageError) as error:
        mark_of(mine)
    assert error.value.what == f"{script} is not what gather.jsonl was recorded from"
    assert error.value.todo == f"loopway trace {script} -o {trace}"


def test_a_missing_row_would_be_seen() -> None:
    """The comparison can fail: a gallery without rows shows no scene, a wrong row is refused."""
    assert rows("# Gallery\n") == []
    with pytest.raises(AssertionError):
        rows("[x](media/gallery/one.webp) | words | [two.py](scenes/scripts/two.py) |")
