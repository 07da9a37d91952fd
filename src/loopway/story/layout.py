"""A film that is laid out: a pass whose sentences can all be read."""

from __future__ import annotations

from dataclasses import dataclass

from loopway.story.course import Course
from loopway.story.curves import with_room
from loopway.story.pace import Pace
from loopway.story.plan import Plan
from loopway.story.reel import Reel
from loopway.story.remarks import OF_LINE
from loopway.story.schedule import schedule
from loopway.story.source import Source
from loopway.story.speaker import Identity, Said, Speaker
from loopway.story.things import Paper
from loopway.story.windows import close_windows

ROUNDS = 20
"""A film is laid out anew at most so often; what cannot be read then falls away."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to tell the run; `banned` are the sentences that found no time."""

    pace: Pace
    reel: Reel
    said: tuple[Said, ...]
    banned: frozenset[Identity]
    names: tuple[str, ...]
    """What a lesson's own captions could be called; empty if it has none."""
    papers: tuple[Paper, ...]
    unsaid: tuple[str, ...]
    """The lesson's own captions that found no time."""
    settled: bool
    """Whether all sentences that are left can be read."""


def lay_out(source: Source, pace: Pace, banned: frozenset[Identity] = frozenset(), rounds: int = ROUNDS) -> Layout:
    """Lay the run out at this pace. Sentences that cannot be read are banned, and it is laid out again."""
    planned = source.planner.plan(pace)
    measured = _pass(
        source, planned, pace, Speaker(pace, source.captions, banned, source.language, measuring=True)
    ).reel
    pace = with_room(pace, measured.waits_wanted, measured.blocks_wanted, planned.idles, planned.blocks)
    for _ in range(rounds):
        course = _pass(source, planned, pace, Speaker(pace, source.captions, banned, source.language))
        ban, others = close_windows(course)
        if not ban:
            break
        banned |= ban
    unread = ban | others
    said = tuple(one for one in course.speaker.said if one.identity not in unread)
    found = {one.own for one in said}
    unsaid = tuple(name for name, text in source.captions.items() if text and name not in found)
    unsaid += tuple(f"{OF_LINE}{line}" for line in source.comments.notes if f"{OF_LINE}{line}" not in found)
    names, papers = tuple(course.speaker.names), tuple(course.papers.found)
    return Layout(pace, course.reel, said, banned, names, papers, unsaid, not ban)


def _pass(source: Source, planned: Plan, pace: Pace, speaker: Speaker) -> Course:
    course = Course(source, planned, pace, speaker)
    schedule(course)
    return course
