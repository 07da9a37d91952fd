"""The traffic stage: a story as cars on a ring road, complete at every instant."""

from __future__ import annotations

import msgspec

from loopway.stage.easing import clamp, smooth
from loopway.stage.hud import Captions, ClockPanel, CodePanel, ending_card, opening_card
from loopway.stage.hud.code import boards
from loopway.stage.hud.console import Console
from loopway.stage.hud.panels import code_pieces, legend_pieces, panel, title_piece
from loopway.stage.hud.rings import Rings
from loopway.stage.hud.sheet import Sheet
from loopway.stage.hud.standings import drives_alone, lit, moves
from loopway.stage.hud.tallies import tallies
from loopway.stage.layout import Layout
from loopway.stage.program import Chapter, Program
from loopway.stage.shapes import layout_of
from loopway.stage.stage import EndingCard, Frame, OpeningCard, Piece, Point, Pose, View
from loopway.stage.traffic.colours import colours
from loopway.stage.traffic.desk import Desk
from loopway.stage.traffic.furniture import furniture, unbuilt
from loopway.stage.traffic.journey import Journey
from loopway.stage.traffic.laying import Laying
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.lights import Drive, Lights
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.roadmap import RoadMap, unit
from loopway.stage.traffic.roles import ROAD_ROLES
from loopway.stage.traffic.show import card_car
from loopway.stage.traffic.stands import Stands
from loopway.stage.traffic.street import Street
from loopway.stage.traffic.survey import Survey, survey
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.moments import Moment, moments
from loopway.story.story import Story, StretchKind
from loopway.story.things import Paper


def stage_of(story: Story, *, shape: str = "wide") -> TrafficStage:
    """The stage that shows a story as traffic; a UsageError if there is no frame of this shape.

    Pure: the same story and shape give the same stage, and the stage the same Frame for the same t.
    """
    return TrafficStage(story, layout_of(shape))


class TrafficStage:
    """A `Stage`: roads and cars, code, clock, captions and cards of one film."""

    def __init__(self, story: Story, layout: Layout) -> None:
        self.story, self.layout = story, layout
        self.duration, self.size = story.length, layout.size
        self.road_roles = ROAD_ROLES
        self.colours = colours(story.timeline.lives)
        self._letters = {life.task: life.letter for life in story.timeline.lives}
        asked = survey(story)
        papers = bool(story.papers)
        size = unit(asked.cars, len(asked.needs), RoadMap(), more=asked.more or (papers and bool(asked.needs)))
        size *= layout.stage_unit
        self.ring = Ring(layout.stage, size, RoadMap())
        level = Level(asked.cars, max((need.stalls for need in asked.needs.values()), default=0))
        self.lot = Lot(self.ring, asked.needs, level, papers=papers, limits=asked.limits, language=story.language)
        self._code, self.sheet = self._panel()
        self._clock = ClockPanel(layout.clock, layout.clock_lengths, story.clock, story.language)
        self._rings = Rings(story.roads, layout)
        self._captions = Captions(story.beats, layout)
        self._opening = opening_card(story, layout)
        self._ending = ending_card(story, layout, self.colours, self._letters)
        self.journey = Journey(story, asked, self.ring, self.lot, Stands(self.ring, self.lot, level))
        idles = [(one.start, one.end) for one in story.stretches if one.kind is StretchKind.IDLE]
        self.desk = Desk(story.papers, self.lot.desk, self.ring.u, self.ring.lengths.desk, self._origin, idles)
        self.street = Street(story, self.journey, self._births())
        self._laying = Laying(story)
        self._lights = Lights(story, self._drives())
        self.road: tuple[Piece, ...] = (
            *(
                furniture(self.ring, self.lot, again=len(story.roads) > 1)
                if story.roads
                else unbuilt(self.ring, story.language)
            ),
            *self.street.plazas.pieces(),
        )
        """The pieces of ring and plazas, without panels and words."""
        self.pieces: tuple[Piece, ...] = (
            *self.road,
            *code_pieces(self.sheet, story.script, layout, self._rings.width),
            panel("clock", layout.clock, layout),
            *self._clock.pieces(),
            title_piece(story.title, layout),
            *legend_pieces(self._legend(asked), layout, story.language),
        )

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A cut for every caption."""
        return tuple(Chapter(at=beat.at, title=beat.caption) for beat in self.story.beats if beat.caption)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The script."""
        story, lit = self.story, self._code.lit(self._letters)
        return (Program(file=story.script, source=story.source, numbers=story.numbers, lit=lit),)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The events of the film."""
        return moments(self.story)

    def at(self, t: float) -> Frame:
        """The Frame at film second t; before 0 and after the end, the first and the last one."""
        return self.seen(t, self.story.clock.at(t))

    def seen(self, t: float, now: float) -> Frame:
        """The Frame at film second t if it is trace second `now`, which another clock may say."""
        t = min(max(t, 0.0), self.duration)
        rest, road = self._alphas(t)
        return Frame(
            t=t,
            poses=(*self._card_poses(t), *(self._action(t, now) if rest > 0.0 else ())),
            rim=self._lights.rim(t),
            signal=self._lights.signal(t),
            code=self._code.at(t),
            caption=self._captions.at(t),
            clock=self._clock.at(t),
            card=self._card(t),
            view=self._view(t),
            road=road,
            laid=self._laying.at(t),
            rest=rest,
        )

    def _action(self, t: float, now: float) -> tuple[Pose, ...]:
        return (*self._rings.poses(t), *self.desk.poses(t), *self.street.poses(t, now))

    # -- cards --------------------------------------------------------------------------------------------------

    @property
    def _entry(self) -> float:
        """When the opening card begins to give way."""
        return max(0.0, self.story.action_start - TEMPO.entry)

    def _alphas(self, t: float) -> tuple[float, float]:
        """Of everything that is on no card, and of the road, which is on the opening card too."""
        ends = 1.0 - smooth((t - self.story.action_end) / TEMPO.card)
        came = 1.0 if self._entry <= 0.0 else smooth((t - self.story.action_start + TEMPO.card) / TEMPO.card)
        if self.story.reduced and self._entry > 0.0:  # the road goes where it stood and comes where it will stand
            return came * ends, ends * smooth(abs(2.0 * clamp((t - self._entry) / TEMPO.entry) - 1.0))
        return came * ends, ends

    def _card(self, t: float) -> OpeningCard | EndingCard | None:
        if t > self.story.action_end:
            return msgspec.structs.replace(self._ending, alpha=smooth((t - self.story.action_end) / TEMPO.card - 1.0))
        seen = 1.0 - smooth((t - self._entry) / TEMPO.card)
        return msgspec.structs.replace(self._opening, alpha=seen) if seen > 0.0 and self._entry > 0.0 else None

    def _card_poses(self, t: float) -> tuple[Pose, ...]:
        seen = 1.0 - clamp((t - self._entry) / TEMPO.card)
        shown = seen > 0.0 and self._entry > 0.0 and bool(self.story.roads)
        poses = card_car(self.ring, t, seen) if shown else ()
        return tuple(pose for pose in poses if not (self.story.reduced and pose.role == "card.trail"))

    def _view(self, t: float) -> View:
        left = 1.0 - smooth((t - self._entry) / TEMPO.entry) if self._entry > 0.0 else 0.0
        if self.story.reduced:
            left = round(left)
        if left <= 0.0:
            return View()
        start, end = self.layout.cards.road, self.layout.stage
        scale = min(start.width / end.width, start.height / end.height)
        scale += (1.0 - scale) * (1.0 - left)
        centre = _between(start.centre, end.centre, 1.0 - left)
        return View(scale=scale, x=centre[0] - scale * end.centre[0], y=centre[1] - scale * end.centre[1])

    # -- parts --------------------------------------------------------------------------------------------------

    def _panel(self) -> tuple[CodePanel, Sheet]:
        story = self.story
        sheet = Sheet(story.source, self.layout, prints=bool(story.prints), numbers=story.numbers)
        lines = lit(story, self.colours)
        if self.lot.level.counted:
            chips = tallies(moves(story, flashes=True), lines, self._letters, self.colours)
        else:
            chips = boards(moves(story), lines, self._letters, self.colours, sheet.lengths.chips)
        console = Console(story.prints, sheet) if story.prints else None
        return CodePanel(sheet, story.script, lines, chips, console), sheet

    def _births(self) -> dict[int, Point]:
        """Where each plan begins: on its board, or at the code panel's edge, beside the line that made it."""
        places = self.desk.places  # of as many papers as there is room for
        laid = [paper for paper in self.story.papers if paper.number in places]
        boards = {paper.task: places[paper.number] for paper in laid if paper.task is not None}
        found = {
            life.task: self._beside(life.spans[0].line, life.spans[0].leaves)
            for life in self.story.timeline.lives
            if life.spans
        }
        return found | {task: (place.x, place.y) for task, place in boards.items() if task in found}

    def _origin(self, paper: Paper) -> Point:
        return self._beside(paper.line, paper.made)

    def _beside(self, line: int | None, at: float) -> Point:
        layout = self.layout
        if layout.births_above:
            return layout.births_x, layout.code.y1
        return layout.code.x1, self._code.line_y(line, at)

    def _drives(self) -> list[Drive]:
        return [
            Drive(span.start, span.settled, self.colours[life.task], life.task)
            for life in self.story.timeline.lives
            for span in life.spans
            if drives_alone(span)
        ]

    def _legend(self, asked: Survey) -> list[str]:
        """Four entries at most, those that occur."""
        outcomes = {life.outcome for life in self.story.timeline.lives}
        seen = ["drive"] if self.story.roads else []
        seen += ["plan"] if self.story.papers else []
        seen += [*(["exit", "wait"] if asked.needs else []), *(["ready"] if self.story.roads else [])]
        if "raised" in outcomes:
            seen.append("fail")
        if "cancelled" in outcomes:
            seen.append("cancelled")
        while len(seen) > 4:
            seen.remove(next(entry for entry in ("wait", "exit", "ready") if entry in seen))
        return seen


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
