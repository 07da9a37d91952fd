"""The commands about the lessons that come with loopway: list them, copy one out, and keep their gallery fresh."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from loopway.errors import UsageError

if TYPE_CHECKING:
    from loopway.lessons import Lesson


@click.command()
@click.option(
    "--copy",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Copy the lesson's scene, script and trace into this folder.",
)
@click.argument("name", required=False)
def lessons(name: str | None, folder: Path | None) -> None:
    """List the lessons that come with loopway; of one alone, show its script.

    `loopway render NAME` films a lesson.
    """
    from loopway.lessons import copy
    from loopway.lessons import lessons as all_lessons

    shelf = all_lessons()
    if name is None:
        if folder is not None:
            raise UsageError("which lesson is to be copied?", todo=f"loopway lessons NAME --copy {folder}")
        _list(list(shelf.values()))
        return
    by_id = {lesson.id: lesson for lesson in shelf.values()}
    lesson = shelf.get(name) or by_id.get(name) or _unknown(name, list(shelf))
    if folder is None:
        click.echo(f"{lesson.id}  {lesson.name}  {lesson.telling.title}\n{lesson.sentence}\n", err=True)
        click.echo(lesson.script.read_text(encoding="utf-8"), nl=False)
        return
    for path in copy(lesson, folder):
        click.echo(path)
    click.echo(f"next: loopway render {folder / lesson.scene.name}", err=True)


def _list(shelf: list[Lesson]) -> None:
    names = max(len(lesson.name) for lesson in shelf)
    titles = max(len(lesson.telling.title) for lesson in shelf)
    for lesson in shelf:
        click.echo(f"{lesson.id}  {lesson.name:{names}}  {lesson.telling.title:{titles}}  {lesson.sentence}")


def _unknown(name: str, known: list[str]) -> Lesson:
    close = get_close_matches(name, known, n=1)
    raise UsageError(
        f"there is no lesson {name!r}",
        todo=f"did you mean loopway lessons {close[0]}?" if close else "loopway lessons lists them",
    )


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say which lessons would be filmed.")
def gallery(dry_run: bool) -> None:
    """Film anew the lessons whose poster and clip are stale, and write the README's rows.

    It works in loopway's own repository. Standard output gets the paths of what was made.
    """
    from loopway.api import Studio
    from loopway.cli.progress import progress
    from loopway.gallery import checkout, film, stale, with_rows
    from loopway.lessons import lessons as all_lessons

    root = checkout()
    shelf = all_lessons()
    todo = list(stale(root))
    click.echo(f"{len(shelf)} lessons, {len(todo)} to be filmed", err=True)
    for lesson, _ in todo if dry_run else ():
        click.echo(lesson.name)
    if dry_run:
        return
    with Studio() as studio:
        for number, (lesson, mark) in enumerate(todo, 1):
            click.echo(f"{lesson.name} ({number} of {len(todo)})", err=True)
            with progress() as tick:
                made = film(root, lesson, mark, studio, tick)
            for file in made:
                click.echo(file.path.relative_to(root))
    readme = root / "README.md"
    readme.write_text(with_rows(readme.read_text(encoding="utf-8"), shelf), encoding="utf-8")
