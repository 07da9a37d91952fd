"""What the process of a cell is given: the notebook's folder for its imports, and a place for what it prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

PATH = "PYTHONPATH"


@contextmanager
def beside_the_notebook() -> Iterator[None]:
    """A script started meanwhile finds the modules that stand in this folder, wherever its own file is."""
    before = os.environ.get(PATH)
    os.environ[PATH] = os.pathsep.join([str(Path.cwd()), *([before] if before else [])])
    try:
        yield
    finally:
        if before is None:
            del os.environ[PATH]
        else:
            os.environ[PATH] = before


@contextmanager
def output_shown() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Two files for what a script prints and complains of; at the end the notebook shows them below the cell."""
    with TemporaryFile() as out, TemporaryFile() as err:
        try:
            yield out, err
        finally:
            for file, stream in ((out, sys.stdout), (err, sys.stderr)):
                file.seek(0)
                stream.write(file.read().decode(errors="replace"))
                stream.flush()
