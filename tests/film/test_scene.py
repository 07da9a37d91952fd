"""A lesson is a Manim Scene like any other: it plays, it obeys Manim's settings, it says what it lacks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import av
import manim as mn
import numpy as np
import pytest

from loopway.errors import TraceError, UsageError
from loopway.film import TrafficScene, pictures
from loopway.theme import DAY, NIGHT

SCENES = Path(__file__).parent.parent.parent / "scenes"
LESSONS = sorted(path.stem for path in SCENES.glob("*.py"))

DRY = {"dry_run": True, "pixel_width": 64, "pixel_height": 36, "frame_rate": 2, "progress_bar": "none"}


def load(path: Path) -> type[TrafficScene]:
    """The one scene of a file, loaded as Manim loads it."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(f"lesson_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    (scene,) = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, TrafficScene) and value.__module__ == spec.name
    ]
    return scene


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_plays_dry(name: str) -> None:
    """From its first to its last picture, without writing anything; it lasts as long as its stage."""
    scene_class = load(SCENES / f"{name}.py")
    with mn.tempconfig(DRY):
        scene = scene_class()
        scene.render()
        assert scene.time == pytest.approx(scene.stage().duration, abs=0.5)


def test_a_theme_can_be_chosen_by_field_and_by_argument() -> None:
    """The background follows the theme; a colour given to Manim itself wins."""
    scene_class = load(SCENES / "my_coroutine.py")
    day = type("ByDay", (scene_class,), {"theme": "day", "__module__": scene_class.__module__})
    with mn.tempconfig(DRY):
        for scene, theme in ((scene_class(), NIGHT), (day(), DAY), (scene_class(theme="day"), DAY)):
            scene.setup()
            assert scene.camera.background_color == mn.ManimColor(theme.bg)
    with mn.tempconfig({**DRY, "background_color": "#123456"}):
        scene = scene_class()
        scene.setup()
        assert scene.camera.background_color == mn.ManimColor("#123456")


def test_a_pace_can_be_chosen() -> None:
    """A quicker film is shorter; a pace that is none is refused."""
    scene_class = load(SCENES / "my_coroutine.py")
    with mn.tempconfig(DRY):
        assert scene_class(pace=13).stage().duration < scene_class().stage().duration
        with pytest.raises(UsageError, match="there is no pace 'soon'"):
            scene_class(pace="soon").stage()


@pytest.mark.parametrize(("size", "frame"), [((108, 192), (9.0, 16.0)), ((108, 108), (9.0, 9.0))])
def test_manims_pixels_choose_the_shape(size: tuple[int, int], frame: tuple[float, float]) -> None:
    """`manim -r 1080,1920` gives the tall film, equal sides the square one: the same pictures as the fast way's."""
    scene_class = load(SCENES / "my_coroutine.py")
    with mn.tempconfig({**DRY, "pixel_width": size[0], "pixel_height": size[1]}):
        scene = scene_class(pace=13)
        scene.render()
        shown, stage = np.asarray(scene.renderer.get_frame()), scene.stage()
    assert stage.size == frame
    (fast,) = pictures(stage, NIGHT)([stage.duration], size)
    assert np.abs(shown.astype(int) - fast.pixels.astype(int)).mean() < 0.2


def test_a_scene_may_name_its_shape() -> None:
    """Then it has it, whatever Manim's pixels are."""
    scene_class = load(SCENES / "my_coroutine.py")
    scene_class.shape = "tall"
    with mn.tempconfig(DRY):
        scene = scene_class()
        scene.setup()
        assert (scene.stage().size, scene.camera.frame_height) == ((9.0, 16.0), 16.0)


def test_a_missing_trace_says_how_to_make_it(tmp_path: Path) -> None:
    """A scene whose run was never recorded names the command that records it."""
    shutil.copy(SCENES / "gather.py", tmp_path / "gather.py")
    with mn.tempconfig(DRY), pytest.raises(TraceError) as caught:
        load(tmp_path / "gather.py")().stage()
    assert caught.value.what == f"no trace for {tmp_path / 'scripts' / 'gather.py'}"
    assert caught.value.todo.startswith("loopway trace ")


def test_plain_manim_films_a_lesson(tmp_path: Path) -> None:
    """`manim scenes/my_coroutine.py MyCoroutine` from any folder: its own media folder, its own settings."""
    command = [sys.executable, "-m", "manim", "render", "-r", "128,72", "--fps", "2", "--progress_bar", "none"]
    command += [str(SCENES / "my_coroutine.py"), "MyCoroutine"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (film,) = (tmp_path / "media" / "videos").glob("*/*/MyCoroutine.mp4")
    with av.open(film) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (128, 72, 2)
        assert stream.frames > 20
