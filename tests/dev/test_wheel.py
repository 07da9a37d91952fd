"""The wheel: complete in an empty folder, without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent


def test_the_wheel_brings_the_lessons(tmp_path: Path) -> None:
    """Unpacked in an empty folder it finds every lesson of the checkout, with script and trace, in its own copy."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=CHECKOUT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("loopway-*.whl")
    place = tmp_path / "place"
    zipfile.ZipFile(wheel).extractall(place)
    ask = (
        "from loopway.lessons import lessons\n"
        "for lesson in lessons().values():\n"
        "    print(lesson.name, lesson.scene.parent, lesson.script.is_file() and lesson.trace.is_file())"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(place)!r})\n{ask}"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    names = sorted(path.stem for path in (CHECKOUT / "scenes").glob("*.py"))
    assert sorted(told.splitlines()) == [f"{name} {place / 'loopway' / 'scenes'} True" for name in names]
    assert (place / "loopway" / "py.typed").is_file()
    parts = ("publish/page/templates", "publish/page/style", "publish/page/script")
    here = CHECKOUT / "src" / "loopway"
    assert all(
        (place / "loopway" / part / file.name).is_file() for part in parts for file in (here / part).iterdir()
    ), "the page's templates are not in the wheel"
