"""One table of what watching costs: a line a way, a column a program, and below it the goals."""

from __future__ import annotations

from rich.table import Table

from . import costs
from .child import Found
from .watchers import NAMES, OPTIONS, WAYS, WORDS


def ledger(found: Found) -> Table:
    """The report."""
    title = f"./dev bench record: CPU time against the plain loop, {found['rounds']} rounds"
    made = Table("", *NAMES.values(), title=title, caption=_caption(found))
    for way in WAYS:
        made.add_row(WORDS[way], *(_cell(found, way, program) for program in NAMES))
    made.add_section()
    for way in OPTIONS:
        made.add_row(f"{WORDS[way]}: bytes/event", *(_size(found, way, program) for program in NAMES))
    made.add_section()
    made.add_row("[bold]Goals[/]", "[bold]reached[/]", "[bold]goal[/]")
    for goal in costs.reached(found):
        limit = "" if goal.limit is None else f"<= {goal.limit:g} {goal.unit}"
        met = {True: "yes", False: "[bold red]no[/]", None: ""}[goal.met]
        made.add_row(goal.name, f"{goal.reached:.3g} {goal.unit}", limit, met)
    return made


def _cell(found: Found, way: str, program: str) -> str:
    times, step = costs.ratio(found, way, program), costs.step(found, way, program)
    if times is None or step is None:
        return "not installed"
    return f"x{times:.2f}, {step:,.0f} ns/step"


def _size(found: Found, way: str, program: str) -> str:
    size = costs.size(found, way, program)
    return "" if size is None else f"{size:.1f}"


def _caption(found: Found) -> str:
    machine = found["machine"]
    return (
        "The least of all runs, which were taken in turns; a step is a task's. Full: every wait with its stack, every "
        "change of a queue; no lines, no local variables. "
        f"{machine['cores']} cores ({machine['architecture']}), load {machine['load']:.2f} before and "
        f"{found['load_at_end']:.2f} after. Python {machine['python']}, loopway {machine['loopway']}."
    )
