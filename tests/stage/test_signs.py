from __future__ import annotations

from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.roles import COLOURS, PANEL_PIECES, PIECES, POSES, ROAD_ROLES, STILL_ROLES
from loopway.stage.traffic.signs import ORDER, SIGNS, fitted_sign, folded, sign_of, sign_width, sign_words
from loopway.trace.events import KINDS, Wait


def wait(kind: str, label: str = "") -> Wait:
    """A wait of some kind."""
    return Wait(kind=kind, label=label or kind)


def test_every_kind_has_one_plaza() -> None:
    """Every kind that the recorder tells of has its sign, but for "other"; what nobody knows drives there too."""
    assert {kind: sign_of(wait(kind)).plaza for kind in (*KINDS, "never heard of")} == {
        **dict.fromkeys(("lock", "semaphore", "condition"), "gate"),
        **dict.fromkeys(("event", "barrier"), "signal"),
        **dict.fromkeys(("queue get", "queue put", "queue join"), "dock"),
        **dict.fromkeys(("sleep", "sleep(0)"), "sleep"),
        **dict.fromkeys(("network", "process"), "network"),
        "thread": "thread",
        **dict.fromkeys(("task", "gather", "taskgroup", "wait", "wait_for", "as_completed", "shield"), "meet"),
        **dict.fromkeys(("future", "other", "never heard of"), "other"),
    }
    assert sign_of(wait("other", "Queue.get")).words == "Queue.get"
    assert {sign.plaza for sign in SIGNS.values()} <= set(ORDER) and ORDER[-1] == "meet"


def test_four_plazas_at_most() -> None:
    """The rarest kinds share "other", which counts as one itself; the meeting point never does."""
    assert folded({"gate": 1, "dock": 1, "sleep": 1, "meet": 1}) == frozenset()
    assert folded({"gate": 2, "dock": 3, "sleep": 9, "other": 1, "meet": 1}) == {"gate"}
    assert folded({"gate": 2, "dock": 3, "sleep": 9, "thread": 1, "meet": 1}) == {"gate", "thread"}
    assert len(folded(dict.fromkeys(ORDER, 1))) == 4


def test_what_the_sign_of_a_shared_exit_says() -> None:
    """Waits that are guests there are called by their own names."""
    assert sign_words("other", [wait("lock", "lock")], alone=False) == ("lock", "")
    assert sign_words("other", [wait("lock", "lock"), wait("thread", "to_thread(f)")], alone=False) == ("await", "")


def test_what_a_sign_says() -> None:
    """One kind: its word, in full if it is the only sign; several kinds: what they have in common."""
    assert sign_words("sleep", [wait("sleep"), wait("sleep(0)")], alone=False) == ("sleep", "")
    assert sign_words("meet", [wait("gather")], alone=True) == ("asyncio.gather", "gather", "")
    assert sign_words("meet", [wait("gather"), wait("task")], alone=False) == ("tasks", "")
    assert sign_words("other", [wait("other", "TaskGroup.__aexit__")], alone=False) == ("TaskGroup", "")
    assert sign_words("other", [wait("other", "Lock.acquire"), wait("other", "Queue.get")], alone=False) == (
        "await",
        "",
    )


def test_a_sign_shrinks_before_it_falls_silent() -> None:
    """In ever less room: full height, floor height, the shorter word, the pictogram alone."""
    lengths = RoadMap()
    rooms = (9.0, sign_width("asyncio.sleep", 0.32, lengths), sign_width("sleep", 0.32, lengths), 0.4)
    found = [fitted_sign(("asyncio.sleep", "sleep", ""), lambda _, room=room: room, 1.0, lengths) for room in rooms]
    assert found == [("asyncio.sleep", 0.38), ("asyncio.sleep", 0.32), ("sleep", 0.32), ("", 0.38)]


def test_roles_are_told_apart() -> None:
    """What the opening card shows, what stands still and what moves with the road have no role in common."""
    assert not ROAD_ROLES & STILL_ROLES
    assert all(sentence.endswith(".") for sentence in (*PIECES.values(), *POSES.values(), *COLOURS.values()))
    assert set(PANEL_PIECES) == STILL_ROLES
