"""What the parent tells the child."""

from __future__ import annotations

from loopway.record.orders import Orders

ORDERS = Orders(
    spool=7,
    script="/a b/ü.py",
    root="/a b",
    clock="auto",
    timeout=0.5,
    until=60.0,
    steps=3,
    events=9,
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
