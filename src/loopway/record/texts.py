"""How coroutines, values and errors are written down: short, and the same on every run."""

from __future__ import annotations

import re
import reprlib
from functools import partial
from types import CodeType, FrameType
from typing import Any

CALL = 20
"""Characters of a coroutine with its arguments."""
RESULT = 60
"""Characters of a result or an error."""
MOST_PLAIN = 10**18
"""Numbers below are never too long."""
LINE = 200
"""Characters of a printed line."""

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_VARARGS, _VARKEYWORDS = 4, 8


class _Repr(reprlib.Repr):
    """Reprlib, with room for what is cut later anyway, and dictionaries in their own order."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 4
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxfrozenset = self.maxdeque = LINE // 3
        self.maxstring = self.maxlong = self.maxother = LINE

    def repr_dict(self, x: dict[Any, Any], level: int) -> str:
        """Keep the order of the items, which reprlib sorts."""
        if level <= 0:
            return "{...}"
        items = [f"{self.repr1(k, level - 1)}: {self.repr1(v, level - 1)}" for k, v in list(x.items())[: self.maxdict]]
        return "{" + ", ".join(items) + "}"


_repr = _Repr()


def cut(text: str, longest: int) -> str:
    """Shorten a text to so many characters, the last of them an ellipsis.

    >>> cut("fetch('https://example.org')", 20)
    "fetch('https://exam…"
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"


def clean(text: str) -> str:
    """Take out what differs between two equal runs (addresses) and what no file can hold (lone surrogates).

    >>> clean("<Car object at 0x7f1c2a>")
    '<Car object>'
    """
    if text.isascii() and " at 0x" not in text:
        return text
    return _ADDRESS.sub("", text).encode("utf-8", "backslashreplace").decode()


def shown(value: object, longest: int = RESULT) -> str:
    """Give a value's repr, cut; a repr that fails gives the value's type."""
    if type(value) is int and -MOST_PLAIN < value < MOST_PLAIN:
        return str(value)
    try:
        text = _repr.repr(value)
    except Exception:
        text = f"<{type(value).__qualname__}>"
    return cut(clean(text).replace("\n", " "), longest)


def error(exc: BaseException) -> str:
    """Give an exception as the last line of a traceback does: `ValueError: no fuel`."""
    try:
        text = str(exc)
    except Exception:
        text = ""
    name = type(exc).__qualname__
    return cut(clean(f"{name}: {text}" if text else name).replace("\n", " "), LINE)


def function(code: CodeType) -> str:
    """Give a function's name as its caller writes it: `fetch`, `Garage.open`.

    >>> function(main.<locals>.fetch.__code__)
    'fetch'
    """
    return code.co_qualname.rpartition("<locals>.")[2]


def called(work: Any) -> str:
    """Give the name of anything that can be called: `work`, `Garage.open`; of a `partial` what is behind it.

    >>> called(partial(time.sleep, 1)), called(lambda: None)
    ('sleep', '<lambda>')
    """
    while isinstance(work, partial):
        work = work.func
    name = getattr(work, "__qualname__", None) or type(work).__qualname__
    return cut(clean(str(name)).rpartition("<locals>.")[2], CALL)


def call(code: CodeType, frame: FrameType | None) -> str:
    """Give a call with its arguments, from a stack frame that has not begun to run: `fetch(1)`.

    Arguments that equal their default are left out, and so is a method's `self`.
    """
    name = function(code)
    return cut(f"{name}({', '.join(_arguments(code, frame))})" if frame is not None else f"{name}()", CALL)


def _arguments(code: CodeType, frame: FrameType | None) -> list[str]:
    if frame is None:
        return []
    values = frame.f_locals
    names = code.co_varnames
    plain, only = code.co_argcount, code.co_kwonlyargcount
    defaults, only_defaults = _defaults(code, frame)
    first = hidden_arguments(code)
    given = [(position, name) for position, name in enumerate(names[:plain]) if position >= first and name in values]
    skipped = plain - len(defaults)
    while given and given[-1][0] >= skipped and _same(values[given[-1][1]], defaults[given[-1][0] - skipped]):
        given.pop()
    texts = [_argument(values[name]) for _, name in given]
    rest = plain + only
    if code.co_flags & _VARARGS:
        texts += [_argument(value) for value in values.get(names[rest], ())]
        rest += 1
    for name in names[plain : plain + only]:
        if name in values and not (name in only_defaults and _same(values[name], only_defaults[name])):
            texts.append(f"{name}={_argument(values[name])}")
    if code.co_flags & _VARKEYWORDS:
        texts += [f"{name}={_argument(value)}" for name, value in values.get(names[rest], {}).items()]
    return texts


def hidden_arguments(code: CodeType) -> int:
    """Give how many of a function's first arguments are not shown: a method's `self`."""
    return 1 if "." in function(code) and code.co_argcount and code.co_varnames[0] in ("self", "cls") else 0


def has_defaults(code: CodeType, frame: FrameType) -> bool:
    """Tell whether some of a function's arguments may be left out."""
    return any(_defaults(code, frame))


def _argument(value: object) -> str:
    """Give a value's repr; of a long one in angle brackets only the type, for there is little room."""
    text = shown(value, CALL)
    return f"<{type(value).__name__}>" if text.startswith("<") else text


def _defaults(code: CodeType, frame: FrameType) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Find the function's defaults by its name; a function that cannot be found so has none."""
    found: Any = None
    for depth, part in enumerate(code.co_qualname.split(".")):
        found = frame.f_globals.get(part) if depth == 0 else getattr(found, "__dict__", {}).get(part)
    found = getattr(found, "__func__", found)
    if getattr(found, "__code__", None) is not code:
        return (), {}
    return found.__defaults__ or (), found.__kwdefaults__ or {}


def _same(value: object, default: object) -> bool:
    """Compare by identity, or by value where that runs none of the user's code."""
    return value is default or (type(value) is type(default) and type(value) in (int, float, str) and value == default)
