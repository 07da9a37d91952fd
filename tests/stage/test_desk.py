"""Papers: where they lie, when they are struck, and what Python says to them."""

from __future__ import annotations

from collections.abc import Sequence

from loopway.stage.stage import Box, Pose
from loopway.stage.traffic import stage_of
from loopway.stage.traffic.desk import Desk, broken, letter_read, piled, slots
from loopway.stage.traffic.maps.desk import DeskMap
from loopway.stage.traffic.tempo import TEMPO
from loopway.story import tell
from loopway.story.things import Paper

from ..story import stations

BOX = Box(0.0, 0.0, 6.0, 3.0)
WARNING = "RuntimeWarning: coroutine 'mail' was never awaited"


def paper(number: int, made: float, **known: object) -> Paper:
    """A coroutine object that lies there from `made` on."""
    fields = {"used": None, "task": None, "warned": None, "warning": "", "refused": None} | known
    return Paper(number=number, coro="mail()", function="mail", line=3, made=made, **fields)  # type: ignore[arg-type]


def desk(*papers: Paper, box: Box = BOX, idles: Sequence[tuple[float, float]] = ()) -> Desk:
    """These papers on that ground; their line of code is at (-5, 0)."""
    return Desk(papers, box, 1.0, DeskMap(), lambda _: (-5.0, 0.0), idles)


def roles(there: Desk, t: float) -> list[str]:
    """What is seen at t, in painter's order."""
    return [pose.role for pose in there.poses(t) if pose.alpha > 0.5]


def box(pose: Pose) -> Box:
    """What a paper takes of the ground."""
    low = pose.y if pose.role == "envelope" else pose.y - pose.height / 2
    return Box(pose.x - pose.width / 2, low, pose.x + pose.width / 2, low + pose.height)


def test_the_lowest_place_that_is_free() -> None:
    """A plan that is used up leaves its place to the next one once it is gone; a letter never does."""
    papers = [paper(1, 0.0, used=1.0), paper(2, 0.5, warned=0.5), paper(3, 1.1), paper(4, 9.0, warned=9.0)]
    assert slots(papers) == {1: 0, 2: 1, 3: 2, 4: 0}


def test_words_on_a_slip() -> None:
    """Lines are broken between words; only what no slip could hold is cut, and says so."""
    assert broken(WARNING, 30, 3) == ["RuntimeWarning: coroutine", "'mail' was never awaited"]
    assert broken(WARNING, 16, 4) == ["RuntimeWarning:", "coroutine 'mail'", "was never", "awaited"]
    assert broken(WARNING, 16, 3)[-1] == "was never…"
    assert broken("x" * 20, 10, 3) == ["xxxxxxxxx…"]


def test_a_letter_from_its_call_to_its_slip() -> None:
    """First the envelope, which never moves; then the postmark strikes it; then comes what Python says."""
    there = desk(paper(1, 0.0, warned=2.0, warning=WARNING))
    struck = 2.0 + TEMPO.postmark_after
    said = struck + TEMPO.slip_after
    assert [roles(there, t) for t in (-0.1, 1.0, struck - 0.01, struck + 0.1, said + 0.3)] == [
        [],
        ["envelope"],
        ["envelope"],
        ["envelope", "postmark"],
        ["envelope", "postmark", "slip"],
    ]
    envelopes = {(pose.x, pose.y) for t in (1.0, 2.5, 6.0) for pose in there.poses(t) if pose.role == "envelope"}
    assert len(envelopes) == 1


def test_a_letter_goes_when_its_slip_is_read() -> None:
    """It is taken away once Python's words have had their time; not while time flies, and never before it is struck."""
    letter = paper(1, 0.0, warned=2.0, warning=WARNING)
    read = letter_read(letter)
    gone = read + TEMPO.paper
    there, flying = desk(letter), desk(letter, idles=((read - 0.1, read + 5.0),))
    whole = ["envelope", "postmark", "slip"]
    assert [roles(there, t) for t in (read, gone)] == [whole, []]
    assert [roles(flying, t) for t in (gone, read + 5.0, gone + 5.0)] == [whole, whole, []]
    assert roles(desk(paper(1, 0.0)), 60.0) == ["drawing"]


def test_letters_on_narrow_ground_are_one_pile() -> None:
    """The next letter is laid onto the one before, and the slip of that one is taken away; plans keep their places."""
    letters = [paper(1, 0.0, warned=0.1, warning=WARNING), paper(3, 5.0, warned=5.1, warning=WARNING)]
    there = desk(letters[0], paper(2, 0.0), letters[1], box=Box(0.0, 0.0, 2.4, 3.4))
    assert there.places[1] == there.places[3] and there.places[2].y < there.places[1].y
    assert [roles(there, t).count("slip") for t in (4.0, 5.0, 8.0)] == [1, 0, 1]
    assert piled([paper(1, 0.0), paper(2, 0.0)], {1: 0, 2: 1}) == {1: 0, 2: 1}


def test_a_plan_that_becomes_a_car_is_gone() -> None:
    """It slides from its line of code to its board, lies there, leaves a hole when it is used, and goes."""
    there = desk(paper(1, 0.0, used=5.0, task=2))
    first, rests = (next(iter(there.poses(t))) for t in (0.0, 4.0))
    assert (first.x, first.y) == (-5.0, 0.0)
    assert (rests.x, rests.y) == (there.places[1].x, there.places[1].y)
    assert [[pose.level for pose in there.poses(t)] for t in (4.0, 5.1, 9.0)] == [[1.0], [0.0], []]


def test_a_second_use_is_refused_with_pythons_words() -> None:
    """The hole stays, and the slip says the whole sentence."""
    words = "RuntimeError: cannot reuse already awaited coroutine"
    there = desk(paper(1, 0.0, used=1.0, refused=3.0, warning=words), box=Box(0.0, 0.0, 2.6, 3.0))
    hole, slip = there.poses(9.0)
    assert (hole.role, hole.level, slip.role) == ("drawing", 0.0, "slip")
    assert slip.label.replace("\n", " ") == words


def test_papers_and_their_slips_stay_on_their_ground() -> None:
    """Side by side or one below the other, however many and however narrow: none leaves the ground or another's."""
    for ground in (BOX, Box(0.0, 0.0, 2.4, 3.4), Box(0.0, 0.0, 2.9, 3.0)):
        papers = [paper(number, 0.0, warned=1.0, warning=WARNING) for number in (1, 2, 3)[: 3 if ground is BOX else 1]]
        boxes = [box(pose) for pose in desk(*papers, box=ground).poses(4.0) if pose.role in ("envelope", "slip")]
        assert boxes
        for place, one in enumerate(boxes):
            assert ground.x0 <= one.x0 and one.x1 <= ground.x1 and ground.y0 <= one.y0 and one.y1 <= ground.y1
            for other in boxes[place + 1 :]:
                apart = one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
                assert apart


def test_papers_beside_plazas() -> None:
    """They lie right of all plazas and below the signs, and the cars are no larger than three would be."""
    stage = stage_of(tell(stations.papers()))
    ground, plazas = stage.lot.desk, list(stage.lot.plazas.values())
    assert plazas[-1].box.x1 < ground.x0 and ground.y1 <= stage.lot.top
    assert stage.ring.u == 1.02


def test_a_task_of_a_plan_that_found_no_board() -> None:
    """With more plans than boards, the last one's car begins beside its line, as a car without a plan does."""
    many = DeskMap().most + 1
    stage = stage_of(tell(stations.plans(many)))
    assert len(stage.desk.places) == DeskMap().most and stage.story.papers[-1].task == 2
    assert "car 2" in {pose.id for pose in stage.at(stage.story.timeline.lives[1].spans[0].settled).poses}
