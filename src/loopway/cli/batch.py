"""What may stand on one command line together: several sources, the two of a comparison, a module, all clips."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loopway.errors import UsageError


def check_several(sources: Sequence[str], outputs: Sequence[Path]) -> None:
    """UsageError if an output is named for more than one source, or if two films would have the same name."""
    from loopway.api import name_of

    if outputs:
        raise UsageError(
            "one output for several sources",
            where=f"-o {outputs[0]}",
            why="each would overwrite the one before",
            todo=f"leave -o away: then each becomes ./NAME.mp4, as in {name_of(sources[0])}.mp4",
        )
    named: dict[str, str] = {}
    for source in sources:
        other = named.setdefault(name_of(source), source)
        if other is not source:
            raise UsageError(
                f"{other} and {source} would both become {name_of(source)}.mp4",
                why="one would overwrite the other",
                todo="film them one by one, each with its own -o",
            )


def check_pair(sources: Sequence[str]) -> None:
    """UsageError if these are not the two programs of one comparison."""
    if len(sources) != 2:
        raise UsageError(
            f"a comparison takes two programs, not {len(sources)}",
            where="--compare " + " ".join(sources),
            why="it shows a plain program beside an asyncio one, on one clock",
            todo="for example: loopway render --compare sync.py async.py",
        )


def check_alone(
    sources: Sequence[str],
    *,
    module: str | None,
    all_: bool,
    outputs: Sequence[Path],
    segments: Path | None = None,
    compare: bool = False,
) -> None:
    """UsageError if it is not clear what is to be filmed."""
    ways = [f"-m {module}"] * bool(module) + ["--all"] * all_ + [" ".join(sources)] * bool(sources)
    if not ways:
        raise UsageError(
            "there is nothing to film",
            why="a script, a trace, a lesson, -m MODULE or --all says what",
            todo="for example: loopway my_script.py, or a lesson: loopway render gather",
        )
    if len(ways) > 1:
        raise UsageError(
            f"{ways[0]} and {ways[1]} exclude each other",
            why="each says by itself what is to be filmed",
            todo="leave one of them out",
        )
    if segments is not None and (all_ or (len(sources) > 1 and not compare)):
        raise UsageError(
            "one folder for the pieces of several films",
            where=f"--segments {segments}",
            why="each would replace those before",
            todo="film them one by one, each with a folder of its own",
        )
    if all_ and outputs:
        raise UsageError(
            "one output for all clips",
            where=f"-o {outputs[0]}",
            why="each clip has its own in pyproject.toml",
            todo='leave -o away, and write outputs = ["name.mp4"] under the clip',
        )
