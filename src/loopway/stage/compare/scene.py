"""The stage of a comparison: lane, spine and ring, left to right, or one above the other, all from one clock."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec.structs import replace

from loopway.stage.compare.bars import Tracks
from loopway.stage.compare.card import versus_card
from loopway.stage.compare.spine import shared
from loopway.stage.compare.zones import Zones
from loopway.stage.easing import clamp, smooth
from loopway.stage.hud import Captions, ClockPanel
from loopway.stage.hud.panels import code_rules, panel
from loopway.stage.hud.sheet import Sheet
from loopway.stage.lane.cars import LaneCars
from loopway.stage.lane.road import LaneRoad
from loopway.stage.lane.scene import call_colours, call_letters, code_of, rims, sign_of_lane
from loopway.stage.program import Chapter, Program
from loopway.stage.stage import Frame, Piece, Rim
from loopway.stage.text import cut, width
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.tempo import TEMPO
from loopway.stage.traffic.traffic import TrafficStage
from loopway.stage.versus import VersusCard
from loopway.story.compare import Comparison
from loopway.story.joint import LANE, RING
from loopway.story.moments import Moment, compared
from loopway.story.story import Story


class CompareStage:
    """A `Stage`: the lane at the left of the ring, or above it; their code, one clock, one axis."""

    def __init__(self, told: Comparison, zones: Zones) -> None:
        zones = shared(zones, told.lane, told.ring)
        self.told, self.zones, layout = told, zones, zones.layout
        self.duration, self.size = told.length, layout.size
        self.road_roles: frozenset[str] = frozenset()
        self._ring = TrafficStage(told.ring, layout)
        calls = told.lane.calls
        colours = call_colours(calls)
        road = LaneRoad(zones.lane)
        self._cars = LaneCars(calls, colours, road, RoadMap(), told.lane)
        self._rims = rims(calls, colours)
        self._code, sheet = code_of(told.lane, replace(layout, code=zones.plain), colours)
        self._clock = ClockPanel(layout.clock, layout.clock_lengths, told.joint.clock, told.ring.language)
        self._captions = Captions(told.beats, layout)
        self._tracks = Tracks(told, colours, self._ring.colours, zones.bars)
        letters = {life.task: life.letter for life in told.ring.timeline.lives}
        self._card = versus_card(told, colours, self._ring.colours, letters, zones.end)
        self.pieces: tuple[Piece, ...] = (
            *road.pieces(sign_of_lane(calls), rim="lane.rim"),
            *self._ring.road,
            *self._panel("plain", sheet, told.verdict.lane_name, told.lane, left=True),
            panel("clock", layout.clock, layout),
            *self._clock.pieces(),
            *self._panel("code", self._ring.sheet, told.verdict.ring_name, told.ring, left=False),
            *self._tracks.pieces(),
        )

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A cut for every caption."""
        return tuple(Chapter(at=beat.at, title=beat.caption) for beat in self.told.beats)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The plain script, then the one with a loop."""
        told = self.told
        lit = (self._code.lit(call_letters(told.lane)), self._ring.programs[0].lit)
        films = zip((told.lane, told.ring), (LANE, RING), lit, strict=True)
        return tuple(
            Program(
                file=story.script,
                source=story.source,
                numbers=story.numbers,
                lit=tuple(replace(one, at=told.joint.when(film, story.clock, one.at)) for one in lines),
            )
            for story, film, lines in films
        )

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The events of both programs."""
        return compared(self.told)

    def at(self, t: float) -> Frame:
        """The Frame at film second t; before 0 and after the end, the first and the last one."""
        t = min(max(t, 0.0), self.duration)
        now, lane_t = self.told.joint.clock.at(t), self.told.lane_at(t)
        ring = self._ring.seen(self.told.ring_at(t), now)
        rest = 1.0 - smooth((t - self.told.action_end) / TEMPO.card)
        mine = (*self._cars.poses(lane_t, now, beat=t), *self._tracks.poses(now))
        return replace(
            ring,
            t=t,
            poses=(*mine, *ring.poses) if rest > 0.0 else (),
            lane=self._rim(lane_t),
            beside=self._code.at(lane_t),
            caption=self._captions.at(t) if t < self.told.action_end else None,
            clock=self._clock.at(t),
            card=self._ended(t),
            road=rest,
            rest=rest,
        )

    def _ended(self, t: float) -> VersusCard | None:
        if t <= self.told.action_end:
            return None
        return replace(self._card, alpha=smooth((t - self.told.action_end) / TEMPO.card - 1.0))

    def _rim(self, lane_t: float) -> Rim:
        place = max(number for number, (at, _) in enumerate(self._rims) if at <= lane_t or number == 0)
        at, colour = self._rims[place]
        return Rim(colour=colour, before=self._rims[max(0, place - 1)][1], blend=clamp((lane_t - at) / TEMPO.rim))

    # -- panels -----------------------------------------------------------------------------------------------------

    def _panel(self, which: str, sheet: Sheet, name: str, story: Story, *, left: bool) -> Iterator[Piece]:
        """A code panel: its beak points to the road that this code drives on, its header says how.

        A narrow one says which file only if there is room for all of its name.
        """
        zones, box = self.zones, sheet.box
        yield panel(which, box, zones.layout)
        if not zones.abreast:
            yield self._beak(which, sheet, left=left)
        y = box.y1 - sheet.lengths.head * zones.head_baseline
        at = (box.x0 + zones.head_pad, y)
        yield Piece(role="heading", id=f"{which} name", points=(at,), height=zones.head, label=name, colour="text")
        room = box.width - 3 * zones.head_pad - width(name, zones.head, "sans.semibold")
        file = cut(story.script, room, zones.file, "mono.medium")
        if file == story.script or not zones.abreast:
            yield Piece(
                role="mono",
                id=f"{which} file",
                points=((box.x1 - zones.head_pad, y),),
                height=zones.file,
                label=file,
                colour="text3",
                anchor="right",
            )
        yield from code_rules(sheet, which)

    def _beak(self, which: str, sheet: Sheet, *, left: bool) -> Piece:
        (long, broad), box = self.zones.beak, sheet.box
        foot = (box.x0 if left else box.x1, box.y1 - sheet.lengths.head / 2)
        return Piece(
            role="panel.beak",
            id=f"{which} beak",
            points=(foot,),
            heading=math.pi if left else 0.0,
            width=long,
            height=broad,
        )
