"""Catalogues of words, one a language: data files, read and checked; nothing in them is ever run."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import msgspec

from loopway.errors import UsageError
from loopway.story.language import Language, Said
from loopway.trace.plain import plain

FOLDER = Path(__file__).parent / "catalogues"
ENGLISH = "en"
ENDINGS = (".toml", ".json")
TABLES = ("language", "captions", "words", "titles")
LARGEST = 1_000_000
"""Bytes of a catalogue: a film has some two hundred sentences."""

GRAMMAR = frozenset({"are"})
"""What only some languages need: a translation may leave it out."""


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table [language] of a catalogue."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    decimal: str = "."
    plurals: Literal["english", "none"] = "none"
    base: str = ENGLISH
    """Of a user's own: what it does not say is said in this language."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that come with loopway.

    >>> languages()
    ('ar', 'de', 'en', 'es', 'ja')
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def language_named(asked: str) -> Language:
    """The language of this code, or the user's own catalogue at this path; UsageError if there is none or it is wrong.

    >>> language_named("de").name
    'Deutsch'
    """
    if Path(asked).suffix.lower() in ENDINGS:
        return own_language(Path(asked))
    if asked not in languages():
        close = get_close_matches(asked.lower().partition("-")[0], languages(), n=1)
        raise UsageError(
            f"there is no language {asked!r}",
            why=f"the languages are {', '.join(languages())}; one of your own is a file: mine.toml",
            todo=f"did you mean {close[0]}?" if close else "choose one of them",
        )
    return _shipped(asked)


@cache
def english() -> Language:
    """The language in which all others are written down: the one with every key."""
    return _shipped(ENGLISH)


@cache
def _shipped(code: str) -> Language:
    tables = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return _language(_head(tables, code), tables, None if code == ENGLISH else english())


def own_language(path: Path) -> Language:
    """A catalogue of the user's, checked: every key is known, every sentence has English's placeholders.

    What it does not say is said in its base, which is English unless it names another. UsageError with the file and
    the key.
    """
    tables = _read(path)
    where = str(path)
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise _no_key(unknown[0], TABLES, where, "table")
    head = _head(tables, where)
    if head.base not in languages():
        raise _no_key(head.base, languages(), where, "base")
    base = _shipped(head.base)
    _check(tables, where)
    return _language(head, tables, base)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise ValueError(f"it has {len(data):,} bytes, and a catalogue has at most {LARGEST:,}")
        text = data.decode("utf-8")
        tables = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {path}",
            where=f"looked for in {path.parent.resolve()}",
            todo=f"see that the name is right, or choose one of {', '.join(languages())}",
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read", why=str(error.strerror), todo="choose another file") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(
            "this catalogue cannot be read", where=str(path), why=str(error), todo="write it as en.toml is written"
        ) from None
    if not isinstance(tables, dict):
        raise UsageError("this catalogue has no tables", where=str(path), todo="write it as en.toml is written")
    return tables


def _head(tables: Mapping[str, Any], where: str) -> _Head:
    try:
        return msgspec.convert(tables.get("language", {}), _Head)
    except msgspec.ValidationError as error:
        raise UsageError(
            "this catalogue does not say which language it is",
            where=f"{where}, [language]",
            why=str(error),
            todo='begin it with [language], code = "xx" and name = "..."',
        ) from None


def _language(head: _Head, tables: Mapping[str, Any], base: Language | None) -> Language:
    captions = {key: _said(value) for key, value in tables.get("captions", {}).items()}
    return Language(
        code=head.code,
        name=plain(head.name),
        direction=head.direction,
        decimal=plain(head.decimal),
        plurals=head.plurals,
        captions={**(base.captions if base else {}), **captions},
        titles={
            **(base.titles if base else {}),
            **{name: plain(text) for name, text in tables.get("titles", {}).items()},
        },
        words={**(base.words if base else {}), **{key: plain(text) for key, text in tables.get("words", {}).items()}},
    )


def _said(value: str | list[str]) -> Said:
    return Said(plain(value)) if isinstance(value, str) else Said(*map(plain, value))


# -- what may stand in a user's own ----------------------------------------------------------------------------------


def _check(tables: Mapping[str, Any], where: str) -> None:
    known = english()
    for key, value in _entries(tables, "captions", where):
        if key not in known.captions:
            raise _no_key(key, known.captions, f"{where}, [captions]", "caption")
        texts = [value] if isinstance(value, str) else value
        if not (isinstance(texts, list) and 1 <= len(texts) <= 2 and all(isinstance(text, str) for text in texts)):
            raise _wrong(key, f"{where}, [captions]", "a caption is a sentence, or two of them: the second said again")
        original = known.captions[key]
        for text, other in zip(texts, (original.text, original.again or original.text), strict=False):
            _same_places(key, text, other, f"{where}, [captions]")
    for key, value in _entries(tables, "titles", where):
        if not isinstance(value, str):
            raise _wrong(key, f"{where}, [titles]", "it must be text in quotes")
    for key, value in _entries(tables, "words", where):
        if key not in known.words:
            raise _no_key(key, known.words, f"{where}, [words]", "word")
        if not isinstance(value, str):
            raise _wrong(key, f"{where}, [words]", "it must be text in quotes")
        _same_places(key, value, known.words[key], f"{where}, [words]")


def _entries(tables: Mapping[str, Any], name: str, where: str) -> Iterable[tuple[str, Any]]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise _wrong(name, where, "it must be a table")
    return table.items()


def _same_places(key: str, text: str, original: str, where: str) -> None:
    """UsageError unless a translation fills in what English fills in."""
    try:
        mine, others = places(text), places(original)
    except ValueError as error:
        raise _wrong(key, where, f"{error}; a brace by itself is written twice") from None
    for name in sorted(mine - others):
        offered = ", ".join(f"{{{one}}}" for one in sorted(others)) or "nothing"
        raise _wrong(key, where, f"it fills in {{{name}}}; this sentence can fill in {offered}")
    for name in sorted(others - mine - GRAMMAR):
        raise _wrong(key, where, f"it lacks {{{name}}}, which English says: {original!r}")


def places(template: str) -> frozenset[str]:
    """What a template fills in; ValueError if it is none, or would do more than that.

    >>> sorted(places("{P} plans {n} cars"))
    ['P', 'n']
    """
    found = set()
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None:
            if form or conversion or not name.isidentifier():
                raise ValueError(f"{{{name}}} is no name of a place")
            found.add(name)
    return frozenset(found)


def _no_key(key: str, known: Iterable[str], where: str, what: str) -> UsageError:
    close = get_close_matches(key, list(known), n=1)
    return UsageError(
        f"there is no {what} {key!r}",
        where=where,
        why="a catalogue says in another language what a film says in English, and nothing else",
        todo=f"did you mean {close[0]!r}?" if close else "take the key from en.toml",
    )


def _wrong(key: str, where: str, why: str) -> UsageError:
    return UsageError(f"what the catalogue says for {key!r} cannot be used", where=where, why=why, todo="correct it")
