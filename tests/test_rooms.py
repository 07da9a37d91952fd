"""The street has one direction: who may import whom is written down here, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "loopway"
SCENES = SOURCE.parent.parent / "scenes"

# room -> the rooms that it may import, besides itself
MAY_IMPORT = {
    "errors": set(),
    "trace": {"errors"},
    "record": {"errors", "trace"},
    "story": {"errors", "trace"},
    "stage": {"errors", "trace", "story"},
    "theme": {"errors"},
    "film": {"errors", "trace", "story", "stage", "theme"},
    "publish": {"errors", "trace", "story", "stage", "theme", "film"},
    "lessons": {"errors", "trace", "story"},
    "api": {"errors", "trace", "record", "story", "stage", "theme", "film", "publish", "lessons"},
    "config": {"errors", "theme", "api"},
    "doctor": {"errors", "film", "publish"},
    "gallery": {"errors", "stage", "story", "theme", "publish", "lessons", "api"},
    "cli": {"errors", "trace", "record", "story", "theme", "publish", "lessons", "api", "config", "doctor", "gallery"},
    "notebook": {"errors", "trace", "api", "cli"},
    "sphinx": {"errors", "trace", "publish", "api", "cli"},
    "__main__": {"cli"},
    "": {"errors", "trace", "story", "api", "notebook"},
}

# package -> the rooms that may import it
KEPT_TO = {
    "asyncio": {"record"},
    "manim": {"film"},
    "manimpango": {"film"},
    "cairo": {"film"},
    "numpy": {"stage", "film", "publish"},
    "av": {"publish"},
    "PIL": {"publish"},
    "fontTools": {"publish"},
    "jinja2": {"publish", "notebook"},
    "click": {"cli", "doctor", "notebook"},
    "IPython": {"notebook"},
    "docutils": {"sphinx"},
    "sphinx": {"sphinx"},
    "rich": {"cli", "doctor"},
}


def room_of(path: Path) -> str:
    """The first part of the path under src/loopway: a folder, or a module beside the rooms."""
    part = path.relative_to(SOURCE).parts[0]
    return part if not part.endswith(".py") else part.removesuffix(".py").replace("__init__", "")


def imports(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every import in a file, wherever it stands, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def trespasses(room: str, tree: ast.AST, package: tuple[str, ...] = ("loopway",)) -> list[str]:
    """What a file of `room` imports and may not."""
    rooms = {name for name in MAY_IMPORT if name}
    found = []
    for line, module in imports(tree, package):
        parts = module.split(".")
        if parts[0] == "loopway" and len(parts) > 1 and parts[1] in rooms - {room} - MAY_IMPORT[room]:
            found.append(f"line {line}: {room or 'loopway'} may not import {parts[1]}")
        if parts[0] in KEPT_TO and room not in KEPT_TO[parts[0]]:
            found.append(f"line {line}: {parts[0]} is not for {room or 'loopway'}")
    return sorted(set(found))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_from_its_left(path: Path) -> None:
    """Every file keeps to the table: `errors < trace < story < stage < film < publish < api < cli`."""
    room = room_of(path)
    assert room in MAY_IMPORT, f"{path.name} stands in no room of the table"
    package = ("loopway", *path.relative_to(SOURCE).parts[:-1])
    assert trespasses(room, ast.parse(path.read_text()), package) == []


@pytest.mark.parametrize("path", sorted(SCENES.glob("*.py")), ids=lambda path: path.name)
def test_a_scene_is_a_client(path: Path) -> None:
    """A scene imports loopway.film and nothing else of loopway; no module imports scenes."""
    modules = {module for _, module in imports(ast.parse(path.read_text()), ())}
    assert {module for module in modules if not module.startswith("loopway.film")} <= {
        "__future__",
        "__future__.annotations",
    }


@pytest.mark.parametrize("path", sorted((SCENES / "scripts").glob("*.py")), ids=lambda path: path.name)
def test_a_lesson_script_needs_only_the_standard_library(path: Path) -> None:
    """Plain `python` runs every lesson script: it imports the standard library and nothing else."""
    import sys

    modules = {module.split(".")[0] for _, module in imports(ast.parse(path.read_text()), ())}
    assert modules <= sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_says_what_it_is_for_and_stays_small(path: Path) -> None:
    """Every file opens with a sentence and has one idea: at most 350 lines."""
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    if path.name != "metrics.py":  # a generated table
        assert text.count("\n") <= 350


def test_the_check_can_fail() -> None:
    """An import back up the street, a foreign package and a relative escape are all seen."""
    tree = ast.parse("import asyncio\nfrom loopway.film import scene\nfrom .. import api\n")
    assert trespasses("story", tree, ("loopway", "story")) == [
        "line 1: asyncio is not for story",
        "line 2: story may not import film",
        "line 3: story may not import api",
    ]
