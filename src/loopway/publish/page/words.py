"""Every word of the page that is not the film's own, in one table, so that a translation is another table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        # events
        "page.created": "{L} lines up",
        "page.woken": "{L} lines up again",
        "page.yielded": "{L} lines up again, at the tail",
        "page.cancelled": "{L} is told to stop, and lines up",
        "page.drives": "{L} drives",
        "page.awaits": "{L} waits: {what}",
        "page.done": "{L} is done",
        "page.raised": "{L} breaks down: {what}",
        "page.stopped": "{L} is done, cancelled",
        "page.printed": "Printed: {what}",
        "page.call": "{L} takes the lane: {what}",
        "page.stands": "{L} stands on the lane: {what}",
        "page.returned": "{L} leaves the lane",
        "page.opening": "{what}",
        "page.told": "{what}",
        "page.ending": "{what}",
        "page.more": "and {n} more",
        "page.line": "line {n}",
        "page.at_line": "{text}, line {n}",
        "page.in_file": "{file}: {text}",
        # the player
        "page.player": "Film: {title}",
        "page.picture": "The film",
        "page.controls": "Controls",
        "page.events": "Events",
        "page.event": "Event {n} of {m}, {time}: {text}",
        "page.count": "Event {n} of {m}",
        "page.play": "Play",
        "page.pause": "Pause",
        "page.event.before": "Previous event",
        "page.event.after": "Next event",
        "page.chapter.before": "Previous caption",
        "page.chapter.after": "Next caption",
        "page.speed": "Speed",
        "page.captions": "Captions",
        "page.pauses": "Pause at every await",
        "page.stills": "Stills",
        "page.fullscreen": "Full screen",
        "page.loop": "Events {n} to {m} again and again. End the loop",
        "page.link": "Link to this event",
        "page.code": "Code of {file}",
        "page.transcript": "Transcript",
        "page.descriptions": "Descriptions",
        "page.chapters": "Chapters",
        "page.keys": "Keys",
        "page.key.space": "Space",
        "page.key.play": "play or pause",
        "page.key.events": "previous or next event",
        "page.key.chapters": "previous or next caption",
        "page.key.home": "Home",
        "page.key.end": "End",
        "page.key.ends": "first or last event",
        "page.key.captions": "captions",
        "page.key.pauses": "pause at every await",
        "page.key.speed": "slower or faster",
        "page.recorded": "Recorded from a real run of {file}.",
        "page.made": "Made with loopway.",
        "page.no_script": "Without JavaScript the film plays, but nothing follows it.",
        "page.no_video": "This browser cannot play the film.",
    }
)
"""Key -> template. {L} is a car's letter, {what} the program's own words, {n} and {m} are numbers."""

LANGUAGE, DIRECTION = "en", "ltr"
"""Of the table, as in a page's `lang` and `dir`."""


def say(key: str, **given: str | int) -> str:
    """The words of a key, filled in.

    >>> say("page.line", n=4)
    'line 4'
    """
    return WORDS[key].format(**given)
