"""What is said when a command is done: how large, how long, and the one command that most people want next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loopway.trace.plain import plain

if TYPE_CHECKING:
    from loopway.api import Made

NEXT_QUALITY = {"draft": "good", "good": "best"}
VIEWED = ".json"


def warn(words: str) -> None:
    """Tells what the user should know of a run."""
    click.echo(f"warning: {plain(words)}", err=True)


def described(file: Made) -> str:
    """Name, length and size: "gather.mp4: 31.4 s, 2.1 MB"."""
    length = f"{file.seconds:.1f} s, " if file.seconds is not None else ""
    kept = f" ({file.kept})" if file.kept else ""
    return f"{plain(file.path.name)}: {length}{size(file.bytes)}{kept}"


def size(count: int) -> str:
    """Bytes as people read them.

    >>> size(2_100_000), size(900)
    ('2.1 MB', '0.9 kB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def after_trace(outputs: Sequence[Path]) -> str:
    """Film it, or look at it, as its ending allows."""
    for path in outputs:
        if path.suffix.lower() != VIEWED:
            return shlex.join(["loopway", "render", str(path)])
    return f"open {outputs[0]} in https://ui.perfetto.dev"


def after_render(words: Sequence[str], wished: Mapping[str, Any], made: Sequence[Made]) -> str:
    """A finer film of the same wishes, or the same run as text; `words` name what was filmed."""
    finer = NEXT_QUALITY.get(wished["quality"])
    if finer and any(file.path.suffix.lower() == ".mp4" for file in made):
        return shlex.join(["loopway", "render", *words, *_flags(wished), "-q", finer])
    return shlex.join(["loopway", "trace", *(words[-1:] if len(words) > 2 else words)])


def _flags(wished: Mapping[str, Any]) -> Iterator[str]:
    """The wishes as they are said on the command line, save the quality; a brand is said in a configuration alone."""
    from loopway.api.wishes import Wishes

    usual = Wishes()
    for name in Wishes.__struct_fields__:
        value = wished.get(name)
        if name in ("quality", "brand") or value is None or value == getattr(usual, name):
            continue
        yield f"--{name.replace('_', '-')}"
        if value is not True:
            yield str(value)
