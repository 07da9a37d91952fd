"""A film from its segments: those that are kept, those that have to be drawn, all of them joined in order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import closing

from loopway.errors import RenderError
from loopway.publish.cache import Cache, names
from loopway.publish.crew import Crew, dismiss
from loopway.publish.furnish import Words
from loopway.publish.join import NO_WORDS, join
from loopway.publish.segments import Film, Segment, render_segment

AHEAD = 2
"""Segments under way for each hand, finished ones that wait for their turn included: so memory is bounded."""

Progress = Callable[[int, int], None]
"""Told after each segment: frames done, frames of the film."""


def render_film(
    film: Film,
    path: str,
    *,
    crew: Crew,
    cache: Cache,
    metadata: Mapping[str, str],
    progress: Progress = lambda done, total: None,
    words: Words = NO_WORDS,
) -> int:
    """Writes the film to `path` and gives the number of its frames; the bytes are the same whoever draws it.

    Every finished segment is kept at once: whatever ends this run, the next one goes on from there. RenderError if a
    worker died twice on the same segments, or if a cluster has gone; any error of a worker arrives as it was raised.
    """
    encoding = film.encoding
    try:
        with closing(_segments(film, crew, cache, progress)) as segments:
            return join(segments, path, fps=encoding.fps, metadata=metadata, codec=encoding.codec, words=words)
    finally:
        cache.prune()


def draw_film(film: Film, *, crew: Crew, cache: Cache, progress: Progress = lambda done, total: None) -> None:
    """Draws the film's segments into the cache, whence its pieces take them; RenderError as from `render_film`."""
    with closing(_segments(film, crew, cache, progress)) as segments:
        for _ in segments:
            pass


def _segments(film: Film, crew: Crew, cache: Cache, progress: Progress) -> Generator[bytes]:
    """The film's segments in order, each as soon as it and all before it are there."""
    kept = names(film)
    waiting = list(reversed(kept))
    ready: dict[Segment, bytes] = {}
    done = 0

    def arrived(segment: Segment, data: bytes) -> None:
        nonlocal done
        ready[segment] = data
        done += segment.count
        progress(done, film.frames)

    with closing(_Shift(film, crew, missing=sum(name not in cache for name in kept.values()))) as shift:
        for segment in kept:
            while segment not in ready:
                if waiting and len(ready) + len(shift.drawing) < AHEAD * shift.hands and not shift.has_finished():
                    following = waiting.pop()
                    data = cache.get(kept[following], following.count)
                    if data is None:
                        shift.draw(following)
                    else:
                        arrived(following, data)
                else:
                    for drawn, data in shift.finished():
                        cache.keep(kept[drawn], drawn.count, data)
                        arrived(drawn, data)
            yield ready.pop(segment)


class _Shift:
    """The crew at work on one film."""

    def __init__(self, film: Film, crew: Crew, *, missing: int) -> None:
        self._film = film
        self._crew = crew
        self.hands = max(1, min(crew.hands if film.pixels >= crew.worth else 1, missing))
        self._executor = crew.hire(self.hands)
        self._again: set[Segment] = set()
        self.drawing: dict[Future[bytes], Segment] = {}

    def draw(self, segment: Segment) -> None:
        """Begin a segment."""
        try:
            self.drawing[self._executor.submit(render_segment, self._film, segment)] = segment
        except self._crew.death as error:
            self._begin_again([segment], error)

    def has_finished(self) -> bool:
        """Whether `finished` would not wait."""
        return any(future.done() for future in self.drawing)

    def finished(self) -> Iterator[tuple[Segment, bytes]]:
        """The segments that are ready, at least one of those begun; where a worker has died they are begun again."""
        done, _ = wait(self.drawing, return_when=FIRST_COMPLETED)
        for future in done:
            segment = self.drawing.pop(future, None)
            if segment is None:  # begun again, together with one before it
                continue
            try:
                yield segment, future.result()
            except self._crew.death as error:
                self._begin_again([segment], error)
            except CancelledError as error:  # only a client that has lost its scheduler cancels
                raise RenderError(
                    "the cluster has gone",
                    where=_frames([segment]),
                    why="its scheduler ended, or cannot be reached any more",
                    todo="start it again, then repeat the command: what was finished is kept",
                ) from error

    def close(self) -> None:
        """End at once."""
        for future in self.drawing:
            future.cancel()
        dismiss(self._executor, idle=not self.drawing)

    def _begin_again(self, lost: list[Segment], error: Exception) -> None:
        if self._crew.retries:
            raise RenderError(
                "the workers of the cluster die",
                where=_frames(lost),
                why="several were lost with it; most often there was not enough memory",
                todo="see a worker's log, or try again with -q draft",
            ) from error
        lost = sorted([*lost, *self.drawing.values()], key=lambda segment: segment.first)
        if self._again.intersection(lost):
            raise RenderError(
                "a worker process died twice",
                where=_frames(lost),
                why="the system ended it; most often there was not enough memory",
                todo="try again with --jobs 1, or with -q draft",
            ) from error
        self._again.update(lost)
        self.close()
        self.drawing.clear()
        self._executor = self._crew.hire(self.hands)
        for segment in lost:
            self.draw(segment)


def _frames(segments: list[Segment]) -> str:
    """Which frames they are, the segments between them included."""
    return f"frames {segments[0].first} to {segments[-1].first + segments[-1].count - 1}"
