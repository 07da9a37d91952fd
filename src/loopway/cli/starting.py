"""The command that begins something: a script to film, and if wanted a lesson round it."""

from __future__ import annotations

import keyword
import sys
from pathlib import Path

import click

from loopway.errors import UsageError

SCRIPT = '''\
"""Three kettles on two stoves, watched by one cook."""

import asyncio


async def boil(kettle, minutes, stoves):
    async with stoves:
        print(f"kettle {kettle} is on")
        await asyncio.sleep(minutes)
    return f"kettle {kettle} boils"


async def main():
    stoves = asyncio.Semaphore(2)  # loopway: note "Two stoves: the third kettle has to wait."
    async with asyncio.TaskGroup() as group:
        for kettle, minutes in enumerate([2, 3, 1], 1):
            group.create_task(boil(kettle, minutes, stoves))


asyncio.run(main())
'''

SCENE = '''\
"""{sentence}"""

from loopway.film import TrafficScene


class {name}(TrafficScene):
    """What `loopway render {file}` and `manim {file} {name}` film: the run in traces/{stem}.jsonl."""

    script = "scripts/{stem}.py"
    trace = "traces/{stem}.jsonl"
    title = "{title}"
    subtitle = "one cook, two stoves"
    note = "Waiting takes no cook. Stirring would."
'''


@click.command()
@click.option("--lesson", is_flag=True, help="A scene with words of its own, and its script in scripts/.")
@click.argument("name")
def new(name: str, lesson: bool) -> None:
    """Begin a script that can be filmed at once; nothing is ever overwritten.

    \b
    loopway new kettles           writes kettles.py
    loopway new kettles --lesson  writes kettles.py, scripts/kettles.py and the folder traces/
    """
    stem = name.removesuffix(".py")
    _check(name, stem)
    script = Path("scripts", f"{stem}.py") if lesson else Path(f"{stem}.py")
    files = {script: SCRIPT}
    if lesson:
        title = stem.replace("_", " ").capitalize()
        parts = {"name": stem.title().replace("_", ""), "stem": stem, "file": f"{stem}.py", "title": title}
        files[Path(f"{stem}.py")] = SCENE.format(sentence="Three kettles on two stoves: who waits for what.", **parts)
    for path in files:
        if path.exists() or path.is_symlink():
            raise UsageError(f"{path} exists", why="loopway new overwrites nothing", todo="choose another name")
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        click.echo(path)
    if lesson:
        Path("traces").mkdir(exist_ok=True)
        click.echo(f"next: loopway trace {script} -o traces/{stem}.jsonl", err=True)
    else:
        click.echo(f"next: loopway {script}", err=True)


def _check(name: str, stem: str) -> None:
    """UsageError for what cannot be the name of a script, or would stand in the way of one."""
    if not stem.isidentifier() or keyword.iskeyword(stem):
        raise UsageError(
            f"{name!r} cannot be a script's name",
            why="it is the name of a module: letters, digits and _, here in this folder",
            todo="for example: loopway new my_script",
        )
    if stem in sys.stdlib_module_names or stem == "loopway":
        raise UsageError(
            f"{stem} is the name of a module that scripts import",
            why=f"a script of that name would be imported in its place: import {stem}",
            todo=f"for example: loopway new my_{stem}",
        )
