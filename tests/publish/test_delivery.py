"""What is wished of files: sizes in words, and wishes that no file of a kind can fulfil."""

from __future__ import annotations

import pytest

from loopway.errors import UsageError
from loopway.publish.delivery import Delivery, bytes_of, check


@pytest.mark.parametrize(
    ("size", "count"),
    [("10MB", 10_000_000), ("800 kB", 800_000), ("1.5MiB", 1_572_864), ("2gb", 2_000_000_000), (" 7b ", 7), (9, 9)],
)
def test_sizes(size: str | int, count: int) -> None:
    """A number and its unit, in any letters; a number alone is bytes only if it is no text."""
    assert bytes_of(size) == count


@pytest.mark.parametrize("size", ["", "10", "MB", "ten MB", "-1MB", "0MB", "1e3MB", "10 parsecs", "٣MB", "10MBit"])
def test_what_is_no_size(size: str) -> None:
    """The message has an example."""
    with pytest.raises(UsageError) as refused:
        bytes_of(size)
    assert refused.value.what == f"{size!r} is no size of a file"
    assert refused.value.todo == "for example: --max-size 10MB"


def test_wishes_that_fit() -> None:
    """Alpha for what can be transparent, a size for what can be made smaller, nothing for everything."""
    check(Delivery(ground=False), [".mov", ".webm", ".png", "/"])
    check(Delivery(budget=1), [".mp4", ".gif"])
    check(Delivery(), [".mp4", ".srt", "/"])


@pytest.mark.parametrize(
    ("delivery", "endings", "what", "todo"),
    [
        (Delivery(ground=False), [".mov", ".mp4"], "an .mp4 file cannot be transparent here", "-o NAME.mov"),
        (Delivery(ground=False), [".gif"], "a .gif file cannot be transparent here", "-o NAME.mov"),
        (Delivery(budget=1), [".mp4", ".png"], "there is nothing that a size could be kept for", "-o NAME.webp"),
    ],
)
def test_wishes_that_do_not_fit(delivery: Delivery, endings: list[str], what: str, todo: str) -> None:
    """Each is refused, with what would do."""
    with pytest.raises(UsageError) as refused:
        check(delivery, endings)
    assert refused.value.what == what
    assert refused.value.todo.endswith(todo)


def test_when_captions_are_drawn() -> None:
    """Burned: everywhere. Soft: not in films. Off: nowhere."""
    found = {name: (Delivery(captions=name).burned, Delivery(captions=name).drawn) for name in ("burn", "soft", "off")}
    assert found == {"burn": (True, True), "soft": (False, True), "off": (False, False)}
