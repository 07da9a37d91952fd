"""What passes between the two halves."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.record.orders import Orders
from loopway.record.spool import Spool, open_spool, read_spool

ORDERS = Orders(
    spool=7,
    script="/a b/ü.py",
    root="/a b",
    clock="auto",
    timeout=0.5,
    until=60.0,
    steps=3,
    lines=False,
    calls=True,
    uvloop=False,
)


def test_orders_arrive_and_leave_no_trace() -> None:
    """The child reads what the parent wrote, and its environment is then what the user's was."""
    for users in ({}, {"PYTHONPATH": "/x"}, {"PYTHONPATH": "", "PYTHONHASHSEED": "5"}):
        environment = dict(users)
        ORDERS.put(environment)
        assert environment["PYTHONHASHSEED"] == users.get("PYTHONHASHSEED", "0")
        assert Orders.take(environment) == ORDERS
        assert environment == users


def test_no_orders() -> None:
    """A Python that nobody watches finds no orders."""
    assert Orders.take({"HOME": "/"}) is None


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 2**60), st.dictionaries(st.text(), st.floats(0, 1)))))
def test_records_come_out_as_they_went_in(records: list[tuple[str, int, dict[str, float]]]) -> None:
    """In order, and all of them, as soon as they were put."""
    descriptor = open_spool()
    spool = Spool(os.dup(descriptor))
    for record in records:
        spool.put(record)
    assert list(read_spool(descriptor)) == records
    os.close(descriptor)


def test_the_scripts_files_keep_their_numbers() -> None:
    """The spool stays open in the child, but far above the descriptors that a script gets."""
    before = os.open(os.devnull, os.O_RDONLY)
    os.close(before)
    spool = Spool(open_spool())
    after = os.open(os.devnull, os.O_RDONLY)
    os.close(after)
    assert (after, spool.is_full()) == (before, False)
