"""Papers on the ground: coroutine objects that are not cars. A plan on its board, a letter that nobody mails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from loopway.stage.easing import back_out, smooth
from loopway.stage.stage import Box, Point, Pose
from loopway.stage.text import COLUMN, ELLIPSIS
from loopway.stage.traffic.maps.desk import DeskMap
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.reading import Reading
from loopway.story.things import Paper

READING = Reading()
"""What Python says is read as quickly as a caption."""

SHORTEST = 12
"""Columns of a slip, at least."""

Origin = Callable[[Paper], Point]
"""Where a paper comes from: its line in the code."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a paper lies."""

    x: float
    y: float
    """Of its middle."""
    scale: float
    room: float
    """Frame units: as wide as this a slip may be."""


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    """What Python says, in lines; em, width and height of its slip in frame units."""

    lines: tuple[str, ...]
    em: float
    wide: float
    high: float


class Desk:
    """All papers of a film at any instant."""

    def __init__(
        self,
        papers: Sequence[Paper],
        box: Box,
        u: float,
        lengths: DeskMap,
        origin: Origin,
        idles: Sequence[tuple[float, float]] = (),
    ) -> None:
        self._lengths, self._u, self._box, self._origin = lengths, u, box, origin
        self._idles = idles
        """When nothing moves, and no letter is taken away."""
        rows = piled(papers, slots(papers)) if box.width < box.height else slots(papers)
        count = min(max(rows.values(), default=0) + 1, lengths.most)
        said: dict[int, str] = {}
        for paper in papers:
            row = rows[paper.number]
            said[row] = max(said.get(row, ""), paper.warning, key=len)
        slips = [said[row] for row in range(count)] if papers else []
        self.places = {
            paper.number: self._place(paper, rows[paper.number], slips)
            for paper in papers
            if rows[paper.number] < lengths.most
        }
        self._papers = [paper for paper in papers if paper.number in self.places]
        self._over = {
            paper.number: self._next_letter(papers[place + 1 :], rows[paper.number], rows)
            for place, paper in enumerate(papers)
            if is_letter(paper)
        }
        """letter -> when the next one is laid onto it; then Python's words to it are taken away."""

    def poses(self, t: float) -> Iterable[Pose]:
        """Boards and envelopes, postmarks, and what Python says."""
        for paper in self._papers:
            if t >= paper.made:
                yield from self._letter(paper, t) if is_letter(paper) else self._drawing(paper, t)

    def _next_letter(self, later: Sequence[Paper], row: int, rows: Mapping[int, int]) -> float:
        return min((one.made for one in later if is_letter(one) and rows[one.number] == row), default=float("inf"))

    # -- a plan on its board ----------------------------------------------------------------------------------------

    def _drawing(self, paper: Paper, t: float) -> Iterable[Pose]:
        place, (wide, high) = self.places[paper.number], self._lengths.sheet
        slid = smooth((t - paper.made) / TEMPO.paper)
        used = paper.used is not None and t >= paper.used
        gone = 0.0
        if paper.used is not None and paper.refused is None:
            gone = smooth((t - paper.used - TEMPO.paper) / TEMPO.paper)
        if gone >= 1.0:
            return
        x0, y0 = self._origin(paper)
        x, y = x0 + (place.x - x0) * slid, y0 + (place.y - y0) * slid
        size = place.scale * (self._lengths.born + (1.0 - self._lengths.born) * slid)
        yield Pose(
            role="drawing",
            id=f"drawing {paper.number}",
            x=x,
            y=y,
            width=wide * size,
            height=high * size,
            scale=size,
            label=paper.coro,
            level=0.0 if used else 1.0,
            alpha=min(1.0, 4.0 * slid) * (1.0 - gone),
        )
        if paper.refused is not None and t >= paper.refused:
            foot = place.y - (high + self._lengths.board) / 2 * place.scale
            yield from self._slip(paper, (place.x, foot - self._lengths.slip_gap * self._u), t - paper.refused)

    # -- a letter -----------------------------------------------------------------------------------------------

    def _letter(self, paper: Paper, t: float) -> Iterable[Pose]:
        place, lengths = self.places[paper.number], self._lengths
        stays = 1.0 - smooth((t - self._taken(paper)) / TEMPO.paper)
        if stays <= 0.0:
            return
        s, (wide, high) = place.scale, lengths.envelope
        foot = place.y - lengths.whole[1] / 2 * s
        yield Pose(
            role="envelope",
            id=f"letter {paper.number}",
            x=place.x,
            y=foot,
            width=wide * s,
            height=high * s,
            scale=s,
            label=paper.coro,
            alpha=smooth((t - paper.made) / TEMPO.fade) * stays,
        )
        since = t - (paper.warned or t) - TEMPO.postmark_after
        if paper.warned is None or since < 0.0:
            return
        struck = back_out(since / TEMPO.postmark)
        yield Pose(
            role="postmark",
            id=f"postmark {paper.number}",
            x=place.x + lengths.postmark[0] * s,
            y=foot + lengths.postmark[1] * s,
            heading=lengths.turned,
            scale=lengths.radius * s * (1.0 + lengths.strike * (1.0 - min(1.0, struck))),
            alpha=smooth(2.0 * since / TEMPO.postmark) * stays,
        )
        if t < self._over[paper.number]:
            yield from self._slip(paper, (place.x, foot - lengths.slip_gap * self._u), since - TEMPO.slip_after, stays)

    def _taken(self, paper: Paper) -> float:
        """When a letter goes: its slip has been read, and time does not fly."""
        read = letter_read(paper)
        return next((end for start, end in self._idles if start - TEMPO.paper < read < end), read)

    # -- what Python says ---------------------------------------------------------------------------------------

    def _slip(self, paper: Paper, top: Point, since: float, stays: float = 1.0) -> Iterable[Pose]:
        if since < 0.0:
            return
        note, slid = self._note(paper.warning, self.places[paper.number].room), smooth(since / TEMPO.slip)
        yield Pose(
            role="slip",
            id=f"slip {paper.number}",
            x=top[0],
            y=top[1] - note.high / 2 - (1.0 - slid) * self._lengths.slip_pad[1],
            width=note.wide,
            height=note.high,
            scale=note.em,
            label="\n".join(note.lines),
            alpha=slid * stays,
        )

    def _note(self, text: str, room: float) -> _Note:
        """Python's words on a slip that is at most `room` wide: smaller letters before a word is lost."""
        lengths = self._lengths
        large = max(lengths.slip_floor, lengths.slip_em * min(1.0, self._u))
        for em in (large, lengths.slip_floor):
            columns = max(SHORTEST, int((room - 2 * lengths.slip_pad[0]) / (COLUMN * em)))
            lines = broken(text, columns, lengths.slip_lines)
            if not any(line.endswith(ELLIPSIS) for line in lines):
                break
        wide = max(len(line) for line in lines) * COLUMN * em + 2 * lengths.slip_pad[0]
        high = len(lines) * lengths.slip_leading * em + lengths.slip_pad[1]
        return _Note(lines=tuple(lines), em=em, wide=wide, high=high)

    # -- places -------------------------------------------------------------------------------------------------

    def _place(self, paper: Paper, row: int, slips: Sequence[str]) -> Place:
        """Side by side if the ground is broad, else one below the other, each with what its slip takes."""
        lengths, box, gap = self._lengths, self._box, self._lengths.gap * self._u
        count, broad = len(slips), box.width >= box.height
        wide = box.width / (count if broad else 1) - gap
        room = wide + gap - lengths.slip_aside * self._u
        below = [self._slip_room(slip, room) for slip in slips]
        across, along = lengths.whole
        if not is_letter(paper):
            across, along = (side + lengths.board for side in lengths.sheet)
        if broad:
            high = box.height - gap - self._slip_room(paper.warning, room)
            x, foot = box.x0 + box.width * (row + 0.5) / count, box.y0 + gap / 2 + box.height - gap - high
        else:
            high = (box.height - sum(below)) / count - gap
            x, foot = (box.x0 + box.x1) / 2, box.y1 - (row + 1) * (high + gap) + gap / 2 - sum(below[:row])
        scale = min(wide / across, high / along)
        return Place(x=x, y=foot + high / 2, scale=scale, room=room)

    def _slip_room(self, text: str, room: float) -> float:
        """How much a slip takes below its paper."""
        return self._note(text, room).high + self._lengths.slip_gap * self._u if text else 0.0


def is_letter(paper: Paper) -> bool:
    """Whether nobody ever awaits it."""
    return paper.warned is not None


def letter_read(paper: Paper) -> float:
    """From when on everybody has read what Python says to a letter that nobody mailed; inf: it says nothing."""
    if paper.warned is None:
        return float("inf")
    return paper.warned + TEMPO.postmark_after + TEMPO.slip_after + TEMPO.slip + READING.time(paper.warning)


def slots(papers: Sequence[Paper]) -> dict[int, int]:
    """paper -> its place among those that lie there at the same time: the lowest that is free."""
    found: dict[int, int] = {}
    for paper in papers:
        there = {found[other.number] for other in papers[: paper.number - 1] if _until(other) > paper.made}
        found[paper.number] = next(place for place in range(len(papers)) if place not in there)
    return found


def piled(papers: Sequence[Paper], rows: Mapping[int, int]) -> dict[int, int]:
    """The same places, but all letters lie on one pile, where the first one is; nothing is left between the others."""
    letters = [paper.number for paper in papers if is_letter(paper)]
    found = {number: rows[letters[0]] if number in letters else row for number, row in rows.items()} if letters else {}
    order = {row: place for place, row in enumerate(sorted(set(found.values())))}
    return {number: order[row] for number, row in found.items()} or dict(rows)


def _until(paper: Paper) -> float:
    if paper.used is None or paper.refused is not None:
        return float("inf")
    return paper.used + 2 * TEMPO.paper


def broken(text: str, room: int, most: int) -> list[str]:
    """Words in lines of at most `room` characters, broken between words; the last line is cut if there are too many.

    >>> broken("RuntimeWarning: coroutine 'mail' was never awaited", 30, 3)
    ["RuntimeWarning: coroutine", "'mail' was never awaited"]
    """
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line if len(line) <= room else f"{line[: room - 1]}…" for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: room - 1]}…"]
