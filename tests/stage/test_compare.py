"""The split screen: what grows, what stands, what never lies over anything, and the numbers on the card."""

from __future__ import annotations

import random
from itertools import pairwise

import msgspec
import pytest

from loopway.errors import UsageError
from loopway.stage import Frame, Stage, comparison_stage
from loopway.stage.compare.bars import side_by_side
from loopway.stage.compare.shapes import zones_of
from loopway.stage.compare.spine import shared
from loopway.stage.hud.sheet import Sheet, functions
from loopway.stage.stage import Box, Piece, Pose
from loopway.stage.text import width
from loopway.stage.traffic.roles import PIECES, POSES
from loopway.stage.versus import VersusCard
from loopway.story import Comparison, Story, compare

from ..story.pairs import plain
from ..story.runs import gather
from . import laws

FACES = {"mono": "mono.medium", "mono.strong": "mono.semibold", "words": "sans", "heading": "sans.semibold"}


@pytest.fixture(scope="module")
def told() -> Comparison:
    """Three fetches of 1, 2 and 3 s, as plain functions and with gather."""
    return compare(plain(1, 2, 3), gather())


@pytest.fixture(scope="module")
def shown(told: Comparison) -> Stage:
    """Their stage."""
    return comparison_stage(told)


def frames(shown: Stage, told: Comparison, fps: int = 5) -> list[Frame]:
    """The action."""
    return [shown.at(number / fps) for number in range(int(told.action_end * fps))]


def bars(frame: Frame) -> dict[str, float]:
    """How far each bar reaches."""
    return {pose.id: pose.x + pose.width / 2 for pose in frame.poses if pose.role == "bar.fill"}


def box_of(words: Pose | Piece) -> Box:
    """About where words are drawn."""
    (x, y) = (words.x, words.y) if isinstance(words, Pose) else words.points[0]
    wide = width(words.label, words.height, FACES[words.role])
    left = x - {"left": 0.0, "centre": wide / 2, "right": wide}[words.anchor]
    return Box(left, y, left + wide, y + 0.72 * words.height)


def overlapping(words: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs of words that lie over each other."""
    return [
        (one, other)
        for place, (one, a) in enumerate(words)
        for other, b in words[place + 1 :]
        if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
    ]


def test_bars_grow_with_the_clock_and_with_nothing_else(shown: Stage, told: Comparison) -> None:
    """While the clock creeps no bar grows by a pixel; they never shrink; the hand stands where they end."""
    grown = 0
    for before, behind in pairwise(frames(shown, told)):
        first, second = bars(before), bars(behind)
        passed = behind.clock.seconds - before.clock.seconds
        for name in first.keys() & second.keys():
            assert second[name] >= first[name]
            assert second[name] - first[name] <= 1.95 * passed + 1e-9
            grown += second[name] > first[name]
    assert grown > 50


def test_totals_come_when_they_have_happened(shown: Stage, told: Comparison) -> None:
    """No total before its second, nor while the hand would lie on it; both at the end."""
    for frame in frames(shown, told):
        totals = {pose.id: pose.label for pose in frame.poses if "total mono" in pose.id}
        hands = [pose.x for pose in frame.poses if pose.role == "hand"]
        assert ("plain total mono.strong" in totals) == (frame.clock.seconds >= told.lane_ends) == (hands == [])
        words = [pose for pose in frame.poses if pose.id == "asyncio total mono.strong"]
        assert totals.keys() <= {"plain total mono.strong", "asyncio total mono.strong"}
        assert [hand for hand in hands for word in words if hand < word.x + 0.5] == []
        assert not words or frame.clock.seconds > told.ring_ends
    assert totals == {"plain total mono.strong": "6", "asyncio total mono.strong": "3"}


def test_the_lane_is_kept_and_the_ring_is_free(shown: Stage, told: Comparison) -> None:
    """Between its first and its last second the lane's rim is never grey; the ring's is whenever time hurries."""
    hurried = 0
    for frame in frames(shown, told):
        assert frame.lane is not None
        if told.starts + 0.3 < frame.t < told.joint.when(1, told.lane.clock, told.lane.calls[-1].leaves):
            assert frame.lane.colour.startswith("car.")
        if 0.01 < frame.clock.seconds % 1 < 0.99:
            hurried += 1
            assert frame.rim.colour == "road_edge"
    assert hurried > 20


def test_no_picture_breaks_a_law(shown: Stage, told: Comparison) -> None:
    """Every role is known, no two things have one name, no two cars touch, and no words lie over others."""
    assert {piece.role for piece in shown.pieces} <= PIECES.keys()
    names = [piece.id for piece in shown.pieces if piece.role in FACES]
    assert len(names) == len(set(names))
    still = [(piece.id, box_of(piece)) for piece in shown.pieces if piece.role in FACES]
    for frame in frames(shown, told):
        assert {pose.role for pose in frame.poses} <= POSES.keys()
        assert len({pose.id for pose in frame.poses}) == len(frame.poses)
        assert laws.touching(frame) == []
        moving = [(pose.id, box_of(pose)) for pose in frame.poses if pose.role in FACES and pose.alpha > 0.5]
        assert overlapping([*still, *moving]) == []


def test_overlapping_words_are_found() -> None:
    """The comparer can fail."""
    one, other = Box(0, 0, 2, 1), Box(1, 0.5, 3, 2)
    assert overlapping([("one", one), ("other", other), ("far", Box(9, 9, 10, 10))]) == [("one", "other")]


def test_words_beside_the_lane_keep_off_the_panels() -> None:
    """A call with a long name is made smaller, then cut."""
    told = compare(plain(1, 2, 3, function="read_the_configuration"), gather())
    shown = comparison_stage(told)
    for frame in frames(shown, told, 2):
        ends = [box_of(pose).x1 for pose in frame.poses if pose.id.startswith(("lane name", "said", "lane left"))]
        assert all(end <= frame.beside.box.x0 for end in ends if frame.beside is not None)


def test_a_frame_is_a_function_of_its_instant(shown: Stage, told: Comparison) -> None:
    """The same t gives the same Frame in any order, and from a stage made anew."""
    again = comparison_stage(told)
    instants = [number / 3 for number in range(int(shown.duration * 3))]
    forwards = {t: shown.at(t) for t in instants}
    shuffled = random.Random(7).sample(instants, len(instants))
    assert [again.at(t) for t in shuffled] == [forwards[t] for t in shuffled]


def test_the_card_says_what_was_measured(shown: Stage, told: Comparison) -> None:
    """All its words, from the title to the totals; the bars end where the programs ended."""
    card = shown.at(shown.duration).card
    assert isinstance(card, VersusCard)
    assert [words.text for words in card.texts] == [
        "Same three fetches, one clock",
        "The waits overlapped. Nobody drove faster.",
        "Driving took 60 µs on the lane, 160 µs on the ring road. The rest was waiting.",
        "script time; each step counts 20 µs",
        *("plain functions", "each wait keeps the lane", "asyncio.gather", "the waits overlap"),
        *("0", "1", "2", "3", "4", "5", "6", "s"),
        *("A", "1 s", "B", "2 s", "C", "3 s"),
        *("A", "B", "C"),
        *("6", "s", "3", "s"),
    ]
    lane, ring = card.tracks
    scale = (lane.box.width - 0.03) / told.lane_ends
    assert [round((box.x1 - lane.box.x0) / scale) for _, box in lane.bars] == [1, 3, 6]
    assert [round((box.x1 - ring.box.x0) / scale) for _, box in ring.bars] == [1, 2, 3]


def test_who_never_ended_has_no_total() -> None:
    """The bar of a task that was cut off goes to the end of the axis, without a number."""
    cut = gather(9)
    done = [place for place, event in enumerate(cut.events) if type(event).__name__ == "TaskScheduled" and event.at > 1]
    told = compare(plain(1), type(cut)(header=cut.header, events=cut.events[: done[0]]))
    card = comparison_stage(told).at(told.length).card
    assert isinstance(card, VersusCard)
    assert [words.text for words in card.texts][-2:] == ["1", "s"]
    assert card.tracks[1].bars[0][1].x1 == pytest.approx(card.tracks[1].box.x1, abs=0.05)


def test_many_bars_share_the_track() -> None:
    """Twelve thin bars lie in it without touching."""
    rows = compare(plain(1), gather(*range(1, 13))).rows
    edges = [edge for _, (low, high) in reversed(side_by_side(rows, 1.0, 1.0, 0.02)) for edge in (low, high)]
    assert len(edges) == 24
    assert edges == sorted(edges)
    assert (edges[0] >= 0.0, edges[-1] <= 1.0) == (True, True)


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("import os\n\n@cache\ndef f():\n    pass\n\nclass C:\n    x = 1\n\nC()", (2, 8)),
        ("print(1)\nprint(2)", (0, 2)),
        ("def f(:\n    pass", (0, 2)),
    ],
)
def test_only_the_functions_are_shown(source: str, part: tuple[int, int]) -> None:
    """From the first decorator to the end of the last one; all of a script without any, or that cannot be read."""
    assert functions(source, source.count("\n") + 1) == part


def test_there_is_no_other_shape(told: Comparison) -> None:
    """An unknown shape is refused."""
    with pytest.raises(UsageError, match="there is no split screen of shape 'round'"):
        comparison_stage(told, shape="round")


def test_two_programs_share_the_spine() -> None:
    """The longer one has the larger panel; nothing overlaps, and both are shown whole if they can be."""
    short, long = "def f():\n    pass\n", "def f():\n" + "    f()\n" * 6
    zones = zones_of("wide")
    parted = shared(zones, program(short), program(long))
    plain_box, clock, code = parted.plain, parted.layout.clock, parted.layout.code
    assert plain_box.height < code.height
    assert plain_box.y0 > clock.y1 > clock.y0 > code.y1
    assert (plain_box.y1, code.y0) == (zones.plain.y1, zones.layout.code.y0)
    assert Sheet(long, parted.layout, prints=False).rows == 7
    endless = shared(zones, program(short), program(long * 20))
    assert Sheet(long * 20, endless.layout, prints=False).rows < 20
    assert endless.plain.height > 0.9


def program(source: str) -> Story:
    """A story whose script has this source."""
    return msgspec.structs.replace(compare(plain(1), gather(1)).lane, source=source)
