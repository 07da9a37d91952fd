"""What drawing and encoding need of this machine, and the line that mends what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import msgspec

from loopway.errors import MachineError


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that must be there."""

    name: str
    modules: tuple[str, ...]
    """It is there if these can be imported."""
    remedy: str
    """The command that brings it."""


SYSTEM_LIBRARIES = "apt-get install -y libcairo2 libpangocairo-1.0-0   # as root; or your system's cairo and pango"

NEEDS = (
    Need(name="cairo", modules=("cairo",), remedy=SYSTEM_LIBRARIES),
    Need(name="pango", modules=("manimpango",), remedy=SYSTEM_LIBRARIES),
    Need(
        name="fonts",
        modules=("fontpkg_inter", "fontpkg_jetbrains_mono"),
        remedy="pip install --force-reinstall fontpkg-inter fontpkg-jetbrains-mono",
    ),
    Need(name="encoder", modules=("av",), remedy="pip install --force-reinstall --only-binary=av av"),
)


def missing(need: Need) -> str:
    """Why it cannot be used, in one line; empty if it can."""
    try:
        modules = [import_module(module) for module in need.modules]
        if need.name == "encoder":
            modules[0].codec.Codec("libx264", "w")
    except (ImportError, OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return ""


def check() -> None:
    """MachineError for the first thing that drawing and encoding lack here."""
    for need in NEEDS:
        if why := missing(need):
            raise MachineError(f"this machine lacks {need.name}", why=why, todo=need.remedy)


def report() -> Iterator[tuple[Need, str]]:
    """Every need, and why it is not met; empty if it is."""
    return ((need, missing(need)) for need in NEEDS)
