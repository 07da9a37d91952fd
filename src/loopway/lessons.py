"""Finds the lessons that come with loopway and reads what a scene declares, without drawing anything.

A lesson is one file in scenes/: a docstring and one class with a few fields, whose values stand there as they are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from loopway.errors import UsageError
from loopway.story.catalogue import ENGLISH, language_named
from loopway.story.story import Telling

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent
SHELVES = "sn"
"""The first letters of a lesson's id, in the order of the course."""
SCENE = re.compile(r"^class \w+\(.*\bTrafficScene\):", re.MULTILINE)
"""By this a scene's file is known from a script's."""


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What a scene's class may declare, as in `loopway.film.scene.TrafficScene`; other fields are its own affair."""

    id: str = ""
    script: str = ""
    trace: str = ""
    title: str = ""
    subtitle: str = ""
    note: str = ""
    captions: dict[str, str] = {}
    theme: str | None = None
    pace: str | float | None = None
    lang: str = ENGLISH
    """The language of its own words."""


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson: where its scene, script and trace are, its own words and its look."""

    name: str
    """The name of its scene file: "gather"."""
    id: str
    """Its place in the course: "s07"."""
    sentence: str
    """What it shows: the first line of its scene file's docstring."""
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
    """All lessons by their name, in the order of the course."""
    found = sorted((read_scene(path) for path in scenes_folder().glob("*.py")), key=_place)
    return {lesson.name: lesson for lesson in found}


def find_lesson(name: Path) -> Lesson | None:
    """The lesson of this name, or the one that this scene file declares, wherever it is; None if there is none.

    >>> find_lesson(Path("gather")).trace.name
    'gather.jsonl'
    """
    path = name if name.suffix else scenes_folder() / f"{name}.py"
    return read_scene(path.resolve()) if is_scene(path) else None


def is_scene(path: Path) -> bool:
    """Whether this file is a scene, by its text: it has a class that is a TrafficScene."""
    try:
        return path.suffix == ".py" and SCENE.search(path.read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


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
        id=fields.id,
        sentence=(ast.get_docstring(tree) or "").partition("\n")[0],
        scene=scene,
        script=scene.parent / (fields.script or f"scripts/{scene.name}"),
        trace=scene.parent / (fields.trace or f"traces/{scene.stem}.jsonl"),
        telling=Telling(
            name=scene.stem,
            title=fields.title,
            subtitle=fields.subtitle,
            note=fields.note,
            captions=fields.captions,
            language=language_named(fields.lang),
        ),
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


def copy(lesson: Lesson, folder: Path) -> tuple[Path, ...]:
    """Copies a lesson's scene, script and trace into `folder`, in the order and the places that its scene names.

    A file that is there already is left alone if it is the same, else a UsageError says which.
    """
    home = lesson.scene.parent
    pairs = [(file, folder / file.relative_to(home)) for file in (lesson.scene, lesson.script, lesson.trace)]
    for file, place in pairs:
        if place.exists() and not (place.is_file() and place.read_bytes() == file.read_bytes()):
            raise UsageError(
                f"{place} exists, and is not this lesson's",
                why="it would be lost",
                todo="choose another folder, or remove it",
            )
    for file, place in pairs:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
        except OSError as error:
            raise UsageError(
                f"{place} cannot be written", why=str(error.strerror), todo="choose another folder"
            ) from error
    return tuple(place for _, place in pairs)


def _place(lesson: Lesson) -> tuple[int, str, str]:
    shelf = SHELVES.find(lesson.id[:1]) if lesson.id else -1
    return (shelf if shelf >= 0 else len(SHELVES), lesson.id, lesson.name)
