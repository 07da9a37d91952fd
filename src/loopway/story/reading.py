"""The time that sentences need: how long they are on the screen, and who waits for whom."""

from __future__ import annotations

import msgspec

from loopway.story.words import size


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Film seconds of the captions.

    >>> round(Reading().time("A waits on an empty road."), 2)
    1.77
    """

    least: float = 1.6
    """A sentence is on the screen at least this long ..."""
    base: float = 0.3
    """... or this, and its characters at `speed`."""
    speed: float = 17.0
    """Characters that are read in a second."""
    extra: float = 2.5
    """A sentence goes after its reading time and this much more ..."""
    most: float = 6.0
    """... but not before this."""
    hold_urgent: float = 4.5
    """Times patience: an important event waits at most so long for the sentence before it."""
    hold_plain: float = 0.45
    """Times patience: the same for an ordinary event."""
    hold_turn: float = 2.2
    """Times patience: a turn that will bring news starts at most so much later."""
    late_urgent: float = 1.3
    """An important sentence may come so late."""
    late_plain: float = 1.0
    """An ordinary one."""
    before_idle: float = 3.0
    """What is said again this shortly before an idle time gives way to the first sentence about such a time."""
    told_at_exit: float = 0.75
    """An exit is told at this part of its turn ..."""
    told_at_end: float = 0.4
    """... an end at this part of it ..."""
    told_at_closing: float = 0.6
    """... and that the road closes this long before the gate."""
    silence_least: float = 0.8
    """The least important sentences are only said into a silence of this length."""
    silence_new: float = 2.5
    """After a silence of this length a repeated sentence counts as half new."""
    repeat: float = 3.0
    """The very same sentence is not said twice within this time."""
    after_gate: float = 0.9
    """What is said of a turn stays true so long after the gate."""
    after_new: float = 1.2
    """What is said of a new one stays true so long after its first gate."""
    after_block: float = 0.35
    """What is said of a blocking call stays true so long after it."""
    slack: float = 0.02
    """A sentence may miss its reading time, or its room, by this: half a picture."""
    apart: float = 6.0
    """What cannot be read is banned in rounds; a ban moves everything near it, so others of the same round are at
    least so much later."""
    flown: float = 0.02
    """A sentence may come so long after time has begun to fly: the clock has hardly moved then."""
    spoken: dict[str, float] = {}
    """Seconds that each sentence takes to say, if somebody speaks them ..."""
    breath: float = 0.25
    """... and what is left free behind it."""
    own: float = 0.05
    """A gate or a wake-up nearer than this is the sentence's own."""

    def time(self, text: str) -> float:
        """How long a sentence must be on the screen."""
        read = max(self.least, self.base + size(text) / self.speed)
        return max(read, self.spoken[text] + self.breath) if text in self.spoken else read
