"""How the command line is read: a first word that is a script, and what was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from loopway.cli.options import sources_like
from loopway.errors import UsageError

BEHIND = "words for the script itself stand behind --"


class Filming(click.Command):
    """A command that may run a script: words behind `--` are the script's own, its `args`.

    What `[tool.loopway]` says stands where nothing else is said; the configuration itself is the context's `obj`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Only what stands before `--` is read as options and sources."""
        ours = args.index("--") if "--" in args else len(args)
        if not set(ctx.help_option_names) & set(args[:ours]):
            self._configure(ctx)
        rest = super().parse_args(ctx, args[:ours])
        ctx.params["args"] = tuple(args[ours + 1 :])
        return rest

    def _configure(self, ctx: click.Context) -> None:
        from loopway.config import read  # here: what a newcomer's first command does not need is not loaded

        ctx.obj = read(Path.cwd())
        ctx.default_map = dict(ctx.obj.settings) if ctx.obj else None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the help shows behind the command's name."""
        return [*super().collect_usage_pieces(ctx), "[-- ARGS...]"]


class Commands(click.Group):
    """`loopway my_script.py` is `loopway render my_script.py`, with or without options before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options that are not the group's own are those of `render`."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if args and args[0].startswith("-") and args[0] not in own:
            args = ["render", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options; then files and lessons, as for `render`."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return found
        files, *named = sources_like(ctx, self.commands["render"].params[-1], incomplete)
        return [files, *found, *named]  # files first: bash forgets what stood before them

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant and its words; UsageError if the first word is neither command nor file."""
        word = args[0]
        if word in self.commands:
            return super().resolve_command(ctx, args)
        if Path(word).suffix or Path(word).exists():
            return "render", self.commands["render"], args
        from loopway.lessons import lessons  # here: a trace begins without looking for lessons

        if word in lessons():
            return "render", self.commands["render"], args
        close = get_close_matches(word, [*self.commands, *lessons()], n=1)
        raise UsageError(
            f"there is no command {word!r}",
            why=f"the commands are {', '.join(self.commands)}; a script has an ending: my_script.py",
            todo=f"did you mean loopway {close[0]}?" if close else "loopway --help",
        )


def said(ctx: click.Context) -> list[str]:
    """The options that stand on the command line, and not only in a configuration."""
    line = click.core.ParameterSource.COMMANDLINE
    return [name for name in ctx.params if ctx.get_parameter_source(name) is line]


def meant(error: click.UsageError) -> UsageError:
    """What click found wrong with a command, in four parts."""
    command = error.ctx.command_path if error.ctx else "loopway"
    what, why, todo = error.format_message().rstrip("."), "", f"see {command} --help"
    if what.startswith("Got unexpected extra argument"):
        why = BEHIND
    if isinstance(error, click.NoSuchOption):
        what, why = f"there is no option {error.option_name}", BEHIND
        known = (
            [name for option in error.ctx.command.get_params(error.ctx) for name in option.opts] if error.ctx else []
        )
        close = get_close_matches(error.option_name, known, n=1)
        todo = f"did you mean {close[0]}?" if close else todo
    return UsageError(what[0].lower() + what[1:], where=command, why=why, todo=todo)
