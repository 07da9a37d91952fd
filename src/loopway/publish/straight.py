"""Pictures without a ground as encoders want them: colours that are not yet weighed with their alpha."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from loopway.publish.encoder import Box, Picture, Pixels
from loopway.theme.mixing import components


class Bare(msgspec.Struct, frozen=True, kw_only=True):
    """A Picture whose `pixels` are red, green, blue and alpha."""

    pixels: Pixels
    changed: tuple[Box, ...]


def straight(pictures: Iterator[Picture], ground: str) -> Iterator[Bare]:
    """The same pictures, each on the same array, from colours that were weighed with their alpha.

    Where nothing stands the colour is that of the missing ground: an encoder that halves the colour's resolution
    mixes neighbours, and would draw black edges.
    """
    red, green, blue = (round(255 * part) for part in components(ground))
    pixels: Pixels | None = None
    for picture in pictures:
        changed = tuple(picture.changed)
        if pixels is None:
            pixels = np.empty_like(picture.pixels)
            changed = ((0, 0, pixels.shape[1], pixels.shape[0]),)
        for x0, y0, x1, y1 in changed:
            pixels[y0:y1, x0:x1] = _straight(picture.pixels[y0:y1, x0:x1], (red, green, blue, 0))
        yield Bare(pixels=pixels, changed=changed)


def _straight(weighed: Pixels, nothing: tuple[int, int, int, int]) -> Pixels:
    alpha = weighed[..., 3:].astype(np.uint16)
    colours = (weighed[..., :3].astype(np.uint16) * 255 + alpha // 2) // np.maximum(alpha, 1)
    found = np.concatenate([np.minimum(colours, 255).astype(np.uint8), weighed[..., 3:]], axis=2)
    found[weighed[..., 3] == 0] = nothing
    return found
