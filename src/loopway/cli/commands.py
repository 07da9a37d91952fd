"""The commands of `loopway`. Each imports what it needs when it runs: a trace is made without loading Manim."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import loopway as package
from loopway.cli.batch import check_alone, check_pair, check_several
from loopway.cli.embedding import embed
from loopway.cli.grammar import Commands, Filming, said
from loopway.cli.options import (
    FILE,
    LANG,
    MOTION,
    PACE,
    SECONDS,
    SHAPE,
    SOURCE,
    THEME,
    among,
    recording,
    sources_like,
)
from loopway.cli.previewing import preview
from loopway.cli.shelf import gallery, lessons
from loopway.cli.starting import new
from loopway.cli.tracing import trace
from loopway.cli.upkeep import cache, completion, doctor
from loopway.cli.words import warn

if TYPE_CHECKING:
    from loopway.cli.filming import Job
    from loopway.config import Config

STDERR = 2
EXIT_CODES = """\b
Exit codes:
  0    all is written and has been read back; a script that raised is filmed, too
  1    the script or the trace cannot be used, or it raised and --strict was asked
  2    the command or the configuration is wrong
  3    this machine lacks something: loopway doctor says what
  4    drawing or encoding failed
  130  stopped with Ctrl-C
  141  nobody reads standard output any more
"""


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, prog_name="loopway", message="%(prog)s %(version)s")
def loopway() -> None:
    """Films what an asyncio event loop really did: cars are tasks, exits are awaits.

    `loopway SCRIPT` is `loopway render SCRIPT`.

    \b
    loopway new my_script            begin with a script that works
    loopway my_script.py -q draft    film it: my_script.mp4, soon ready
    loopway trace my_script.py       see the same run as text
    loopway lessons                  lessons that come with loopway
    """


@loopway.command(cls=Filming, epilog=EXIT_CODES)
@click.option(
    "-o",
    "outputs",
    type=FILE,
    multiple=True,
    help="What to make, by its ending; may be repeated. Films: .mp4, .webm, .mov for editors, .gif, .webp, .html. "
    "Pictures: .png, .storyboard.png. Words: .srt, .vtt, .chapters.txt for YouTube. The run: .jsonl, .json. "
    "Without: ./NAME.mp4.",
)
@click.option(
    "-q",
    "--quality",
    default="good",
    show_default=True,
    metavar="QUALITY",
    shell_complete=among("draft", "good", "best"),
    help="draft, good or best: 854x480 at 15, 1920x1080 at 30 or at 60 pictures a second.",
)
@SHAPE
@THEME
@PACE
@MOTION
@click.option("--compare", is_flag=True, help="One film of two: a plain program and an asyncio one, on one clock.")
@click.option("--at", type=SECONDS, help="The film second of a .png; without: the fullest picture.")
@click.option("--voice", metavar="VOICE", help="Speak the captions: espeak, or a folder with recordings of your own.")
@LANG
@click.option(
    "--captions",
    default="burn",
    show_default=True,
    metavar="CAPTIONS",
    help="burn draws them in the picture (the file has them too, switched off), soft leaves them to the player, off "
    "shows none.",
)
@click.option(
    "--segments",
    type=FILE,
    metavar="DIR",
    help="A film of every chapter, and markers.csv and .edl for an editor, in a folder of their own.",
)
@click.option("--alpha", is_flag=True, help="No ground: a .mov, .webm or .png to lay over other pictures.")
@click.option(
    "--max-size", metavar="SIZE", help="The most that a .gif or .webp may take: 10MB, 800kB. Without: 4 MB, 1 MB."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Draw with so many processes; without: one a core."
)
@click.option("--cluster", metavar="ADDRESS", help="Draw on the dask cluster whose scheduler is at this address.")
@click.option("-m", "--module", metavar="MODULE", help="Film a module, as `python -m MODULE`, instead of a script.")
@click.option("--all", "all_", is_flag=True, help="Film every [[tool.loopway.clip]] of pyproject.toml.")
@click.option("--strict", is_flag=True, help="Exit 1 if the script raises; it is filmed all the same.")
@click.option("--json", "as_json", is_flag=True, help="Say in JSON on standard output what was made, or why not.")
@recording
@click.argument("sources", nargs=-1, metavar=f"{SOURCE}...", shell_complete=sources_like)
@click.pass_context
def render(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    args: tuple[str, ...],
    clock: Any,
    timeout: float,
    until: float,
    jobs: int | None,
    cluster: str | None,
    outputs: tuple[Path, ...],
    segments: Path | None,
    compare: bool,
    module: str | None,
    all_: bool,
    strict: bool,
    as_json: bool,
    force: bool,
    verbose: bool,
    **wished: Any,
) -> int:
    """Film scripts, traces, or lessons that come with loopway.

    ARGS are the script's own. Standard output gets the paths of what was made, and nothing else.

    \b
    loopway my_script.py                            my_script.mp4, 1080p, by night
    loopway my_script.py -q draft -o a.mp4 -o a.gif two files, soon ready
    loopway render gather --shape tall              a lesson, for a telephone
    loopway render run.jsonl --theme day            a trace: nothing runs again
    loopway my_script.py -- --fast 3                words for the script itself
    """
    from loopway import api
    from loopway.cli.clips import clips
    from loopway.cli.filming import Manner, film_all, film_one, recorder
    from loopway.config import check

    check_alone(sources, module=module, all_=all_, outputs=outputs, segments=segments, compare=compare)
    config: Config | None = context.obj
    if ":" in (wished["theme"] or ""):
        sys.path.append(str(Path.cwd()))  # a theme of one's own stands beside one's script, as with `python`
    if config is not None:
        check(config, wished["theme"])
        wished["brand"] = config.branding
    if all_:
        todo = clips(config, wished, {name: wished[name] for name in said(context) if name in wished})
    else:
        if module is not None and not (outputs or segments):
            outputs = (Path(f"{module.rpartition('.')[2]}.mp4"),)
        todo = _jobs(sources, outputs, wished, module=module, compare=compare)

    watching = recorder(module, args, clock=clock, timeout=timeout, until=until, stdout=STDERR)
    with api.Studio(jobs=jobs, cluster=cluster, films=len(todo), warn=warn) as studio:
        how: dict[str, Any] = {
            "segments": segments,
            "force": force,
            "verbose": verbose,
            "strict": strict,
            "as_json": as_json,
        }
        manner = Manner(studio=studio, watching=watching, **how)
        return film_one(todo[0], manner) if len(todo) == 1 and not all_ else film_all(todo, manner)


def _jobs(
    sources: tuple[str, ...], outputs: tuple[Path, ...], wished: dict[str, Any], *, module: str | None, compare: bool
) -> list[Job]:
    """The films that a command line names: of a module, of two programs on one clock, or one of each source."""
    from loopway.api import file_of_module
    from loopway.cli.filming import Job

    if module is not None:
        file = str(file_of_module(module))
        return [Job(sources=(file,), words=("-m", module), outputs=outputs, wished=wished)]
    if compare:
        check_pair(sources)
        return [Job(sources=sources, words=("--compare", *sources), outputs=outputs, wished=wished)]
    if len(sources) > 1:
        check_several(sources, outputs)
    return [Job(sources=(source,), words=(source,), outputs=outputs, wished=wished) for source in sources]


for command in (trace, preview, embed, new, doctor, cache, completion, lessons, gallery):
    loopway.add_command(command)
