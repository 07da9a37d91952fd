"""Finds the lessons that come with loopway and reads what a scene declares, without drawing anything.

A lesson is one file in scenes/: a docstring and one class with a few fields, whose values stand there as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from loopway.errors import UsageError
from loopway.story.story import Telling

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What a scene's class may declare, as in `loopway.film.scene.TrafficScene`; other fields are its own affair."""

    script: str = ""
    trace: str = ""
    title: str = ""
    subtitle: str = ""
    note: str = ""
    captions: dict[str, str] = {}
    theme: str | None = None
    pace: str | float | None = None


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson: where its scene, script and trace are, its own words and its look."""

    name: str
    """The name of its scene file: "gather"."""
    scene: Path
    script: Path
    trace: Path
    telling: Telling
    theme: str | None
    pace: str | float | None


def scenes_folder() -> Path:
    """The checkout's scenes/ if loopway runs from a checkout, else the wheel's copy."""
    checkout = CHECKOUT / "scenes"
    return checkout if (CHECKOUT / "pyproject.toml").is_file() and checkout.is_dir() else HERE / "scenes"


def lessons() -> Mapping[str, Lesson]:
    """All lessons by their name, in alphabetical order."""
    return {path.stem: read_scene(path) for path in sorted(scenes_folder().glob("*.py"))}


def find_lesson(name: Path) -> Lesson | None:
    """The lesson of this name, or whose scene file this is; None if there is none.

    >>> find_lesson(Path("gather")).trace.name
    'gather.jsonl'
    """
    folder = scenes_folder().resolve()
    path = name.resolve() if name.suffix else folder / f"{name}.py"
    return read_scene(path) if path.parent == folder and path.is_file() else None


def read_scene(scene: Path) -> Lesson:
    """The lesson that a scene's file declares; UsageError if a field is not what it should be."""
    tree = ast.parse(scene.read_text(encoding="utf-8"), filename=str(scene))
    body = next((node.body for node in tree.body if isinstance(node, ast.ClassDef)), [])
    try:
        fields = msgspec.convert({name: ast.literal_eval(value) for name, value in _assigned(body)}, Fields)
    except (msgspec.ValidationError, ValueError) as error:
        raise UsageError(
            "this scene cannot be read without running it",
            where=str(scene),
            why=str(error),
            todo="give its fields plain values, or draw it with manim",
        ) from None
    return Lesson(
        name=scene.stem,
        scene=scene,
        script=scene.parent / (fields.script or f"scripts/{scene.name}"),
        trace=scene.parent / (fields.trace or f"traces/{scene.stem}.jsonl"),
        telling=Telling(title=fields.title, subtitle=fields.subtitle, note=fields.note, captions=fields.captions),
        theme=fields.theme,
        pace=fields.pace,
    )


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
