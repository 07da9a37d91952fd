"""`loopway embed`: the lines on standard output, what else has to be done beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]
PAGE = (
    '<!doctype html>\n<meta name="generator" content="made by loopway">\n'
    '<meta name="loopway:size" content="854x480">\n<title>One &amp; all</title>\n<style>'
)


def test_the_lines(folder: Path, loopway: Command) -> None:
    """They alone go to standard output, ready for a pipe; a note stands on standard error."""
    (folder / "one.html").write_text(PAGE)
    frame = (
        '<iframe src="one.html" title="One &amp; all" width="960" height="800" '
        'style="max-width: 100%; border: 0" loading="lazy" allow="fullscreen"></iframe>\n'
    )
    assert loopway("embed", "one.html", "--for", "html") == (0, frame, "")
    assert loopway("embed", "one.html", "--for", "html", "--title", "Ours").out == frame.replace(
        "One &amp; all", "Ours"
    )
    outcome = loopway("embed", "one.html", "--for", "quarto")
    assert outcome == (
        0,
        f"```{{=html}}\n{frame}```\n",
        "note: Quarto copies the file with resources: [one.html] in the document's header\n",
    )


def test_what_it_refuses(folder: Path, loopway: Command) -> None:
    """Exit 2, nothing on standard output, and what was probably meant."""
    (folder / "one.html").write_text(PAGE)
    assert loopway("embed", "oen.html", "--for", "html") == (
        2,
        "",
        f"error: there is no file oen.html\n  where: looked for in {folder}\n  do:    did you mean one.html?\n",
    )
    assert loopway("embed", "one.html", "--for", "revael").err.endswith("  do:    did you mean --for reveal?\n")
    assert loopway("embed", "one.html").code == 2
