"""A small stage made by hand: every role once, a car that drives from left to right, code whose current line moves."""

from __future__ import annotations

import msgspec

from loopway.stage.barview import BarView
from loopway.stage.stage import (
    Box,
    CaptionView,
    ClockView,
    CodeBar,
    CodeChip,
    CodeLine,
    CodeView,
    ConsoleLine,
    EndingCard,
    Frame,
    Lamps,
    OpeningCard,
    Piece,
    Pose,
    Rim,
    Signal,
    View,
    Words,
)
from loopway.stage.traffic.roles import PIECES, POSES, ROAD_ROLES
from loopway.stage.versus import TrackView, VersusCard

RING = ((-3.0, 3.0), (3.0, 3.0), (3.0, -1.0), (-3.0, -1.0), (-3.0, 3.0))
LINES = ("async def main():", "    await asyncio.sleep(1)", "    # 漢字 é 🚗 -> != ok")
BOXES = {"infield", "casing.lot", "lot", "stall", "dock", "lane.bay", "bar.track", "panel"}
ACROSS = {"casing.road", "road", "casing.exit", "exit", "comb", "stop_line", "panel.line", "ruler"}
ACROSS |= {"survey", "way", "gantry", "service.kerb", "service.road"}


def piece(role: str, number: int) -> Piece:
    """One piece of the role, somewhere in the frame."""
    x, y = -6.0 + number % 8 * 1.6, 3.0 - number // 8 * 1.2
    if role.removeprefix("lane.") in ("rim", "rim.glow"):
        return Piece(role=role, id=role, points=RING, width=0.6)
    if role in BOXES:
        return Piece(role=role, id=role, points=((x, y), (x + 1.2, y + 0.8)), width=0.1)
    if role in ACROSS:
        colour = "panel_edge" if role in ("panel.line", "ruler") else "road_edge" if role.startswith("casing") else ""
        return Piece(role=role, id=role, points=((x, y), (x + 1.0, y + 0.5)), width=0.2, colour=colour)
    return Piece(role=role, id=role, points=((x, y),), width=1.1, height=0.3, label="sleep", scale=0.8)


def pose(role: str, number: int, t: float) -> Pose:
    """One pose of the role; cars drive, trails follow."""
    x, y = -6.0 + number * 0.8 + t, -2.5
    if "trail" in role or role in ("streak", "rope"):
        points = tuple((x + 0.1 * step, y + 0.02 * step**2) for step in range(12))
        return Pose(role=role, id=role, x=0, y=0, points=points, width=0.3, height=0.1, colour="car.0")
    lamps = Lamps(head=t, tail=True, left=t > 0.5) if role.endswith("car") else None
    return Pose(
        role=role,
        id=role,
        x=x,
        y=y,
        heading=t if lamps else 0.0,
        level=0.5,
        lamps=lamps,
        colour="ink" if role == "letter" else "car.1",
        label="A",
        width=0.5,
        height=0.4,
    )


class Toy:
    """One film second; the driver changes at .5, and so does the current line."""

    duration = 1.0
    size = (8.0 * 16 / 9, 8.0)
    road_roles = ROAD_ROLES
    pieces = tuple(piece(role, number) for number, role in enumerate(PIECES))

    def at(self, t: float) -> Frame:
        """The driver is car.0, then car.1."""
        first = t < 0.5
        return Frame(
            t=t,
            poses=tuple(pose(role, number, t) for number, role in enumerate(POSES)),
            rim=Rim(
                colour="car.0" if first else "car.1", before="road_edge" if first else "car.0", blend=min(1, 4 * t)
            ),
            signal=Signal(state="red", before="green", blend=min(1.0, 2 * t)),
            lane=Rim(colour="car.1", before="car.0", blend=min(1.0, 4 * t)),
            code=code(1 if first else 2),
            beside=code(3),
            caption=CaptionView(x=-6.7, y=-3.6, em=0.36, text="It drives.", alpha=min(1.0, 3 * t)),
            clock=clock(t),
        )


class Cards(Toy):
    """The same with its cards: the opening one over the shifted road, then the ending one alone."""

    def at(self, t: float) -> Frame:
        """The opening card for the first half, the ending card for the second."""
        frame = super().at(t)
        shown = {name: getattr(frame, name) for name in frame.__struct_fields__}
        if t < 0.5:
            shown |= {"card": opening(), "view": View(scale=0.8, x=1.0, y=-0.5), "rest": 0.0}
        else:
            shown |= {"card": ending(), "road": 0.0, "rest": 0.0}
        return Frame(**shown)


class Versus(Toy):
    """The same, ended by the card of two programs."""

    def at(self, t: float) -> Frame:
        """The card alone."""
        return msgspec.structs.replace(super().at(t), card=versus(), road=0.0, rest=0.0)


def code(current: int) -> CodeView:
    """Three lines, the current one highlighted."""
    box = Box(-6.7, 0.0, -2.0, 3.0)
    lines = tuple(
        CodeLine(
            number=number,
            y=2.4 - 0.4 * number,
            text=text,
            spans=((0, 4, "text"), (4, 9, "plate"), (9, len(text), "call")),
            current=number == current,
        )
        for number, text in enumerate(LINES, 1)
    )
    return CodeView(
        box=box,
        file="toy.py",
        em=0.21,
        number_x=-6.4,
        text_x=-6.2,
        lines=lines,
        bar=CodeBar(y=2.4 - 0.4 * current, colour="car.0"),
        chips=(CodeChip(id="A", x=-2.4, y=2.1, label="A", colour="car.0", full=True, warning=True),),
        console=(ConsoleLine(y=0.3, text="hello"),),
    )


def clock(t: float) -> ClockView:
    """A clock whose digits run."""
    return ClockView(
        box=Box(-6.7, -2.6, -2.0, -1.3),
        seconds=t,
        groups=("0", "000", f"{int(999 * t):03d}"),
        lit=(False, False, True),
        mode="slow",
        factor=1e-3,
        words="slow motion",
        texts=(Words(x=-6.5, y=-1.8, em=0.44, text=f"{int(999 * t):03d}", colour="text", face="mono.bold"),),
        needle=(-4.0, -2.4),
        real=-3.0,
        colour="warn",
    )


def opening() -> OpeningCard:
    """A title and a rule."""
    title = Words(x=-6.7, y=0.6, em=0.86, text="Toy", colour="text", face="sans.bold")
    return OpeningCard(
        title="Toy", subtitle="", script="toy.py", alpha=1.0, texts=(title,), rule=((-6.6, -0.5), (-5.5, -0.5))
    )


def ending() -> EndingCard:
    """One open bar with all three states."""
    spans = (("running", -3.9, -3.7), ("suspended", -3.7, 1.0), ("ready", 1.0, 2.0))
    bar = BarView(
        y=1.3,
        height=0.36,
        letter="A",
        colour="car.0",
        label="main()",
        spans=spans,
        open_ended=True,
        chip=Box(-6.7, 1.1, -6.2, 1.5),
    )
    return EndingCard(
        heading="",
        bars=(bar,),
        ticks=((-3.9, "0 s"),),
        axis_y=0.6,
        keys=(),
        sentence="",
        note="",
        small_print="",
        logarithmic=False,
        alpha=1.0,
        texts=(Words(x=-6.7, y=2.5, em=0.5, text="What it showed", colour="text", face="sans.semibold"),),
        swatches=(("ready", Box(-6.6, -1.9, -6.3, -1.5)),),
    )


def versus() -> VersusCard:
    """Two tracks with a bar each."""
    ground, bar = Box(-6.7, 1.0, 4.5, 1.9), Box(-6.7, 1.0, 0.0, 1.9)
    tracks = tuple(TrackView(box=ground, bars=((colour, bar),), radius=0.1) for colour in ("car.0", "car.1"))
    words = Words(x=-6.7, y=2.5, em=0.5, text="One clock", colour="text", face="sans.semibold")
    return VersusCard(tracks=tracks, grid=(((-6.7, 2.0), (-6.7, 0.9)),), alpha=1.0, texts=(words,))
