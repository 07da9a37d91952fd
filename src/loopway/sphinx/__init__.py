"""A Sphinx extension, `extensions = ["loopway.sphinx"]`: `.. loopway:: script.py` is the film of that script.

A browser gets the film; a PDF, an e-book, a text get its poster, and the film's address where that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import loopway
from loopway.sphinx.directive import DEFAULTS, JOBS, FilmDirective
from loopway.sphinx.films import version_of_films
from loopway.sphinx.nodes import film, in_browser, leave, on_paper

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Gives Sphinx the directive, the film as a kind of node, and the options that hold for all films."""
    app.add_config_value(DEFAULTS, {}, "env", [dict])
    one_each = app.parallel > 1  # Sphinx has given each core a document already
    app.add_config_value(JOBS, 1 if one_each else None, "", [int, type(None)])
    app.add_node(film, html=(in_browser, leave))
    app.add_directive("loopway", FilmDirective)
    app.connect("doctree-resolved", on_paper)
    return {
        "version": loopway.__version__,
        "env_version": version_of_films(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
