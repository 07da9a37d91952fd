"""The captions as an .srt, which every editor and every video site takes.

The format has no mark of who made a file, and no way to write a `<` or a `-->` that means nothing: an invisible
joiner in it makes players show it as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from loopway.publish.captions import Cue
from loopway.publish.master import Master, Tick
from loopway.publish.said import Said, check, said
from loopway.publish.stamps import milliseconds, stamp

JOINER = "\u2060"
"""U+2060, word joiner: it is not seen, and takes no room."""
LONGEST = 1000
"""Characters of a line: some readers hold no more than 4096 bytes of one."""
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|\{(?=\\|[A-Za-z]:)|--(?=>)")
"""What players take for the beginning of a tag, or for times."""


def is_ours(path: str) -> bool:
    """Nobody can know: the file holds captions, and nothing else."""
    return False


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the captions and reads them back; RenderError if they come back others."""
    Path(path).write_text(srt(master.cues), encoding="utf-8", newline="\n")
    written = [Said(milliseconds(cue.start), milliseconds(cue.end), lines(cue.text)) for cue in master.cues]
    check(path, said(path, format="srt"), written)
    tick("writing", 1, 1)


def srt(cues: Iterable[Cue]) -> str:
    """The file's text.

    >>> print(srt([Cue(start=2.7, end=4.8346, text="The road opens for M: main().")]), end="")
    1
    00:00:02,700 --> 00:00:04,835
    The road opens for M: main().
    """
    return "\n".join(
        f"{number}\n{stamp(cue.start, ',')} --> {stamp(cue.end, ',')}\n{lines(cue.text)}\n"
        for number, cue in enumerate(cues, 1)
    )


def lines(text: str) -> str:
    """The words, guarded, as lines that every reader holds."""
    words = guarded(text)
    return "\n".join(words[start : start + LONGEST] for start in range(0, len(words), LONGEST))


def guarded(text: str) -> str:
    """The words with nothing in them that a player takes for markup.

    >>> guarded("a < b, <b>"), guarded("{1: 2}")
    ('a < b, <\u2060b>', '{1: 2}')
    """
    return _MARKUP.sub(lambda found: found[0] + JOINER, text)
