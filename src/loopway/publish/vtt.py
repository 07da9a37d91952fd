"""The captions as a .vtt, which pages show over a `<video>`; a NOTE says that loopway made it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from loopway.publish.captions import Cue
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick
from loopway.publish.said import Said, check, said
from loopway.publish.stamps import milliseconds, stamp

NOTE = "NOTE "
_LONGEST = 2**10
"""Bytes of the lines before the first caption."""


def is_ours(path: str) -> bool:
    """Whether the first note says that loopway made it."""
    try:
        with Path(path).open(encoding="utf-8") as file:
            head, empty, note = (file.readline(_LONGEST) for _ in range(3))
    except UnicodeDecodeError:
        return False
    return head == "WEBVTT\n" and empty == "\n" and note.startswith(NOTE) and is_mark(note.removeprefix(NOTE))


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the captions and reads them back; RenderError if they come back others."""
    Path(path).write_text(vtt(master.cues), encoding="utf-8", newline="\n")
    written = [Said(milliseconds(cue.start), milliseconds(cue.end), escaped(cue.text)) for cue in master.cues]
    check(path, said(path, format="webvtt"), written)
    tick("writing", 1, 1)


def vtt(cues: Iterable[Cue]) -> str:
    """The file's text.

    >>> print(vtt([Cue(start=2.7, end=4.8346, text="A & B wait.")]), end="")
    WEBVTT
    <BLANKLINE>
    NOTE made by loopway
    <BLANKLINE>
    1
    00:00:02.700 --> 00:00:04.835
    A &amp; B wait.
    """
    blocks = [
        f"{number}\n{stamp(cue.start)} --> {stamp(cue.end)}\n{escaped(cue.text)}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(["WEBVTT\n", f"{NOTE}{MARK}\n", *blocks])


def escaped(text: str) -> str:
    """The words with nothing in them that a browser takes for markup.

    >>> escaped("<b> --> &")
    '&lt;b&gt; --&gt; &amp;'
    """
    return escape(text, quote=False)
