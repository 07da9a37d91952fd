"""Renders the square's film, to be killed by a test: FOLDER JOBS [OPTION=VALUE].

It has no `__main__` guard, like many a user's script: no worker may run it again.
"""

import sys
from pathlib import Path

from square import film

from loopway.publish.cache import Cache
from loopway.publish.crew import this_machine
from loopway.publish.pool import render_film

folder, jobs = Path(sys.argv[1]), int(sys.argv[2])
print("begun", flush=True)
render_film(
    film(1200, **dict(option.split("=") for option in sys.argv[3:])),
    str(folder / "film.mp4"),
    crew=this_machine(jobs),
    cache=Cache(folder / "cache"),
    metadata={},
    progress=lambda done, total: print(done, flush=True),
)
