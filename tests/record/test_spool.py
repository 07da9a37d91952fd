"""What the child writes, the parent reads: all of it, or how much of it is missing."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.record.marks import DONE, MARK, SCHEDULED, TOLD, YIELDED, events_in
from loopway.record.spool import FIRST, Spool, Spooled, open_spool

Mark = tuple[int, int, int, int, int]

NUMBER = st.integers(0, 2**31 - 1)
MARKS = st.tuples(st.sampled_from([SCHEDULED, DONE]), NUMBER, st.integers(0, 2**63), NUMBER, NUMBER)
VALUE = st.text(max_size=5) | st.tuples(st.integers(), st.floats(0, 1), st.none())


@settings(deadline=None, max_examples=20)
@given(st.lists(MARKS | VALUE))
def test_what_goes_in_comes_out(rows: list[Mark | object]) -> None:
    """Marks and entries, in order, and all of them, as soon as they were put."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor), FIRST)
    marks: list[Mark] = []
    entered: dict[int, object] = {}
    for row in rows:
        if isinstance(row, tuple) and len(row) == len(Mark.__args__):  # type: ignore[attr-defined]
            marks.append(row)
            spool.put(MARK.pack(*row))
        else:
            entered[spool.enter(row)] = row
    entries: dict[int, object] = {}
    with Spooled(descriptor) as spooled:
        assert (list(spooled.marks(entries)), entries, spooled.last) == (marks, entered, None)
    os.close(descriptor)


def filled(most: int, marks: int) -> tuple[Spooled, int]:
    """A spool of at most so many bytes after so many marks of three events, and the descriptor to close."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor), most)
    for number in range(marks):
        spool.put(MARK.pack(YIELDED, number, 0, 0, 0))
    spool.end("end")
    return Spooled(descriptor), descriptor


def test_it_grows() -> None:
    """Far beyond the memory that it had to begin with nothing is lost."""
    spooled, descriptor = filled(4 * FIRST, 100_000)
    with spooled:
        assert [a for _, a, *_ in spooled.marks({})] == list(range(100_000))
        assert (spooled.dropped, spooled.last) == (0, "end")
    assert spooled.bytes == 100_000 * MARK.size
    os.close(descriptor)


def test_it_counts_what_it_drops() -> None:
    """Nothing is overwritten when the memory is used up, and no event is lost without being counted."""
    spooled, descriptor = filled(FIRST, 100_000)
    with spooled:
        kept = [a for _, a, *_ in spooled.marks({})]
    assert kept == list(range(FIRST // MARK.size))
    assert (spooled.dropped, spooled.last) == (3 * (100_000 - len(kept)), "end")
    os.close(descriptor)


def test_a_killed_childs_drops_are_counted() -> None:
    """Also those that went round in the front when there was no time for a last record."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor), FIRST)
    for number in range(50_000):
        spool.put(MARK.pack(DONE, number, 0, 0, 0))
    with Spooled(descriptor) as spooled:
        assert (spooled.dropped, spooled.last) == (50_000 - FIRST // MARK.size, None)
    os.close(descriptor)


def test_nothing_is_entered_any_more() -> None:
    """Once marks are dropped, what they would mention is not kept either: the memory stays bounded."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor), FIRST)
    while not spool.drops:
        spool.enter("x" * 1000)
    before = os.fstat(descriptor).st_size
    for _ in range(10_000):
        spool.enter("y" * 1000)
    assert os.fstat(descriptor).st_size == before
    os.close(descriptor)


def test_a_value_goes_with_its_mark() -> None:
    """It is there while the mark is looked at; dropped marks count and keep no value."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor), FIRST)
    for number in range(20_000):
        spool.put_with(TOLD, 1, number, 0, ("x" * 50, number))
    entries: dict[int, tuple[str, int]] = {}
    with Spooled(descriptor) as spooled:
        values = [(at, entries[0][1]) for _, _, at, *_ in spooled.marks(entries)]
        assert values == [(number, number) for number in range(len(values))]
        assert 0 < spooled.dropped == 20_000 - len(values)
    os.close(descriptor)


def test_a_spool_without_a_child_was_not_watched() -> None:
    """Python was started without us."""
    descriptor = open_spool()
    with Spooled(descriptor) as spooled:
        assert not spooled.watched
    os.close(descriptor)


def test_events_are_counted_by_kind() -> None:
    """A mark may be one event, or three."""
    assert events_in(MARK.pack(YIELDED, 2, 0, 1, 1) + MARK.pack(DONE, 2, 0, 0, 0)) == 4


def test_the_scripts_files_keep_their_numbers() -> None:
    """The spool stays open in the child, but far above the descriptors that a script gets."""
    before = os.open(os.devnull, os.O_RDONLY)
    os.close(before)
    spool = Spool(open_spool(), FIRST)
    after = os.open(os.devnull, os.O_RDONLY)
    os.close(after)
    assert (after, spool.drops) == (before, False)
