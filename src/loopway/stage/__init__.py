"""The stage owns places: it says where everything stands and how it looks at every film second, in frame units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopway.stage.stage import Frame, Stage

if TYPE_CHECKING:
    from loopway.story.story import Story

__all__ = ["Frame", "Stage", "stage_of"]


def stage_of(story: Story, *, shape: str = "wide") -> Stage:
    """The stage that shows a story: a ring road, or the single lane of a program without a loop.

    Pure: the same story and shape give the same stage, and the stage the same Frame for the same t. A UsageError if
    there is no frame of this shape.
    """
    from loopway.stage.lane import LaneStage
    from loopway.stage.layout import layout_of
    from loopway.stage.traffic import TrafficStage

    layout = layout_of(shape)
    return LaneStage(story, layout) if story.calls else TrafficStage(story, layout)
