"""The stage of a program without a loop: the lane, its code, the clock, the bars."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from loopway.stage.easing import clamp, smooth
from loopway.stage.hud import Captions, ClockPanel, CodePanel, ending_card, opening_card
from loopway.stage.hud.code import boards
from loopway.stage.hud.console import Console
from loopway.stage.hud.panels import code_pieces, legend_pieces, panel, title_piece
from loopway.stage.hud.sheet import Sheet
from loopway.stage.hud.standings import OUTSIDE, Lit, Moved
from loopway.stage.lane.bars import Bars
from loopway.stage.lane.cars import LaneCars
from loopway.stage.lane.lanemap import LaneMap
from loopway.stage.lane.road import LaneRoad
from loopway.stage.layout import Layout
from loopway.stage.program import Chapter, Program
from loopway.stage.stage import EndingCard, Frame, OpeningCard, Piece, Rim, Signal, View
from loopway.stage.traffic.colours import CARS
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.moments import Moment, moments
from loopway.story.story import Story
from loopway.story.things import Call

NOBODY = "road_edge"


class LaneStage:
    """A `Stage`: each call a car, and while it stands, all others behind it."""

    def __init__(self, story: Story, layout: Layout, lengths: LaneMap) -> None:
        self.story, self.layout = story, layout
        self.duration, self.size = story.length, layout.size
        self.road_roles: frozenset[str] = frozenset()
        self.colours = call_colours(story.calls)
        letters = call_letters(story)
        self.road = LaneRoad(lengths)
        self._cars = LaneCars(story.calls, self.colours, self.road, RoadMap(), story)
        self._bars = Bars(story.calls, story.ending, self.colours, lengths, story.language)
        self._code, sheet = code_of(story, layout, self.colours)
        self._clock = ClockPanel(layout.clock, layout.clock_lengths, story.clock, story.language)
        self._captions = Captions(story.beats, layout)
        self._opening = opening_card(story, layout)
        self._ending = ending_card(story, layout, self.colours, letters)
        self._rims = rims(story.calls, self.colours)
        self.pieces: tuple[Piece, ...] = (
            *self.road.pieces(sign_of_lane(story.calls)),
            *self._bars.pieces(),
            *code_pieces(sheet, story.script, layout),
            panel("clock", layout.clock, layout),
            *self._clock.pieces(),
            title_piece(story.title, layout),
            *legend_pieces(["blocks", "finished"], layout, story.language),
        )

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A cut for every caption."""
        return tuple(Chapter(at=beat.at, title=beat.caption) for beat in self.story.beats if beat.caption)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The script."""
        return (
            Program(
                file=self.story.script,
                source=self.story.source,
                numbers=self.story.numbers,
                lit=self._code.lit(call_letters(self.story)),
            ),
        )

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The events of the film."""
        return moments(self.story)

    def at(self, t: float) -> Frame:
        """The Frame at film second t; before 0 and after the end, the first and the last one."""
        t = min(max(t, 0.0), self.duration)
        now = self.story.clock.at(t)
        rest = self._rest(t)
        return Frame(
            t=t,
            poses=(*self._cars.poses(t, now), *self._bars.poses(now)) if rest > 0.0 else (),
            rim=self._rim(t),
            signal=Signal(state="dark", before="dark", blend=1.0),
            code=self._code.at(t),
            caption=self._captions.at(t),
            clock=self._clock.at(t),
            card=self._card(t),
            view=View(),
            road=rest,
            rest=rest,
        )

    @property
    def _entry(self) -> float:
        return max(0.0, self.story.action_start - TEMPO.entry)

    def _rest(self, t: float) -> float:
        ends = 1.0 - smooth((t - self.story.action_end) / TEMPO.card)
        came = 1.0 if self._entry <= 0.0 else smooth((t - self.story.action_start + TEMPO.card) / TEMPO.card)
        return came * ends

    def _card(self, t: float) -> OpeningCard | EndingCard | None:
        if t > self.story.action_end:
            return replace(self._ending, alpha=smooth((t - self.story.action_end) / TEMPO.card - 1.0))
        seen = 1.0 - smooth((t - self._entry) / TEMPO.card)
        return replace(self._opening, alpha=seen) if seen > 0.0 and self._entry > 0.0 else None

    def _rim(self, t: float) -> Rim:
        place = max(0, bisect_right(self._rims, t, key=lambda change: change[0]) - 1)
        at, colour = self._rims[place]
        return Rim(colour=colour, before=self._rims[max(0, place - 1)][1], blend=clamp((t - at) / TEMPO.rim))


def call_letters(story: Story) -> dict[int, str]:
    """call -> its letter."""
    return {call.number: call.letter for call in story.calls}


def call_colours(calls: tuple[Call, ...]) -> dict[int, str]:
    """call -> its colour role, in order."""
    return {call.number: f"car.{place % CARS}" for place, call in enumerate(calls)}


def rims(calls: tuple[Call, ...], colours: dict[int, str]) -> list[tuple[float, str]]:
    """The lane's edge: from its first call to its last one it is never grey, for somebody always keeps the lane."""
    changes = [(0.0, NOBODY), *((call.start, colours[call.number]) for call in calls)]
    if calls and calls[-1].gone > calls[-1].leaves:
        changes.append((calls[-1].leaves, NOBODY))
    return changes


def sign_of_lane(calls: tuple[Call, ...]) -> str:
    """What stands on the sign over the stall: the call that blocks, if it is always the same."""
    names = {stop.call.partition("(")[0] for call in calls for stop in call.stops}
    return names.pop() if len(names) == 1 else ""


def code_of(story: Story, layout: Layout, colours: dict[int, str]) -> tuple[CodePanel, Sheet]:
    """The code panel: the line at which a call stands is lit in its colour until it leaves; its chip stands there."""
    sheet = Sheet(story.source, layout, prints=bool(story.prints), numbers=story.numbers)
    lines = [
        Lit(mark.at, mark.line, OUTSIDE if mark.task is None else colours[mark.task], mark.task) for mark in story.lines
    ]
    off = {call.number: call.gone if call.outcome == "raised" else call.leaves for call in story.calls}
    left = [Lit(off[call.number], None, colours[call.number], None) for call in story.calls if call.gone > call.leaves]
    lines = sorted((*lines, *left), key=lambda one: one.at)
    moved = [Moved(mark.at, mark.task, mark.line) for mark in story.lines if mark.task is not None]
    moved += [Moved(off[call.number], call.number, None) for call in story.calls if call.gone > call.leaves]
    letters = call_letters(story)
    chips = boards(sorted(moved, key=lambda one: one.at), lines, letters, colours, sheet.lengths.chips)
    console = Console(story.prints, sheet) if story.prints else None
    return CodePanel(sheet, story.script, lines, chips, console), sheet
