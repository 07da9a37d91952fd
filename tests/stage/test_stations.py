"""What stands and happens at the stations: keys, lamps, crates, ropes, vans, dials, trucks, as whole sequences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopway.stage.stage import Pose
from loopway.stage.traffic import TrafficStage, stage_of
from loopway.stage.traffic.crates import changed, crates
from loopway.stage.traffic.stalls import Stay, groups_of
from loopway.stage.traffic.stations.keys import keys
from loopway.stage.traffic.stations.signal import lamps
from loopway.stage.traffic.stations.station import fitted_name
from loopway.story import tell
from loopway.story.story import State, StretchKind
from loopway.story.things import ResourceMark
from loopway.trace import read
from loopway.trace.trace import Trace

from ..story import stations
from . import laws


def shown(run: Callable[[], Trace]) -> TrafficStage:
    """The stage of a station's small run."""
    return stage_of(tell(run()))


def poses(stage: TrafficStage, t: float, *roles: str) -> dict[str, Pose]:
    """What is clearly seen of these roles, by id."""
    return {pose.id: pose for pose in stage.at(t).poses if pose.role in roles and pose.alpha > 0.5}


def sequence(stage: TrafficStage, seen: Callable[[float], object]) -> list[object]:
    """What is seen over the action, ten times a second, without repetitions."""
    found: list[object] = []
    for t in laws.instants(stage, 10):
        now = seen(t)
        if not found or found[-1] != now:
            found.append(now)
    return found


def mark(at: float, state: int | bool, kind: str = "lock", **known: object) -> ResourceMark:
    """A state of one resource."""
    fields = {"size": None, "holders": (), "items": (), "unfinished": 0, "by": None} | known
    return ResourceMark(at=at, resource="r", kind=kind, state=state, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("run", stations.ALL, ids=lambda run: run.__name__)
def test_a_station_obeys_the_laws_of_the_picture(run: Callable[[], Trace]) -> None:
    """At every station: one driver, no cars in each other, no jumps, and nothing moves while nobody runs."""
    stage = shown(run)
    frames = [stage.at(t) for t in laws.instants(stage, 8)]
    assert [frame.t for frame in frames if len(laws.drivers(stage, frame.t)) > 1 or laws.touching(frame)] == []
    assert {
        idle.start: laws.idle_changes(stage, idle) for idle in laws.idles(stage) if laws.idle_changes(stage, idle)
    } == {}


# -- the gate -------------------------------------------------------------------------------------------------------


def test_a_holder_keeps_its_key() -> None:
    """Of two keys 7 takes the first, 8 the second; when 7 gives its own back, 8 keeps the second."""
    held = keys(
        [
            mark(0, 2, "semaphore", size=2),
            mark(1, 1, holders=(7,)),
            mark(2, 0, holders=(7, 8)),
            mark(3, 1, holders=(8,)),
        ]
    )
    assert held.rows == ((None, None), (7, None), (7, 8), (None, 8))
    assert [held.now(t)[1] for t in (-1.0, 0.5, 2.5, 9.0)] == [(), (None, None), (7, 8), (None, 8)]


def test_who_has_the_key() -> None:
    """The chip beside the key and the badge over the bumper change hands together: A, nobody, B, nobody, C, nobody."""
    stage = shown(stations.lock)

    def who(t: float) -> tuple[list[str], list[str]]:
        chips = [pose.label for name, pose in poses(stage, t, "chip").items() if name.startswith("holder")]
        return chips, [name[-1] for name in poses(stage, t, "key.badge")]

    assert sequence(stage, who) == [
        ([], []),
        (["A"], ["2"]),
        ([], []),
        (["B"], ["3"]),
        ([], []),
        (["C"], ["4"]),
        ([], []),
    ]


def test_a_lane_moves_up() -> None:
    """B stands first and C behind it; when B has left, C rolls to the barrier, one pitch on, and never back."""
    stage = shown(stations.lock)
    lane = stage.lot.plazas["gate"].lanes[0]
    waits = {visit.stay.task: visit for visit in stage.journey.survey.visits.values() if visit.stay.plaza == "gate"}
    spots, leaves = stage.journey.spots, waits[3].stay.leaves
    assert [round(spots.place(waits[task], leaves), 9) for task in (3, 4)] == [0, 1]
    assert spots.at(waits[4], leaves) == lane.at(1.0)
    assert spots.at(waits[4], leaves + 2.0) == lane.at(0.0)
    ways = [spots.place(waits[4], leaves + step / 20) for step in range(40)]
    assert ways == sorted(ways, reverse=True)


def test_the_barrier_opens_for_each_car() -> None:
    """It is up twice, once for B and once for C, and shut when the film begins and ends."""
    stage = shown(stations.lock)
    ups = sequence(stage, lambda t: next(pose.heading for pose in stage.at(t).poses if pose.role == "barrier") < -0.6)
    assert ups == [False, True, False, True, False]


# -- the signal -----------------------------------------------------------------------------------------------------


def test_when_a_lamp_is_green() -> None:
    """An event's while it is set; a barrier's from the last one's coming until all have gone."""
    assert lamps([mark(0, False, "event"), mark(1, True, "event"), mark(2, False, "event")]) == (
        (0, False),
        (1, True),
        (2, False),
    )
    states = (0, 1, 2, 3, 2, 1, 0)
    found = lamps([mark(at, state, "barrier", size=3) for at, state in enumerate(states)])
    assert [green for _, green in found] == [False, False, False, True, True, True, False]


@pytest.mark.parametrize(("run", "seen"), [(stations.event, [False, True]), (stations.barrier, [False, True, False])])
def test_the_lamp_over_the_stalls(run: Callable[[], Trace], seen: list[bool]) -> None:
    """One lamp for all who wait; `set` leaves it green, a barrier's turns red again."""
    stage = shown(run)
    assert sequence(stage, lambda t: next(iter(poses(stage, t, "lamp").values())).level > 0.5) == seen


# -- the dock -------------------------------------------------------------------------------------------------------


def test_what_has_changed_in_a_queue() -> None:
    """Taken in front, put behind, both at once, one of equals, and all anew if nothing else explains it."""
    assert changed(["a", "b"], ["b"]) == ((0,), ())
    assert changed([], ["a"]) == ((), (0,))
    assert changed(["a", "b"], ["b", "c"]) == ((0,), (1,))
    assert changed(["x", "x"], ["x"]) == ((0,), ())
    assert changed(["a", "b"], ["c"]) == ((0, 1), (0,))


def test_the_crates_of_a_queue() -> None:
    """Each crate knows who brought it, who took it, and where it stood in between."""
    marks = [
        mark(0, 0, "queue"),
        mark(1, 1, "queue", items=("a",), by=5),
        mark(2, 2, "queue", items=("a", "b"), by=5),
        mark(3, 1, "queue", items=("b",), by=6),
    ]
    found = [(one.label, one.came, one.by, one.gone, one.taker, one.places) for one in crates(marks)]
    assert found == [
        ("a", 1, 5, 3, 6, ((1, 0),)),
        ("b", 2, 5, None, None, ((2, 1), (3, 0))),
    ]


def test_what_is_on_the_dock() -> None:
    """The count follows the marks; `y` comes in B's second turn, when there is room, and never before."""
    stage = shown(stations.queue)
    assert sequence(stage, lambda t: poses(stage, t, "mono.strong")["painted count"].label) == [
        "0/1",
        "1/1",
        "0/1",
        "1/1",
        "0/1",
    ]


def test_who_waits_at_the_dock() -> None:
    """A stands below with an empty place before it, B above with its crate."""
    stage = shown(stations.queue)
    stalls = {visit.stay.task: visit for visit in stage.journey.survey.visits.values() if visit.stay.plaza == "dock"}
    take, bring = (
        next(pose for t in laws.instants(stage, 10) if (pose := poses(stage, t, role).get(f"load {task}")))
        for role, task in (("crate.wanted", 2), ("crate", 3))
    )
    middle = stage.lot.plazas["dock"].box.centre[1]
    assert stage.lot.plazas["dock"].car(stalls[2].stall)[1] < take.y < middle < bring.y
    assert bring.y < stage.lot.plazas["dock"].car(stalls[3].stall)[1]


def test_each_queue_has_its_own_dock() -> None:
    """Side by side, each with its own count, under its name; a car stands at the queue that it waits for."""
    stage = shown(stations.queues)
    left, right = stage.lot.plazas["dock"].bays
    assert (left.queue, right.queue, left.box.x1) == ("queue1", "queue2", right.box.x0)
    names = {piece.id: piece.label for piece in stage.pieces if piece.id.startswith("painted queue")}
    assert sorted(names.values()) == ["queue1", "queue2"]
    for queue, counts in (("queue1", ["0/1", "1/1", "0/1", "1/1"]), ("queue2", ["0", "1", "0"])):
        count = f"painted count {queue}"
        assert sequence(stage, lambda t, count=count: poses(stage, t, "mono.strong")[count].label) == counts
    visits = [visit for visit in stage.journey.survey.visits.values() if visit.stay.plaza == "dock"]
    stands = {visit.stay.task: stage.lot.plazas["dock"].bay(visit.stall) for visit in visits}
    assert stands == {2: left, 3: right, 4: left}


def test_many_at_a_queue_have_its_crates_counted_at_the_sign() -> None:
    """Twelve who wait have no room at a dock."""
    stage = shown(stations.crowd_at_a_queue)
    assert stage.lot.plazas["dock"].bays == ()
    assert sequence(stage, lambda t: poses(stage, t, "mono.strong")["count queue1"].label) == ["0", "1", "0"]


# -- other roads, ropes, guards -------------------------------------------------------------------------------------


def test_a_van_is_as_far_as_its_call() -> None:
    """Both vans drive at once while nobody drives on the ring; A's is home when its thread ends, B's half round."""
    stage = shown(stations.threads)
    first = next(one for one in stage.story.stretches if one.kind is StretchKind.IDLE)
    vans = [poses(stage, t, "van") for t in (first.start + 0.01, first.end - 0.01)]
    assert all(set(seen) == {"van 2", "van 3"} for seen in vans)
    starts, ends = ([seen[name] for name in ("van 2", "van 3")] for seen in vans)
    assert all(abs(van.heading) < 0.1 for van in starts)
    assert abs(abs(ends[0].heading) - math.pi) < 0.1
    assert abs(ends[1].heading + math.pi / 2) < 0.2
    assert laws.drivers(stage, first.end - 0.01) == []


def test_service_roads_lie_side_by_side() -> None:
    """Each stall has its own ground; a car on its way to the second one passes no van and no name."""
    grounds = shown(stations.threads).lot.plazas["thread"].grounds
    assert len(grounds) == 2
    assert grounds[0].x1 == pytest.approx(grounds[1].x0)


def test_the_dial_races_with_the_gauge() -> None:
    """The limit of 1 s is over when a fifth of the sleep of 5 s is: the dial is full, the gauge is not."""
    stage = shown(stations.timeout)
    idle = laws.idles(stage)[0]
    half, whole = (
        [round(pose.level, 1) for pose in poses(stage, t, "dial", "gauge").values()]
        for t in ((idle.start + idle.end) / 2, idle.end - 1e-3)
    )
    assert (sorted(half), sorted(whole)) == ([0.1, 0.5], [0.2, 1.0])
    assert poses(stage, idle.end - 1e-3, "mono")["limit 1"].label == "limit 1 s"


def test_a_garage_stands_from_the_shield_on() -> None:
    """A has none until B waits behind the shield; B is towed away and A keeps it to the end of its sleep."""
    stage = shown(stations.shield)
    assert sequence(stage, lambda t: sorted(poses(stage, t, "garage"))) == [[], ["garage 2"], []]
    towed = next(t for t in laws.instants(stage, 10) if "truck 3" in poses(stage, t, "truck"))
    assert "garage 2" in poses(stage, towed, "garage")


def test_a_rope_goes_taut_when_one_fails() -> None:
    """Slack while all are on their way, taut from B's failure on, to the end of main's wait."""
    stage = shown(stations.group)
    levels = [pose.level for t in laws.instants(stage, 10) for pose in poses(stage, t, "rope").values()]
    assert levels == sorted(levels) and levels[0] == 0.0 and levels[-1] == 1.0


def test_a_truck_pulls_and_lets_go() -> None:
    """It comes while the car stands, stays ahead of it all the way, and is gone before the car stands in line."""
    stage = shown(stations.group)
    seen = [t for t in laws.instants(stage, 20) if "truck 4" in poses(stage, t, "truck")]
    ahead = [math.dist(_at(stage, t, "truck 4"), _at(stage, t, "car 4")) for t in seen]
    line = next(
        leg.start
        for car in stage.street.cars
        for leg in car.legs
        if car.itinerary.task == 4 and leg.start > seen[0] and leg.way.name == "LINE"
    )
    assert min(ahead) > 0.7 * stage.ring.u and seen[-1] < line
    assert _at(stage, seen[0], "car 4") == _at(stage, seen[0] - 0.3, "car 4")


@pytest.mark.parametrize("run", [stations.cancel, stations.timeout, stations.group, stations.shield])
def test_no_truck_runs_into_a_car(run: Callable[[], Trace]) -> None:
    """Neither into the one that it pulls round a bend, nor into the last one in line; the law sees one that does."""
    stage = shown(run)
    frames = [stage.at(t) for t in laws.instants(stage, 30)]
    assert [found for frame in frames for found in laws.run_into(frame)] == []
    towed = [frame for frame in frames if any(pose.role == "truck" and pose.alpha == 1 for pose in frame.poses)][-1]
    truck = next(pose for pose in towed.poses if pose.role == "truck")
    moved = replace(truck, x=truck.x - 0.3 * math.cos(truck.heading), y=truck.y - 0.3 * math.sin(truck.heading))
    poses = tuple(moved if pose is truck else pose for pose in towed.poses)
    assert laws.run_into(replace(towed, poses=poses)) != []


def _at(stage: TrafficStage, t: float, name: str) -> tuple[float, float]:
    return next((pose.x, pose.y) for pose in stage.at(t).poses if pose.id == name)


# -- stalls and names -----------------------------------------------------------------------------------------------


def test_the_rows_of_a_plaza() -> None:
    """Each lock has its own row, as long as it ever is; one who comes when another goes makes it no longer."""

    def stay(task: int, group: str, start: float, end: float) -> Stay:
        return Stay(task=task, plaza="gate", group=group, start=start, end=end)

    stays: Iterable[Stay] = (stay(1, "a", 0, 2), stay(2, "a", 1, 3), stay(3, "a", 2, 4), stay(4, "b", 0, 9))
    assert groups_of(stays) == {"gate": (("a", 2), ("b", 1))}


def test_a_name_loses_its_arguments_first() -> None:
    """In ever less room: all of it, no arguments, no brackets, an ellipsis; a method is called by its own name."""
    found = [fitted_name("fetch(<Lock>, 1)", columns * 0.12, 0.2) for columns in (16, 9, 6, 4)]
    assert found == ["fetch(<Lock>, 1)", "fetch()", "fetch", "fet…"]
    assert fitted_name("Queue.get", 0.5, 0.2) == "get"


def test_four_sleepers_stand_in_one_row() -> None:
    """Up to four stalls stay in one row as long as the cars stay large; eight do not."""
    from ..story import runs

    few, many = (stage_of(tell(runs.gather(*range(1, count + 1)))).lot.plazas["sleep"] for count in (4, 8))
    assert few.rows == 1 and many.rows > 1


def test_a_turn_is_where_its_car_drives() -> None:
    """With a lane, a dock and service roads too, who drives is who the story says runs."""
    for run in (stations.lock, stations.queue, stations.threads):
        stage = shown(run)
        runs = [
            (life.task, span)
            for life in stage.story.timeline.lives
            for span in life.spans
            if span.state is State.RUNNING
        ]
        assert all(laws.drivers(stage, (span.start + span.settled) / 2) == [task] for task, span in runs)


def test_a_barrier_stirs_for_nobody_who_is_still_waiting() -> None:
    """A hundredth of a second before a lock's waiters are woken the barrier is down, and soon after it is up."""
    told = tell(read(Path(__file__).parents[2] / "scenes" / "traces" / "lock.jsonl"))
    shown = stage_of(told)
    waits = [
        span
        for life in told.timeline.lives
        for span in life.spans
        if span.wait is not None and span.wait.kind == "lock"
    ]
    assert waits
    for wait in waits:
        (before,) = (pose for pose in shown.at(wait.end - 0.01).poses if pose.role == "barrier")
        (after,) = (pose for pose in shown.at(wait.end + 0.35).poses if pose.role == "barrier")
        assert before.heading == 0 != after.heading
