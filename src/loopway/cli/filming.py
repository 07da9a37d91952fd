"""What `loopway render` does once its words are understood: one film after the other, told to people and machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from loopway.cli.mishap import tell
from loopway.cli.report import Film, Report, as_json, filmed, mishap
from loopway.cli.words import after_render, described, warn
from loopway.trace.plain import plain

if TYPE_CHECKING:
    from loopway.api import Made, Studio
    from loopway.trace import Trace

Watching = Callable[[Path], "Trace"]
"""Records a script."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One film that is to be made."""

    sources: tuple[str, ...]
    """One, or the two of a comparison."""
    words: tuple[str, ...] = ()
    """How the user names them on the command line."""
    outputs: tuple[Path, ...] = ()
    wished: Mapping[str, Any]
    args: tuple[str, ...] = ()
    """The script's own words."""

    @property
    def name(self) -> str:
        """How it is called while several are made."""
        return " and ".join(map(plain, self.sources))


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What all films of one command share."""

    studio: Studio
    watching: Callable[[tuple[str, ...]], Watching]
    """The script's own words -> what records a script with them."""
    segments: Path | None = None
    """A folder for the pieces of the only one."""
    force: bool = False
    verbose: bool = False
    strict: bool = False
    as_json: bool = False


def recorder(module: str | None, args: tuple[str, ...], **limits: Any) -> Callable[[tuple[str, ...]], Watching]:
    """What records a script, or the module in its place, with `args`, or else with a job's own words."""
    from loopway.api import watch

    def watching(words: tuple[str, ...]) -> Watching:
        return lambda script: watch(module or script, module=bool(module), args=args or words, **limits)

    return watching


def film_one(job: Job, manner: Manner) -> int:
    """Films a job and tells the next command; gives the exit code."""
    film, made = _film(job, manner)
    code = _code(film, manner)
    if manner.as_json:
        click.echo(as_json(Report(films=(film,), exit=code)))
    click.echo(f"next: {after_render(job.words, job.wished, made)}", err=True)
    return code


def film_all(jobs: Sequence[Job], manner: Manner) -> int:
    """Films one job after the other and tells which could not be; gives the exit code of the first that failed."""
    from loopway.api import check_cut

    for job in jobs:
        check_cut(manner.studio, **job.wished)
    films: list[Film] = []
    codes: list[int] = []
    for number, job in enumerate(jobs, 1):
        click.echo(f"{job.name} ({number} of {len(jobs)})", err=True)
        try:
            films.append(_film(job, manner)[0])
            codes.append(_code(films[-1], manner))
        except Exception as error:
            codes.append(tell(error, verbose=manner.verbose))
            films.append(Film(sources=tuple(map(plain, job.sources)), error=mishap(error)))
    failed = [job.name for job, film in zip(jobs, films, strict=True) if film.error is not None]
    made = len(jobs) - len(failed)
    click.echo(f"filmed {made} of {len(jobs)}" + (f"; not: {', '.join(failed)}" if failed else ""), err=True)
    code = next((code for code in codes if code), 0)
    if manner.as_json:
        click.echo(as_json(Report(films=tuple(films), exit=code)))
    return code


def _film(job: Job, manner: Manner) -> tuple[Film, tuple[Made, ...]]:
    """One film of one source, or of two on one clock."""
    from loopway import api
    from loopway.cli.progress import progress

    warnings: list[str] = []

    def heed(words: str) -> None:
        warn(words)
        warnings.append(words)

    make: Callable[..., tuple[Made, ...]] = api.render if len(job.sources) == 1 else api.compare
    watching = manner.watching(job.args)
    with progress() as tick:
        made = make(
            *job.sources,
            *job.outputs,
            segments=manner.segments,
            force=manner.force,
            studio=manner.studio,
            watching=watching,
            warn=heed,
            tick=tick,
            **job.wished,
        )
    for file in made:
        if not manner.as_json:
            click.echo(file.path)
        click.echo(described(file), err=True)
    return filmed(job.sources, made, tuple(warnings)), made


def _code(film: Film, manner: Manner) -> int:
    return 1 if manner.strict and film.script_failed else 0
