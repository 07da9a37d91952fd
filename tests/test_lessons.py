"""Lessons are found and read without running their scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.errors import UsageError
from loopway.lessons import find_lesson, lessons, read_scene, scenes_folder

SCENE = '''
"""A scene."""

from loopway.film import TrafficScene

HELPER = object()


class Fuel(TrafficScene):
    """Fuel."""

    id = "s99"
    title = "Fuel"
    note: str = "No car is harmed."
    captions = {"exit.sleep A": "A refuels."}
    pace = 20
    trace = "runs/fuel.jsonl"
'''


def test_what_a_scene_declares(tmp_path: Path) -> None:
    """Its own words, its look, its files; what it does not say is as for every scene."""
    path = tmp_path / "fuel.py"
    path.write_text(SCENE)
    lesson = read_scene(path)
    assert (lesson.name, lesson.scene, lesson.pace, lesson.theme) == ("fuel", path, 20, None)
    assert (lesson.script, lesson.trace) == (tmp_path / "scripts" / "fuel.py", tmp_path / "runs" / "fuel.jsonl")
    assert (lesson.telling.title, lesson.telling.subtitle, lesson.telling.note) == ("Fuel", "", "No car is harmed.")
    assert lesson.telling.captions == {"exit.sleep A": "A refuels."}


@pytest.mark.parametrize("value", ["3", "HELPER", "'a' + str(1)"])
def test_a_field_that_only_python_could_read(tmp_path: Path, value: str) -> None:
    """The message says which file, and what else to do."""
    path = tmp_path / "fuel.py"
    path.write_text(SCENE.replace('"Fuel"', value, 1))
    with pytest.raises(UsageError) as error:
        read_scene(path)
    assert (error.value.where, error.value.todo) == (
        str(path),
        "give its fields plain values, or draw it with manim",
    )


def test_a_lesson_is_found_by_its_name_and_by_its_file() -> None:
    """Both give the same; a stranger gives none."""
    for name, lesson in lessons().items():
        assert find_lesson(Path(name)) == find_lesson(scenes_folder() / f"{name}.py") == lesson
        assert lesson.script.is_file()
        assert lesson.trace.is_file()
    assert find_lesson(Path("nothing")) is None
    assert find_lesson(Path("elsewhere/gather.py")) is None
    assert {"gather", "my_coroutine"} <= set(lessons())
