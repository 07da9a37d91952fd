"""What a command says last: the next command keeps what was wished."""

from __future__ import annotations

import shlex
from pathlib import Path

from loopway.api import Made
from loopway.cli.commands import render
from loopway.cli.words import after_render

DRAFT = (Made(path=Path("a.mp4"), bytes=1),)


def test_a_finer_film_is_of_the_same_wishes() -> None:
    """Shape, theme and the like are said again, what was not wished is not; and the command line takes it all."""
    wished = {"quality": "draft", "shape": "tall", "lang": None, "alpha": True, "max_size": "2MB", "captions": "burn"}
    said = after_render(["gather"], wished, DRAFT)
    assert said == "loopway render gather --shape tall --alpha --max-size 2MB -q good"
    context = render.make_context("render", shlex.split(said)[2:], help_option_names=["-h", "--help"])
    again = {name: context.params[name] for name in wished}
    assert again == wished | {"quality": "good"}


def test_the_best_film_leads_to_its_trace() -> None:
    """There is nothing finer than best, and a picture is no draft of a film."""
    assert after_render(["gather"], {"quality": "best"}, DRAFT) == "loopway trace gather"
    picture = (Made(path=Path("a.png"), bytes=1),)
    assert after_render(["gather"], {"quality": "draft"}, picture) == "loopway trace gather"
