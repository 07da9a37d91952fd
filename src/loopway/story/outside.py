"""What the script does outside of tasks: its lines and what it prints before a loop opens and after one closed."""

from __future__ import annotations

from loopway.story.beside import note
from loopway.story.course import Course
from loopway.story.remarks import remark
from loopway.story.speaker import IF_SILENT
from loopway.story.story import LineMark
from loopway.trace.events import LineReached, Printed


class Outside:
    """The script's own lines in one pass. A line takes film time only if something is printed by it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.line_waiting: int | None = None
        self.shown: int | None = None
        self.in_a_row = 0.0

    def line(self, event: LineReached, index: int) -> None:
        """A line of the script was reached outside of a turn."""
        course = self.course
        line = course.places.line(event.where)
        if line is None:
            return
        self.line_waiting = line
        if line in course.comments.remarked and line not in course.remarked:
            at = course.quiet()
            self._show(at)
            course.ring_free = max(course.ring_free, remark(course, line, at, index))

    def opens(self) -> None:
        """A loop opens: the highlight stands at the line that opened it; before the action, if it is the first."""
        course = self.course
        early = course.pace.entry if course.loops_seen == 1 and not course.reel.prints else 0.0
        self._show(course.ring_free - early)
        self.in_a_row = 0.0

    def printed(self, event: Printed, index: int, at: float) -> None:
        """Something was printed outside of a turn: by a callback, or by the script itself."""
        course, pace = self.course, self.course.pace
        if course.open_loops:
            note(course.reel, event, at)
            return
        share = max(0.0, 1 - self.in_a_row / pace.top_most) * min(1.0, pace.tempo)
        at = max(at, course.quiet()) if self.in_a_row == 0 else at
        self._show(at)
        at += pace.top_line * share
        note(course.reel, event, at)
        course.reel.anchors.append((at, event.at))
        course.say(at, "print", IF_SILENT, (), (index,), {"text": event.text})
        course.ring_free = at + pace.top_print * share
        self.in_a_row += (pace.top_line + pace.top_print) * share

    def ends(self) -> None:
        """The script has ended."""
        self._show(self.course.ring_free)

    def _show(self, at: float) -> None:
        if self.line_waiting is not None and self.line_waiting != self.shown:
            self.course.reel.lines.append(LineMark(at=at, task=None, line=self.line_waiting))
        self.shown, self.line_waiting = self.line_waiting, None
