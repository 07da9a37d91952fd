"""The preview: a script recorded again after every save, its film in the browser at once, nothing rendered."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from loopway.api.sources import Source, check_source, lesson_of, name_of
from loopway.api.verbs import check_able, options, take, watch
from loopway.api.wishes import Cut, cut, of_lesson, wishes
from loopway.errors import LoopwayError, UsageError, mistake
from loopway.trace import Trace, is_trace_name

if TYPE_CHECKING:  # a recording begins at once: what tells and draws it is loaded when it is there
    from loopway.publish.preview import Edition, Front
    from loopway.theme import Theme


def preview(
    source: Source,
    *,
    port: int = 0,
    opened: Callable[[str], object] = print,
    watching: Callable[[Path], Trace] = watch,
    over: Event | None = None,
    **wished: Any,
) -> None:
    """Serves a page of this source's film to this machine's browsers, until Ctrl-C, or until `over` is set.

    After every save of the script, or of a module beside it that it imports, it is recorded anew with `watching`, and
    the page follows; a save that gives no film is explained there, and the film before it stays. `opened` is given
    the page's address. `port` 0 is any free one. UsageError if the source, a wish or the port cannot be used.
    """
    asked = wishes(wished)
    if isinstance(source, Trace):
        raise UsageError("a trace in memory never changes", why="a preview follows a file", todo="give its path")
    check_source(source)
    wanted = cut(of_lesson(asked, lesson_of(source)))
    check_able(wanted)

    from loopway.publish.preview import Board, Saves, serving

    board = Board()
    with serving(board, _front(source, wanted), port) as address:
        opened(address)
        for _ in Saves(lambda: _files(source), over):
            board.busy()
            try:
                board.show(_edition(source, wanted, watching))
            except LoopwayError as error:
                board.fail(error)
            except Exception as error:
                board.fail(mistake(error))


def _edition(source: Source, wanted: Cut, watching: Callable[[Path], Trace]) -> Edition:
    from loopway.publish.preview import Edition

    taken = take(source, watching)
    edition = Edition(taken.trace, options(wanted, taken.telling))
    edition.about(wanted.shape)
    return edition


def _front(source: str | os.PathLike[str], wanted: Cut) -> Front:
    from loopway.publish.preview import Front

    themes = _themes(wanted.theme)
    name = name_of(source) if lesson_of(source) else Path(source).name
    return Front(name=name, themes=themes, theme=themes.index(wanted.theme), shape=wanted.shape)


def _themes(wanted: Theme) -> tuple[Theme, ...]:
    """By night and by day, with the wanted one among them, or before them; in a brand's colours if they can be read."""
    from loopway.theme import DAY, NIGHT, branded

    shelf = [wanted if theme.name == wanted.name else theme for theme in (NIGHT, DAY)]
    themes = [] if wanted in shelf else [wanted]
    for theme in shelf:
        try:
            themes.append(theme if theme is wanted or not wanted.brand else branded(theme, wanted.brand))
        except UsageError:  # the accent cannot be told from this ground: it is for the other theme
            continue
    return tuple(themes)


def _files(source: str | os.PathLike[str]) -> tuple[Path, ...]:
    """What the film is made of, as files."""
    from loopway.publish.preview.modules import with_modules

    if lesson := lesson_of(source):
        return lesson.scene, lesson.trace
    path = Path(source)
    return (path,) if is_trace_name(path) else with_modules(path)
