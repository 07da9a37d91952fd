"""What the script calls its queues: the variables into which the lines that make them put them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from loopway.story.places import Places
from loopway.story.things import ResourceMark
from loopway.trace.events import LineReached, ResourceChanged
from loopway.trace.trace import Trace

QUEUES = frozenset({"Queue", "LifoQueue", "PriorityQueue"})
"""asyncio's classes."""

Names = dict[int, tuple[int, tuple[str, ...]]]
"""line -> the first line of its assignment, and what that calls the queues that it makes, in order."""

LISTED = 20
"""Of a list that a comprehension makes so many places have a name."""


def named(marks: Sequence[ResourceMark], trace: Trace) -> tuple[ResourceMark, ...]:
    """The marks, those of queues with their variables."""
    called = variables(trace)
    return tuple(replace(mark, called=called.get(mark.resource, "")) for mark in marks)


def variables(trace: Trace) -> dict[str, str]:
    """queue -> its variable; one that is made at a line which puts it in none has no name here."""
    places, names = Places(trace.header), _assigned(trace.header.source)
    now: dict[int | None, int | None] = {}
    made: Counter[int] = Counter()
    found: dict[str, str] = {}
    known: set[str] = set()
    for event in trace.events:
        if isinstance(event, LineReached):
            now[event.task] = places.line(event.where)
        elif isinstance(event, ResourceChanged) and event.kind == "queue" and event.resource not in known:
            known.add(event.resource)
            line = now.get(event.by if isinstance(event.by, int) else None)
            if line in names:
                first, called = names[line]
                found[event.resource] = called[made[first] % len(called)]
                made[first] += 1
    return found


def _assigned(source: str) -> Names:
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    found: Names = {}
    for target, value in _assignments(module):
        if names := tuple(_names(target, value)):
            first, last = target.lineno, value.end_lineno or value.lineno
            found |= dict.fromkeys(range(first, last + 1), (first, names))
    return found


def _assignments(module: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Assign):
            yield node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            yield node.target, node.value


def _names(target: ast.expr, value: ast.expr) -> Iterator[str]:
    """`a, b = Queue(), Queue()`: a, b; `queues = [Queue() for ...]`: queues[0], queues[1] and so on."""
    if _makes(value):
        yield _name(target)
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        yield from (_name(one) for one, made in zip(target.elts, value.elts, strict=False) if _makes(made))
    elif isinstance(value, ast.List):
        yield from (f"{_name(target)}[{place}]" for place, made in enumerate(value.elts) if _makes(made))
    elif isinstance(value, ast.ListComp) and _makes(value.elt):
        yield from (f"{_name(target)}[{place}]" for place in range(LISTED))


def _name(target: ast.expr) -> str:
    """`orders`; of `self.orders` too."""
    return target.attr if isinstance(target, ast.Attribute) else ast.unparse(target)


def _makes(value: ast.expr) -> bool:
    """Whether this makes a queue: `asyncio.Queue(2)`, `Queue[str]()`."""
    if not isinstance(value, ast.Call):
        return False
    made = value.func.value if isinstance(value.func, ast.Subscript) else value.func
    return (made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")) in QUEUES
