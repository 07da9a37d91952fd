"""A language: every sentence and label of a film, how its numbers are written and which way its lines run; a value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from loopway.story.names import FEW, duration
from loopway.trace.plain import plain

Given = Mapping[str, str | int]
"""What is filled into a sentence, by its name in the template."""

NOTHING: Given = MappingProxyType({})

RIGHT_TO_LEFT = "\u200f"
"""Says that a line runs from right to left, whatever it begins with (RIGHT-TO-LEFT MARK)."""
LTR, RTL, FIRST, END = "\u2066", "\u2067", "\u2068", "\u2069"
"""Around words that run their own way in a line: left to right, right to left, or as their first letter does; their
end."""
STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what stands round them: ours, or in a name an attempt to deceive."""
RTL_CLASSES = frozenset({"R", "AL"})
CODE = re.compile(r"\{\w+\}\(\)|\{\w+\}|[A-Za-zµ]\w*(?:\.\w+)*(?:\(\w*\))?", re.ASCII)
"""What stands as code in a sentence: a call of a name that is filled in, what is filled in, a name or a call."""


class Said(msgspec.Struct, frozen=True):
    """A caption's template, and what is said the second time; empty: the same."""

    text: str
    again: str = ""


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """All words of a film that are not the script's own. Pure data: it travels to every process that draws."""

    code: str
    """As in `--lang` and in a page's `lang`: "de"."""
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    decimal: str = "."
    """What parts whole numbers from the rest."""
    plurals: Literal["english", "none"] = "none"
    """Whether a function's name has a plural ("trips"), or is counted under a word of the catalogue's own."""
    captions: Mapping[str, Said] = {}
    words: Mapping[str, str] = {}
    titles: Mapping[str, str] = {}
    """Of lessons, by their names."""

    @property
    def right_to_left(self) -> bool:
        """Whether its lines begin at the right."""
        return self.direction == "rtl"

    def say(self, key: str, given: Given = NOTHING, /, **more: str | int) -> str:
        """The words of a label or a card, filled in.

        >>> english().say("count.keys", n=3)  # english: loopway.story.catalogue
        '3 keys'
        """
        return self.line(self.words[key], {**given, **more})

    def own(self, text: str) -> str:
        """What somebody wrote in this language, as a line of it: without what would steer it, and with what does.

        >>> Language(code="en", name="English").own("a\u202eb")
        'a\\u202eb'
        """
        words = plain(text)
        return RIGHT_TO_LEFT + _code_apart(words) if words and self.right_to_left else words

    def line(self, template: str, given: Given) -> str:
        """A template filled in, so that each part of it runs its own way whatever it is put between."""
        if not self.right_to_left:
            return template.format(**{key: isolated(word) for key, word in given.items()})
        words = {key: foreign(word) for key, word in given.items()}
        return RIGHT_TO_LEFT + _code_apart(template).format(**words)

    def duration(self, seconds: float) -> str:
        """A duration as it is said: units are the same everywhere, the decimal sign is not."""
        return self.number(duration(seconds))

    def number(self, text: str) -> str:
        """A number, or a number and its unit, with this language's decimal sign.

        >>> Language(code="de", name="Deutsch", decimal=",").number("1.5 s")
        '1,5 s'
        """
        return text.replace(".", self.decimal)

    def spoken(self, letter: str) -> str:
        """How a sentence calls a task: "A", or "car 26" where letters have run out."""
        return self._own(self.words["name.car"].format(n=letter)) if letter.isdigit() else letter

    def listed(self, names: Iterable[str], most: int = FEW) -> str:
        """Names in a row, each once; beyond `most` they are counted.

        >>> english().listed(["A"]), english().listed("ABC"), english().listed("ABCDE")
        ('A', 'A, B and C', '5 cars')
        """
        each = list(dict.fromkeys(names))
        if len(each) > most:
            return self._own(self.words["name.cars"].format(n=len(each)))
        if self.right_to_left:
            each = [f"{LTR}{name}{END}" for name in each]
        first = self.words["list.comma"].join(each[:-1])
        return self._own(self.words["list.last"].join(filter(None, [first, *each[-1:]])))

    def _own(self, text: str) -> str:
        """Words of this language within a line of it."""
        return f"{RTL}{text}{END}" if self.right_to_left else text


def same_tongue(one: Language, other: Language) -> bool:
    """Whether both are one language, whatever its region or its catalogue: "en" and "en-GB"."""
    return one.code.partition("-")[0] == other.code.partition("-")[0]


def isolated(word: str | int) -> str | int:
    """A word that must not turn what follows it: one with letters that run from right to left is set apart.

    >>> isolated("fetch"), isolated("\u05d0b") == "\u2068\u05d0b\u2069"
    ('fetch', True)
    """
    return f"{FIRST}{word}{END}" if isinstance(word, str) and runs_back(word) else word


def foreign(word: str | int) -> str | int:
    """A word within a line that runs from right to left: by itself it runs as its own letters do."""
    if not isinstance(word, str) or word.isdecimal() or word.startswith(RTL):
        return word
    return f"{FIRST if runs_back(word) else LTR}{word}{END}"


def runs_back(text: str) -> bool:
    """Whether there is a letter in it that runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in RTL_CLASSES for char in text)


def _code_apart(template: str) -> str:
    """Names of Python's within the sentence keep their brackets behind them."""
    return CODE.sub(lambda found: found[0] if found[0].endswith("}") else f"{LTR}{found[0]}{END}", template)
