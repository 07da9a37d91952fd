"""A frame in words, so that a golden can be read: who is where, what is lit, what is said."""

from __future__ import annotations

import difflib

from loopway.stage.barview import BarView
from loopway.stage.stage import EndingCard, Frame, OpeningCard, Pose, Stage
from loopway.stage.traffic import TrafficStage
from loopway.stage.traffic.itinerary import Leg, Way

INSTANTS = 10


def golden(stage: Stage) -> str:
    """The film at ten instants, from its first card to its last."""
    parts = [described(stage, stage.duration * (number + 0.5) / INSTANTS) for number in range(INSTANTS)]
    return "\n\n".join(parts) + "\n"


def described(stage: Stage, t: float) -> str:
    """One instant in words."""
    frame = stage.at(t)
    lines = [f"{t:.2f} s"]
    if frame.card is not None:
        return "\n".join([*lines, *_card(frame.card)])
    lines += hud(frame)
    if not isinstance(stage, TrafficStage):
        lines += [f"  {pose.id} at {pose.x:.2f}, {_looks(pose)}" for pose in frame.poses if pose.role == "car"]
    for car, leg in stage.street.doings(t) if isinstance(stage, TrafficStage) else ():
        poses = [pose for pose in car.poses(leg, t) if pose.role in ("car", "blueprint")]
        words = f"{car.itinerary.letter} {_place(stage, leg, t)}, {_looks(poses[0])}"
        lines.append(f"  {words}")
    lines += [f"  {_small(pose)}" for pose in frame.poses if pose.role in ("gauge", "chip", "mono.strong")]
    return "\n".join(lines)


def hud(frame: Frame) -> list[str]:
    """Clock, rim, signal, code, prints and caption."""
    clock, code = frame.clock, frame.code
    current = next((str(line.number) for line in code.lines if line.current), "none")
    chips = ", ".join(sorted(f"{chip.label}{'*' if chip.full else ''}" for chip in code.chips))
    rim = "broken" if frame.rim.broken else frame.rim.colour
    lines = [
        f"  clock {' '.join(clock.groups)}, {clock.words}",
        f"  rim {rim}, signal {frame.signal.state}",
        f"  line {current}, chips {chips or 'none'}",
    ]
    lines += [f"  printed {line.text!r}" for line in code.console if line.alpha > 0.5]
    return [*lines, f"  says {frame.caption.text!r}" if frame.caption else "  says nothing"]


def _card(card: OpeningCard | EndingCard) -> list[str]:
    if isinstance(card, OpeningCard):
        return [f"  opening card, {card.alpha:.2f}", *(f"  {words.text!r}" for words in card.texts)]
    return [
        f"  ending card, {card.alpha:.2f}",
        *(f"  {_bar(bar)}" for bar in card.bars),
        *(f"  {words.text!r}" for words in card.texts),
    ]


def _bar(bar: BarView) -> str:
    spans = ", ".join(f"{state} {start:.2f} .. {end:.2f}" for state, start, end in bar.spans)
    return f"{bar.letter} {bar.label}: {spans}{', open' if bar.open_ended else ''}"


def _place(stage: TrafficStage, leg: Leg, t: float) -> str:
    at = f"{leg.visit.stay.plaza} stall {leg.visit.stall + 1}" if leg.visit else ""
    share = 0.0
    if leg.ride is not None:
        share = leg.ride.distance(t) / leg.ride.to_gate
        inside = (leg.ride.distance(t) - leg.ride.to_gate) / max(leg.ride.path.length - leg.ride.to_gate, 1e-9)
    else:
        inside = (t - leg.start) / (leg.end - leg.start)
    return {
        Way.BLUEPRINT: f"is planned, {inside:.0%} of the way to the line",
        Way.LINE: f"in line, place {stage.journey.line.place(leg.rank, t):.2f}",
        Way.ROAD: f"on the ring, {share:.0%} of the way to its gate",
        Way.STUCK: "on the ring for good",
        Way.PARK: f"parking, {inside:.0%} of the way to {at}",
        Way.STALL: f"in {at}",
        Way.HOOK: f"in {at}, told to stop",
        Way.ROLL: f"rolling, {inside:.0%} of the time to the line",
        Way.APRON: f"crossing, {inside:.0%} of the way to the line",
        Way.FINISH: f"leaving, {inside:.0%} of the way to its place in the finish lane",
        Way.LANE: "in the finish lane",
        Way.FLASH: "fading out",
        Way.SHOW: "fading in",
        Way.CARRIED: "riding along",
    }[leg.way]


def _looks(pose: Pose) -> str:
    if pose.lamps is None:
        return f"filled {pose.level:.0%}"
    lamps = pose.lamps
    shining = [
        *([f"headlights {lamps.head:.0%}"] if lamps.head else []),
        *(["tail"] if lamps.tail else []),
        *(["left"] if lamps.left else []),
        *(["right"] if lamps.right else []),
    ]
    return f"{pose.colour}, paint {pose.level:.0%}, lamps {' '.join(shining) or 'off'}"


def _small(pose: Pose) -> str:
    if pose.role == "mono.strong":
        return f"words {pose.label!r}"
    return f"{pose.role} {pose.label or pose.colour} {pose.level:.0%}"


def difference(expected: str, found: str, name: str) -> str:
    """The lines in which a film differs from its golden; empty if there are none."""
    lines = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), f"golden {name}", f"now {name}", lineterm=""
    )
    return "\n".join(lines)
