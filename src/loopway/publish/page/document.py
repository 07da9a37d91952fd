"""A page as text: templates, styles and scripts of this folder, filled with one film; nothing is left to fetch."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from loopway.publish.captions import Cue
from loopway.publish.mark import MARK
from loopway.publish.oneline import one_line
from loopway.publish.page.fonts import faces
from loopway.publish.page.look import colour_class, palette
from loopway.publish.page.score import Event, Score, Told
from loopway.publish.vtt import vtt
from loopway.stage.hud.tokens import colours, source_lines
from loopway.stage.program import Program
from loopway.story.language import Language
from loopway.theme import Theme

STYLES = ("page", "screen", "controls", "papers")
SCRIPTS = ("film", "paper", "player", "keys", "links", "start")
"""In the order in which they stand in the page."""
SPEEDS = (0.25, 0.5, 0.75, 1, 1.25, 1.5, 2)
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; font-src data:; "
    "media-src data: blob:; base-uri 'none'; form-action 'none'"
)
"""What a page may do: nothing but run its own script, wear its own style, and show what stands in it."""
ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect x='2' y='2' width='12' height='12' rx='5' "
    "fill='none' stroke='#56657F' stroke-width='3'/><rect x='9' y='.5' width='5' height='3' rx='1' "
    "fill='#FFA62B'/></svg>"
)
KEYS = (
    (("page.key.space",), "page.key.play"),
    (("←", "→"), "page.key.events"),
    (("[", "]"), "page.key.chapters"),
    (("page.key.home", "page.key.end"), "page.key.ends"),
    (("C",), "page.key.captions"),
    (("P",), "page.key.pauses"),
    (("<", ">"), "page.key.speed"),
)
"""Keys, or the words for them, and what they do."""
IN_SCRIPT = ("page.event", "page.play", "page.pause", "page.loop")
"""The words that the script says."""


class Reel(NamedTuple):
    """What is seen: the film and its poster, as bytes of a file."""

    mp4: bytes
    webp: bytes
    size: tuple[int, int]


class Look(NamedTuple):
    """How it is to be shown."""

    theme: Theme
    language: Language
    captions: str
    """Of loopway.publish.delivery: "burn", they are in the pictures; "soft", they are not; "off", nobody wants them."""


def document(score: Score, programs: Sequence[Program], reel: Reel, look: Look) -> str:
    """The whole page."""
    sheets = (_file(f"style/{name}.css") for name in STYLES)
    style = Markup("\n".join([faces(_letters(score, programs, look)), palette(look.theme), *sheets]))
    script = Markup("\n".join(_file(f"script/{name}.js") for name in SCRIPTS))
    width, height = reel.size
    language = look.language
    return (
        _templates()
        .get_template("page.html")
        .render(
            lang=language.code,
            dir=language.direction,
            mark=MARK,
            policy=POLICY.format(script=_hash(script), style=_hash(style)),
            icon=_data("image/svg+xml", ICON.encode()),
            style=style,
            script=script,
            say=language.say,
            clock=lambda frame: clock(frame / score.fps),
            colour_class=colour_class,
            captions=look.captions,
            score=score,
            width=width,
            height=height,
            poster=_data("image/webp", reel.webp),
            film=_data("video/mp4", reel.mp4),
            tracks=_tracks(score),
            ticks=_ticks(score),
            speeds=SPEEDS,
            awaits=any(event.awaits for event in score.events),
            programs=[_sheet(program) for program in programs],
            transcript=transcript(score),
            keys=[([language.words.get(key, key) for key in keys], what) for keys, what in KEYS],
            data=_for_script(score, language),
        )
    )


def clock(seconds: float) -> str:
    """A film second as players show it.

    >>> clock(75.2)
    '1:15'
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _letters(score: Score, programs: Sequence[Program], look: Look) -> str:
    """Every letter that the page may show, and more."""
    said = [score.title, *(one.said for one in score.events), *(one.text for one in score.captions + score.chapters)]
    words = [text for key, text in look.language.words.items() if key.startswith("page.")]
    return "".join([*said, *words, *(program.file + program.source for program in programs)])


class Paragraph(NamedTuple):
    """A chapter of the transcript and the events in it, with their numbers from 0."""

    first: int
    still: int
    text: str
    link: str
    event: int | None
    """The number of the event that is this very sentence."""
    events: tuple[tuple[int, Event], ...]


def transcript(score: Score) -> tuple[Paragraph, ...]:
    """Every chapter with its events; an event that says no more than its chapter is that chapter."""
    found = []
    starts = [0, *(chapter.first for chapter in score.chapters[1:])]
    for chapter, (start, end) in zip(score.chapters, pairwise([*starts, score.frames]), strict=True):
        inside = [(number, event) for number, event in enumerate(score.events) if start <= event.first < end]
        same = next((number for number, event in inside if event.text == chapter.text), None)
        still = chapter.still if same is None else score.events[same].still
        found.append(
            Paragraph(
                first=chapter.first,
                still=still,
                text=chapter.text,
                link=f"#t={chapter.still / score.fps:.2f}" if same is None else f"#e={same + 1}",
                event=same,
                events=tuple(pair for pair in inside if pair[0] != same),
            )
        )
    return tuple(found)


class _Sheet(NamedTuple):
    """A program's name, and its lines in coloured parts; a part without a colour is white space."""

    file: str
    lines: list[tuple[int, list[tuple[str, str]]]]
    """Each line's number, and its coloured parts."""


def _sheet(program: Program) -> _Sheet:
    lines = source_lines(program.source)
    parts = [_parts(*pair) for pair in zip(lines, colours(lines), strict=True)]
    return _Sheet(one_line(program.file), [(program.number(line), part) for line, part in enumerate(parts, 1)])


def _parts(line: str, spans: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    parts, reached = [], 0
    for first, end, role in spans:
        parts += [("", line[reached:first]), (role, line[first:end])]
        reached = end
    return [part for part in [*parts, ("", line[reached:])] if part[1]]


def _ticks(score: Score) -> dict[str, Any]:
    """Paths over a road on which event n is n wide: short ticks, long ones where a chapter begins, exits below it."""
    starts = {_event_at(score.events, chapter.still) for chapter in score.chapters}
    numbers = range(len(score.events))
    return {
        "width": max(1, len(score.events) - 1),
        "events": "".join(f"M{n} 4v2" for n in numbers),
        "chapters": "".join(f"M{n} 0v3" for n in numbers if n in starts),
        "awaits": "".join(f"M{n} 7v3" for n in numbers if score.events[n].awaits),
    }


def _event_at(events: Sequence[Event], frame: int) -> int:
    return max((number for number, event in enumerate(events) if event.first <= frame), default=0)


def _tracks(score: Score) -> dict[str, str]:
    ends = [*(event.first for event in score.events[1:]), score.frames]
    described = [
        Told(first=event.first, end=end, text=event.said) for event, end in zip(score.events, ends, strict=True)
    ]
    tracks = {"captions": score.captions, "chapters": score.chapters, "descriptions": described}
    return {name: _data("text/vtt;charset=utf-8", _vtt(told, score.fps)) for name, told in tracks.items()}


def _vtt(told: Iterable[Told], fps: int) -> bytes:
    return vtt(Cue(start=one.first / fps, end=one.end / fps, text=one.text) for one in told if one.text).encode()


def _for_script(score: Score, language: Language) -> dict[str, Any]:
    return {
        "fps": score.fps,
        "frames": score.frames,
        "events": msgspec.to_builtins(score.events),
        "captions": msgspec.to_builtins(score.captions),
        "chapters": msgspec.to_builtins(score.chapters),
        "lines": msgspec.to_builtins(score.lines),
        "words": {key: language.words[key] for key in IN_SCRIPT},
    }


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("loopway.publish.page"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _file(name: str) -> str:
    return files("loopway.publish.page").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
