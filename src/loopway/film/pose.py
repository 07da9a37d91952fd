"""Puts a drawing where a Placed says: points moved, strokes as much wider as the drawing is larger, opacity shared."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from typing import cast

import manim as mn
import numpy as np

from loopway.film.looks import Look, Placed


class Prop:
    """A copy of a drawing that can be posed again and again: each pose starts from the drawing, nothing is copied."""

    def __init__(self, drawing: mn.VMobject) -> None:
        self.mobject = drawing.copy()
        self._parts = parts_of(self.mobject)
        self._origin = [
            (part.points.copy(), part.stroke_width, part.fill_rgbas.copy(), part.stroke_rgbas.copy())
            for part in self._parts
        ]
        self._at: tuple[float, float, float, float, float] | None = None

    def pose(self, placed: Placed) -> mn.VMobject:
        """Its mobject, standing as it shall."""
        at = (placed.x, placed.y, placed.heading, placed.scale, placed.alpha)
        if at == self._at:
            return self.mobject
        self._at = at
        along, across = math.cos(placed.heading) * placed.scale, math.sin(placed.heading) * placed.scale
        turn = np.array([[along, across, 0.0], [-across, along, 0.0], [0.0, 0.0, 1.0]])
        shift = np.array([placed.x, placed.y, 0.0])
        for part, (points, width, fill, stroke) in zip(self._parts, self._origin, strict=True):
            part.points = points @ turn + shift
            part.stroke_width = width * placed.scale
            part.fill_rgbas = fill * [1, 1, 1, placed.alpha]
            part.stroke_rgbas = stroke * [1, 1, 1, placed.alpha]
        return self.mobject


class Wardrobe:
    """Props for every look, as many of each as stand at once; the longest unused are given away."""

    def __init__(self, draw: Callable[[Look], mn.VMobject], kept: int = 768) -> None:
        self._draw = draw
        self._kept = kept
        self._props: OrderedDict[Look, list[Prop]] = OrderedDict()

    def dressed(self, placed: Iterable[Placed]) -> list[mn.VMobject]:
        """The mobjects of all these, posed, in their order."""
        used: Counter[Look] = Counter()
        mobjects = []
        for one in placed:
            props = self._props.setdefault(one.look, [])
            self._props.move_to_end(one.look)
            if len(props) == used[one.look]:
                props.append(Prop(self._draw(one.look)))
            mobjects.append(props[used[one.look]].pose(one))
            used[one.look] += 1
        while len(self._props) > max(self._kept, len(used)):
            self._props.popitem(last=False)
        return mobjects


def parts_of(drawing: mn.VMobject) -> list[mn.VMobject]:
    """Its shapes in painter's order."""
    return cast(list[mn.VMobject], drawing.family_members_with_points())


def scaled(drawing: mn.VGroup, scale: float) -> mn.VGroup:
    """The drawing `scale` times as large round the origin, strokes included."""
    for part in parts_of(drawing):
        part.points = part.points * scale
        part.stroke_width = part.stroke_width * scale
    return drawing
