"""loopway's film as `loopway render` makes it: drawn and encoded anew, joined, and the finished file decoded once."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from loopway.publish import writer
from loopway.publish.cache import PLACE
from loopway.publish.master import Master, Tick
from loopway.publish.segments import Segment, render_segment
from loopway.publish.studio import Studio
from loopway.publish.video import check

from .child import Found
from .meter import Cost, Meter
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
        watch = _Watch(meter)
        frames = _segment(master, target, part, watch.tick) if part else _film(master, target, watch.tick)
        checking = meter.lap()
        cost = Cost(*map(sum, zip(watch.drawing, checking, strict=True)))
        size = target.stat().st_size
    return {"frames": frames, "bytes": size, "setup": setup, "cost": cost, "drawing": watch.drawing}


class _Watch:
    """Notes what it cost until the finished file was read back."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.drawing: Cost | None = None

    def tick(self, what: str, done: int, total: int) -> None:
        """Told of progress."""
        if what == "checking" and self.drawing is None:
            self.drawing = self._meter.lap()


def _warm_up(master: Master) -> None:
    """Twice as many small orders as processes: so each of them, while the others load Manim, takes one."""
    crew = master.studio.crew
    executor = crew.hire(crew.hands)
    opening = Segment(first=0, count=1)
    for order in [executor.submit(render_segment, master.film, opening) for _ in range(2 * crew.hands)]:
        order.result()


def _film(master: Master, target: Path, tick: Tick) -> int:
    writer(target.suffix).write(master, str(target), tick)
    return master.film.frames


def _segment(master: Master, target: Path, part: tuple[float, float], tick: Tick) -> int:
    first, count = (round(seconds * master.film.encoding.fps) for seconds in part)
    target.write_bytes(render_segment(master.film, Segment(first=first, count=count)))
    check(str(target), count, master.size, tick)
    return count
