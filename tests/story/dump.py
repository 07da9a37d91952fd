"""A story as text: what one would see and read, second by second.

`python tests/story/dump.py TRACE.jsonl > tests/story/golden/NAME.txt` makes a golden anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from loopway.story import tell
from loopway.story.story import Story
from loopway.trace import read

ROW = "{film:7.2f} {trace:>12} {rate:>8}  {what}"


def as_text(story: Story) -> str:
    """Each moment in a row: film second, the clock, the factor in its words, what happens."""
    rows = sorted([*_captions(story), *_tasks(story), *_rest(story)], key=lambda row: (round(row[0], 6), row[1]))
    head = [
        f"{story.title}: {story.length:.2f} s, action {story.action_start:.2f} to {story.action_end:.2f}",
        f"{story.ending.sentence}",
        *(f"warning: {warning}" for warning in story.warnings),
    ]
    lines = [
        ROW.format(
            film=film,
            trace=f"{story.clock.at(film):.6f}",
            rate=f"{story.clock.shown(film):.2g}",
            what=what,
        )
        for film, what in rows
    ]
    return "\n".join([*head, *lines]) + "\n"


def _captions(story: Story) -> list[tuple[float, str]]:
    return [(beat.at, f"“{beat.caption}” for {beat.until - beat.at:.2f} ({beat.key})") for beat in story.beats]


def _tasks(story: Story) -> list[tuple[float, str]]:
    rows = []
    for life in story.timeline.lives:
        for span in life.spans:
            why = span.wait.label if span.wait else span.cause or span.outcome or ""
            moves = f"moves {span.leaves:.2f} to {span.settled:.2f}, " if span.settled > span.leaves else ""
            flash = ", in a flash" if span.flash else ""
            line = f", line {span.line or '-'}" + (f" to {span.stop_line}" if span.stop_line else "")
            rows.append(
                (span.start, f"{life.letter} {span.state.value} {why} ({moves}until {span.end:.2f}{line}{flash})")
            )
        if life.gone is not None:
            rows.append((life.gone, f"{life.letter} is gone"))
    return rows


def _rest(story: Story) -> list[tuple[float, str]]:
    letters = {life.task: life.letter for life in story.timeline.lives}
    rows = [(one.at, f"prints {one.text!r}") for one in story.prints]
    rows += [(mark.at, f"line {mark.line or '-'} ({letters.get(mark.task or 0, 'script')})") for mark in story.lines]
    for stretch in story.stretches:
        length = f"{stretch.end - stretch.start:.2f} s for {stretch.ends_at - stretch.begins_at:.6g} s"
        rows.append((stretch.start, f"{stretch.kind.name} {stretch.call} {length}"))
    for road in story.roads:
        rows += [(road.start, f"road {road.loop} opens"), (road.end, f"road {road.loop} closes")]
    return rows


if __name__ == "__main__":
    sys.stdout.write(as_text(tell(read(Path(sys.argv[1])))))
