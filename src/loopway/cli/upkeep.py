"""The commands that look after loopway itself: what this machine has, what is kept, what the shell completes."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from loopway.cli.options import OneOf
from loopway.cli.words import size

SHELLS = ("bash", "zsh", "fish")


@click.command()
def doctor() -> None:
    """See what this machine has, and which line brings what is missing.

    Every check is a trial: letters are drawn, encoders opened. Exit 3 if films cannot be made here.
    """
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


@click.command()
@click.argument("shell", type=OneOf(SHELLS), metavar="bash|zsh|fish")
def completion(shell: str) -> None:
    """Print what makes a shell complete loopway's commands, options, lessons and files.

    \b
    bash   add to ~/.bashrc:  eval "$(loopway completion bash)"
    zsh    add to ~/.zshrc, after compinit:  eval "$(loopway completion zsh)"
    fish   loopway completion fish > ~/.config/fish/completions/loopway.fish
    """
    from loopway.cli.commands import loopway
    from loopway.cli.outcome import COMPLETING

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(loopway, {}, "loopway", COMPLETING).source())
