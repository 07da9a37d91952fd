"""The filling station of `sleep`: an upright gauge beside each car, and the seconds that are left."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from loopway.stage.stage import Pose
from loopway.stage.traffic.stations.site import Here
from loopway.stage.traffic.stations.station import Station
from loopway.stage.traffic.tempo import TEMPO


class Pumps(Station):
    """A gauge shows elapsed / asked, in the car's colour: only a sleep knows its end."""

    def under(self, here: Here) -> Iterable[Pose]:
        """The gauge of one car; nobody knows one for `sleep(0)`."""
        wait, plaza, task = here.span.wait, self.plaza, here.visit.stay.task
        until = wait.until if wait is not None else None
        if not plaza.gauges or until is None or until <= here.span.begins_at:
            return
        level = min(1.0, max(0.0, (here.now - here.span.begins_at) / (until - here.span.begins_at)))
        x, y = plaza.gauges[here.visit.stall]
        gauge = Pose(
            role="gauge",
            id=f"gauge {task}",
            x=x,
            y=y,
            width=plaza.gauge[0],
            height=plaza.gauge[1],
            scale=plaza.k,
            level=level,
            colour=self.site.kin[task].colour,
            alpha=here.shown,
        )
        if plaza.park is not None:
            # the places of a car park are bare when the cars have gone
            yield replace(gauge, role="housing", id=f"housing {task}", level=1.0)
        yield gauge

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """The seconds that are left; in `danger`, those that it is late."""
        wait = here.span.wait
        if wait is None or wait.until is None or self.room() < self.lengths.seconds_least - 1e-9:
            return None
        number = self.site.story.language.number
        whole, rest = wait.until - here.span.begins_at, wait.until - here.now
        if -rest > TEMPO.overdue:
            return "mono.strong", f"+{number(remaining(-rest, -rest))}", "danger"
        return "mono.strong", number(remaining(max(0.0, rest), whole)), "text"


def remaining(seconds: float, whole: float) -> str:
    """What is left of a wait, in the unit of the whole wait, so that the digits keep their places.

    >>> remaining(0.38, 0.5), remaining(1.5, 3.0), remaining(12.3, 90.0), remaining(0.0123, 0.05)
    ('0.38 s', '1.5 s', '12 s', '12 ms')
    """
    if whole >= 10.0:
        return f"{seconds:.0f} s"
    if whole >= 0.95:
        return f"{seconds:.1f} s"
    if whole >= 0.1:
        return f"{seconds:.2f} s"
    if whole >= 1e-3:
        return f"{seconds * 1e3:.0f} ms"
    return f"{seconds * 1e6:.0f} µs"
