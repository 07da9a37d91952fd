"""A story without the lines that the script's comments hide: they are not shown, and nothing points at them."""

from __future__ import annotations

from itertools import accumulate

from msgspec.structs import replace

from loopway.story.comments import Comments
from loopway.story.story import Life, Span, Story


def without_hidden(story: Story, comments: Comments) -> Story:
    """The same story with only the lines that are to be seen, and every line's number among them."""
    if not (comments.hidden or comments.cuts):
        return story
    return _Hiding(story, comments).story()


class _Hiding:
    def __init__(self, story: Story, comments: Comments) -> None:
        self.told, self.comments = story, comments
        self.lines = story.source.split("\n")
        shown = [line not in comments.hidden for line in range(1, len(self.lines) + 1)]
        self.places = [place if seen else None for place, seen in zip(accumulate(shown), shown, strict=True)]
        """Each line's number among those that are shown."""

    def story(self) -> Story:
        told = self.told
        numbers = tuple(line for line in range(1, len(self.lines) + 1) if self.places[line - 1])
        return replace(
            told,
            source="\n".join(self._seen(line) for line in numbers),
            numbers=numbers,
            timeline=replace(told.timeline, lives=tuple(map(self._life, told.timeline.lives))),
            lines=tuple(replace(mark, line=self._place(mark.line)) for mark in told.lines),
            papers=tuple(replace(paper, line=self._place(paper.line)) for paper in told.papers),
        )

    def _seen(self, line: int) -> str:
        """A line without the comment that is for loopway alone."""
        text = self.lines[line - 1]
        cut = self.comments.cuts.get(line)
        return text if cut is None else text[:cut].rstrip()

    def _place(self, line: int | None) -> int | None:
        return self.places[line - 1] if line is not None and line <= len(self.places) else None

    def _life(self, life: Life) -> Life:
        return replace(life, spans=tuple(map(self._span, life.spans)))

    def _span(self, span: Span) -> Span:
        return replace(span, line=self._place(span.line), stop_line=self._place(span.stop_line))
