"""The command that says how a finished file is shown elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from loopway.cli.options import FILE


@click.command()
@click.option(
    "--for",
    "target",
    required=True,
    metavar="TARGET",
    help="html, iframe, readme, sphinx, mkdocs, quarto, reveal or jupyter.",
)
@click.option("--title", default="", metavar="TEXT", help="What it is called there. Without: its own title.")
@click.argument("file", type=FILE)
def embed(file: Path, target: str, title: str) -> None:
    """Print what shows a finished file elsewhere: in a page, a README, a document, a slide, a notebook.

    FILE is a .html, .mp4, .webm, .webp, .gif or .png. Standard output gets the lines, and nothing else.

    \b
    loopway embed lesson.html --for sphinx
    loopway embed gather.webp --for readme --title "Three fetches, one road"
    """
    from loopway.publish.embed import embed as snippet

    found = snippet(file, target, title=title)
    click.echo(found.text)
    if found.note:
        click.echo(f"note: {found.note}", err=True)
