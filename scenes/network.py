"""A wait for the network has no end that anybody knows; the road is free meanwhile."""

from loopway.film import TrafficScene


class Network(TrafficScene):
    """One letter over a socket of this machine, and a nap beside it."""

    id = "n31"
    script = "scripts/network.py"
    trace = "traces/network.jsonl"
    title = "Waiting for the network"
    subtitle = "a socket, and bytes that come when they come"
    note = "The mast hears nothing by itself: the loop asks the system for news."
    captions = {
        "exit.network A 1": "A takes the exit: it waits to be connected.",
        "exit.sleep B": "The road is free: B takes its exit.",
        "exit.network A 2": "It is connected. One more turn sets the stream up.",
        "exit.network A 3": "A waits for bytes. Nobody knows how long.",
        "wake.network A": "Bytes have come in. A lines up like everybody else.",
    }
