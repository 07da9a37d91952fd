"""One table of everything: what was measured, what was reached, what was wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table

from . import goals
from .child import Found
from .goals import Goal, cpu, wall
from .plan import VERSIONS

WAYS = {
    "encode": "encoding alone, yuv420p ready",
    "one": "loopway, gather, one job",
    "two": "loopway, gather, two jobs",
    "part": "loopway, the frames of the next line",
    "ours": "Manim, our scene gather",
    "twenty": "loopway, 20 cars, as the next lines have",
    "idiomatic": "Manim, idiomatic scene, caching off",
    "cached": "Manim, idiomatic scene, default caching",
    "plain": "Manim, idiomatic scene, nothing set",
}


def table(found: Found) -> Table:
    """The report."""
    made = Table("", "measured", "reached", "goal", "", title=title(found), caption=caption(found))
    _section(made, "Cost of a frame", _ways(found), goals.speed(found))
    _section(made, "The same picture", _likeness(found["likeness"]), goals.pictures(found))
    _section(made, "Growth", growth_lines(found), goals.growth(found))
    _section(made, "First picture (whole commands, warm)", (), goals.start(found))
    return made


def title(found: Found) -> str:
    """The picture, and how large the run was."""
    (width, height), fps, scale = found["picture"]["size"], found["picture"]["fps"], found["scale"]
    return f"./dev bench render: {scale['name']}, {width}x{height}, {fps} frames a second, {scale['rounds']} rounds"


def caption(found: Found) -> str:
    """What one must know to read it."""
    machine = found["machine"]
    versions = ", ".join(f"{name} {machine[name]}" for name in ("python", *VERSIONS))
    return (
        "The least of all runs, set-up apart: loading, planning or building, the first picture. x264 as loopway sets "
        "it, on one thread; only with “nothing set” as Manim does. No segment cache; Manim's caches begin empty. "
        f"{machine['cores']} cores ({machine['architecture']}), load {machine['load']:.2f} before and "
        f"{found['load_at_end']:.2f} after. {versions}."
    )


def _section(made: Table, name: str, lines: Iterable[tuple[str, str]], judged: Iterable[Goal]) -> None:
    made.add_section()
    made.add_row(f"[bold]{name}[/]")
    for what, measured in lines:
        made.add_row(what, measured)
    for goal in judged:
        made.add_row(goal.name, "", *_judged(goal))


def _judged(goal: Goal) -> Iterator[str]:
    yield f"{goal.reached:.3g} {goal.unit}"
    if goal.limit is not None:
        yield f"{'<=' if goal.most else '>='} {goal.limit:g} {goal.unit}"
        yield "yes" if goal.met else "[bold red]no[/]"


def _ways(found: Found) -> Iterator[tuple[str, str]]:
    for name, words in WAYS.items():
        runs = found["ways"][name]
        setup = min(run["setup"][0] for run in runs)
        often = f"{len(runs)} run" + "s" * (len(runs) > 1)
        times = f"{cpu(found, name):.1f} ms CPU, {wall(found, name):.1f} wall"
        yield words, f"{times}; {often} of {runs[0]['frames']:,} frames; set-up {setup:.1f} s CPU"


def _likeness(likeness: Found) -> Iterator[tuple[str, str]]:
    words = (
        f"{likeness['pictures']} pictures, {likeness['equal']} of them equal; worst: frame {likeness['worst_frame']}"
    )
    yield "every tenth frame of gather against stock Manim's", words


def growth_lines(found: Found) -> Iterator[tuple[str, str]]:
    """What was measured of films of many cars, and of planning."""
    for one in found["growth"]:
        drawn = f"{one['mean']:.1f} ms CPU mean, {one['p95']:.1f} p95, {one['max']:.1f} max"
        yield f"{one['cars']:,} cars", f"{drawn}; {_planned(one)}"
    if found["million"]:
        many = found["million"]
        yield f"{many['tasks']} tasks, {many['sleeps']} waits each", _planned(many)


def _planned(one: Found) -> str:
    return f"tell {one['tell']:.2f} s, {one['rate']:,.0f} events/s of {one['events']:,}; {one['peak']:,.0f} MB"
