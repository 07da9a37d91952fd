"""The opening card: its words, exactly placed; only its alpha changes."""

from __future__ import annotations

from msgspec.structs import replace

from loopway.stage.hud.paragraphs import Paragraph
from loopway.stage.layout import CardLengths, Layout
from loopway.stage.stage import Box, OpeningCard, Words
from loopway.story.story import Story


def opening_card(story: Story, layout: Layout) -> OpeningCard:
    """The title, over what it was recorded from; alpha 1."""
    lengths = layout.cards
    line = Paragraph(x=lengths.left, y=0.0, room=lengths.title_room, em=0.0, floor=0.0, leading=lengths.leading)
    title = replace(
        line,
        y=lengths.title_y,
        em=lengths.title,
        floor=lengths.title_floor,
        most=lengths.title_lines,
        colour="text",
        face="sans.bold",
    )
    texts = [*title.words(story.title, upwards=True)]
    top = max(words.y for words in texts)
    up = lengths.subtitle_y - lengths.rule[0][1]
    if story.subtitle:
        subtitle = replace(line, em=lengths.subtitle, floor=lengths.subtitle_floor, most=lengths.subtitle_lines)
        lines = replace(subtitle, y=lengths.subtitle_y).words(story.subtitle)
        up = lines[-1].y - lines[0].y
        texts += lines
    recorded = replace(line, y=lengths.recorded_y + up, em=lengths.recorded, floor=lengths.recorded, colour="text3")
    script = replace(recorded, y=lengths.script_y + up, em=lengths.script, floor=lengths.script, colour="text")
    texts += [
        *recorded.words(story.language.say("card.recorded")),
        *replace(script, face="mono.semibold").words(story.script),
    ]
    rule = tuple((x, y + up) for x, y in lengths.rule)
    if story.language.right_to_left:
        texts, rule = [_turned(words, lengths) for words in texts], tuple((_across(x, lengths), y) for x, y in rule)
    return OpeningCard(
        title=story.title,
        subtitle=story.subtitle,
        script=story.script,
        alpha=1.0,
        texts=tuple(texts),
        rule=rule,
        mark=_mark(lengths, top, up),
    )


def _mark(lengths: CardLengths, top: float, up: float) -> Box:
    """Over the title; beside the green line, if there is no room over a title whose first line is at `top`."""
    right, foot = lengths.left + lengths.title_room, top + lengths.mark_above
    if foot + lengths.mark <= lengths.heading_y + lengths.heading + lengths.mark_over:
        return Box(lengths.left, foot, right, foot + lengths.mark)
    (_, _), (end, y) = lengths.rule
    half = lengths.mark_beside / 2
    return Box(end + lengths.key_gap, y + up - half, right, y + up + half)


def _turned(words: Words, lengths: CardLengths) -> Words:
    """At the right end of its room, whatever it is: a title in Latin letters stands over Arabic ones."""
    return words if words.anchor == "right" else replace(words, x=_across(words.x, lengths), anchor="right")


def _across(x: float, lengths: CardLengths) -> float:
    return 2 * lengths.left + lengths.title_room - x
