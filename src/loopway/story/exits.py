"""What is said when a task leaves the road to wait, and while nobody runs."""

from __future__ import annotations

from loopway.story.catalogue import places
from loopway.story.course import Course
from loopway.story.items import Idle, Turn
from loopway.story.names import FEW
from loopway.story.speaker import ALWAYS, IF_SILENT, PLAIN, UNSAID, URGENT
from loopway.story.waits import FOR_TASKS, asked, said, tasks_waited_for
from loopway.story.words import Words
from loopway.trace.events import Wait

MOST_IN_LINE = 3
"""Who is next is said if at most so many are in line."""

WORTH_URGENCY = 0.3
"""An idle time of this part of the median one is important."""


def tell_exit(course: Course, turn: Turn, at: float) -> None:
    """The sentence of a turn that ends at an await that really waits."""
    wait = turn.wait
    if wait is None or turn.ended is None or turn.ended in course.told:
        return
    followers = course.coming(lambda other: _same_exit(course, turn, other))
    if wait.kind == "sleep(0)":
        _tell_sleep0(course, turn, followers, at)
    elif wait.kind not in FOR_TASKS and followers:
        _tell_group(course, turn, followers, at)
    elif wait.kind == "sleep":
        _tell_sleep(course, turn, at)
    else:
        _tell_other(course, turn, at)


def _same_exit(course: Course, turn: Turn, other: Turn) -> bool:
    a, b = turn.wait, other.wait
    if a is None or b is None or other.task == turn.task or other.ended is None:
        return False
    same_place = other.line_to == turn.line_to
    return same_place and (a.kind, a.label) == (b.kind, b.label) and _function(course, turn) == _function(course, other)


def _function(course: Course, turn: Turn) -> str:
    return course.lives[turn.task].function


def _together(turn: Turn, followers: list[Turn]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The tasks and the final events of several turns."""
    turns = [turn, *followers]
    return tuple(t.task for t in turns), tuple(t.ended for t in turns if t.ended is not None)


def _tell_sleep0(course: Course, turn: Turn, followers: list[Turn], at: float) -> None:
    if followers and len(followers) < FEW + 1:
        tasks, events = _together(turn, followers)
        course.told.update(events)
        words = course.letters(tasks)
        course.say(at, "exit.sleep0.group", PLAIN, tasks, events, {"Ls": words}, hold=False)
    else:
        course.say(at, "exit.sleep0", URGENT, (turn.task,), _ended(turn), {"L": course.letter(turn.task)}, hold=False)


def _tell_group(course: Course, turn: Turn, followers: list[Turn], at: float) -> None:
    tasks, events = _together(turn, followers)
    course.told.update(events)
    words: dict[str, str | int] = {"Ls": course.letters(tasks), "n": len(tasks)}
    key = "exit.group" if len(tasks) <= FEW else "exit.group.many"
    if turn.wait is not None and (holder := _holder(course, turn.wait)):
        key, words["H"] = "exit.lock.group", holder
    course.say(at, key, URGENT, tasks, events, words, hold=False)


def _holder(course: Course, wait: Wait) -> str:
    """Who has the key of the lock that is waited for; empty if it is no lock, or nobody knows."""
    if wait.kind != "lock":
        return ""
    marks = (mark for mark in reversed(course.reel.resources) if mark.resource in wait.on)
    holders = next(marks, None)
    shown = [task for task in holders.holders if task in course.lives] if holders is not None else []
    return course.letter(shown[0]) if shown else ""


def _tell_sleep(course: Course, turn: Turn, at: float) -> None:
    wait = turn.wait
    assert wait is not None
    waits = course.language.duration(asked(wait, turn.end))
    words: dict[str, str | int] = {"L": course.letter(turn.task), "d": waits}
    events = _ended(turn)
    key, priority = "exit.sleep", _urgency(course, turn)
    if wait.limit is not None and (wait.until is None or wait.limit < wait.until):
        words["most"] = course.language.duration(max(0.0, wait.limit - turn.end))
        course.say(at, "exit.sleep.limit", URGENT, (turn.task,), events, words, hold=False)
        return
    following = next((task for task in course.queue if task != turn.task), None)
    if following is None and isinstance(course.next_item, Idle) and len(course.lives) > 1:
        key = "exit.sleep.free"
        events += (course.next_item.index,)
    elif following is not None and len(course.queue) <= MOST_IN_LINE:
        key = "exit.sleep.next"
        words["N"] = course.letter(following)
        ready = course.standings[following].ready
        events += (ready.event,) if ready else ()
    course.say(at, key, priority, (turn.task,), events, words, hold=False)


def _urgency(course: Course, turn: Turn) -> int:
    """An exit like others before it gives way to the sentence of the idle time that comes."""
    speaker = course.speaker
    if speaker.is_news("exit.sleep"):
        return URGENT
    if speaker.is_news("empty") and course.until_idle(turn) < course.pace.reading.before_idle:
        return UNSAID
    return IF_SILENT if isinstance(course.next_item, Idle) else URGENT


def _tell_other(course: Course, turn: Turn, at: float) -> None:
    wait = turn.wait
    assert wait is not None
    children = [task for task in tasks_waited_for(wait) if task in course.lives]
    words: dict[str, str | int] = {"L": course.letter(turn.task), "label": said(wait)}
    key = f"exit.{wait.kind}"
    if wait.kind == "lock":
        words["H"] = _holder(course, wait)
        key = "exit.lock" if words["H"] else "exit.lock.nobody"
    if children:
        words |= {"K": course.letter(children[0]), "Ks": course.letters(children)}
    sentence = course.language.captions.get(key)
    known = sentence is not None and all(name in words for name in places(sentence.text))
    course.say(
        at, key if known else "exit.other", URGENT if known else PLAIN, (turn.task,), _ended(turn), words, hold=False
    )


def _ended(turn: Turn) -> tuple[int, ...]:
    return (turn.ended,) if turn.ended is not None else ()


def tell_idle(course: Course, idle: Idle, at: float, settled: float, length: float) -> None:
    """The sentence of an idle time that begins at `settled` and lasts `length`; it may be said from `at` on."""
    if idle.forever:
        tasks = tuple(course.waiting)
        words: Words = {"Ls": course.letters(tasks) if tasks else course.language.words["name.anybody"]}
        course.say(settled, "idle.forever", ALWAYS, tasks, _waits(course, idle, tasks), words)
        return
    leaves = [task for task, for_tasks in course.waiting.items() if not for_tasks]
    parents = [task for task, for_tasks in course.waiting.items() if for_tasks]
    key = _idle_key(course, leaves, parents)
    if key is None:
        return
    named = (*leaves, *parents) if key == "empty.parent" else tuple(leaves)
    words = {
        "L": course.letter(leaves[0]),
        "Ls": course.letters(leaves[: FEW + 1]),
        "n": len(leaves),
        "P": course.letter(named[-1]),
    }
    worth = (idle.end - idle.start) / course.plan.median > WORTH_URGENCY
    begins = max(at, course.speaker.until)
    room = settled + length - begins
    course.say(
        begins,
        key,
        URGENT if worth else PLAIN,
        named,
        lambda: _waits(course, idle, named),
        words,
        hold=False,
        room=room,
    )


def _waits(course: Course, idle: Idle, tasks: tuple[int, ...]) -> tuple[int, ...]:
    """The events that say that nobody runs and that these tasks wait."""
    return (idle.index, *(course.standings[task].wait_event for task in tasks))


def _kind(course: Course, task: int) -> str:
    wait = course.standings[task].wait
    return wait.kind if wait else ""


def _idle_key(course: Course, leaves: list[int], parents: list[int]) -> str | None:
    if not leaves:
        return None
    if len(leaves) > 1:
        return "empty.few" if len(leaves) <= FEW else "empty.many"
    only = leaves[0]
    if _kind(course, only) == "thread":
        return "empty.thread"
    if not parents:
        return "empty.one.alone" if len(course.lives) == 1 else "empty.one"
    if len(parents) == 1:
        wait = course.standings[parents[0]].wait
        if wait is not None and only in tasks_waited_for(wait):
            return "empty.parent"
    return None
