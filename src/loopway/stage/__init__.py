"""The stage owns places: it says where everything stands and how it looks at every film second, in frame units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopway.stage.stage import Frame, Stage

if TYPE_CHECKING:
    from loopway.story.compare import Comparison
    from loopway.story.story import Story

__all__ = ["Frame", "Stage", "comparison_stage", "lane_above", "stage_of"]


def stage_of(story: Story, *, shape: str = "wide") -> Stage:
    """The stage that shows a story: a ring road, or the single lane of a program without a loop.

    Pure: the same story and shape give the same stage, and the stage the same Frame for the same t. A UsageError if
    there is no frame of this shape.
    """
    from loopway.stage.lane import LaneStage
    from loopway.stage.lane.lanemap import LANES
    from loopway.stage.shapes import layout_of
    from loopway.stage.traffic import TrafficStage

    layout = layout_of(shape)
    return LaneStage(story, layout, LANES[shape]) if story.calls else TrafficStage(story, layout)


def comparison_stage(told: Comparison, *, shape: str = "wide") -> Stage:
    """The stage that shows two programs side by side: the single lane, the ring road, one clock.

    Pure, like `stage_of`. A UsageError if a split screen has no such shape.
    """
    from loopway.stage.compare import CompareStage
    from loopway.stage.compare.shapes import zones_of

    return CompareStage(told, zones_of(shape))


def lane_above(shape: str) -> bool:
    """Whether a comparison of this shape shows the single lane above the ring road, not at its left."""
    from loopway.stage.compare.shapes import zones_of

    return zones_of(shape).above
