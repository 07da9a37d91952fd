"""What is filmed: the lesson `gather`, and a run with as many cars as the baseline; in a length that is asked for."""

from __future__ import annotations

from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import loopway
from loopway.api.verbs import take
from loopway.publish.encoder import Encoding
from loopway.publish.footage import Options, master
from loopway.publish.master import Master
from loopway.publish.studio import Studio
from loopway.story import Pace, Telling
from loopway.theme import Theme, theme_named

LESSON = "gather"
TWENTY = Path(__file__).with_name("twenty.py")


def film(subject: str, encoding: Encoding, length: float | None, studio: Studio | None = None) -> Master:
    """The film of "gather" or "twenty", still without a file; without a `length` as long as the run asks for."""
    pace = Pace(length=length)
    if subject == LESSON:
        taken = take(LESSON)
        trace, telling = taken.trace, taken.telling or Telling()
    else:
        trace, telling = loopway.watch(TWENTY, stdout=DEVNULL), Telling()
    return master(trace, Options(theme=theme(), pace=pace, telling=telling), encoding, studio or Studio())


def theme() -> Theme:
    """Its theme, that of the lesson."""
    return theme_named("night")


def encoding_of(picture: dict[str, Any]) -> Encoding:
    """The settings that loopway really uses, in the size and at the rate of the benchmark."""
    return Encoding(size=tuple(picture["size"]), fps=picture["fps"])
