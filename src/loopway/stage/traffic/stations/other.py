"""The station of everything that has none of its own: plain stalls, and below each what is awaited."""

from __future__ import annotations

from loopway.stage.traffic.stations.site import Here
from loopway.stage.traffic.stations.station import Station


class Elsewhere(Station):
    """Nobody knows the end of these waits; what is known is their name."""

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """The wait's label."""
        return None if here.span.wait is None else ("mono", here.span.wait.label, "text3")
