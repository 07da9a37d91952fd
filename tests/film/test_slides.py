"""What docs/slides.md says works: Manim saves the sections, ten lines make slides of them, a scene may add its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import av
import manim as mn

from loopway.film.parts import parts
from loopway.lessons import copy, lessons

DOCS = (Path(__file__).parent.parent.parent / "docs" / "slides.md").read_text()
TO_SLIDES, MARKED = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
COARSE = ["-r", "64,36", "--fps", "2", "--progress_bar", "none"]


def test_a_lesson_becomes_slides(tmp_path: Path) -> None:
    """Each section is a film that plays; each is a slide, with its caption as the speaker's notes."""
    copy(lessons()["my_coroutine"], tmp_path)
    (tmp_path / "slides.py").write_text(TO_SLIDES)
    save = [sys.executable, "-m", "manim", "render", "--save_sections", *COARSE, "my_coroutine.py", "MyCoroutine"]
    done = subprocess.run(save, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (listed,) = (tmp_path / "media").rglob("sections/*.json")
    subprocess.run([sys.executable, "slides.py", str(listed)], cwd=tmp_path, check=True)
    made = json.loads((tmp_path / "slides" / "MyCoroutine.json").read_text())
    assert made["resolution"] == [64, 36]
    notes = [slide["notes"] for slide in made["slides"]]
    assert notes == [section["name"] for section in json.loads(listed.read_text())]
    assert (notes[0], notes[2]) == ("A car takes the exit", "A reaches its await and takes the exit: it waits 1 s.")
    for slide in made["slides"]:
        with av.open(tmp_path / slide["file"]) as film:
            assert next(film.decode(video=0)).width == 64


def test_a_scene_may_add_its_own(tmp_path: Path) -> None:
    """The second example plays: its rim is there from the second caption on, to the end."""
    copy(lessons()["gather"], tmp_path)
    (tmp_path / "marked.py").write_text(MARKED)
    spec = spec_from_file_location("marked", tmp_path / "marked.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["marked"] = module
    spec.loader.exec_module(module)
    quiet = {"dry_run": True, "pixel_width": 64, "pixel_height": 36, "frame_rate": 1, "progress_bar": "none"}
    with mn.tempconfig(quiet):
        scene = module.Marked()
        scene.render()
    assert scene.cuts == len(parts(scene.stage(), 1))
    assert any(isinstance(mobject, mn.FullScreenRectangle) for mobject in scene.mobjects)
