"""`.. loopway:: script.py`: the film of a script, a trace or a lesson, in a document."""

from __future__ import annotations

import os
import shlex
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from loopway.cli.mishap import in_four_parts
from loopway.cli.request import Request, request, wish_options
from loopway.sphinx.films import FOLDER, Film, film_in, key_of, made_of, make
from loopway.sphinx.nodes import film as film_node

NAME = ".. loopway::"
DEFAULTS = "loopway_options"
"""The configuration value with the options that hold where a directive says nothing else."""
JOBS = "loopway_jobs"
"""The configuration value with the number of processes that draw a film."""
WISHES = {name: directives.unchanged_required if valued else directives.flag for name, valued in wish_options().items()}

logger = logging.getLogger(__name__)


def _inside(track: Path) -> str:
    """The captions as a URL that holds them: of a page that is opened as a file, browsers load no captions' file."""
    return f"data:text/vtt;base64,{b64encode(track.read_bytes()).decode()}"


def _side(argument: str) -> str:
    return str(directives.choice(argument, ("left", "center", "right")))


class FilmDirective(SphinxDirective):
    """Shows the film of one script, or with `compare` of two. Its wishes are the options of `loopway render`.

    What is wrong with the script or the options is a warning of Sphinx's, at the directive's line.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        **WISHES,
        "compare": directives.unchanged_required,
        "args": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "alt": directives.unchanged_required,
        "width": directives.length_or_percentage_or_unitless,
        "align": _side,
        "class": directives.class_option,
        "name": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The film as a figure; nothing, and a warning, if it cannot be made."""
        try:
            asked = request(self._words(), NAME)
            for file in (*made_of(asked), *([asked.configuration] if asked.configuration else [])):
                self.env.note_dependency(file)
            folder = Path(self.env.doctreedir) / FOLDER / key_of(asked)
            film = film_in(folder) or self._made(asked, folder)
        except Exception as error:
            logger.warning("%s", in_four_parts(error), location=self.get_location(), type="loopway", subtype="error")
            return []
        for words in film.warnings:
            logger.warning("%s", words, location=self.get_location(), type="loopway", subtype="film")
        return [self._figure(film, folder)]

    def _made(self, asked: Request, folder: Path) -> Film:
        logger.info("loopway: filming %s", " and ".join(Path(source).name for source in asked.sources))
        return make(asked, folder)

    def _words(self) -> list[str]:
        """What would stand behind `loopway render`."""
        wishes: Mapping[str, str | None] = {**self.config[DEFAULTS], **self.options}
        words = [word for name in WISHES if name in wishes for word in (f"--{name}", wishes[name]) if word is not None]
        if self.config[JOBS]:
            words += ["--jobs", str(self.config[JOBS])]
        words.append(self._source(self.arguments[0]))
        if "compare" in self.options:
            words += ["--compare", self._source(self.options["compare"])]
        return [*words, "--", *shlex.split(self.options.get("args", ""))]

    def _source(self, word: str) -> str:
        """A file beside the document, or from the documentation's own folder if it begins with /; else a lesson."""
        _, file = self.env.relfn2path(word)
        if not Path(word).suffix and not Path(file).exists():
            return word
        self.env.note_dependency(file)  # also one that is not there yet
        return file

    def _figure(self, film: Film, folder: Path) -> nodes.figure:
        poster = Path(os.path.relpath(folder / film.poster, Path(self.env.doc2path(self.env.docname)).parent))
        words = self.options.get("alt", f"{film.title}: film, {film.seconds:.1f} s")
        shown = film_node(
            "",
            nodes.image("", uri=poster.as_posix(), alt=words, candidates={}),
            alt=words,
            filename=self._offered(folder / film.film),
            track=_inside(folder / film.track) if film.track else None,
            switched_on=film.switched_on,
            pixels=film.size,
            width=self.options.get("width"),
        )
        figure = nodes.figure("", shown, classes=self.options.get("class", []))
        if "align" in self.options:
            figure["align"] = self.options["align"]
        if "caption" in self.options:
            words_of_caption, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
            figure += nodes.caption(self.options["caption"], "", *words_of_caption, *messages)
        self.set_source_info(figure)
        self.add_name(figure)
        return figure

    def _offered(self, file: Path) -> str:
        """The file's place in Sphinx's downloads."""
        self.env.note_dependency(file)
        address = Path(os.path.relpath(file, self.env.srcdir)).as_posix()
        return str(self.env.dlfiles.add_file(self.env.docname, address))
