"""The film's own colours as the page's: by night those of the night theme, by day those of the day theme."""

from __future__ import annotations

from loopway.theme import DAY, NIGHT, Theme
from loopway.theme.mixing import luminance
from loopway.theme.theme import TASKS

GROUNDS = ("bg", "infield", "panel", "panel_edge", "bay_edge", "line", "road", "road_edge", "mark")
WORDS = ("text", "text2", "text3", "keyword", "string", "number", "call", "comment", "punctuation")
SIGNS = ("sign_exit", "sign_exit_text", "warn", "fast", "ink", "lamp")
DARK = 0.18
"""A frame less luminous than this is dark."""


def palette(theme: Theme) -> str:
    """Custom properties for either colour scheme; the film's own theme stands for the scheme that it belongs to."""
    dark = luminance(theme.bg) < DARK
    night, day = (theme, DAY) if dark else (NIGHT, theme)
    return (
        f":root {{ color-scheme: light dark; {_properties(day)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_properties(night)} }} }}\n"
        f".screen {{ --frame: {theme.bg}; }}\n"
        + "\n".join(f".{colour_class(role)} {{ --car: var(--{colour_class(role)}); }}" for role in _cars())
    )


def colour_class(role: str) -> str:
    """The class of whatever has the colour of a role: "car-0"; none for no role.

    >>> colour_class("car.0"), colour_class("text3"), colour_class("")
    ('car-0', 'text3', '')
    """
    return role.replace(".", "-").replace("_", "-")


def _cars() -> list[str]:
    return [*(f"car.{number}" for number in range(len(TASKS))), "main", "text3"]


def _properties(theme: Theme) -> str:
    colours = {role: theme.colour(role) for role in [*GROUNDS, *WORDS, *SIGNS, *_cars()]}
    return " ".join(f"--{colour_class(role)}: {colour};" for role, colour in colours.items())
