"""Owns every colour of the film: roles go in, colours come out. A theme of one's own is any `Theme` in a module."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from loopway.errors import UsageError
from loopway.theme.brand import brand, branded
from loopway.theme.day import DAY
from loopway.theme.legible import check_legible
from loopway.theme.mark import Brand
from loopway.theme.night import NIGHT
from loopway.theme.theme import Theme

__all__ = ["DAY", "NIGHT", "THEMES", "Brand", "Theme", "brand", "branded", "theme_named"]

THEMES = {"night": NIGHT, "day": DAY, "dark": NIGHT, "light": DAY}


def theme_named(name: str | Theme) -> Theme:
    """The theme of that name, the one at an import path `module:Name`, or the given Theme itself.

    UsageError if there is none.

    >>> theme_named("dark").name
    'night'
    """
    if isinstance(name, Theme):
        return name
    if ":" in name:
        return _imported(name)
    if name in THEMES:
        return THEMES[name]
    near = get_close_matches(name, THEMES, n=1)
    raise UsageError(
        f"there is no theme {name!r}",
        why=f"the themes are {', '.join(THEMES)}, or an import path like mypackage.themes:SEPIA",
        todo=f"did you mean {near[0]!r}?" if near else "choose one of them",
    )


def _imported(path: str) -> Theme:
    module, _, attribute = path.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            f"the theme {path!r} cannot be imported", why=str(error), todo="check the path: module:Name"
        ) from None
    if not isinstance(found, Theme):
        raise UsageError(
            f"{path!r} is no theme",
            why=f"it is a {type(found).__name__}",
            todo="make it a loopway.theme.Theme",
        )
    check_legible(found)
    return found
