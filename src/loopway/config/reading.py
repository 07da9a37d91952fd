"""Reads `[tool.loopway]` of the nearest pyproject.toml: hostile until checked, and it never runs code.

Its keys are the names of the options. A wrong key or value is told with its line. A theme's import path and a
cluster's address are refused, as both would run code of others; every path in it stays within its folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec

from loopway.api.wishes import Wishes, cut
from loopway.config import places
from loopway.errors import UsageError, did_you_mean

FILE = "pyproject.toml"
TABLE = "tool.loopway"
BRAND, CLIP = f"{TABLE}.brand", f"{TABLE}.clip"
APART = ("brand",)
"""Wishes that have a table of their own."""


Seconds = Annotated[float, msgspec.Meta(gt=0, lt=1e9)]
"""Above 0, and fewer than thirty years."""


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """How a script is run and drawn: the keys of a configuration that are no wishes of a film."""

    clock: Literal["auto", "virtual", "real"] = "auto"
    timeout: Seconds = 30
    until: Seconds = 60
    jobs: Annotated[int, msgspec.Meta(ge=1)] | None = None
    strict: bool = False


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """One film of `loopway render --all`; its own wishes stand beside these in its table."""

    source: str
    """A script, a trace, or a lesson's name."""
    compare: str | None = None
    """The other program, if it is a film of two."""
    outputs: tuple[str, ...] = ()
    """What to make; without: <name>.mp4 beside the configuration."""
    args: tuple[str, ...] = ()
    """The script's own words."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A clip with its wishes, as they are written."""

    clip: Clip
    wished: dict[str, Any]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What one file asks for, checked in its types."""

    file: Path
    settings: dict[str, Any]
    """Option -> value."""
    brand: dict[str, str]
    clips: tuple[Planned, ...]
    text: str
    """The whole file, to say where something stands."""

    @property
    def folder(self) -> Path:
        """Where the paths in it begin."""
        return self.file.parent

    @property
    def branding(self) -> dict[str, str]:
        """The brand as a wish, its files as paths that hold anywhere. UsageError if one leads out of the folder."""
        return {
            key: str(self.inside(value, self.where(BRAND, key))) if key in FILES else value
            for key, value in self.brand.items()
        }

    def where(self, table: str, key: str = "", number: int = 0) -> str:
        """`pyproject.toml:12`: where a key of a table stands, or the table itself."""
        return places.where(self.file, self.text, table, key, number)

    def inside(self, path: str, where: str) -> Path:
        """A path of this file as a Path; UsageError if it leads out of the file's folder."""
        return places.inside(self.file, path, where)


Types = Mapping[str, Any]
READ = ("lang", "voice")
"""Wishes that may name a file or a folder."""
FILES = ("logo", "font")
BRAND_TYPES: Types = dict.fromkeys(("accent", "font", "logo", "title"), str)


def read(folder: Path) -> Config | None:
    """The nearest configuration, from this folder upwards; None if there is none. UsageError if it is wrong."""
    for place in (folder, *folder.parents):
        found = _read_file(place / FILE)
        if found is not None:
            return found
    return None


def check(config: Config, theme: str | None = None) -> None:
    """UsageError, with the line, for the first wish of a configuration that cannot be fulfilled.

    `theme` is what the command line asks for: a brand's accent must be seen on it.
    """
    _check_wishes(config, config.settings, TABLE, 0)
    for key, value in config.branding.items():
        with _told_at(config.where(BRAND, key)):
            cut(Wishes(theme=theme or config.settings.get("theme"), brand={key: value}))
    for number, planned in enumerate(config.clips):
        _check_wishes(config, planned.wished, CLIP, number)


def _check_wishes(config: Config, wished: Mapping[str, Any], table: str, number: int) -> None:
    for key, value in wished.items():
        if key in _wish_types():
            with _told_at(config.where(table, key, number)):
                cut(Wishes(**{key: value}))


@contextmanager
def _told_at(where: str) -> Iterator[None]:
    """Whatever is wrong inside is told with its place in the file."""
    try:
        yield
    except UsageError as error:
        raise UsageError(error.what, where=where, why=error.why, todo=error.todo) from None


def _read_file(file: Path) -> Config | None:
    try:
        raw = file.read_bytes() if file.is_file() else b""
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{file} cannot be read", why=why, todo=f"chmod u+r {file}") from error
    if b"loopway" not in raw:
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text).get("tool", {}).get("loopway")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{places.shown(file)}:{line[1]}" if line else places.shown(file)
        raise UsageError("this configuration is no TOML", where=where, why=str(error), todo="mend that line") from None
    except AttributeError:
        table = text
    if table is None:
        return None
    if not isinstance(table, dict):
        raise UsageError(f"[{TABLE}] is no table", where=places.shown(file), todo=f"write [{TABLE}] and keys under it")
    return _checked(file, text, table)


def _checked(file: Path, text: str, table: dict[str, Any]) -> Config:
    table = dict(table)
    brand, clips = table.pop("brand", {}), table.pop("clip", [])
    if not isinstance(brand, dict):
        raise UsageError("brand is no table", where=places.where(file, text, TABLE, "brand"), todo=f"write [{BRAND}]")
    if not (isinstance(clips, list) and all(isinstance(clip, dict) for clip in clips)):
        where = places.where(file, text, TABLE, "clip")
        raise UsageError("clip is no list of tables", where=where, todo=f"write [[{CLIP}]]")
    settings = {**_wish_types(), **get_type_hints(Running, include_extras=True)}
    _check_keys(file, text, TABLE, table, settings, also=("brand", "clip"))
    _check_keys(file, text, BRAND, brand, BRAND_TYPES)
    planned = tuple(_clip(file, text, clip, number) for number, clip in enumerate(clips))
    table = _placed(file, text, TABLE, table)
    return Config(file=file, settings=table, brand=brand, clips=planned, text=text)


def _clip(file: Path, text: str, clip: dict[str, Any], number: int) -> Planned:
    own = get_type_hints(Clip)
    _check_keys(file, text, CLIP, clip, {**own, **_wish_types()}, number=number)
    if "source" not in clip:
        where = places.where(file, text, CLIP, number=number)
        raise UsageError("this clip has no source", where=where, todo='add a line: source = "my_script.py"')
    made = msgspec.convert({key: value for key, value in clip.items() if key in own}, Clip)
    wished = {key: value for key, value in clip.items() if key not in own}
    return Planned(clip=made, wished=_placed(file, text, CLIP, wished, number))


def _placed(file: Path, text: str, table: str, wished: dict[str, Any], number: int = 0) -> dict[str, Any]:
    """The wishes with the files that they name as paths that hold anywhere; UsageError if one leads out."""
    placed = dict(wished)
    for key in READ:
        value = wished.get(key)
        if isinstance(value, str) and ("/" in value or (file.parent / value).exists()):
            placed[key] = str(places.inside(file, value, places.where(file, text, table, key, number)))
    return placed


def _wish_types() -> Types:
    hints = {key: hint for key, hint in get_type_hints(Wishes).items() if key not in APART}
    return {**hints, "pace": str | float, "at": Seconds}


def _check_keys(
    file: Path,
    text: str,
    table: str,
    given: Mapping[str, Any],
    types: Types,
    *,
    also: tuple[str, ...] = (),
    number: int = 0,
) -> None:
    for key, value in given.items():
        where = places.where(file, text, table, key, number)
        if key not in types:
            known = (*types, *also)
            raise UsageError(
                f"there is no key {key!r} in [{table}]",
                where=where,
                why="an import path or an address would run code that is not the user's"
                if key == "cluster"
                else f"its keys are {', '.join(known)}",
                todo="say it on the command line: --cluster" if key == "cluster" else did_you_mean(key, known),
            )
        _check_type(table, key, value, types[key], where)


def _check_type(table: str, key: str, value: Any, hint: Any, where: str) -> None:
    if key == "theme" and ":" in str(value):
        raise UsageError(
            "a configuration names no import path",
            where=where,
            why="importing a module runs it, and a configuration never runs code",
            todo=f"say it on the command line: --theme {value}",
        )
    words = get_args(hint)
    if words and all(isinstance(word, str) for word in words) and isinstance(value, str) and value not in words:
        todo = did_you_mean(value, words)
        raise UsageError(f"{key} cannot be {value!r}", where=where, why=f"it is one of {', '.join(words)}", todo=todo)
    try:
        msgspec.convert(value, hint)
    except (msgspec.ValidationError, TypeError) as error:
        todo = f"give {key} another value" if isinstance(value, str) else f"mend {key} in [{table}]"
        raise UsageError(f"{key} cannot be {value!r}", where=where, why=str(error), todo=todo) from None
