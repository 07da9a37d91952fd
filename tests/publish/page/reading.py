"""A page taken apart: its elements, what its script knows, and the texts that a reader sees."""

from __future__ import annotations

import base64
import json
from html.parser import HTMLParser
from typing import Any, NamedTuple

VOID = {"meta", "link", "input", "track", "path"}


class Element(NamedTuple):
    """A start tag, and where it stands: the names of the elements around it."""

    tag: str
    attributes: dict[str, str | None]
    path: tuple[str, ...]


class Page(HTMLParser):
    """All elements of a page in order, and all text with the elements around it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], "not all elements are closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more element."""
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that holds nothing."""
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        """The innermost element ends."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.texts.append((tuple(self._open), data))

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of this tag that have these."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [one.attributes for one in self.elements if one.tag == tag and wanted.items() <= one.attributes.items()]

    def inside(self, tag: str) -> str:
        """All text in elements of this tag."""
        return "".join(text for path, text in self.texts if tag in path)

    def score(self) -> dict[str, Any]:
        """What the script knows."""
        (text,) = (text for path, text in self.texts if path[-1:] == ("script",) and text.startswith('{"'))
        found: dict[str, Any] = json.loads(text)
        return found

    def track(self, kind: str) -> str:
        """The WebVTT text of a track."""
        (track,) = self.all("track", kind=kind)
        return decoded(track["src"])[1].decode()


def decoded(address: str | None) -> tuple[str, bytes]:
    """Kind and bytes behind a data: address."""
    head, _, data = (address or "").partition(",")
    assert head.startswith("data:") and head.endswith(";base64"), head[:60]
    return head[len("data:") : -len(";base64")], base64.b64decode(data, validate=True)
