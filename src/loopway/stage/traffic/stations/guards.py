"""What guards a wait, whatever it is for: a timeout's dial on the stall, a shield's garage round it."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.easing import smooth
from loopway.stage.stage import Pose
from loopway.stage.text import cut
from loopway.stage.traffic.boards import words_at
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO


def dial(site: Site, here: Here) -> Iterable[Pose]:
    """The face of a timeout: it fills clockwise, and races with what the car waits for."""
    limit = here.span.wait.limit if here.span.wait is not None else None
    if limit is None or not site.plaza.stalls:
        return
    guards, k, (x, y) = site.lengths.guards, site.plaza.k, site.plaza.car(here.visit.stall)
    whole = limit - here.span.begins_at
    yield Pose(
        role="dial",
        id=f"dial {here.visit.stay.task}",
        x=x + guards.dial_at[0] * k,
        y=y + guards.dial_at[1] * k,
        width=2 * guards.dial * k,
        height=2 * guards.dial * k,
        level=1.0 if whole <= 0.0 else min(1.0, max(0.0, (here.now - here.span.begins_at) / whole)),
        alpha=here.shown,
    )


def limit_words(site: Site, here: Here, below: float) -> Iterable[Pose]:
    """How long the car may wait, under all other words: `below` its middle, in k."""
    limit = here.span.wait.limit if here.span.wait is not None else None
    if limit is None or not site.plaza.stalls:
        return
    k, (x, y), em = site.plaza.k, site.middle(here.visit), site.em
    room = site.plaza.box.width / site.plaza.columns - site.lengths.stall_air
    language = site.story.language
    said = language.say("count.limit", d=language.duration(max(0.0, limit - here.span.begins_at)))
    words = cut(said, room, em, "mono.medium")
    if y - below * k > site.plaza.box.y0 - site.lengths.guards.words_lowest * site.u:
        yield words_at("mono", f"limit {here.visit.stay.task}", x, y - below * k, em, words, "text3", here.shown)


def garage(site: Site, here: Here) -> Iterable[Pose]:
    """The walls round the stall of a car that a shield guards."""
    return _box("garage", site, here)


def roof(site: Site, here: Here) -> Iterable[Pose]:
    """Its slats, thin enough for the letter, and the shield on its corner."""
    return _box("garage.roof", site, here)


def is_shielded(site: Site, here: Here) -> bool:
    """Whether a garage stands round the stall."""
    since = site.shielded.get(here.visit.stay.task)
    return since is not None and here.t >= since


def _box(role: str, site: Site, here: Here) -> Iterable[Pose]:
    task = here.visit.stay.task
    since = site.shielded.get(task)
    if since is None or not site.plaza.stalls:
        return
    seen = smooth((here.t - since) / TEMPO.fade)
    if seen <= 0.0:
        return
    (x, y), (wide, high), k = site.middle(here.visit), site.lengths.guards.garage, site.plaza.k
    yield Pose(
        role=role,
        id=f"{role} {task}",
        x=x,
        y=y,
        width=wide * k,
        height=high * k,
        scale=k,
        alpha=min(seen, here.shown),
    )
