"""A brand's own font: from the bytes of a file to the name by which Pango draws with it."""

from __future__ import annotations

import os
from functools import lru_cache
from hashlib import sha256
from importlib import import_module

from loopway.errors import UsageError
from loopway.film.fonts import families, own_folder, use_our_fonts
from loopway.film.lettering import forget_fonts


@lru_cache(maxsize=16)
def family_of(font: bytes) -> str:
    """The family of a font file, which this process can draw with from now on; UsageError if there is none in it."""
    use_our_fonts()
    before = families()
    file = own_folder() / f"brand-{sha256(font).hexdigest()[:12]}.ttf"
    if not file.is_file():
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(font)
        draft.replace(file)
    import_module("manimpango").register_font(str(file))
    new = sorted(families() - before)
    if not new:
        raise UsageError(
            "the brand's font cannot be used",
            why="there is no family in it that is not one of loopway's own",
            todo="give it another .ttf or .otf",
        )
    forget_fonts()
    return new[0]
