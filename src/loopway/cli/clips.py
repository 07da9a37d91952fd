"""The films that a configuration lists, as jobs: `loopway render --all`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loopway.cli.filming import Job
from loopway.errors import UsageError

if TYPE_CHECKING:
    from loopway.config import Config


def clips(config: Config | None, wished: Mapping[str, Any], flags: Mapping[str, Any]) -> list[Job]:
    """The films that a configuration lists: its own words, then the clip's, then the `flags` of the command line."""
    if config is None or not config.clips:
        raise UsageError(
            "there are no clips to film",
            where=str(config.file) if config else "",
            why="--all films what [[tool.loopway.clip]] in pyproject.toml lists",
            todo='add [[tool.loopway.clip]] with source = "my_script.py"',
        )
    jobs = [
        Job(
            sources=tuple(_source(config, number, key) for key in ("source", "compare") if getattr(planned.clip, key)),
            outputs=_outputs(config, number),
            wished={**wished, **planned.wished, **flags},
            args=planned.clip.args,
        )
        for number, planned in enumerate(config.clips)
    ]
    _check_apart(config, jobs)
    return jobs


def _source(config: Config, number: int, key: str) -> str:
    """A path in the configuration's folder as seen from here, or a lesson's name."""
    from loopway.lessons import lessons

    written = getattr(config.clips[number].clip, key)
    where = config.where("tool.loopway.clip", key, number)
    path = config.inside(written, where)
    return written if not path.exists() and written in lessons() else os.path.relpath(path)


def _outputs(config: Config, number: int) -> tuple[Path, ...]:
    from loopway.api import name_of

    clip = config.clips[number].clip
    named = clip.outputs or ("-".join(name_of(one) for one in (clip.source, clip.compare) if one) + ".mp4",)
    where = config.where("tool.loopway.clip", "outputs", number)
    return tuple(Path(os.path.relpath(config.inside(path, where))) for path in named)


def _check_apart(config: Config, jobs: Sequence[Job]) -> None:
    """UsageError if two clips would write the same file."""
    seen: dict[Path, int] = {}
    for number, job in enumerate(jobs):
        for path in job.outputs:
            if seen.setdefault(path.resolve(), number) != number:
                raise UsageError(
                    f"two clips would both write {path}",
                    where=config.where("tool.loopway.clip", number=number),
                    why="one would overwrite the other",
                    todo='give one of them other outputs = ["name.mp4"]',
                )
