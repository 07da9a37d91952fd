"""A film as a node of a document: a browser plays it, all other readers get its poster and where it is to be seen."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

DOWNLOADS = "_downloads"
"""Where Sphinx puts the files that a page offers."""
MEDIA = {".mp4": "video/mp4", ".webm": "video/webm"}


class film(nodes.General, nodes.Inline, nodes.Element):  # type: ignore[misc]  # noqa: N801 - docutils' way
    """One film. Its child is the poster, an image; `filename` is the film's place in Sphinx's downloads."""


def in_browser(writer: HTML5Translator, node: film) -> None:
    """Writes the player, in place of the poster."""
    (poster,) = node.children
    width, height = node["pixels"]
    builder: Any = writer.builder
    style = f"width: {node['width']}; " if node["width"] else ""
    attributes = {
        "controls": "",
        "playsinline": "",
        "preload": "metadata",
        "width": width,
        "height": height,
        "aria-label": node["alt"],
        "poster": posixpath.join(builder.imgpath, quote(builder.images[poster["uri"]])),
        "style": f"{style}max-width: 100%; height: auto",
    }
    address = posixpath.join(builder.dlpath, quote(node["filename"]))
    source = {"src": address, "type": MEDIA[Path(node["filename"]).suffix]}
    writer.body.append(writer.starttag(node, "video", "", CLASS="loopway", **attributes))
    writer.body.append(writer.emptytag({}, "source", "", **source))
    if node["track"]:
        track = {"kind": "captions", "label": "Captions", "src": node["track"]}
        switch = {"default": ""} if node["switched_on"] else {}
        writer.body.append(writer.emptytag({}, "track", "", **track, **switch))
    writer.body.append("</video>\n")
    raise nodes.SkipNode


def leave(writer: HTML5Translator, node: film) -> None:
    """Nothing is left to be written."""


def on_paper(app: Sphinx, document: nodes.document, page: str) -> None:
    """Where no film can be played its poster stands, and below it the address of the film, if that is known."""
    if plays(app.builder):
        return
    for node in list(document.findall(film)):
        (poster,) = node.children
        address = _address(app.config.html_baseurl, node["filename"])
        if address:
            node.parent += nodes.legend("", nodes.paragraph("", "", _link(nodes.Text(address), address)))
            poster = _link(poster, address)
        node.replace_self(poster)


def _address(base: str, file: str) -> str:
    """Empty if nobody has said where the pages will be."""
    return f"{base.rstrip('/')}/{DOWNLOADS}/{quote(file)}" if base else ""


def _link(what: nodes.Node, address: str) -> nodes.reference:
    return nodes.reference("", "", what, refuri=address, internal=False)


def plays(builder: Builder) -> bool:
    """Whether what the builder makes is read in a browser; a check of links has nothing to do with films either."""
    return builder.name == "linkcheck" or (builder.format == "html" and builder.name != "epub")
