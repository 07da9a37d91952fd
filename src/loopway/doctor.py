"""Looks this machine over: each thing that loopway uses, found or missing, and the line that brings what is missing.

Nothing is taken on trust: a letter is drawn with each font, and each encoder is opened.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

import click
import msgspec

from loopway.errors import LoopwayError, MachineError
from loopway.publish import machine

WIDEST = 12
"""Characters of the longest name."""
LEAST_PYTHON = (3, 11)
ENCODERS = {
    "libx264": ".mp4",
    "libvpx-vp9": ".webm",
    "prores_ks": ".mov",
    "mov_text": "captions inside",
}
"""FFmpeg's encoders, and what they make."""
EXTRAS = {
    "ja": ("noto_cjk_sans_jp_regular", "films in Japanese"),
    "ar": ("justmytype_intl_rtl", "films in Arabic"),
    "cluster": ("distributed", "--cluster"),
    "uvloop": ("uvloop", "scripts that use it"),
    "notebook": ("IPython", "%%loopway in a notebook"),
    "sphinx": ("sphinx", "the directive in documents"),
}
"""What is installed only if asked for -> a module of it, and what it is for."""
MANIM = "pip install --force-reinstall 'manim>=0.22,<0.23'"
AV = next(need.remedy for need in machine.NEEDS if need.name == "encoder")
FONTS = next(need.remedy for need in machine.NEEDS if need.name == "fonts")


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is looked at."""

    name: str
    look: Callable[[], str]
    """What was found, in a few words; raises what is wrong."""
    remedy: str
    """The line that brings it."""
    needed: bool = True
    """Whether films cannot be made without it."""


def examine() -> None:
    """Prints every check on standard output; MachineError at the end if anything that films need is missing."""
    lacking = []
    for check in checks():
        try:
            found, why = check.look(), ""
        except (LoopwayError, ImportError, OSError, ValueError, LookupError) as error:
            found, why = "", " ".join(str(error).split()) or type(error).__name__
        state = "missing" if check.needed else "absent"
        click.echo(f"{check.name:{WIDEST}} {f'{state}: {why}' if why else f'found    {found}'.rstrip()}")
        if why:
            click.echo(f"{'':{WIDEST}} {check.remedy}")
            lacking += [check] if check.needed else []
    if lacking:
        names = ", ".join(check.name for check in lacking)
        raise MachineError(f"this machine lacks {names}", todo=lacking[0].remedy)


def checks() -> Iterator[Check]:
    """Everything that is looked at, what films need first."""
    yield Check(name="python", look=_python, remedy="install Python 3.11 or newer: https://www.python.org/downloads")
    for need in machine.NEEDS:
        yield Check(name=need.name, look=partial(_met, need), remedy=need.remedy)
    yield Check(name="manim", look=partial(_installed, "manim"), remedy=MANIM)
    yield Check(name="letters", look=_letters, remedy=FONTS)
    for encoder, made in ENCODERS.items():
        yield Check(name=encoder, look=partial(_encoder, encoder, made), remedy=AV)
    yield Check(name="webp", look=_webp, remedy="pip install --force-reinstall pillow")
    yield Check(name="cache", look=_cache, remedy="export LOOPWAY_CACHE=/a/folder/of/yours", needed=False)
    yield Check(name="espeak-ng", look=_espeak, remedy="apt-get install -y espeak-ng", needed=False)
    for extra, (module, use) in EXTRAS.items():
        look = partial(_module, module, use)
        yield Check(name=extra, look=look, remedy=f"pip install 'loopway[{extra}]'", needed=False)


def _python() -> str:
    if sys.version_info < LEAST_PYTHON:
        raise LookupError(f"this is {platform.python_version()}")
    return f"{platform.python_version()} at {sys.executable}"


def _met(need: machine.Need) -> str:
    if why := machine.missing(need):
        raise LookupError(why)
    return ""


def _installed(module: str) -> str:
    import_module(module)
    return version(module)


def _letters() -> str:
    """Each face draws one, with fonts of ours."""
    from loopway.film.text import FACES, outline

    for face in FACES:
        if not len(outline("g", face)):
            raise LookupError(f"nothing was drawn with {face}")
    return f"drawn in {len(FACES)} faces"


def _encoder(name: str, made: str) -> str:
    import_module("av").codec.Codec(name, "w")
    return made


def _webp() -> str:
    if not import_module("PIL.features").check("webp"):
        raise LookupError("this Pillow was built without it")
    return ".webp"


def _cache() -> str:
    from loopway.publish.cache import Cache

    folder = Cache().show().folder
    with tempfile.TemporaryFile(dir=next(place for place in (folder, *folder.parents) if place.is_dir())):
        return str(folder)


def _espeak() -> str:
    if shutil.which("espeak-ng") is None:
        raise LookupError("no such program")
    return "--voice espeak"


def _module(module: str, use: str) -> str:
    if find_spec(module) is None:
        raise LookupError(f"only for {use}")
    return use
