"""Three fetches as plain functions: who stops, stops all behind him."""

from loopway.film import TrafficScene


class OneByOne(TrafficScene):
    """Three calls wait one, two and three seconds, one after the other."""

    id = "s06"
    script = "scripts/one_by_one.py"
    trace = "traces/one_by_one.jsonl"
    title = "One lane, no exits"
    subtitle = "three fetches as plain functions"
    note = "The program stands still. The computer does not: others may run."
    captions = {
        "lane": "A takes the only lane.",
        "lane.stop": "A waits ON the lane. B and C cannot pass.",
        "lane.next": "Only when A has left may B start.",
        "lane.stop 3": "C waits ON the lane too: 3 s more.",
    }
