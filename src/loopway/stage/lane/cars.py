"""The calls as cars on the lane at one instant."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from loopway.stage.easing import smooth
from loopway.stage.hud.caption import fitted
from loopway.stage.lane.road import LaneRoad
from loopway.stage.stage import Lamps, Point, Pose
from loopway.stage.text import cut, width
from loopway.stage.traffic.blinker import Blinker
from loopway.stage.traffic.boards import words_at
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.stations.pumps import remaining
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Story
from loopway.story.things import Call, Stop

OFF = Lamps()
FINISHED = 0.4
"""Paint of a car that is not called yet, or has left."""


class LaneCars:
    """Who is where on the lane, at any instant: a pure function of the film second."""

    def __init__(
        self, calls: Sequence[Call], colours: Mapping[int, str], road: LaneRoad, car: RoadMap, told: Story
    ) -> None:
        self._calls, self._colours, self._road, self._car = calls, colours, road, car
        self._language, self._not_called = told.language, told.language.say("lane.not_called")
        self._blinker = Blinker((), steady=told.reduced)

    def poses(self, t: float, now: float, beat: float | None = None) -> list[Pose]:
        """All cars at film second t, which is trace second `now`; the one that keeps the lane last.

        `beat` is the film second of the blinkers, if the lane is not alone in its film.
        """
        beat = t if beat is None else beat
        ground: list[Pose] = []
        cars: list[Pose] = []
        words: list[Pose] = []
        keeps: list[Pose] = []
        for place, call in enumerate(self._calls):
            if t < call.start:
                cars += self._to_come(place, call, t)
                words += self._name(place, call, t)
            elif t < call.leaves or call.gone <= call.leaves:
                ground += self._gauge(call, now, t)
                keeps = self._on_lane(call, t, beat)
                words += self._known(call, t, now)
            else:
                cars += self._leaving(place, call, t, beat)
        return [*ground, *cars, *keeps, *words]

    # -- before it is called ----------------------------------------------------------------------------------------

    def _place(self, place: int, t: float) -> float:
        """How many are before it, a real number while the line moves up."""
        before = self._calls[:place]
        return sum(1.0 - smooth((t - one.start - TEMPO.lane_up_after) / TEMPO.lane_up) for one in before)

    def _to_come(self, place: int, call: Call, t: float) -> list[Pose]:
        waits = self._place(place, t)
        beyond = waits - (self._road.lengths.places - 1)
        seen = 1.0 - smooth(beyond / self._road.lengths.comes)
        return self._body(call, self._road.waits(waits), OFF, FINISHED, seen) if seen > 0.0 else []

    def _name(self, place: int, call: Call, t: float) -> list[Pose]:
        """Its name, and that it does not exist yet: only while it stands."""
        lengths, waits = self._road.lengths, self._place(place, t)
        moved = waits - round(waits)
        seen = smooth(lengths.places - waits) * max(0.0, 1.0 - 8.0 * abs(moved))
        if seen <= 0.0:
            return []
        x, y = self._road.at(self._road.waits(waits))
        if lengths.upright:
            x += lengths.aside * self._road.u
            return [
                self._beside("mono", f"name {call.number}", (x, y + lengths.aside_name), call.call, "text2", seen),
                beside(
                    "words",
                    f"said {call.number}",
                    (x, y + lengths.aside_said),
                    lengths.said,
                    self._not_called,
                    "text3",
                    seen,
                ),
            ]
        room = lengths.pitch * self._road.u - lengths.name
        name = cut(call.call, room, lengths.name, "mono.medium")
        above, below = y - lengths.name_below, y - lengths.said_below
        return [
            words_at("mono", f"lane name {call.number}", x, above, lengths.name, name, "text2", seen),
            words_at("words", f"said {call.number}", x, below, lengths.name, self._not_called, "text3", seen),
        ]

    def _beside(self, role: str, name: str, at: Point, text: str, colour: str, seen: float) -> Pose:
        """Words at the right of a lane that stands: they shrink to their room, and are cut if that is not enough."""
        lengths = self._road.lengths
        room = lengths.words_end - at[0]
        em = fitted(text, lengths.name, lengths.name_floor, room, "mono.medium")
        return beside(role, f"lane {name}", at, em, cut(text, room, em, "mono.medium"), colour, seen)

    # -- on the lane --------------------------------------------------------------------------------------------

    def _on_lane(self, call: Call, t: float, beat: float) -> list[Pose]:
        share = (t - call.start) / max(1e-9, call.reaches - call.start)
        along = self._road.head + (self._road.pump - self._road.head) * smooth(share)
        stop = _stop(call, t)
        if stop is not None:
            return self._body(call, along, self._standing(beat), 1.0, 1.0)
        return self._body(call, along, Lamps(head=smooth(share / TEMPO.lamps)), 1.0, 1.0)

    def _standing(self, beat: float) -> Lamps:
        lamps = self._blinker.hazard(beat)
        return Lamps(tail=True, left=lamps.left, right=lamps.right)

    def _gauge(self, call: Call, now: float, t: float) -> list[Pose]:
        stop = _stop(call, t)
        if stop is None or stop.ends_at <= stop.begins_at:
            return []
        lengths, u, (x, y) = self._road.lengths, self._road.u, self._road.gauge
        wide, high = lengths.gauge
        return [
            Pose(
                role="gauge",
                id=f"lane gauge {call.number}",
                x=x,
                y=y,
                width=wide * u,
                height=high * u,
                scale=u,
                level=min(1.0, max(0.0, (now - stop.begins_at) / (stop.ends_at - stop.begins_at))),
                colour=self._colours[call.number],
            )
        ]

    def _known(self, call: Call, t: float, now: float) -> list[Pose]:
        """Its name, and how long it still stands."""
        lengths, bay, em = self._road.lengths, self._road.bay, self._road.lengths.name
        seen = smooth((t - call.reaches + TEMPO.appear) / TEMPO.appear)
        if seen <= 0.0:
            return []
        stop, x, y = _stop(call, t), (bay.x0 + bay.x1) / 2, bay.y0 - lengths.known_below
        left = "" if stop is None else self._left(stop, now)
        if lengths.upright:
            u, middle = self._road.u, self._road.pump
            x = bay.x1 + lengths.aside_bay * u
            named, timed = (x, middle - lengths.name_down * u), (x, middle - lengths.left_down * u)
            return [
                self._beside("mono", f"name {call.number}", named, call.call, "text2", seen),
                *([self._beside("mono.strong", f"left {call.number}", timed, left, "text", seen)] if left else []),
            ]
        if lengths.known_abreast:
            return self._abreast(call, left, (x, y), seen)
        name = cut(call.call, 2 * bay.width, em, "mono.medium")
        out = [words_at("mono", f"lane name {call.number}", x, y, em, name, "text2", seen)]
        if left:
            below = y - lengths.known_apart
            out.append(words_at("mono.strong", f"lane left {call.number}", x, below, em, left, "text", seen))
        return out

    def _abreast(self, call: Call, left: str, at: Point, seen: float) -> list[Pose]:
        """Name and seconds in one line, its middle below the bay."""
        (x, y), em, gap = at, self._road.lengths.name, self._road.lengths.known_abreast
        name = cut(call.call, self._road.lengths.pump * self._road.u, em, "mono.medium")
        if not left:
            return [words_at("mono", f"lane name {call.number}", x, y, em, name, "text2", seen)]
        first = x - (width(name, em, "mono.medium") + gap + width(left, em, "mono.semibold")) / 2
        then = first + width(name, em, "mono.medium") + gap
        return [
            beside("mono", f"lane name {call.number}", (first, y), em, name, "text2", seen),
            beside("mono.strong", f"lane left {call.number}", (then, y), em, left, "text", seen),
        ]

    def _left(self, stop: Stop, now: float) -> str:
        """How long it still stands."""
        return self._language.number(remaining(max(0.0, stop.ends_at - now), stop.ends_at - stop.begins_at))

    # -- after it ---------------------------------------------------------------------------------------------------

    def _leaving(self, place: int, call: Call, t: float, beat: float) -> list[Pose]:
        share = (t - call.leaves) / max(1e-9, call.gone - call.leaves)
        along = self._road.pump + (self._road.rests(0.0) - self._road.pump) * smooth(share)
        along += self._followed(place, t) * self._road.lengths.finished_pitch * self._road.u
        failed = call.outcome == "raised"
        lamps = self._blinker.hazard(beat) if failed and share < 1.0 else OFF
        head = 0.0 if failed else 1.0 - smooth((share - 1.0 + TEMPO.lamps) / TEMPO.lamps)
        if not failed and head > 0.0:
            lamps = Lamps(head=head)
        return self._body(call, along, lamps, 1.0 - (1.0 - FINISHED) * smooth(share), 1.0)

    def _followed(self, place: int, t: float) -> float:
        """How many have come behind it, a real number while one does."""
        after = (one for one in self._calls[place + 1 :] if one.gone > one.leaves)
        return sum(smooth((t - one.leaves) / (one.gone - one.leaves)) for one in after)

    # -- drawing ------------------------------------------------------------------------------------------------

    def _body(self, call: Call, along: float, lamps: Lamps, level: float, seen: float) -> list[Pose]:
        (x, y), u, car = self._road.at(along), self._road.u, self._car
        colour, scale = self._colours[call.number], u * (1.0 + (car.driving - 1.0) * lamps.head)
        heading, back = self._road.heading, car.letter_back * car.car[0] * scale
        letter = Pose(
            role="letter",
            id=f"lane letter {call.number}",
            x=x - back * math.cos(heading),
            y=y - back * math.sin(heading),
            height=(car.letter if len(call.letter) == 1 else car.letter_two) * car.car[1] * scale,
            label=call.letter,
            colour="ink",
            alpha=seen,
        )
        body = Pose(
            role="car",
            id=f"lane car {call.number}",
            x=x,
            y=y,
            heading=heading,
            scale=scale,
            level=level,
            lamps=lamps,
            colour=colour,
            alpha=seen,
        )
        return [body, letter]


def beside(role: str, name: str, at: Point, em: float, label: str, colour: str, alpha: float) -> Pose:
    """Words that begin at a place."""
    x, y = at
    return Pose(role=role, id=name, x=x, y=y, height=em, label=label, colour=colour, alpha=alpha, anchor="left")


def _stop(call: Call, t: float) -> Stop | None:
    """What a call stands for at film second t."""
    return next((stop for stop in call.stops if stop.start <= t < stop.end), None)
