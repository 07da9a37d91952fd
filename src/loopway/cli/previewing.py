"""The command that shows a film while its script is being written."""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loopway.cli.grammar import Filming
from loopway.cli.options import LANG, MOTION, PACE, SHAPE, SOURCE, THEME, VERBOSE, limits, sources_like

if TYPE_CHECKING:
    from loopway.config import Config

STDERR = 2


@click.command(cls=Filming)
@click.option(
    "--port", type=click.IntRange(1024, 65535), metavar="PORT", help="Where the page is; without: any free port."
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@SHAPE
@THEME
@PACE
@MOTION
@LANG
@limits
@VERBOSE
@click.argument("source", metavar=SOURCE, shell_complete=sources_like)
@click.pass_context
def preview(
    context: click.Context,
    /,
    source: str,
    args: tuple[str, ...],
    clock: Any,
    timeout: float,
    until: float,
    port: int | None,
    no_open: bool,
    verbose: bool,
    **wished: Any,
) -> None:
    """Show a film in the browser while you write its script.

    Every save is recorded anew, and the page follows at once: nothing is rendered. It serves this machine alone. ARGS
    are the script's own. Standard output gets the page's address; Ctrl-C ends it.
    """
    from loopway import api
    from loopway.config import check

    config: Config | None = context.obj
    if ":" in (wished["theme"] or ""):
        sys.path.append(str(Path.cwd()))  # a theme of one's own stands beside one's script, as with `python`
    if config is not None:
        check(config, wished["theme"])
        wished["brand"] = config.branding

    def opened(address: str) -> None:
        click.echo(address)
        shown = not no_open and webbrowser.open(address)
        click.echo(f"previewing {source}{'' if shown else ': open it in a browser'}; Ctrl-C ends it", err=True)

    watching = partial(api.watch, args=args, clock=clock, timeout=timeout, until=until, stdout=STDERR)
    api.preview(source, port=port or 0, opened=opened, watching=watching, **wished)
