"""Ratios, and what they shall be: from what was found to what is judged. Nothing is measured here."""

from __future__ import annotations

from typing import NamedTuple

from .child import Found

MOST_OF_ENCODING = 1.3
LEAST_OF_IDIOMATIC = 5.0
LEAST_OF_TWO_JOBS = 1.7
LEAST_DECIBELS = 60.0
MOST_OF_A_PICTURE = 20.0
MANY = 10_000


class Goal(NamedTuple):
    """A figure, and the limit that it shall keep."""

    name: str
    reached: float
    limit: float | None
    """None: it is only told."""
    unit: str
    most: bool = False
    """Whether `limit` is the most that it may be; else it is the least."""

    @property
    def met(self) -> bool | None:
        """Whether it is reached; None if nothing is asked."""
        if self.limit is None:
            return None
        return self.reached <= self.limit if self.most else self.reached >= self.limit


def cpu(found: Found, way: str) -> float:
    """Milliseconds of processor time a frame, set-up apart: the least of all runs."""
    return min(1000 * run["cost"][0] / run["frames"] for run in found["ways"][way])


def wall(found: Found, way: str) -> float:
    """Milliseconds on the wall a frame, set-up apart: the least of all runs."""
    return min(1000 * run["cost"][1] / run["frames"] for run in found["ways"][way])


def whole(found: Found, way: str) -> float:
    """Seconds on the wall from the start of the process to the finished film: the least of all runs."""
    return min(float(run["setup"][1] + run["cost"][1]) for run in found["ways"][way])


def speed(found: Found) -> list[Goal]:
    """What is compared of the ways to a film."""

    def times(name: str, dear: str, cheap: str, limit: float | None = None, *, most: bool = False) -> Goal:
        return Goal(name, cpu(found, dear) / cpu(found, cheap), limit, "x", most)

    jobs = wall(found, "one") / wall(found, "two")
    return [
        times("loopway, one job / encoding alone", "one", "encode", MOST_OF_ENCODING, most=True),
        times("Manim, idiomatic / loopway, 20 cars", "idiomatic", "twenty", LEAST_OF_IDIOMATIC),
        times("Manim, idiomatic / loopway, gather", "idiomatic", "one"),
        times("Manim, idiomatic, default caching / loopway, 20 cars", "cached", "twenty"),
        times("Manim, idiomatic, nothing set / loopway, 20 cars", "plain", "twenty"),
        times("Manim, our scene / loopway, the same frames", "ours", "part"),
        Goal("one job / two jobs, wall", jobs, LEAST_OF_TWO_JOBS, "x"),
        Goal("one job / two jobs, wall, set-up included", whole(found, "one") / whole(found, "two"), None, "x"),
    ]


def pictures(found: Found) -> list[Goal]:
    """What is asked of the pictures; equal ones are as like as one can be."""
    worst, middle = (found["likeness"][name] for name in ("worst", "median"))
    return [
        Goal("PSNR, worst picture", float("inf") if worst is None else worst, LEAST_DECIBELS, "dB"),
        Goal("PSNR, median", float("inf") if middle is None else middle, None, "dB"),
    ]


def growth(found: Found) -> list[Goal]:
    """What is asked of films of very many cars."""
    goals = [
        Goal(f"a picture of {one['cars']:,} cars, mean", one["mean"], MOST_OF_A_PICTURE, "ms", most=True)
        for one in found["growth"]
        if one["cars"] == MANY
    ]
    if found["million"]:
        goals.append(Goal("a million events planned", found["million"]["tell"], 30.0, "s", most=True))
    return goals


def start(found: Found) -> list[Goal]:
    """What is asked of the first picture."""
    waits = found["start"]
    return [
        Goal("draft film of a small script", waits["draft"], 5.0, "s", most=True),
        Goal("poster of a small script", waits["poster"], 3.0, "s", most=True),
        Goal("import loopway", 1000 * waits["import"], 50.0, "ms", most=True),
    ]
