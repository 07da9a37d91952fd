"""All durations of a film, in film seconds: how long a turn, a wait and a sentence are on the screen."""

from __future__ import annotations

import math

import msgspec
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.story.reading import Reading

SLOWER = 1.8 / 1.05
"""Reduced motion: a turn takes 1.8 s instead of 1.05 s."""
NEVER = 10**9
"""More steps than a passage has."""


class Length(msgspec.Struct, frozen=True):
    """A duration that tempo and habit may shorten, but never below its floor."""

    base: float
    floor: float


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Film seconds for everything that happens; the defaults were found on some hundred real traces.

    >>> Pace().take(Pace().turn, .85)
    0.8925
    >>> Pace(tempo=.1).take(Pace().turn)
    0.46
    """

    length: float | None = None
    """The whole film's length, if it is asked for; None: what the run needs, and at most about `soft`."""
    tempo: float = 1.0
    """Every movement and every wait is this many times as long."""
    patience: float = 1.0
    """1: cars wait until a caption has been read. 0: they never do, and captions that cannot be read fall away."""

    reduced: bool = False
    """Reduced motion: no zoom, no trails, nothing that flickers."""

    opening: float = 2.4
    """The opening card."""
    entry: float = 0.6
    """The opening card gives way to the stage; the last part of it before the action."""
    ending: float = 3.4
    """The ending card."""
    ending_most: float = 6.4
    """The ending card at the most, if a film needs it to have the length that was asked for."""
    short_opening: float = 1.2
    """The opening card of a film that was asked to be short."""
    short_ending: float = 2.4
    """The ending card of a film that was asked to be short."""

    versus_lead: float = 1.2
    """Two programs on one clock: both stand, then both set out."""
    versus_tail: float = 1.2
    """Both are over: so long one sees it."""
    versus_ending: float = 5.0
    """Their ending card."""

    turn: Length = Length(1.05, 0.46)
    """From the stop line to the gate."""
    park: Length = Length(0.40, 0.20)
    """From the gate to where it rests."""
    leave: Length = Length(1.20, 0.55)
    """The last turn, from the stop line to the finish lane."""
    lane: Length = Length(0.50, 0.22)
    """Along the finish lane, until it stands."""
    roll: Length = Length(0.80, 0.36)
    """From where it rested to the tail of the ready line."""
    up: Length = Length(0.67, 0.30)
    """The line moves up: from one start to the next, at least."""
    blueprint: Length = Length(0.90, 0.30)
    """A new one slides from its line of code to the tail of the ready line."""
    lane_reach: Length = Length(0.80, 0.40)
    """A plain call: from its place in line to the place where it may have to stand."""
    lane_leave: Length = Length(1.10, 0.50)
    """A plain call has returned: until it stands behind the finish."""
    gap: float = 0.05
    """From one gate to the next start, at least."""
    rest: float = 0.05
    """It rests at least this long before it rolls."""
    file: float = 0.02
    """Between two arrivals at the tail of the line, at least."""
    passing: float = 0.06
    """sleep(0): if the way to the line is free this soon after the gate, it does not rest at all."""
    hook: float = 0.70
    """Cancelled while it waits: until the roll begins."""
    tow: float = 1.3
    """Cancelled while it waits: the roll is this many times as long."""
    eager: float = 0.80
    """What an eager step adds to its parent's turn."""
    flash: float = 0.08
    """A step in a streak or a fold."""
    ramp: tuple[tuple[int, int], ...] = ((2, 3), (4, 4), (8, 5), (26, 7), (80, 9), (10**9, 10))
    """(tasks at once at most, places in the ready line on the screen); whoever has no place waits where it is."""

    inner_from: float = 0.25
    """What happens inside a turn is spread from this part of it ..."""
    inner_part: float = 0.65
    """... over this part of it."""
    new_one: float = 0.35
    """A turn that creates tasks is longer by this for each of them ..."""
    new_most: float = 3.5
    """... but by no more than this, and then ..."""
    new_turn: float = 0.45
    """... this part of an ordinary turn."""
    lines_apart: float = 0.12
    """The highlight does not change its line more often than this."""

    unit_one: float = 2.0
    """The median wait, if the run has one idle time."""
    unit_few: float = 1.4
    """The median wait, up to four idle times."""
    unit_some: float = 1.1
    """The median wait, up to twelve idle times."""
    unit_many: float = 0.9
    """The median wait, with more of them."""
    waits: float = 1.0
    """Every idle time is this many times as long, all of them alike: so that they can be compared, and what is said
    in them can be read."""
    waits_one: float = 3.0
    """The most of it, if the run has one idle time."""
    waits_few: float = 2.0
    """The most of it, up to four idle times."""
    waits_many: float = 1.6
    """The most of it, with more of them."""
    idle_floor: float = 0.25
    """The shortest idle time."""
    idle_habit: float = 0.88
    """From the third idle time on each is this much of the one before ..."""
    idle_habit_floor: float = 0.35
    """... but not less than this of its own length."""
    short_gap: float = 10e-6
    """Trace seconds: an idle time shorter than this plays inside the slow motion."""
    hold: float = 2.0
    """A pause that the script's own comment asks for."""
    forever: float = 2.0
    """An idle time that nothing could end."""
    settle: float = 0.15
    """Everything stands, then time begins to run."""

    habit_once: float = 0.92
    """A step seen once before."""
    habit_twice: float = 0.85
    """A step seen twice before; each time more is `habit_more` of that."""
    habit_more: float = 0.9
    """See `habit_twice`."""
    habit_floor: float = 0.42
    """However often a step was seen: this much of its length."""
    burst: float = 12.0
    """Steps in one passage that still have their full length: above 12 / 1.45 they share it."""
    burst_unit: float = 1.45
    """See `burst`."""
    burst_floor: float = 0.60
    """However many steps in one passage: 0.60 / 1.45 of their length."""

    block_least: float = 0.8
    """A blocking call is shown at real speed from this length ..."""
    block_most: float = 2.5
    """... to this one; shorter and longer ones are squeezed towards these."""
    block_short: float = 0.4
    """By how much a short call may fall below `block_least`."""
    block_long: float = 1.0
    """By how much a long call may rise above `block_most`."""
    blocks: float = 1.0
    """Every blocking call is this many times as long, all of them alike."""
    blocks_whole: float = 20.0
    """All blocking calls together take at most so long; if they are too many, all of them are shown shorter."""
    blocks_most: float = 3.0
    """The most of it."""
    block_known: float = 1e-3
    """Trace seconds: a call that blocks for less is not told."""

    streak: int = 24
    """A passage of more steps than this becomes a streak ..."""
    streak_head: int = 3
    """... after the first few ..."""
    streak_tail: int = 2
    """... and before the last few."""
    streak_whole: float = 4.0
    """A whole streak takes at most this long."""
    folds: bool = False
    """Whether rounds that bring nothing new become a time-lapse."""
    fold_seen: int = 3
    """A step is nothing new if it was shown this often."""
    fold_rounds: int = 5
    """So many rounds in a row make a fold."""
    fold_lines: bool = True
    """Whether the same step at another line is another step."""
    fold_loud: bool = False
    """Whether even failures, cancellations and blocking calls may be folded, if their like was seen."""
    fold_least: float = 2.0
    """The shortest fold."""
    fold_most: float = 8.0
    """The longest fold."""
    fold_base: float = 1.2
    """A fold of n rounds lasts this, plus `fold_decade` times log10(n)."""
    fold_decade: float = 2.0
    """See `fold_base`."""

    ease: float = 0.30
    """The clock changes its speed in this time, or in a third of the stretch if that is shorter."""
    word_least: float = 0.30
    """A shorter stretch of slow motion does not change the clock's words."""
    pause_said: float = 1.0
    """The clock's words say "paused" only if it stands longer than this."""

    top_line: float = 0.35
    """A line outside of tasks before which something is printed."""
    top_print: float = 0.9
    """A line that the program prints outside of tasks."""
    top_most: float = 4.0
    """All that is printed in a row outside of tasks."""
    letter: float = 0.9
    """A coroutine that nobody awaits: time for its letter."""
    callback: float = 0.9
    """A plain callback runs."""

    reading: Reading = Reading()
    """The captions' own times."""

    natural: float = 30.0
    """A film up to this length keeps its natural one; half of what is above stays."""
    soft: float = 60.0
    """Longer films become brisker."""
    fold_above: float = 69.0
    """Films that cannot be told in less than this are folded."""
    hard: float = 90.0
    """No film is longer unless it is asked for."""
    tempo_least: float = 0.55
    """The briskest tempo that is chosen without being asked."""
    asked_least: float = 0.45
    """The briskest tempo that can be asked for."""
    asked_most: float = 4.0
    """The calmest tempo that can be asked for."""

    def take(self, length: Length, factor: float = 1.0) -> float:
        """Film seconds of a movement, shortened by `factor` (burst, habit) and by the tempo."""
        return max(length.floor, length.base * factor * self.tempo)

    def places(self, tasks: int) -> int:
        """How many places the ready line has if there are so many tasks at once."""
        return next(places for most, places in self.ramp if tasks <= most)


PRESETS = {"calm": Pace(tempo=1.35), "brisk": Pace(tempo=0.7)}
"""Paces that have a name."""


def with_reduced_motion(pace: Pace) -> Pace:
    """The same pace with every turn at `SLOWER` of its length, no streaks if it can be, and the longer film it takes.

    >>> with_reduced_motion(Pace()).take(Pace().turn)
    1.8
    """
    longer = {name: SLOWER * getattr(pace, name) for name in ("tempo", "natural", "soft", "fold_above", "hard")}
    return replace(pace, reduced=True, streak=NEVER, **longer)


def pace_named(words: str) -> Pace:
    """The Pace for what a user asks: "calm", "brisk", or the film's length in seconds ("20"); else a UsageError.

    >>> pace_named("20").length
    20.0
    """
    if words in PRESETS:
        return PRESETS[words]
    try:
        seconds = float(words)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise UsageError(
            f"there is no pace {words!r}",
            why="a pace is a number of seconds or a name",
            todo=f"give the film's length in seconds, or one of: {', '.join(PRESETS)}",
        )
    return Pace(length=seconds)
