"""YouTube's list of chapters: valid, or refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from masters import master, silent

from loopway.errors import UsageError
from loopway.publish import youtube
from loopway.publish.chapters import Chapter


def chapters(*lengths: float, title: str = "") -> tuple[Chapter, ...]:
    """One after the other, each so many seconds long."""
    found: list[Chapter] = []
    for number, length in enumerate(lengths, 1):
        start = found[-1].end if found else 0.0
        found.append(Chapter(start=start, end=start + length, title=title or f"part {number}"))
    return tuple(found)


def breaches(text: str, length: float) -> list[str]:
    """Which of YouTube's rules a list breaks for a video of so many seconds."""
    found = youtube.parsed(text)
    starts = [start for start, _ in found]
    broken = []
    if not text.startswith("0:00 "):
        broken.append("the first is at 0:00")
    if len(found) < 3:
        broken.append("there are three")
    if any(after - before < 10 for before, after in zip(starts, [*starts[1:], length], strict=True)):
        broken.append("each is 10 s long")
    if any(len(title) > 100 or not title or set("<>") & set(title) for _, title in found):
        broken.append("titles are short and without brackets")
    return broken


def test_a_list(tmp_path: Path) -> None:
    """What is too short belongs to the one before it; hours have their own number."""
    path = tmp_path / "a.chapters.txt"
    reel = master(1.0, chapters=chapters(2.7, 8.0, 12.0, 9.9, 3600.0, 3.0))
    youtube.write(reel, str(path), silent)
    assert path.read_text() == "0:00 part 1\n0:10 part 3\n0:22 part 4\n0:32 part 5\n"
    assert breaches(path.read_text(), 3635.0) == []


@pytest.mark.parametrize(
    ("lengths", "why"),
    [
        ((3.0, 9.0, 11.0), "this film of 23.0 s gives 2"),
        ((5.0, 5.0, 5.0, 5.0, 9.5), "this film of 29.5 s gives 2"),
        ((40.0,), "this film of 40.0 s gives 1"),
        ((), "this film of 0.0 s gives 0"),
    ],
)
def test_too_few(tmp_path: Path, lengths: Sequence[float], why: str) -> None:
    """Nothing is written; the message has the number and what to do."""
    with pytest.raises(UsageError) as refused:
        youtube.write(master(1.0, chapters=chapters(*lengths)), str(tmp_path / "a.chapters.txt"), silent)
    assert refused.value.what == "YouTube would show no chapters"
    assert refused.value.why == f"it wants at least 3 of at least 10 s each; {why}"
    assert refused.value.todo == "a longer film has more: --pace 60; the .mp4 has all chapters inside"
    assert not list(tmp_path.iterdir())


@given(st.lists(st.floats(0.1, 40.0), max_size=12), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_whatever_is_written_is_valid(lengths: list[float], title: str) -> None:
    """Of any chapters, with any title: either there are fewer than three, or no rule is broken."""
    found = chapters(*lengths, title=title)
    listed = youtube.listed(found)
    text = "".join(f"{youtube.minutes_and_seconds(start)} {words}\n" for start, words in listed)
    assert len(listed) < youtube.FEWEST or breaches(text, found[-1].end) == []
    assert youtube.parsed(text) == listed


def test_the_rules_can_be_broken() -> None:
    """The check above sees a late start, two chapters, a short one, a bracket."""
    assert breaches("0:01 a\n0:05 <b>\n", 20.0) == [
        "the first is at 0:00",
        "there are three",
        "each is 10 s long",
        "titles are short and without brackets",
    ]
