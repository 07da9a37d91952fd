"""The gallery: each lesson's poster and clip in media/gallery/ and its row in the README, made anew only when stale.

Stale is a lesson whose files would not come out the same: if its mark has changed. A mark is a hash of what is drawn
(every Frame of the clip, which script, trace, scene, story and stage decide together) and of what draws it (the rooms
film and theme, the writers of poster and clip, the versions of the libraries). So a change of the story that alters
no picture of a lesson does not film it again. The marks stand in media/gallery/marks.json, beside the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from loopway.api import Made, Studio, render, take
from loopway.errors import UsageError
from loopway.lessons import CHECKOUT, Lesson, lessons, scenes_folder
from loopway.publish import Tick, frames
from loopway.publish.animation import GRADES
from loopway.publish.cache import DRAWN_WITH
from loopway.stage import stage_of
from loopway.stage.stage import Stage
from loopway.story import Pace, pace_named, tell
from loopway.theme import theme_named

FOLDER = Path("media") / "gallery"
MARKS = "marks.json"
POSTER, CLIP = ".png", ".webp"
DRAWERS = ("film", "theme", "publish/poster.py", "publish/animation.py", "publish/clips.py")
"""What turns Frames into the gallery's files, in src/loopway."""
DIGITS = re.compile(rb"(\.\d{3})\d+")
"""What lies behind the third decimal of a frame unit is not seen, and differs between machines."""
TABLE = re.compile(r"(?<=\| film \| what it shows \| the script \|\n\|---\|---\|---\|\n)(?:\|.*\n)*")
"""The rows of the README's gallery."""


def checkout() -> Path:
    """The folder of the repository; UsageError if loopway does not run from one."""
    if scenes_folder() != CHECKOUT / "scenes":
        raise UsageError(
            "the gallery belongs to loopway's repository",
            why="this loopway was installed without it",
            todo="film a lesson: loopway render gather",
        )
    return CHECKOUT


def stale(root: Path) -> Iterator[tuple[Lesson, str]]:
    """The lessons that have to be filmed anew, with their new marks; UsageError if a script is newer than its trace."""
    known = _marks(root)
    for lesson in lessons().values():
        mark = mark_of(lesson)
        if known.get(lesson.name) != mark or not all(file.is_file() for file in files(root, lesson)):
            yield lesson, mark


def files(root: Path, lesson: Lesson) -> tuple[Path, Path]:
    """A lesson's poster and clip."""
    poster, clip = (root / FOLDER / f"{lesson.name}{ending}" for ending in (POSTER, CLIP))
    return poster, clip


def film(root: Path, lesson: Lesson, mark: str, studio: Studio, tick: Tick) -> tuple[Made, ...]:
    """Makes a lesson's poster and clip, and notes its mark; marks of lessons that are no more are dropped."""
    made = render(lesson.scene, *files(root, lesson), studio=studio, tick=tick)
    marks = {name: known for name, known in (_marks(root) | {lesson.name: mark}).items() if name in lessons()}
    text = msgspec.json.format(msgspec.json.encode(dict(sorted(marks.items()))), indent=2)
    (root / FOLDER / MARKS).write_bytes(text + b"\n")
    return made


def mark_of(lesson: Lesson) -> str:
    """The hash by which a lesson's files are known to be those of its pictures."""
    digest = sha256(_drawers())
    digest.update(msgspec.json.encode(theme_named(lesson.theme or "night")))
    stage = _stage(lesson)
    digest.update(DIGITS.sub(rb"\1", msgspec.json.encode(stage.pieces)))
    fps = GRADES[0].fps
    for number in range(frames(stage.duration, fps)):
        digest.update(DIGITS.sub(rb"\1", msgspec.json.encode(stage.at(number / fps))))
    return digest.hexdigest()[:16]


def row(lesson: Lesson) -> str:
    """A lesson's row of the README's gallery: poster with a link to the clip, title and sentence, script."""
    name = lesson.name
    poster, clip = (f"{FOLDER.as_posix()}/{name}{ending}" for ending in (POSTER, CLIP))
    shows = f"**{lesson.telling.title}.** {lesson.sentence}"
    return f"| [![{name}]({poster})]({clip}) | {shows} | [{name}.py](scenes/scripts/{lesson.script.name}) |"


def with_rows(readme: str, shown: Mapping[str, Lesson]) -> str:
    """The README with one row a lesson in its gallery; UsageError if it has no gallery."""
    if not TABLE.search(readme):
        raise UsageError(
            "README.md has no gallery",
            why="its table is known by its first line: | film | what it shows | the script |",
            todo="write that line, and |---|---|---| under it",
        )
    rows = "".join(f"{row(lesson)}\n" for lesson in shown.values())
    return TABLE.sub(lambda _: rows, readme, count=1)


def _stage(lesson: Lesson) -> Stage:
    trace = take(lesson.scene).trace
    if trace.header.source != lesson.script.read_text(encoding="utf-8"):
        raise UsageError(
            f"{lesson.script} is not what {lesson.trace.name} was recorded from",
            todo=f"loopway trace {lesson.script} -o {lesson.trace}",
        )
    pace = Pace() if lesson.pace is None else pace_named(str(lesson.pace))
    return stage_of(tell(trace, lesson.telling, pace))


def _marks(root: Path) -> dict[str, str]:
    file = root / FOLDER / MARKS
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str]) if file.is_file() else {}


@cache
def _drawers() -> bytes:
    """A hash of what turns Frames into the gallery's files."""
    package = Path(__file__).parent
    digest = sha256()
    for part in DRAWERS:
        place = package / part
        for file in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            digest.update(file.relative_to(package).as_posix().encode() + b"\n" + file.read_bytes())
    for name in (*DRAWN_WITH, "pillow"):
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.digest()
