"""The lines themselves, one function for each way of showing a file; every word is written as that place asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from msgspec.structs import replace

from loopway.publish.embed.exhibit import Exhibit, Kind, address

WIDTH = 960
"""CSS pixels of a frame, if there is room."""
AROUND = 260
"""CSS pixels of a page above and below its film."""
SHRINKS = "max-width: 100%; height: auto"
PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#&!|~$^])")
"""What Markdown would obey."""

Show = Callable[[Exhibit], str]


def frame(shown: Exhibit) -> str:
    """A page in a frame of its own, as wide as there is room."""
    height = round(WIDTH * shown.height / shown.width) + AROUND
    return (
        f'<iframe src="{_attribute(shown.address)}" title="{_attribute(shown.title)}" width="{WIDTH}" '
        f'height="{height}" style="max-width: 100%; border: 0" loading="lazy" allow="fullscreen"></iframe>'
    )


def player(shown: Exhibit) -> str:
    """The browser's own player."""
    poster = f' poster="{_attribute(address(shown.still))}"' if shown.still else ""
    return (
        f'<video src="{_attribute(shown.address)}" title="{_attribute(shown.title)}"{poster} width="{shown.width}" '
        f'height="{shown.height}" style="{SHRINKS}" controls playsinline preload="metadata"></video>'
    )


def image(shown: Exhibit) -> str:
    """An image; if there is a still beside it, that one for whoever asked for less motion."""
    one = (
        f'<img src="{_attribute(shown.address)}" alt="{_attribute(shown.title)}" width="{shown.width}" '
        f'height="{shown.height}" style="{SHRINKS}">'
    )
    return _with_still(shown, one)


def readme(shown: Exhibit) -> str:
    """Markdown; with a still beside it, the HTML that GitHub leaves in."""
    if shown.still is None:
        return markdown(shown)
    return _with_still(shown, f'<img src="{_attribute(shown.address)}" alt="{_attribute(shown.title)}">')


def markdown(shown: Exhibit) -> str:
    """An image in Markdown."""
    return f"![{PUNCTUATION.sub(_backslash, shown.title)}]({shown.address})"


def directive(shown: Exhibit) -> str:
    """An image in reStructuredText."""
    path = re.sub(r"([\\\s])", r"\\\1", shown.file.as_posix())
    return f".. image:: {path}\n   :alt: {shown.title}"


def raw(show: Show) -> Show:
    """HTML within reStructuredText; what Sphinx copies by html_extra_path stands at the top, under its bare name."""
    return lambda shown: f".. raw:: html\n\n   {show(replace(shown, file=Path(shown.file.name), still=None))}"


def fenced(show: Show) -> Show:
    """HTML within Quarto's Markdown."""
    return lambda shown: f"```{{=html}}\n{show(shown)}\n```"


def shortcode(shown: Exhibit) -> str:
    """Quarto's own player; its words have no quotes, which nothing would escape."""
    words = re.sub(r"[\"'<>{}\\]", "", shown.title)
    return f'{{{{< video {shown.address} aria-label="{words}" >}}}}'


def slide(attribute: str, more: str = "") -> Show:
    """A slide whose background is the file."""

    def show(shown: Exhibit) -> str:
        where = f'{attribute}="{_attribute(shown.address)}"{more}'
        return f'<section {where} aria-label="{_attribute(shown.title)}"></section>'

    return show


def cell(name: str, more: str = "") -> Show:
    """A cell of a notebook, with IPython's own means."""

    def show(shown: Exhibit) -> str:
        height = round(WIDTH * shown.height / shown.width) + AROUND
        given = more.format(width=shown.width, height=height, title=repr(shown.title))
        return f"from IPython.display import {name}\n\n{name}({shown.file.as_posix()!r}{given})"

    return show


def _with_still(shown: Exhibit, one: str) -> str:
    if shown.still is None:
        return one
    still = f'<source media="(prefers-reduced-motion: reduce)" srcset="{_attribute(address(shown.still))}">'
    return f"<picture>{still}{one}</picture>"


def _attribute(text: str) -> str:
    return escape(text, quote=True)


def _backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


_CONTAIN = ' data-background-size="contain"'

TARGETS: Mapping[str, Mapping[Kind, Show]] = {
    "html": {"page": frame, "video": player, "picture": image},
    "iframe": {"page": frame},
    "readme": {"picture": readme},
    "sphinx": {"page": raw(frame), "video": raw(player), "picture": directive},
    "mkdocs": {"page": frame, "video": player, "picture": markdown},
    "quarto": {"page": fenced(frame), "video": shortcode, "picture": markdown},
    "reveal": {
        "page": slide("data-background-iframe", " data-background-interactive"),
        "video": slide("data-background-video", _CONTAIN),
        "picture": slide("data-background-image", _CONTAIN),
    },
    "jupyter": {
        "page": cell("IFrame", ', width="100%", height={height}'),
        "video": cell("Video", ', width={width}, html_attributes="controls playsinline"'),
        "picture": cell("Image", ", width={width}, alt={title}"),
    },
}
"""Target -> kind of file -> how it is shown there."""

_EXTRA = (
    'Sphinx copies the file with html_extra_path = ["{path}"] in conf.py; a page in a folder finds it under ../{file}'
)
_DEEPER = "put {file} beside the page's source; a page that is no index.md finds it under ../{file}"

NOTES: Mapping[tuple[str, Kind], str] = {
    ("sphinx", "page"): _EXTRA,
    ("sphinx", "video"): _EXTRA,
    ("mkdocs", "page"): _DEEPER,
    ("mkdocs", "video"): _DEEPER,
    ("quarto", "page"): "Quarto copies the file with resources: [{path}] in the document's header",
}
"""What else has to be done."""
