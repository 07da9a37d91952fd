"""One picture of the film as a PNG: the fullest one in which somebody drives."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from loopway.errors import UsageError
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick
from loopway.stage.stage import Frame, Stage

LOOKED_AT = 4
"""Instants a film second among which the poster is chosen."""
NOBODY = "road_edge"
"""The rim's colour while nobody drives."""


def is_ours(path: str) -> bool:
    """Whether the picture's comment says that loopway made it."""
    try:
        with Image.open(path) as image:
            return is_mark(image.info.get("Comment"))
    except (UnidentifiedImageError, OSError):
        return False


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the picture at the wished second, or the fullest one with a driver; UsageError if the film is shorter."""
    at = fullest(master.stage) if master.delivery.at is None else master.delivery.at
    if not 0 <= at <= master.stage.duration:
        raise UsageError(
            f"the film has no second {at:g}",
            where="--at",
            why=f"it is {master.stage.duration:.1f} s long",
            todo="give an earlier one, or none: then it is the fullest picture",
        )
    (picture,) = master.draw((at,), master.size)
    comment = PngInfo()
    comment.add_text("Comment", MARK)
    seen = picture.pixels[..., :3] if master.delivery.ground else picture.pixels
    Image.fromarray(seen).save(path, format="PNG", pnginfo=comment, optimize=True)
    with Image.open(Path(path)) as image:
        image.load()
    tick("drawing", 1, 1)


def fullest(stage: Stage) -> float:
    """The film second with the most cars in sight while one of them drives; of equals the middle one.

    A car that stands on the road and blocks it tells more than any that drives. Without either: the film's middle.
    """
    instants = [number / LOOKED_AT for number in range(1, int(stage.duration * LOOKED_AT))]
    crowds = [(_crowd(stage.at(instant)), instant) for instant in instants]
    most = max((crowd for crowd, _ in crowds), default=(False, 0))
    best = [instant for crowd, instant in crowds if crowd == most and most > (False, 0)]
    return best[len(best) // 2] if best else stage.duration / 2


def _crowd(frame: Frame) -> tuple[bool, int]:
    """Whether the road is blocked, and how many cars are in sight; nobody counts while nobody drives."""
    driven = frame.rim.colour != NOBODY and frame.rim.blend == 1 and frame.card is None
    crowd = sum(pose.lamps is not None and pose.alpha == 1 for pose in frame.poses) if driven else 0
    return frame.rim.broken and crowd > 0, crowd
