"""Films of very many cars, told in a few words, and what is true of them by counting one by one."""

from __future__ import annotations

from collections import Counter
from functools import cache

from loopway.stage.stage import Frame, Pose
from loopway.stage.traffic import TrafficStage, stage_of
from loopway.story import tell
from loopway.story.story import State
from loopway.trace.events import Wait

from ..story.toy import Toy
from .describe import hud

SOURCE = """\
async def fetch(n):
    await asyncio.sleep(n)

async def main():
    await asyncio.gather(*[fetch(1 + i // TENTH) for i in range(COUNT)])

asyncio.run(main())
"""


@cache
def film(count: int) -> TrafficStage:
    """So many tasks, a tenth of them sleep 1 s, a tenth 2 s, ..., a tenth 10 s: as a loop would run them.

    Not a recording: in one of two thousand tasks a step is long enough for the real time to count.
    """
    toy = Toy()
    toy.create("main()", 7)
    toy.open()
    root = toy.start(None, 5)
    naps = {toy.create(f"fetch({1 + i * 10 // count})", 5): 1 + i * 10 // count for i in range(count)}
    toy.suspend(Wait(kind="gather", label="gather", on=tuple(naps)), 5)
    begun: set[int] = set()
    while toy.ready or toy.idle():
        task = toy.start(None, 2)
        if task == root or task in begun:
            toy.finish()
        else:
            begun.add(task)
            toy.sleep(naps[task], 2)
        toy.notice_timers()
    toy.close()
    source = SOURCE.replace("TENTH", str(count // 10)).replace("COUNT", str(count))
    return stage_of(tell(toy.trace(source=source)))


def told(stage: TrafficStage, instants: int = 12) -> str:
    """The action of a film at so many instants, in words."""
    start, length = stage.story.action_start, stage.story.action_end - stage.story.action_start
    return "\n\n".join(_told(stage, start + length * (n + 0.5) / instants) for n in range(instants)) + "\n"


def _told(stage: TrafficStage, t: float) -> str:
    frame = stage.at(t)
    ways = Counter(leg.way.value for _, leg in stage.street.doings(t))
    lines = [f"{t:.2f} s", *hud(frame), f"  cars {_several(ways)}"]
    for kind in ("waiting", "ready", "finished"):
        chips = crowd(frame, f"crowd.{kind}")
        if chips:
            tank = sum(chip.level for chip in chips) / len(chips)
            lines.append(f"  {len(chips)} chips {kind}, tanks {tank:.0%}, seen {sum(c.alpha for c in chips):.2f}")
    return "\n".join([*lines, *(f"  words {words!r}" for words in said(frame))])


def _several(counts: Counter[str]) -> str:
    return ", ".join(f"{way} {count}" for way, count in sorted(counts.items())) or "none"


def crowd(frame: Frame, role: str) -> list[Pose]:
    """The chips of a frame in one state."""
    return [pose for pose in frame.poses if pose.role == role]


def said(frame: Frame) -> list[str]:
    """The counts of a frame, in their order."""
    return [pose.label for pose in frame.poses if pose.role in ("words", "mono.strong")]


def truly(stage: TrafficStage, state: State, t: float, sleeping: bool = False) -> int:
    """How many tasks are in a state at film second t, asked one by one."""
    return sum(
        1
        for life in stage.story.timeline.lives
        for span in life.spans
        if span.state is state
        and span.start <= t < span.end
        and (not sleeping or (span.wait is not None and span.wait.kind == "sleep"))
    )
