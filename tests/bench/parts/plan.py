"""What is measured in one run, in which order, and how often."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import version
from platform import machine, python_version
from typing import Any, NamedTuple

from .child import Found, measured
from .start import waits

Say = Callable[[str], None]
VERSIONS = ("loopway", "manim", "av", "numpy", "pycairo")


class Scale(NamedTuple):
    """How large a run is. The picture is the same in all of them: 1080p60."""

    name: str
    rounds: int
    """So often everything is measured, one after the other; what only illustrates is measured in the first round."""
    length: float | None
    """Film seconds of the lesson `gather`; None: as many as it asks for."""
    part: tuple[float, float] | None
    """The part of the lesson that plain Manim draws, and loopway for comparison: its start and its length."""
    twenty: tuple[float, float] | None
    """The part of the film of twenty cars that is drawn."""
    idiomatic: int
    """Seconds of the baseline."""
    whole: bool
    """Whether films of 10 ... 10,000 cars are drawn whole."""


QUICK = Scale("quick", 2, 24.0, (10.0, 4.0), (8.0, 8.0), 3, False)
FULL = Scale("full", 3, None, None, None, 20, True)
PICTURE = {"size": (1920, 1080), "fps": 60}
CROWDS = (10, 100, 1_000, 10_000)


class Way(NamedTuple):
    """One way to a film, measured in a process of its own."""

    module: str
    task: dict[str, Any]
    again: bool = True
    """Whether in every round."""


def ways(scale: Scale) -> dict[str, Way]:
    """All ways to a film, by the name under which they are found."""
    gather = {"subject": "gather", "length": scale.length}
    idiomatic = {"scene": "idiomatic", "seconds": scale.idiomatic}
    ours = {"scene": "ours", "length": scale.length, "part": scale.part}
    return {
        "encode": Way("encode_only", {"length": scale.length}),
        "one": Way("by_loopway", {**gather, "jobs": 1}),
        "idiomatic": Way("by_manim", {**idiomatic, "caching": False, "same_encoder": True}),
        "two": Way("by_loopway", {**gather, "jobs": 2}),
        "twenty": Way("by_loopway", {"subject": "twenty", "length": None, "jobs": 1, "part": scale.twenty}),
        "ours": Way("by_manim", {**ours, "caching": False, "same_encoder": True}),
        "part": Way("by_loopway", {**gather, "jobs": 1, "part": scale.part}),
        "cached": Way("by_manim", {**idiomatic, "caching": True, "same_encoder": True}, again=False),
        "plain": Way("by_manim", {**idiomatic, "caching": True, "same_encoder": False}, again=False),
    }


def run(scale: Scale, *, million: bool, say: Say) -> Found:
    """Everything that the report needs; each single run is kept, with the load at its beginning."""
    found: Found = {"scale": scale._asdict(), "picture": PICTURE, "machine": this_machine()}
    found["million"] = None
    if million:
        say("a million events")
        found["million"] = measured("million")
    found["ways"] = {name: [] for name in ways(scale)}
    for number in range(scale.rounds):
        for name, way in ways(scale).items():
            if way.again or not number:
                say(f"round {number + 1} of {scale.rounds}: {name}")
                load = os.getloadavg()[0]
                found["ways"][name].append(measured(way.module, picture=PICTURE, **way.task) | {"load": load})
    say("likeness")
    found["likeness"] = measured("likeness", length=scale.length, picture=PICTURE)
    found["growth"] = []
    for cars in CROWDS:
        say(f"{cars:,} cars")
        found["growth"].append(measured("growth", cars=cars, whole=scale.whole, picture=PICTURE))
    say("from the command to the first picture")
    found["start"] = waits()
    return found | {"load_at_end": os.getloadavg()[0]}


def this_machine() -> Found:
    """What the figures depend on besides the code."""
    return {
        "cores": os.cpu_count(),
        "architecture": machine(),
        "load": os.getloadavg()[0],
        "python": python_version(),
        **{name: version(name) for name in VERSIONS},
    }
