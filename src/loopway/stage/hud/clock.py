"""The clock panel at any instant: digits, words and needle, all from the story's clock and nothing else."""

from __future__ import annotations

import math
from typing import Literal

from loopway.stage.hud.caption import fitted, in_lines
from loopway.stage.layout import ClockLengths
from loopway.stage.stage import Box, ClockView, Piece, Point, Words
from loopway.stage.text import width
from loopway.story.language import Language
from loopway.story.story import FilmClock

Mode = Literal["slow", "fast", "real", "still"]

REAL = 1.05
"""Real speed within this factor."""

CREEPS = 0.004
"""Decades in `NEAR` film seconds on either side: a factor that changes by more is rounded to 1, 2 or 5."""

NEAR = 0.05

COLOURS: dict[Mode, str] = {"slow": "warn", "fast": "fast", "real": "text", "still": "text3"}

LIT = ((0.2, math.inf), (2e-4, 50.0), (2e-7, 2e-3))
"""Trace seconds a film second at which one can see seconds, milliseconds, microseconds move."""

LEADING = 1.2
"""Ems from line to line of the words."""

UNITS = ("s", "ms", "µs")


class ClockPanel:
    """The panel through the whole film."""

    def __init__(self, box: Box, lengths: ClockLengths, clock: FilmClock, language: Language) -> None:
        self._box, self._lengths, self._clock, self._language = box, lengths, clock, language
        self._x0, self._x1 = box.x0 + lengths.pad, box.x1 - lengths.pad
        self._ruler_y = box.y0 + lengths.ruler_y

    def pieces(self) -> list[Piece]:
        """The ruler and its ticks, the tall one at real speed."""
        lengths, y = self._lengths, self._ruler_y
        ends = ((self._x0, y), (self._x1, y))
        out = [Piece(role="ruler", id="ruler", points=ends, width=lengths.ruler, colour="line")]
        for decade in range(lengths.decades[0], lengths.decades[1] + 1):
            x, tall = self._x(10.0**decade), decade == 0
            half = lengths.tall if tall else lengths.tick
            out.append(
                Piece(
                    role="ruler",
                    id=f"tick {decade}",
                    points=((x, y - half), (x, y + half)),
                    width=lengths.tall_width if tall else lengths.tick_width,
                    colour="text2" if tall else "text3",
                )
            )
        return out

    def at(self, t: float) -> ClockView:
        """The panel at film second t."""
        seconds, shown = self._clock.at(t), self._clock.shown(t)
        mode = mode_of(shown)
        factor = self._rounded(t, shown)
        groups = digits(seconds)
        lit = tuple(low <= shown < high for low, high in LIT)
        words = spoken(mode, factor, self._language)
        return ClockView(
            box=self._box,
            seconds=seconds,
            groups=groups,
            lit=(lit[0], lit[1], lit[2]),
            mode=mode,
            factor=factor,
            words=words,
            texts=self._texts(groups, (lit[0], lit[1], lit[2]), words, COLOURS[mode]),
            needle=(self._x(shown), self._ruler_y),
            real=self._x(1.0),
            colour=COLOURS[mode],
        )

    def _x(self, factor: float) -> float:
        low, high = self._lengths.decades
        decade = min(max(math.log10(factor), low), high) if factor > 0.0 else low
        return self._x0 + (self._x1 - self._x0) * (decade - low) / (high - low)

    def _rounded(self, t: float, shown: float) -> float:
        before, behind = self._clock.shown(t - NEAR), self._clock.shown(t + NEAR)
        if shown <= 0.0:
            return 0.0
        creeps = before > 0.0 and behind > 0.0 and abs(math.log10(behind / before)) > CREEPS
        return rounded(shown, creeps)

    def _texts(
        self, groups: tuple[str, str, str], lit: tuple[bool, bool, bool], words: str, colour: str
    ) -> tuple[Words, ...]:
        lengths, out = self._lengths, []
        x, y = self._x0, self._box.y1 - lengths.baseline
        for group, unit, bright, gap in zip(groups, UNITS, lit, lengths.group_gaps, strict=True):
            face: Literal["mono.bold", "mono"] = "mono.bold" if bright else "mono"
            out.append(Words(x=x, y=y, em=lengths.digits, text=group, colour="text" if bright else "text3", face=face))
            x += width(group, lengths.digits, face)
            unit_colour = "text2" if bright else "text3"
            out.append(Words(x=x + lengths.unit_gap, y=y, em=lengths.unit, text=unit, colour=unit_colour, face="sans"))
            x += gap
        out += self._said(words, colour, (x, y))
        return tuple(out)

    def _said(self, words: str, colour: str, behind: Point) -> list[Words]:
        """How fast time runs: below the digits, in as many lines as the panel has, or behind them."""
        lengths, (x, y) = self._lengths, behind
        em, said = lengths.elapsed, self._language.say(lengths.said)
        if lengths.abreast:
            em = fitted(words, lengths.words, lengths.words_floor, self._x1 - x, "sans.semibold")
            return [Words(x=self._x1, y=y, em=em, text=words, colour=colour, face="sans.semibold", anchor="right")]
        low, room = self._ruler_y + lengths.words_y, self._x1 - self._x0
        em_words, lines = in_lines(
            words, lengths.words, lengths.words_floor, room, lengths.words_lines, "sans.semibold"
        )
        out = [
            Words(
                x=self._x0,
                y=low + place * LEADING * em_words,
                em=em_words,
                text=line,
                colour=colour,
                face="sans.semibold",
            )
            for place, line in enumerate(reversed(lines))
        ]
        if x + width(said, em) <= self._x1:
            out.insert(0, Words(x=self._x1, y=y, em=em, text=said, colour="text3", face="sans", anchor="right"))
        return out


def digits(seconds: float) -> tuple[str, str, str]:
    """Seconds, milliseconds, microseconds, the last one cut off.

    >>> digits(1.000214), digits(75.0)
    (('1', '000', '214'), ('75', '000', '000'))
    """
    micro = int(seconds * 1e6 + 1e-3)
    return str(micro // 1_000_000), f"{micro // 1000 % 1000:03d}", f"{micro % 1000:03d}"


def mode_of(factor: float) -> Mode:
    """Which way time runs at so many trace seconds a film second."""
    if factor <= 0.0:
        return "still"
    if factor < 1 / REAL:
        return "slow"
    return "fast" if factor > REAL else "real"


def rounded(factor: float, creeps: bool) -> float:
    """The factor as it is said: two digits, or if it creeps 1, 2 or 5, so that no digits boil.

    >>> rounded(1.634, False), rounded(1.634, True), round(1 / rounded(1 / 53_000, True))
    (1.6, 2.0, 50000)
    """
    slow = factor < 1.0
    times = 1.0 / factor if slow else factor
    decade = 10.0 ** math.floor(math.log10(times))
    if creeps:
        near = min((1.0, 2.0, 5.0, 10.0), key=lambda step: abs(math.log10(times / decade / step)))
        times = near * decade
    else:
        times = float(f"{times:.2g}")
    return 1.0 / times if slow else times


def spoken(mode: Mode, factor: float, language: Language) -> str:
    """The words under the digits.

    >>> [spoken(mode, factor, english()) for mode, factor in (("slow", 4e-5), ("fast", 1.6), ("real", 1), ("still", 0))]
    ['slow motion, 25\u2009000× slower', 'hurried, 1.6× faster', 'real speed', 'paused']
    """
    if mode in ("real", "still"):
        return language.say(f"clock.{mode}")
    times = 1.0 / factor if mode == "slow" else factor
    number = f"{times:.0f}" if times >= 10.0 else language.number(f"{times:.1f}".removesuffix(".0"))
    if times > 9_999.0:
        number = f"{times:,.0f}".replace(",", "\u2009")
    return language.say(f"clock.{mode}", n=number)
