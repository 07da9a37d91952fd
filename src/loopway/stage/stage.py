"""What an analogy must give, and any output may read: a Stage, its Frames, and what stands in them.

A Stage is a picture as a pure function of time: `Stage.at(t)` gives the same Frame for the same t, in any order, at
any frame rate, in any process. Lengths are frame units (16:9 is 14.222 x 8, the origin in the centre, y upwards),
angles radians counter-clockwise, alphas and levels 0 .. 1, times film seconds. Colours are roles ("car.0",
"text"), never values: a theme gives the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

if TYPE_CHECKING:
    from loopway.stage.barview import BarView
    from loopway.stage.program import Chapter, Program
    from loopway.stage.versus import VersusCard
    from loopway.story.moments import Moment

Point = tuple[float, float]


class Box(msgspec.Struct, frozen=True):
    """An upright rectangle, x0 < x1 and y0 < y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From the left to the right side."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From the lower to the upper side."""
        return self.y1 - self.y0

    @property
    def centre(self) -> Point:
        """The middle."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)


class Lamps(msgspec.Struct, frozen=True, kw_only=True):
    """Which lamps of a car shine just now (a blinker in its dark phase does not)."""

    head: float = 0.0
    """Headlights with beams and halo: 0 off .. 1 full."""
    tail: bool = False
    left: bool = False
    right: bool = False


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not move: a road, a sign, a stall, a panel. Pieces are in painter's order."""

    role: str
    id: str
    points: tuple[Point, ...]
    """A polyline for roads and lines; two opposite corners for boxes; one point for signs and words."""
    width: float = 0.0
    """Of the road or line; the box's corner radius; for words, 0."""
    height: float = 0.0
    """The em of words, the height of a sign."""
    heading: float = 0.0
    scale: float = 1.0
    """The stage unit u that its details are multiples of."""
    label: str = ""
    colour: str = ""
    anchor: Literal["left", "centre", "right"] = "left"


class Pose(msgspec.Struct, frozen=True, kw_only=True):
    """One actor at one instant. Poses are in painter's order, above all pieces."""

    role: str
    id: str
    x: float
    y: float
    heading: float = 0.0
    scale: float = 1.0
    alpha: float = 1.0
    level: float = 1.0
    """A car's paint, 1 full .. 0 dimmed as far as its state asks; a gauge's filling; a chip's solidity."""
    lamps: Lamps | None = None
    colour: str = ""
    label: str = ""
    width: float = 0.0
    height: float = 0.0
    """The em of words; else the actor's own height."""
    points: tuple[Point, ...] = ()
    """The way behind the driver, for its trail: oldest first."""
    anchor: Literal["left", "centre", "right"] = "centre"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a panel or a card, exactly placed."""

    x: float
    y: float
    """Of the baseline."""
    em: float
    text: str
    colour: str
    face: Literal["sans", "sans.semibold", "sans.bold", "mono", "mono.medium", "mono.semibold", "mono.bold"]
    """Inter (Medium if nothing is added) or JetBrains Mono (Regular)."""
    anchor: Literal["left", "centre", "right"] = "left"


class Rim(msgspec.Struct, frozen=True, kw_only=True):
    """The edge of the ring: the colour of who drives, grey ("road_edge") if nobody does."""

    colour: str
    before: str
    """The colour that it had before the last change."""
    blend: float
    """0 still `before` .. 1 wholly `colour`."""
    broken: bool = False
    """The driver stands on the road and blocks it."""


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """The light at the stop line."""

    state: Literal["red", "green", "dark"]
    before: Literal["red", "green", "dark"]
    blend: float


class CodeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A visible line of the script."""

    number: int
    y: float
    """Of the baseline."""
    text: str
    """Cut to the room that it has, with an ellipsis."""
    spans: tuple[tuple[int, int, str], ...]
    """(first column, column after the last, colour role) in order; "plate" is an await on its green plate."""
    current: bool
    alpha: float = 1.0


class CodeBar(msgspec.Struct, frozen=True, kw_only=True):
    """The highlight; it slides, so it may stand between two lines."""

    y: float
    """Of the baseline that it belongs to."""
    colour: str
    alpha: float = 1.0


class CodeChip(msgspec.Struct, frozen=True, kw_only=True):
    """A car's chip at the right of the line where it stands."""

    id: str
    x: float
    y: float
    label: str
    colour: str
    full: bool
    """The driver's chip is drawn in full colour."""
    alpha: float = 1.0
    scale: float = 1.0
    warning: bool = False


class ConsoleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that the program printed."""

    y: float
    text: str
    alpha: float = 1.0


class CodeView(msgspec.Struct, frozen=True, kw_only=True):
    """The code panel: the script round its current line."""

    box: Box
    file: str
    em: float
    number_x: float
    text_x: float
    lines: tuple[CodeLine, ...]
    bar: CodeBar | None
    chips: tuple[CodeChip, ...]
    console: tuple[ConsoleLine, ...] = ()
    console_top: float | None = None
    """y of the line that parts code and console; None: the script prints nothing."""
    leading: float = 1.62
    """Ems from baseline to baseline."""
    numbers: bool = True
    """Whether the lines have their numbers."""


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """The clock panel."""

    box: Box
    seconds: float
    """Trace seconds since the start."""
    groups: tuple[str, str, str]
    """Seconds, milliseconds, microseconds as drawn: ("0", "000", "087")."""
    lit: tuple[bool, bool, bool]
    """Which of the groups visibly move."""
    mode: Literal["slow", "fast", "real", "still"]
    factor: float
    """Trace seconds a film second, rounded as it is drawn."""
    words: str
    """"slow motion, 25 000x slower"."""
    texts: tuple[Words, ...] = ()
    """All words of the panel, digits included: who draws these needs `groups`, `lit` and `words` no more."""
    needle: Point = (0.0, 0.0)
    """Where the needle's tip stands on the ruler (the ruler and its ticks are Pieces)."""
    real: float = 0.0
    """x of real speed: the bar runs from here to the needle."""
    colour: str = "text"
    """Of needle and bar: "warn" slower, "fast" faster, "text" real speed, "text3" standing."""


class CaptionView(msgspec.Struct, frozen=True, kw_only=True):
    """The caption: one line in wide frames, up to two in others."""

    x: float
    y: float
    """Of the first line's baseline."""
    em: float
    text: str
    """As it is seen, its lines in one."""
    alpha: float
    anchor: Literal["left", "right"] = "left"
    lines: tuple[str, ...] = ()
    """As they are drawn; empty: `text` is the only one."""
    leading: float = 0.0
    """From baseline to baseline."""


class OpeningCard(msgspec.Struct, frozen=True, kw_only=True):
    """Title, subtitle, "recorded from a real run of <script>"; the ring stands at the right."""

    title: str
    subtitle: str
    script: str
    alpha: float
    texts: tuple[Words, ...] = ()
    """All words of the card, placed."""
    rule: tuple[Point, ...] = ()
    """The ends of the green line under the subtitle; .07 wide, round."""
    mark: Box | None = None
    """Where a brand's mark may stand, at its left."""


class EndingCard(msgspec.Struct, frozen=True, kw_only=True):
    """What the run showed."""

    heading: str
    bars: tuple[BarView, ...]
    ticks: tuple[tuple[float, str], ...]
    """(x, words)."""
    axis_y: float
    keys: tuple[tuple[str, str], ...]
    """(state, words) for the small legend under the axis."""
    sentence: str
    note: str
    small_print: str
    logarithmic: bool
    alpha: float
    texts: tuple[Words, ...] = ()
    """All words of the card, placed: heading, labels, ticks, keys, sentence, note, small print."""
    swatches: tuple[tuple[str, Box], ...] = ()
    """(state, box) before the words of the keys, in the colour of the first bar."""
    mark: Box | None = None
    """Where a brand's mark may stand, at its right."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Where the road stands while the opening card gives way to the stage: p -> scale * p + (x, y)."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One instant, complete: whoever draws it needs nothing but the Stage's pieces and a theme."""

    t: float
    poses: tuple[Pose, ...]
    rim: Rim
    signal: Signal
    code: CodeView
    caption: CaptionView | None
    clock: ClockView
    card: OpeningCard | EndingCard | VersusCard | None = None
    view: View = View()
    beside: CodeView | None = None
    """The code of the other program, if two of them share the frame."""
    lane: Rim | None = None
    """The edge of the single lane beside the ring, if there is one."""
    road: float = 1.0
    """Alpha of ring, ramp and finish lane: the pieces that are seen on the opening card too (`Stage.road_roles`)."""
    laid: tuple[float, float] = (0.0, 1.0)
    """Between which parts of its way round, clockwise from the merge point, the ring lies there; its ramp likewise."""
    rest: float = 1.0
    """Alpha of everything else that is not a card: panels, title, legend, plazas, signs, poses."""


class Stage(Protocol):
    """The whole picture as a function of time."""

    duration: float
    """Film seconds."""
    size: Point
    """Frame units: (14.222..., 8)."""
    pieces: tuple[Piece, ...]
    road_roles: frozenset[str]
    """Roles of the pieces that stay on the opening card."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A cut for every caption."""

    @property
    def programs(self) -> tuple[Program, ...]:
        """What is filmed: one script, or a plain one and one with a loop."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The events that are shown, in order."""

    def at(self, t: float) -> Frame:
        """The Frame at film second t, 0 <= t <= duration."""
