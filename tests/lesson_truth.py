"""Is the picture of a lesson true to its trace? Each function gives what is not, from events and Frames alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from loopway.stage.stage import Frame, Stage
from loopway.stage.traffic import TrafficStage
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.story.story import State, Story, StretchKind
from loopway.trace.events import CancelRequested, Printed, StepStarted, TaskDone, TaskSuspended
from loopway.trace.trace import Trace

from .stage import laws

FPS = 15
"""Pictures a second that are looked at."""
A_MOMENT = 0.02
"""Film seconds."""
BRAKING = 0.45
"""Film seconds: the driver comes to a stop, or sets off, and the line closes up behind him."""
STEP = 20e-6
"""Trace seconds that a step counts under the virtual clock."""


def frames(stage: Stage, start: float, end: float) -> list[Frame]:
    """The pictures from one film second to another."""
    return [stage.at(start + number / FPS) for number in range(int((end - start) * FPS))]


def drivers(stage: TrafficStage) -> list[str]:
    """What `misdriven` finds in the whole action."""
    shown = frames(stage, stage.story.action_start, stage.story.action_end)
    return [found for frame in shown for found in misdriven(stage, frame)]


def misdriven(stage: TrafficStage, frame: Frame) -> list[str]:
    """Two cars on the ring, headlights on more than one, or a car on the ring whose task does not run."""
    on_ring = laws.on_ring(stage, frame)
    lit = [name for name, car in laws.cars(frame).items() if car.lamps and car.lamps.head > 0]
    run = {f"car {task}" for task in _in_state(stage.story, State.RUNNING, frame.t)}
    found = []
    if len(on_ring) > 1 or len(lit) > 1:
        found.append(f"{on_ring} drive, {lit} shine at {frame.t:.2f}")
    if not set(on_ring) <= run:
        found.append(f"{on_ring} on the ring at {frame.t:.2f}, but {sorted(run)} run")
    return found


def exits(trace: Trace, stage: TrafficStage) -> list[str]:
    """Cars that leave the road more or less often than their tasks were suspended, or drive more often than stepped."""
    cars = {car.itinerary.task: car.itinerary.legs for car in stage.street.cars}
    suspended = Counter(event.task for event in trace.events if isinstance(event, TaskSuspended))
    stepped = Counter(event.task for event in trace.events if isinstance(event, StepStarted))
    found = []
    for task, legs in cars.items():
        left = _count(legs, Way.PARK, Way.APRON)
        drove = _count(legs, Way.ROAD, Way.STUCK)
        if (left, drove) != (suspended[task], stepped[task]):
            found.append(f"car {task} took {left} exits in {drove} turns, not {suspended[task]} in {stepped[task]}")
    return found


def arrivals(trace: Trace, stage: TrafficStage) -> list[str]:
    """Cars that stand in line before one that came earlier, or that set off in another order than their steps."""
    legs = [(leg, car.itinerary.task) for car in stage.street.cars for leg in car.itinerary.legs]
    lines = sorted((leg.rank, leg.start, task) for leg, task in legs if leg.way is Way.LINE)
    found = [
        f"car {behind} came at {after:.2f}, before car {ahead}, and stands behind it"
        for (_, before, ahead), (_, after, behind) in pairwise(lines)
        if after < before - 1e-6
    ]
    drove = [task for _, task in sorted((leg.start, task) for leg, task in legs if leg.way is Way.ROAD)]
    stepped = [event.task for event in trace.events if isinstance(event, StepStarted) and event.task in drove]
    if drove != stepped:
        found.append(f"cars set off as {drove}, their steps as {stepped}")
    return found


def jams(stage: TrafficStage) -> list[str]:
    """Cars that move while the driver stands on the road; who is due then, and does not overrun, or the reverse."""
    found = []
    for jam in (stretch for stretch in stage.story.stretches if stretch.kind is StretchKind.BLOCK):
        found += moves(frames(stage, jam.start + BRAKING, jam.end - BRAKING))
        last = stage.at(jam.end - A_MOMENT)
        due = {
            f"wait {life.task}"
            for life in stage.story.timeline.lives
            for span in life.spans
            if span.start < jam.start and span.wait and span.wait.until and span.wait.until < jam.ends_at < span.ends_at
        }
        overrun = {pose.id for pose in last.poses if pose.role == "mono.strong" and pose.label.startswith("+")}
        if overrun != due:
            found.append(f"{sorted(overrun)} overrun at {last.t:.2f}, but {sorted(due)} are due")
    return found


def moves(shown: list[Frame]) -> list[str]:
    """Pictures in which a car is not where it was in the one before."""
    places = [
        (frame.t, {name: (round(car.x, 6), round(car.y, 6)) for name, car in laws.cars(frame).items()})
        for frame in shown
    ]
    return [f"somebody moves at {t:.2f}" for (_, before), (t, behind) in pairwise(places) if before != behind]


def farewells(trace: Trace, stage: TrafficStage, story: Story) -> list[str]:
    """What a cancelled task prints after it was asked to stop, if it is not said while its car drives its last turn."""
    asked = {event.task: event.at for event in trace.events if isinstance(event, CancelRequested)}
    left = {event.task for event in trace.events if isinstance(event, TaskDone) and event.outcome == "cancelled"}
    found = []
    for car in stage.street.cars:
        task = car.itinerary.task
        if task in left and task in asked:
            drive = [leg for leg in car.itinerary.legs if leg.way is Way.ROAD][-1]
            count = sum(isinstance(one, Printed) and one.task == task and one.at >= asked[task] for one in trace.events)
            said = [one for one in story.prints if one.task == task and drive.start <= one.at <= drive.end]
            if len(said) != count:
                found.append(f"car {task} says {len(said)} of {count} things on its last turn")
    return found


def prints(trace: Trace, stage: Stage, story: Story) -> list[str]:
    """Printed texts that are not the trace's, or that the console shows too early, too late, or out of order."""
    said = [event for event in trace.events if isinstance(event, Printed)]
    shown = story.prints
    if [one.text for one in shown] != [event.text for event in said]:
        return [f"prints are {[one.text for one in shown]}"]
    found = []
    for number, (event, one) in enumerate(zip(said, shown, strict=True)):
        drift = abs(story.clock.at(one.at) - event.at)
        if drift > STEP + 1e-9:
            found.append(f"{one.text!r} of {event.at} is printed when the clock says {story.clock.at(one.at)}")
        before = _console(stage.at(one.at - A_MOMENT))
        texts = [line for other in shown[:number] if other.at < one.at - A_MOMENT for line in other.text.splitlines()]
        if before != texts[len(texts) - len(before) :]:
            found.append(f"the console says {before} before {one.text!r} was printed")
        after = _console(stage.at(one.at + 0.5))
        if not set(after) & set(one.text.splitlines()) and not any(_is_cut(line, one.text) for line in after):
            found.append(f"the console says {after} after {one.text!r}")
    return found


def lane(stage: Stage, story: Story) -> list[str]:
    """Cars on the single lane that move while the first one stands."""
    stops = [stop for call in story.calls for stop in call.stops]
    return [found for stop in stops for found in moves(frames(stage, stop.start + A_MOMENT, stop.end - A_MOMENT))]


def _console(frame: Frame) -> list[str]:
    return [line.text for line in frame.code.console if line.alpha > 0.5]


def _is_cut(line: str, text: str) -> bool:
    return line.endswith("…") and text.startswith(line[:-1])


def _count(legs: Iterable[Leg], *ways: Way) -> int:
    return sum(leg.way in ways for leg in legs)


def _in_state(story: Story, state: State, t: float) -> Iterator[int]:
    for life in story.timeline.lives:
        if any(span.state is state and span.start <= t <= max(span.end, span.settled) for span in life.spans):
            yield life.task
