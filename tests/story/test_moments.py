"""The events of a film, one by one: nothing that the run did not do, each at its film second, none forgotten."""

from __future__ import annotations

from pathlib import Path

from loopway.story import compare, tell
from loopway.story.moments import SNAP, compared, moments
from loopway.trace import jsonl
from loopway.trace.trace import Trace

TRACES = Path(__file__).parents[2] / "scenes" / "traces"


def trace(name: str) -> Trace:
    """A lesson's recording."""
    return jsonl.read(TRACES / f"{name}.jsonl")


def test_three_fetches() -> None:
    """All events of main() and its three fetches in order, with the lines where they happen."""
    found = [(one.kind, one.who, one.line) for one in moments(tell(trace("gather"))) if one.kind != "told"]
    fetches = [("drives", "A", 4), ("awaits", "A", 4), ("drives", "B", 4), ("awaits", "B", 4), ("drives", "C", 4)]
    ends = [(kind, who, line) for who in "ABC" for kind, line in (("woken", 4), ("drives", 4), ("done", 5))]
    assert found == [
        ("opening", "", None),
        ("created", "M", 11),
        ("drives", "M", 8),
        ("created", "A", 8),
        ("created", "B", 8),
        ("created", "C", 8),
        ("awaits", "M", 8),
        *fetches,
        ("awaits", "C", 4),
        *ends,
        ("woken", "M", 8),
        ("drives", "M", 8),
        ("done", "M", 8),
        ("ending", "", None),
    ]


def test_a_plain_program() -> None:
    """Each call takes the lane, stands on it, and leaves it."""
    found = [(one.kind, one.who, one.what) for one in moments(tell(trace("one_by_one"))) if one.who]
    assert found == [
        (kind, who, what)
        for number, who in enumerate("ABC", 1)
        for kind, what in (("call", f"fetch({number})"), ("stands", f"time.sleep({number})"), ("returned", f"{number}"))
    ]


def test_a_caption_is_an_event_only_if_no_event_is_near() -> None:
    """In order of film seconds; every caption is told, by an event of its own or by one at its side."""
    for name in ("gather", "timeout", "letter", "to_thread"):
        story = tell(trace(name))
        found = moments(story)
        instants = [one.at for one in found]
        assert instants == sorted(instants) and instants[0] == 0.0 and instants[-1] <= story.length
        own = {one.at for one in found if one.kind == "told"}
        assert all(beat.at in own or any(abs(at - beat.at) <= SNAP for at in instants) for beat in story.beats)


def test_two_programs_on_one_clock() -> None:
    """Every event of both, each in its own order, at the joint film's seconds; one title and one end."""
    told = compare(trace("one_by_one"), trace("gather"))
    found = compared(told)
    for program, name in enumerate(("one_by_one", "gather")):
        alone = [(one.kind, one.who) for one in moments(tell(trace(name))) if one.who]
        assert [(one.kind, one.who) for one in found if one.who and one.program == program] == alone
    assert [one.kind for one in found if one.kind in ("opening", "ending")] == ["opening", "ending"]
    assert [one.at for one in found] == sorted(one.at for one in found) and found[-1].at == told.action_end
