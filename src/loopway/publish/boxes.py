"""Which words of a film no font at hand has: said before it is drawn, never shown as boxes in silence."""

from __future__ import annotations

from collections.abc import Iterator

from loopway.story import Comparison, Story


def boxes(told: Story | Comparison) -> tuple[str, ...]:
    """A sentence for each extra that is missing for the script's own words; none if all of them can be drawn."""
    text = "".join(_texts(told))
    if text.isascii():
        return ()
    from loopway.film.missing import missing_glyphs  # here: who has only ASCII need not look at fonts

    return missing_glyphs([text])


def _texts(told: Story | Comparison) -> Iterator[str]:
    """All that may be drawn and is not loopway's own."""
    if isinstance(told, Comparison):
        yield told.verdict.title
        for story in (told.lane, told.ring):
            yield from _texts(story)
        return
    yield from (told.source, told.script, told.title, told.subtitle, told.note)
    yield from (beat.caption for beat in told.beats)
    yield from (one.text for one in told.prints)
    yield from (call.call for call in told.calls)
    yield from (paper.coro for paper in told.papers)
    for life in told.timeline.lives:
        yield life.coro
        yield life.name
        yield from (span.wait.label for span in life.spans if span.wait is not None)
