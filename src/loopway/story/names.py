"""What tasks, functions and durations are called in the film."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = "ABCDEFGHIJKLNOPQRSTUVWXYZ"
"""All but M, which is kept for a first task that creates others."""

FEW = 4
"""So many are called by their letters; more are counted."""


def function_name(coro: str) -> str:
    """The coroutine function's own name.

    >>> function_name("fetch(1)"), function_name("main.<locals>.fetch(1)")
    ('fetch', 'fetch')
    """
    return coro.split("(")[0].rsplit("<locals>.", 1)[-1]


def exception_name(result: str) -> str:
    """The type of an exception, from its `repr`: the name says it, the words are for the traceback.

    >>> exception_name("ZeroDivisionError('division by zero')"), exception_name("<Error 5>")
    ('ZeroDivisionError', '<Error 5>')
    """
    name = result.partition("(")[0]
    return name if name.isidentifier() else result


def letters(loops: Sequence[int], creators: set[int], tasks: Sequence[int]) -> dict[int, str]:
    """The letter of each task; `loops[i]` is the loop of `tasks[i]`, `creators` are the tasks that create others.

    >>> letters([1, 1, 1], {1}, [1, 2, 3])
    {1: 'M', 2: 'A', 3: 'B'}
    """
    given: dict[int, str] = {}
    opened: set[int] = set()
    count = 0
    for loop, task in zip(loops, tasks, strict=True):
        if loop not in opened and task in creators:
            given[task] = "M"
        else:
            given[task] = LETTERS[count] if count < len(LETTERS) else str(count + 1)
            count += 1
        opened.add(loop)
    return given


def duration(seconds: float) -> str:
    """A duration as it is said, three digits at most.

    >>> duration(1.0), duration(0.0505), duration(2e-5), duration(90), duration(5400)
    ('1 s', '50.5 ms', '20 µs', '90 s', '1.5 h')
    """
    if seconds >= 5400:
        return f"{seconds / 3600:.3g} h"
    if seconds >= 100:
        return f"{seconds / 60:.3g} min"
    if seconds >= 0.9995:
        return f"{seconds:.3g} s"
    if seconds >= 0.0009995:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds * 1e6:.3g} µs"
