"""The meeting point of those who wait for other tasks: under each parent the board of its children."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.easing import smooth
from loopway.stage.stage import Pose
from loopway.stage.traffic.boards import Boards
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.stations.station import Station
from loopway.stage.traffic.survey import Visit
from loopway.stage.traffic.tempo import TEMPO


class MeetingPoint(Station):
    """`gather`, `TaskGroup`, `wait` and their like."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._boards = Boards(site.lengths, dict(site.kin), site.u, site.level, site.story.language)
        self._outer: dict[int, list[Visit]] = {}
        for visit in site.visits.values() if site.level.named else ():
            for child in visit.wait.on:
                if isinstance(child, int):
                    self._outer.setdefault(child, []).append(visit)

    def under(self, here: Here) -> Iterable[Pose]:
        """The board of one parent; a frame round it in the colour of the parent that waits for it."""
        if self.plaza.park is not None or here.span.wait is None:
            return ()
        board = self._boards.poses(here.visit, self.plaza, here.span.wait, here.t, here.shown)
        return (*self._frame(here), *board)

    def limit_below(self, here: Here) -> float:
        """Under the board, if there is one."""
        guards = self.lengths.guards
        return guards.words_below_board if here.visit.wait.on else guards.words_below

    def _frame(self, here: Here) -> Iterable[Pose]:
        task, plaza, lengths = here.visit.stay.task, self.plaza, self.lengths.meeting
        if plaza.rows > 1:
            return
        for outer in self._outer.get(task, ()):
            seen = smooth((here.t - outer.stay.start) / TEMPO.fade) * smooth((outer.stay.leaves - here.t) / TEMPO.fade)
            if seen > 0.0:
                (x, y), (wide, high), k = self.site.middle(here.visit), lengths.frame, plaza.k
                yield Pose(
                    role="frame",
                    id=f"frame {task}",
                    x=x,
                    y=y,
                    width=min(wide * k, self.room()),
                    height=high * k,
                    scale=k,
                    colour=self.site.kin[outer.stay.task].colour,
                    alpha=min(seen, here.shown),
                )
                return
