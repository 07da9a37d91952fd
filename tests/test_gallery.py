"""What is shown is there: every scene has its script, trace, poster, clip and README row, and no row lacks one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCENES = sorted(path.stem for path in (ROOT / "scenes").glob("*.py"))
MOST_BYTES = 1_000_000
"""Of one clip in the gallery."""
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


def test_a_missing_row_would_be_seen() -> None:
    """The comparison can fail: a gallery without rows shows no scene, a wrong row is refused."""
    assert rows("# Gallery\n") == []
    with pytest.raises(AssertionError):
        rows("[x](media/gallery/one.webp) | words | [two.py](scenes/scripts/two.py) |")
