"""A task's life in film seconds -> the legs of its car's way, one after the other."""

from __future__ import annotations

from enum import Enum

import msgspec

from loopway.stage.path import Path
from loopway.stage.traffic.ride import Ride
from loopway.stage.traffic.survey import Visit
from loopway.story.story import Span
from loopway.trace.events import Outcome


class Way(Enum):
    """What a car does during one leg."""

    BLUEPRINT = "blueprint"
    """A plan slides from its line of code to the tail of the line, and fills with colour."""
    LINE = "line"
    """It stands in line, and moves up with it."""
    ROAD = "road"
    """It drives: from the stop line to the gate."""
    PARK = "park"
    """From the gate into a stall."""
    STALL = "stall"
    """It stands in a stall."""
    HOOK = "hook"
    """It was told to stop: it turns grey where it stands."""
    ROLL = "roll"
    """From a stall to the tail of the line."""
    APRON = "apron"
    """From the gate straight to the tail of the line."""
    FINISH = "finish"
    """From the last turn's gate to its place in the finish lane."""
    LANE = "lane"
    """It stands in the finish lane, for good."""
    FLASH = "flash"
    """One of many turns: it fades where it stood."""
    SHOW = "show"
    """It fades in where it goes to, after a flash or an eager step."""
    CARRIED = "carried"
    """An eager step: its badge rides on its parent's car."""
    STUCK = "stuck"
    """The recording ends while it drives."""


class Grey(Enum):
    """How a car that was told to stop looks during a leg."""

    NO = "no"
    TURNS = "turns"
    YES = "yes"
    BACK = "back"
    """It goes on all the same."""


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """`start` .. `end` in film seconds; what else is set depends on the way."""

    way: Way
    start: float
    end: float
    ride: Ride | None = None
    """ROAD, PARK, APRON, FINISH: one ride through two legs."""
    path: Path | None = None
    """ROLL, HOOK: the way to the tail of the line."""
    visit: Visit | None = None
    """PARK, STALL, HOOK, ROLL, FLASH, SHOW: the stall."""
    span: Span | None = None
    """PARK, STALL, HOOK, ROLL: the SUSPENDED span; else the one of the leg itself."""
    ready: float | None = None
    """From this instant on it is ready; None: not within this wait."""
    rank: int = 0
    """BLUEPRINT, LINE, ROLL, APRON: how many starts come before its own."""
    arrival: int | None = None
    """FINISH, LANE, SHOW: the how many'th in the finish lane."""
    outcome: Outcome | None = None
    """ROAD, FINISH, LANE."""
    grey: Grey = Grey.NO
    fades: bool = False
    """APRON: there is no room in line where it goes to."""


class Itinerary(msgspec.Struct, frozen=True, kw_only=True):
    """The legs of one car; they touch, but in a streak or a fold it may be nowhere to be seen for a while."""

    task: int
    loop: int
    letter: str
    colour: str
    name: str
    """What stands above its stall: `fetch(1)`."""
    parent: int | None
    legs: tuple[Leg, ...]
