"""How long things look: the curves between a run's own times and film seconds."""

from __future__ import annotations

import math

from msgspec.structs import replace

from loopway.story.pace import Pace


def squeezed(ratio: float) -> float:
    """How long a wait looks that is `ratio` times the median: straight in the middle, logarithmic at both ends.

    It always rises, so the longer wait is the longer film, and 1 µs and 1 h fit into one film.

    >>> squeezed(1.0), squeezed(0.0)
    (1.0, 0.0)
    """
    if ratio <= 0:
        return 0.0
    if ratio < 0.6:
        return 0.6 / (1 + 0.8 * math.log10(0.6 / ratio))
    if ratio <= 1.8:
        return ratio
    return 1.8 + 0.9 * (1 - 1 / (1 + math.log10(ratio / 1.8)))


def habit(pace: Pace, seen: int) -> float:
    """How much of its length a step keeps that was shown `seen` times before."""
    if seen == 0:
        return 1.0
    if seen == 1:
        return pace.habit_once
    return max(pace.habit_floor, pace.habit_twice * pace.habit_more ** (seen - 2))


def crowding(pace: Pace, steps: int) -> float:
    """How much of its length a step keeps in a passage of so many steps."""
    return min(1.0, max(pace.burst_floor, pace.burst / steps) / pace.burst_unit)


def unit(pace: Pace, idles: int) -> float:
    """Film seconds of the median wait in a run with so many idle times."""
    if idles <= 1:
        return pace.unit_one
    if idles <= 4:
        return pace.unit_few
    return pace.unit_some if idles <= 12 else pace.unit_many


def idle_length(pace: Pace, ratio: float, ordinal: int, idles: int) -> float:
    """Film seconds of the `ordinal`th (from 1) of `idles` idle times, `ratio` times as long as the median one."""
    shrunk = max(pace.idle_habit_floor, pace.idle_habit ** max(0, ordinal - 2))
    return max(pace.idle_floor, unit(pace, idles) * squeezed(ratio) * shrunk * pace.tempo) * pace.waits


def block_length(pace: Pace, seconds: float) -> float:
    """Film seconds of a call that blocks for so many trace seconds: its own, within bounds."""
    if seconds < pace.block_least:
        shown = pace.block_least + pace.block_short * math.log10(max(seconds, 1e-4) / pace.block_least) / 4
    elif seconds <= pace.block_most:
        shown = seconds
    else:
        shown = pace.block_most + pace.block_long * (1 - 1 / (1 + math.log10(seconds / pace.block_most)))
    return shown * pace.blocks


def fold_length(pace: Pace, rounds: int) -> float:
    """Film seconds of a time-lapse of so many rounds."""
    wanted = pace.fold_base + pace.fold_decade * math.log10(rounds)
    return min(pace.fold_most, max(pace.fold_least, wanted)) * min(1.0, pace.tempo)


def with_room(pace: Pace, waits: float, blocks: float, idles: int, all_blocks: float) -> Pace:
    """The same pace with idle times and blocking calls longer by what their sentences need, as far as it goes.

    `waits` and `blocks` are how many times as long they should be; `all_blocks` are the film seconds of all calls.
    """
    most = pace.waits_one if idles <= 1 else pace.waits_few if idles <= 4 else pace.waits_many
    return replace(
        pace,
        waits=max(1.0, min(waits, 1 + (most - 1) * pace.patience)),
        blocks=min(
            max(1.0, min(blocks, 1 + (pace.blocks_most - 1) * pace.patience)), pace.blocks_whole / max(all_blocks, 1e-9)
        ),
    )
