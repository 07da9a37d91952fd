"""asyncio.gather without a running loop plans two cars, and that is all."""

from loopway.film import TrafficScene


class NoRoad(TrafficScene):
    """Two fetches are gathered while no loop runs: nobody ever drives."""

    id = "s09"
    script = "scripts/no_road.py"
    trace = "traces/no_road.jsonl"
    title = "gather needs a road"
    subtitle = "asyncio.gather, and no loop runs"
    note = "Whether Python complains here depends on its version."
    captions = {
        "print": "gather plans two cars. But no loop runs: nobody can ever drive.",
    }
