"""One file a station: what stands and happens on the plaza of one kind of wait.

A new station is a class like `Station` in a file of its own, and its line here; what it draws has roles in
`stage/traffic/roles.py` and actors in `film/actors`.
"""

from __future__ import annotations

from loopway.stage.traffic.signs import PlazaKind
from loopway.stage.traffic.stations.dock import Dock
from loopway.stage.traffic.stations.gate import Gate
from loopway.stage.traffic.stations.meeting import MeetingPoint
from loopway.stage.traffic.stations.network import Network
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.pumps import Pumps
from loopway.stage.traffic.stations.signal import Signal
from loopway.stage.traffic.stations.site import Here, Site, here
from loopway.stage.traffic.stations.station import Station
from loopway.stage.traffic.stations.thread import ServiceRoad

__all__ = ["STATIONS", "Here", "Site", "Station", "here"]

STATIONS: dict[PlazaKind, type[Station]] = {
    "gate": Gate,
    "signal": Signal,
    "dock": Dock,
    "sleep": Pumps,
    "network": Network,
    "thread": ServiceRoad,
    "other": Elsewhere,
    "meet": MeetingPoint,
}
