"""What a film needs of its ground: how many cars at once, which plazas with how many stalls, who parks where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

import msgspec

from loopway.stage.traffic.plaza import Need
from loopway.stage.traffic.signs import BOARD, PlazaKind, folded, group_of, sign_of, sign_words
from loopway.stage.traffic.stalls import Stay, assign, groups_of
from loopway.story.story import Life, Span, State, Story
from loopway.trace.events import Wait

SAME = 1e-9


class Visit(msgspec.Struct, frozen=True):
    """A SUSPENDED span for which the car takes a stall."""

    stay: Stay
    stall: int
    wait: Wait


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What a story asks of the ground."""

    cars: int
    """At once, at most."""
    needs: dict[PlazaKind, Need]
    visits: dict[tuple[int, int], Visit]
    """(task, number of its SUSPENDED span) -> where it parks."""
    more: bool = False
    """There is more to be written than a name and its seconds: limits, what runs in threads, a second name."""
    limits: bool = False
    """Somebody waits with a time limit."""
    shared: frozenset[PlazaKind] = frozenset()
    """Kinds of plaza that there is no room for: who would go there goes to "other"."""

    def plaza(self, wait: Wait) -> PlazaKind:
        """The plaza that a wait drives to in this film."""
        kind = sign_of(wait).plaza
        return "other" if kind in self.shared else kind


def passes(spans: tuple[Span, ...], place: int) -> bool:
    """Whether the SUSPENDED span at `place` is no stay: the car goes from its gate straight to the line."""
    here, following = spans[place], spans[place + 1] if place + 1 < len(spans) else None
    return (
        here.state is State.SUSPENDED
        and not here.flash
        and following is not None
        and not following.flash
        and here.settled <= here.start + SAME
        and following.leaves <= here.start + SAME
    )


def survey(story: Story) -> Survey:
    """Read a story for what it needs."""
    lives = story.timeline.lives
    waiting = [(life, place, span.wait) for life in lives for place, span in _waits(life) if span.wait is not None]
    shared = folded(Counter(sign_of(wait).plaza for _, _, wait in waiting))
    stays: dict[tuple[int, int], tuple[Stay, Wait]] = {}
    in_passing: set[PlazaKind] = set()
    waits: dict[PlazaKind, list[Wait]] = {}
    for life, place, wait in waiting:
        kind = sign_of(wait).plaza
        kind = "other" if kind in shared else kind
        waits.setdefault(kind, []).append(wait)
        if passes(life.spans, place):
            in_passing.add(kind)
        else:
            stays[life.task, place] = (_stay(story, life, place, kind, wait), wait)
    stalls = assign(stay for stay, _ in stays.values())
    groups = groups_of(stay for stay, _ in stays.values())
    visits = {key: Visit(stay, stalls[stay], wait) for key, (stay, wait) in stays.items()}
    shown = {life.task for life in lives}
    needs = {}
    for kind, seen in waits.items():
        said = sign_words(kind, seen, alone=len(waits) == 1)
        words = tuple(story.language.words.get(f"sign.{word}", word) for word in said)
        needs[kind] = _need(kind, seen, words, groups.get(kind, ()), kind in in_passing, shown)
    more = "thread" in needs or any(need.stalls > 1 for need in needs.values())
    limits = any(wait.limit is not None for _, _, wait in waiting)
    return Survey(cars=_most_cars(story), needs=needs, visits=visits, more=more or limits, limits=limits, shared=shared)


def children(wait: Wait, shown: Set[int]) -> tuple[int, ...]:
    """The shown tasks that a wait is for, in the order of the call."""
    return tuple(on for on in wait.on if isinstance(on, int) and on in shown)


def _waits(life: Life) -> Iterator[tuple[int, Span]]:
    return ((place, span) for place, span in enumerate(life.spans) if span.state is State.SUSPENDED)


def _stay(story: Story, life: Life, place: int, kind: PlazaKind, wait: Wait) -> Stay:
    """From gate to line; whose turn never comes may have to stay. A flash fades over the whole of its turn."""
    spans = life.spans
    span, start, end, leaves = spans[place], spans[place].leaves, story.length, story.length
    if span.flash and place:
        start = spans[place - 1].start
    if place + 2 < len(spans):
        following, turn = spans[place + 1], spans[place + 2]
        end = turn.settled if following.flash else following.settled
    if place + 1 < len(spans):
        leaves = spans[place + 1].end if spans[place + 1].flash else spans[place + 1].leaves
    group = group_of(kind, wait)
    return Stay(task=life.task, plaza=kind, group=group, start=start, end=max(end, start + SAME), leaves=leaves)


def _need(
    kind: PlazaKind,
    waits: list[Wait],
    words: tuple[str, ...],
    groups: tuple[tuple[str, int], ...],
    lane: bool,
    shown: Set[int],
) -> Need:
    counts = [len(children(wait, shown)) for wait in waits if wait.kind != BOARD]
    return Need(
        stalls=max(1, sum(count for _, count in groups)),
        groups=groups,
        children=max(counts, default=0),
        gauges=kind == "sleep",
        lane=lane,
        words=words,
    )


def _most_cars(story: Story) -> int:
    changes = []
    for life in story.timeline.lives:
        changes.append((life.born, 1))
        if life.gone is not None:
            changes.append((life.gone, -1))
    now = most = 0
    for _, change in sorted(changes, key=lambda one: (one[0], one[1])):
        now += change
        most = max(most, now)
    return most
