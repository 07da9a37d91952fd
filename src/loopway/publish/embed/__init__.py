"""How a finished file is put where people read: the right few lines for a page, a README, a document, a slide."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import msgspec

from loopway.errors import UsageError
from loopway.publish.embed.exhibit import KINDS, Kind, exhibit
from loopway.publish.embed.snippets import NOTES, TARGETS

__all__ = ["KINDS", "TARGETS", "Snippet", "embed"]

NEEDED: dict[Kind, str] = {"page": ".html", "video": ".mp4", "picture": ".webp"}
"""What to make if a target shows no file of another kind."""
REASONS = {
    "readme": "GitHub and package indexes take videos and frames out of a README",
    "iframe": "a frame shows a page",
}


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """What to paste, and what else has to be done for it to work; empty: nothing."""

    text: str
    note: str = ""


def embed(file: Path, target: str, *, title: str = "") -> Snippet:
    """The snippet that shows a file in a target; `title` is what it is called there, by default its own.

    UsageError, with what was probably meant, if there is no such file or target, or if the one cannot show the other.

    >>> embed(Path("media/gallery/gather.png"), "quarto").text
    '![gather](media/gallery/gather.png)'
    """
    if target not in TARGETS:
        close = get_close_matches(target, TARGETS, n=1)
        raise UsageError(
            f"there is no target {target!r}",
            where="--for",
            why=f"the targets are {', '.join(TARGETS)}",
            todo=f"did you mean --for {close[0]}?" if close else "choose one of them",
        )
    kind = _kind(file)
    _check_there(file)
    if kind not in TARGETS[target]:
        raise _cannot_show(file, target)
    shown = exhibit(file, kind, title)
    note = NOTES.get((target, kind), "").format(file=file.name, path=file.as_posix())
    return Snippet(text=TARGETS[target][kind](shown), note=note)


def _kind(file: Path) -> Kind:
    ending = file.suffix.lower()
    if ending in KINDS:
        return KINDS[ending]
    close = get_close_matches(ending, KINDS, n=1)
    raise UsageError(
        f"{file} cannot be embedded",
        why=f"what can is {', '.join(KINDS)}",
        todo=f"did you mean {file.with_suffix(close[0])}?" if close else f"loopway render {file} -o {file.stem}.html",
    )


def _check_there(file: Path) -> None:
    if file.is_file():
        return
    beside = [one.name for one in file.parent.glob("*") if one.suffix.lower() in KINDS] if file.parent.is_dir() else []
    close = get_close_matches(file.name, beside, n=1)
    raise UsageError(
        f"there is no file {file}",
        where=f"looked for in {file.parent.resolve()}",
        todo=f"did you mean {file.with_name(close[0])}?" if close else f"make it: loopway render SCRIPT -o {file}",
    )


def _cannot_show(file: Path, target: str) -> UsageError:
    shows = TARGETS[target]
    endings = [ending for ending, kind in KINDS.items() if kind in shows]
    there = [file.with_suffix(ending) for ending in endings if file.with_suffix(ending).is_file()]
    wanted = file.with_suffix(next(NEEDED[kind] for kind in NEEDED if kind in shows))
    return UsageError(
        f"--for {target} shows no {file.suffix} file",
        where=str(file),
        why=f"{REASONS[target]}; it can be {', '.join(endings)}",
        todo=f"did you mean loopway embed {there[0]} --for {target}?"
        if there
        else f"make one: loopway render SCRIPT -o {wanted}",
    )
