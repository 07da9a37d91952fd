"""A layout as the Story's values: lives in film seconds, lines, prints, beats."""

from __future__ import annotations

from msgspec.structs import replace

from loopway.story.layout import Layout
from loopway.story.reel import Mark, Reel
from loopway.story.speaker import Said
from loopway.story.story import Beat, Life, LineMark, Span, Timeline


def filmed(lives: tuple[Life, ...], reel: Reel, loop_ends: dict[int, float]) -> Timeline:
    """The lives in film seconds; each span's end is the next one's start."""
    return Timeline(
        lives=tuple(_life(life, reel, loop_ends.get(life.loop, reel.action_end)) for life in lives),
        end=reel.action_end,
    )


def _life(life: Life, reel: Reel, road_end: float) -> Life:
    marks = reel.marks_of(life.task)
    gone = reel.gone.get(life.task)
    if not marks:
        return replace(life, spans=(), born=reel.born.get(life.task, road_end), gone=None)
    last = marks[-1].settled if gone is not None else max(road_end, marks[-1].start)
    ends = [*(mark.start for mark in marks[1:]), last]
    spans = tuple(_span(span, mark, end) for span, mark, end in zip(life.spans, marks, ends, strict=True))
    return replace(life, spans=spans, born=reel.born.get(life.task, marks[0].start), gone=gone)


def _span(span: Span, mark: Mark, end: float) -> Span:
    assert span.state is mark.state
    return replace(
        span,
        start=mark.start,
        end=end,
        leaves=mark.leaves,
        settled=mark.settled,
        flash=mark.flash,
        eager=mark.eager,
    )


def beats(said: tuple[Said, ...]) -> tuple[Beat, ...]:
    """The sentences with their windows."""
    return tuple(
        Beat(at=one.start, until=one.end, key=one.key, caption=one.text, tasks=one.tasks, events=one.events)
        for one in said
    )


def line_marks(reel: Reel) -> tuple[LineMark, ...]:
    """Where the highlight stands, in order; a mark that changes nothing is left out."""
    kept: list[LineMark] = []
    for mark in sorted(reel.lines, key=lambda mark: mark.at):
        if not kept or (kept[-1].task, kept[-1].line) != (mark.task, mark.line):
            kept.append(mark)
    return tuple(kept)


def layout_film(lives: tuple[Life, ...], layout: Layout) -> Timeline:
    """The lives of a layout; where a road closed, whoever was left on it goes with it."""
    return filmed(lives, layout.reel, {road.loop: road.end for road in layout.reel.roads})
