"""loopway's film as `loopway render` makes it: drawn and encoded anew, joined, and the finished file read back."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from loopway.publish import writer
from loopway.publish.cache import PLACE
from loopway.publish.master import Master
from loopway.publish.segments import Segment, frames_in, render_segment
from loopway.publish.studio import Studio

from .child import Found
from .meter import Meter
from .subject import encoding_of, film


def measure(
    meter: Meter,
    *,
    subject: str,
    jobs: int,
    length: float | None,
    picture: dict[str, Any],
    part: tuple[float, float] | None = None,
) -> Found:
    """The whole film or, in one job, the part from a film second on, so many seconds long, as a segment.

    Set-up, in every process: loading Manim, planning, drawing the film's first picture. All other actors are drawn,
    and text is set, when the film first shows them: that counts. The cache of segments is a new folder.
    """
    with TemporaryDirectory() as folder, Studio(jobs=jobs) as studio:
        os.environ[PLACE] = f"{folder}/cache"
        target = Path(folder) / "film.mp4"
        master = film(subject, encoding_of(picture), length, studio)
        _warm_up(master)
        setup = meter.lap()
        frames = _segment(master, target, part) if part else _film(master, target)
        cost = meter.lap()
        size = target.stat().st_size
    return {"frames": frames, "bytes": size, "setup": setup, "cost": cost}


def _warm_up(master: Master) -> None:
    """Twice as many small orders as processes: so each of them, while the others load Manim, takes one."""
    crew = master.studio.crew
    executor = crew.hire(crew.hands)
    opening = Segment(first=0, count=1)
    for order in [executor.submit(render_segment, master.film, opening) for _ in range(2 * crew.hands)]:
        order.result()


def _film(master: Master, target: Path) -> int:
    writer(target.suffix).write(master, str(target), lambda *_: None)
    return master.film.frames


def _segment(master: Master, target: Path, part: tuple[float, float]) -> int:
    first, count = (round(seconds * master.film.encoding.fps) for seconds in part)
    data = render_segment(master.film, Segment(first=first, count=count))
    target.write_bytes(data)
    if frames_in(data) != count:
        raise AssertionError(f"{count} frames were ordered, {frames_in(data)} were made")
    return count
