"""Pure functions on colours: mixing two, how bright one is, how well two can be told apart. A colour is "#rrggbb"."""

from __future__ import annotations

WHITE = "#FFFFFF"
STEP = 0.04
"""How finely `darkened` searches."""


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 .. 1) of `other`, mixed as they are written.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = (round(255 * (a + (b - a) * share)) for a, b in zip(components(one), components(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def components(colour: str) -> tuple[float, float, float]:
    """Red, green, blue as 0 .. 1.

    >>> components("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance after WCAG, 0 black .. 1 white."""
    red, green, blue = (_linear(part) for part in components(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG, 1 .. 21.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    dark, bright = sorted((luminance(one), luminance(other)))
    return round((bright + 0.05) / (dark + 0.05), 9)


def darkened(colour: str, ink: str, ground: str, least: float) -> str:
    """`colour` with just so much `ink` that it stands `least`:1 against a brighter `ground`, in steps of 4 %."""
    share = 0.0
    found = colour
    while share < 1 and (luminance(ground) + 0.05) / (luminance(found) + 0.05) < least:
        share += STEP
        found = mix(colour, ink, share)
    return found


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
