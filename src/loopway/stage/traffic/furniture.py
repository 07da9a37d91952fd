"""Everything that does not move, in painter's order: grass, kerbs, lots, exits, road, signs, stalls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loopway.stage.path import Path
from loopway.stage.stage import Box, Piece, Point
from loopway.stage.text import width
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.park import Park
from loopway.stage.traffic.plaza import Plaza
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.strip import posts, signs
from loopway.stage.traffic.ways import Ways
from loopway.story.language import Language

DOT = 0.01
"""The lot's ground joins its plazas: its own corners are not round (frame units)."""


def furniture(ring: Ring, lot: Lot, *, again: bool = False) -> list[Piece]:
    """All pieces of road and service area; under a road that is laid `again` and again are its pegs."""
    plazas, ways = list(lot.plazas.values()), Ways(lot)
    u, lengths = ring.u, ring.lengths
    kerb = lengths.kerb * u
    circuit = ring.circuit.points
    return [
        Piece(role="infield", id="grass", points=((ring.x0, ring.y0), (ring.x1, ring.y1)), width=ring.corner),
        *(_pegs(ring, "pegs") if again else ()),
        *_lot_boxes(ring, lot, "casing.lot", lengths.edge * u),
        *(
            Piece(
                role="casing.exit",
                id=f"casing {plaza.kind}",
                points=tuple(ways.exit_curve(plaza)),
                width=ring.narrow + kerb,
                colour="road_edge",
            )
            for plaza in plazas
        ),
        *(
            Piece(
                role="casing.road", id=f"casing {name}", points=tuple(way), width=ring.narrow + kerb, colour="road_edge"
            )
            for name, way in (("ramp", ring.ramp), ("finish", ring.lane))
        ),
        Piece(role="rim.glow", id="glow", points=circuit, width=ring.road, scale=u),
        Piece(role="rim", id="rim", points=circuit, width=ring.road + kerb, scale=u),
        *_lot_boxes(ring, lot, "lot", 0.0),
        *(piece for plaza in plazas for piece in _exit(ring, ways, plaza)),
        Piece(role="road", id="ramp", points=tuple(ring.ramp), width=ring.narrow),
        Piece(role="road", id="finish", points=tuple(ring.lane), width=ring.narrow),
        Piece(role="road", id="ring", points=circuit, width=ring.road),
        *signs(posts(lot).values()),
        *_marks(ring),
        *([] if lot.level.counted else _ready_queue(ring, lot)),
        *(_way_through(ring, ways, plaza) for plaza in plazas if plaza.through),
        *(piece for plaza in plazas for piece in _stalls(ring, plaza)),
    ]


def unbuilt(ring: Ring, language: Language) -> list[Piece]:
    """What is seen where no loop ever runs: the pegs of a road that nobody has built."""
    foot = ((ring.x0 + ring.x1) / 2, ring.y0 - ring.lengths.unbuilt_words * ring.u)
    return [
        Piece(role="infield", id="grass", points=((ring.x0, ring.y0), (ring.x1, ring.y1)), width=ring.corner),
        *_pegs(ring, "survey"),
        Piece(
            role="ground",
            id="no road",
            points=(foot,),
            height=ring.lengths.unbuilt_em,
            label=language.say("ground.no_road"),
            colour="text3",
            anchor="centre",
        ),
    ]


def _pegs(ring: Ring, name: str) -> Iterable[Piece]:
    """Where the ring could be: both of its edges. Those named "pegs" are seen only while it is not there."""
    middle = ((ring.x0 + ring.x1) / 2, (ring.y0 + ring.y1) / 2)
    for number, by in enumerate((ring.road / 2, -ring.road / 2)):
        way = _grown(ring.circuit.points, middle, by)
        yield Piece(role="survey", id=f"{name} {number}", points=way, scale=ring.u)


def _grown(way: Sequence[Point], middle: Point, by: float) -> tuple[Point, ...]:
    """A closed way round a middle, `by` further out on every side."""
    wide = max(x for x, _ in way) - middle[0]
    high = max(y for _, y in way) - middle[1]
    across, along = (wide + by) / wide, (high + by) / high
    return tuple((middle[0] + (x - middle[0]) * across, middle[1] + (y - middle[1]) * along) for x, y in way)


def _box(role: str, name: str, box: Box, radius: float, scale: float = 1.0) -> Piece:
    return Piece(role=role, id=name, points=((box.x0, box.y0), (box.x1, box.y1)), width=radius, scale=scale)


def _lot_boxes(ring: Ring, lot: Lot, role: str, edge: float) -> Iterable[Piece]:
    """The apron under all plazas, then each plaza down to the ramp; `edge` wider on every side."""
    plazas = list(lot.plazas.values())
    if not plazas:
        return
    ground = Box(plazas[0].box.x0, ring.ramp_y, plazas[-1].box.x1, lot.floor + 0.25 * ring.u)
    yield _box(role, f"{role} apron", _wider(ground, edge), DOT + edge)
    for plaza in plazas:
        box = Box(plaza.box.x0, ring.ramp_y, plaza.box.x1, plaza.box.y1)
        yield _box(role, f"{role} {plaza.kind}", _wider(box, edge), ring.lengths.plaza_radius * ring.u + edge)


def _wider(box: Box, edge: float) -> Box:
    return Box(box.x0 - edge, box.y0 - edge, box.x1 + edge, box.y1 + edge)


def _exit(ring: Ring, ways: Ways, plaza: Plaza) -> Iterable[Piece]:
    curve = Path(ways.exit_curve(plaza))
    yield Piece(role="exit", id=f"exit {plaza.kind}", points=curve.points, width=ring.narrow)
    at = ring.lengths.arrow * curve.length
    yield Piece(
        role="exit.arrow",
        id=f"arrow {plaza.kind}",
        points=(curve.point(at),),
        heading=curve.heading(at),
        scale=ring.u,
    )


def _marks(ring: Ring) -> Iterable[Piece]:
    lengths, u = ring.lengths, ring.u
    circuit = ring.circuit
    count = int(circuit.length / (lengths.chevron * u))
    for number in range(count):
        at = circuit.length * (number + 0.5) / count
        yield Piece(
            role="chevron",
            id=f"chevron {number}",
            points=(circuit.point(at),),
            heading=circuit.heading(at),
            scale=u,
        )
    x, half = ring.stop_x - lengths.stop_back * u, lengths.stop_half * ring.narrow
    ends: tuple[Point, Point] = ((x, ring.ramp_y - half), (x, ring.ramp_y + half))
    yield Piece(role="stop_line", id="stop line", points=ends, width=lengths.stop_line * u)
    wide, high = lengths.signal
    below = ring.ramp_y - ring.narrow / 2 - lengths.signal_below * u
    yield Piece(role="signal", id="signal", points=((x - 0.02 * u, below),), width=wide * u, height=high * u, scale=u)
    line = (ring.lane_x, ring.y1 - lengths.chequer_below * u)
    yield Piece(role="chequer", id="finish line", points=(line,), height=lengths.chequer * u, scale=u)


def _ready_queue(ring: Ring, lot: Lot) -> Iterable[Piece]:
    """READY QUEUE, painted above the ramp as far right as it is clear of words, papers and boards, if it is anywhere.

    Where cars are counted it says "21 ready".
    """
    lengths, u, label = ring.lengths, ring.u, lot.language.say("ground.queue")
    em = max(lengths.ground_words * u, lengths.sign_words)
    wide, y = width(label, em, "sans.semibold"), ring.ramp_y + ring.narrow / 2 + lengths.ground_above * u
    plazas = list(lot.plazas.values())
    ends = [] if lot.papers and plazas else [ring.inner.x1 - lengths.ground_right * u]
    ends += [plaza.box.x1 - lengths.ground_left * u for plaza in plazas[-1:] if lot.papers]
    ends += [plaza.box.x0 - lengths.ground_left * u for plaza in reversed(plazas)]
    taken = [span for plaza in plazas if _lowest(lot, plaza) < y + em for span in _written(lot, plaza)]
    for right in ends:
        left = right - wide
        if left > ring.stop_x and not any(left < x1 and x0 < right for x0, x1 in taken):
            yield Piece(
                role="ground",
                id="ready queue",
                points=((right, y),),
                height=em,
                label=label,
                colour="text3",
                anchor="right",
            )
            return


def _written(lot: Lot, plaza: Plaza) -> Iterable[tuple[float, float]]:
    """Where words and boards stand in a plaza, from left to right."""
    half = lot.lengths.ground_words_half * lot.u
    if plaza.grounds or plaza.kind == "meet":
        return ((plaza.box.x0, plaza.box.x1),)
    return ((x - half, x + half) for x, _ in plaza.cars)


def _lowest(lot: Lot, plaza: Plaza) -> float:
    """How far down words and boards reach in a plaza with a single row; nobody writes in a car park."""
    lengths, k, y = lot.lengths, plaza.k, plaza.cars[0][1]
    em = max(lengths.label * lot.u, lengths.label_floor)
    if plaza.rows > 1:
        return plaza.box.y0
    if plaza.grounds:
        service = lengths.thread
        return y - service.reach * k - service.words_air - (service.words_rise + 2 * service.words_leading) * em
    if plaza.kind != "meet":
        return y - lengths.seconds_below * k - em / 2
    board = lengths.board_below + lengths.board[2] + lengths.board[1] / 2
    return y - (max(board, lengths.guards.words_below_board) if lot.limits else board) * k


def _comb(plaza: Plaza, park: Park) -> Iterable[Piece]:
    """What is painted on the ground of a car park; it is what is left of it when the cars have gone."""
    box = park.box
    for row, spine in enumerate(park.spines):
        yield Piece(
            role="comb",
            id=f"comb {plaza.kind} {row}",
            points=((box.x0, spine), (box.x0 + park.pitch * park.columns, spine)),
            width=park.pitch,
            height=2 * park.reach,
        )


def _way_through(ring: Ring, ways: Ways, plaza: Plaza) -> Piece:
    """The painted way of those who only give up their turn, from the gate down to the apron."""
    tail = (ring.stop_x + (ring.lengths.first_place + 2 * ring.lengths.pitch) * ring.u, ring.ramp_y)
    points = [point for point in ways.across(plaza, tail) if point[1] >= plaza.box.y0]
    return Piece(role="way", id=f"way {plaza.kind}", points=tuple(points), scale=ring.u)


def _stalls(ring: Ring, plaza: Plaza) -> Iterable[Piece]:
    radius = ring.lengths.stall_radius * plaza.k
    if plaza.park is not None:
        yield from _comb(plaza, plaza.park)
        return
    for number, box in enumerate(plaza.stalls):
        yield _box("stall", f"stall {plaza.kind} {number}", box, radius, plaza.k)
    for number, at in enumerate(plaza.gauges):
        yield Piece(
            role="gauge.housing",
            id=f"gauge {plaza.kind} {number}",
            points=(at,),
            width=plaza.gauge[0],
            height=plaza.gauge[1],
            scale=plaza.k,
        )
