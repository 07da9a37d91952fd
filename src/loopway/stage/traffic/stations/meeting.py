"""The meeting point of those who wait for other tasks: under each parent the board of its children."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.stage import Pose
from loopway.stage.traffic.boards import Boards
from loopway.stage.traffic.stations.station import Here, Site, Station


class MeetingPoint(Station):
    """`gather`, `TaskGroup`, `wait` and their like."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._boards = Boards(site.lengths, dict(site.kin), site.u, site.level)

    def under(self, here: Here) -> Iterable[Pose]:
        """The board of one parent."""
        if self.plaza.park is not None or here.span.wait is None:
            return ()
        return self._boards.poses(here.visit, self.plaza, here.span.wait, here.t, here.shown)
