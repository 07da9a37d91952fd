"""The commands that look after loopway itself: what this machine has, what is kept, what the shell completes."""

from __future__ import annotations

import click

from loopway.cli.words import size


@click.command()
def doctor() -> None:
    """See whether this machine has everything, and which line brings what is missing."""
    from loopway.doctor import examine

    examine()


@click.command()
@click.option("--clear", is_flag=True, help="Delete all of them.")
def cache(clear: bool) -> None:
    """See the finished parts of films that are kept, or clear them.

    They are what makes a film that was interrupted, or is made again, ready at once. Deleting them loses nothing else.
    """
    from loopway.publish.cache import Cache

    kept = Cache()
    held = kept.clear() if clear else kept.show()
    click.echo(f"folder  {held.folder}")
    click.echo(f"files   {held.segments}{' deleted' if clear else ''}")
    click.echo(f"size    {size(held.size)}{' freed' if clear else f' of at most {size(held.limit)}'}")
