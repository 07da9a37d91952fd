"""What all layouts of one film share: the trace, and what can be read off it once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from msgspec.structs import replace

from loopway.story.calls import Shown, shown
from loopway.story.comments import Comments, comments
from loopway.story.items import Item, Turn, items
from loopway.story.language import Language
from loopway.story.pace import Pace
from loopway.story.places import Places
from loopway.story.plan import Planner
from loopway.story.story import Life, Telling, Timeline
from loopway.story.words import own
from loopway.trace.events import TaskCreated
from loopway.trace.trace import Trace


@dataclass(frozen=True, slots=True)
class Source:
    """A run, read."""

    trace: Trace
    lives: dict[int, Life]
    flat: tuple[Item, ...]
    """The items, not folded."""
    turns: int
    """How many of them are turns."""
    places: Places
    created: dict[int, int]
    """Task -> the place of its TaskCreated in the trace."""
    at_once: int
    """The most tasks that there were at the same time."""
    called: dict[int, str]
    """Task -> how a sentence calls it."""
    roots: dict[int, int]
    """Loop -> its first task."""
    calls: tuple[Shown, ...]
    """Of a program without a loop: the calls that are shown."""
    planner: Planner
    captions: dict[str, str]
    """The lesson's own ones."""
    comments: Comments
    """What the script itself asks for."""
    language: Language


def source(trace: Trace, timeline: Timeline, telling: Telling, pace: Pace) -> Source:
    """Read a run once."""
    lives = {life.task: life for life in timeline.lives}
    language, asked = telling.language, comments(trace.header.source, PurePath(trace.header.script).name)
    flat = items(trace, pace.short_gap)
    return Source(
        trace=trace,
        lives=lives,
        flat=flat,
        turns=sum(isinstance(item, Turn) for item in flat),
        places=Places(trace.header),
        created={event.task: index for index, event in enumerate(trace.events) if isinstance(event, TaskCreated)},
        at_once=most_at_once(timeline),
        called={life.task: language.spoken(life.letter) for life in timeline.lives},
        roots={life.loop: life.task for life in reversed(timeline.lives)},
        calls=shown(trace),
        planner=Planner(flat, lives),
        captions=own(telling.captions, telling.language),
        comments=asked if telling.remarks else replace(asked, notes={}, pauses=frozenset()),
        language=language,
    )


def most_at_once(timeline: Timeline) -> int:
    """The most tasks that are alive at the same time; one that ends counts until all of that instant are born."""
    born = [(life.born, 1) for life in timeline.lives]
    gone = [(life.gone, -1) for life in timeline.lives if life.gone is not None]
    alive = most = 0
    for _, change in sorted([*born, *gone], key=lambda one: (one[0], -one[1])):
        alive += change
        most = max(most, alive)
    return most
