"""What a theme is: a colour for each role, and how strongly lights and shades are put on."""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from loopway.errors import UsageError
from loopway.theme.mark import Brand
from loopway.theme.mixing import darkened, mix

TASKS = (0, 1, 2, 3, 4, 5, 7)
"""Which of the eight car colours tasks have, in order of creation; the one left out is main's."""
MAIN = 6
CANCELLED = 0.8
"""How much grey a car has that was told to stop."""
EXIT = 0.78
"""How much of the sign's green an exit has over the asphalt."""
GROUND, GROUND_EDGE = 0.055, 0.14
"""How much of the text's colour pale ground and its edge have over the lot."""


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """One look of the film. Colours are "#rrggbb", strengths 0 .. 1; it can be hashed.

    >>> from loopway.theme import NIGHT
    >>> NIGHT.colour("car.0")
    '#FFA62B'
    """

    name: str

    bg: str
    """The frame."""
    infield: str
    """Grass."""
    bay: str
    bay_edge: str
    """The service area and its edge."""
    road: str
    road_edge: str
    """Asphalt and kerb."""
    mark: str
    """What is painted on asphalt."""
    on_road: str
    """Text on asphalt."""
    gauge_bg: str
    """An empty gauge."""

    text: str
    text2: str
    text3: str
    """Text, quieter text, the quietest."""
    panel: str
    panel_edge: str
    line: str
    """The clock's ruler."""
    warn: str
    """Slow motion."""
    fast: str
    """Hurried time."""
    danger: str
    ok: str
    """A small accent."""

    keyword: str
    string: str
    number: str
    call: str
    comment: str
    punctuation: str
    """Of the code, beside `text`."""

    sign_exit: str
    sign_exit_text: str
    """The plate of an await, and the exits."""
    sign_srv: str
    sign_srv_text: str
    """Service signs."""
    plate: str
    """Warning plates; their words are `ink`."""
    signal_red: str
    signal_green: str

    cars: tuple[str, str, str, str, str, str, str, str]
    wait_to: str
    wait_mix: float
    """A waiting car's paint has this share of `wait_to`."""
    cancelled: str
    """The grey of cars that were told to stop."""
    glass: str
    ink: str
    """Windows; roof letters and outlines."""
    shadow: str
    lamp: str
    """Headlights, and the outline of the driver."""
    beam: str
    beam_strength: float
    beam_core: float
    """The strength of the white core that a beam needs by day; 0: none."""
    halo: float
    """The strength of the light round the driver in its middle."""
    tail_on: str
    tail_off: str
    blink: str
    paper: str
    blueprint: str
    """A plan's paper, and the lines on it."""
    key: str
    """A lock's key on its board; on a car's badge it has the colour of plates."""
    crate: str
    crate_edge: str
    """What a queue holds."""
    rope: str
    """What ties a TaskGroup together."""
    steel: str
    steel_edge: str
    """Trucks and vans."""
    slip: str
    slip_text: str
    slip_error: str
    """Python's own words on console paper; the stamp is of the last one's colour."""
    wood: str
    """A drawing board."""

    highlight: float
    """The strength of the bar over the current line of code."""
    brand: Brand | None = None
    """What stands on the cards beside the film's own words, and the font of all words that are not code."""
    rim_contrast: float = 0.0
    """The rim's colour is darkened until it stands so many to one against the grass; 0: it is left as it is."""

    def colour(self, role: str) -> str:
        """The colour of a role: a field's name, "car.0" (the eighth begins anew), "main", "cancelled.0", "exit", ...

        UsageError for a role that no theme has.
        """
        if role in self.__struct_fields__:
            value = getattr(self, role)
            if isinstance(value, str):
                return value
        kind, _, rest = role.partition(".")
        match kind:
            case "car" if rest.isdigit():
                return self.cars[TASKS[int(rest) % len(TASKS)]]
            case "main":
                return self.cars[MAIN]
            case "cancelled":
                return mix(self.colour(rest if rest == "main" else f"car.{rest}"), self.cancelled, CANCELLED)
            case "exit":
                return mix(self.road, self.sign_exit, EXIT)
            case "ground":
                return mix(self.bay, self.text, GROUND)
            case "ground_edge":
                return mix(self.bay, self.text, GROUND_EDGE)
        raise UsageError(
            f"the theme {self.name} has no colour {role!r}",
            why="a role is a field of Theme, or car.N, main, cancelled.N, exit, ground, ground_edge",
            todo=_did_you_mean(role, self.__struct_fields__),
        )

    def rim(self, role: str) -> str:
        """The colour of the ring's edge while a car of that colour drives."""
        colour = self.colour(role)
        if role == "road_edge" or not self.rim_contrast:
            return colour
        return darkened(colour, self.ink, self.infield, self.rim_contrast)

    def paint(self, role: str, level: float) -> str:
        """A car's paint: full at level 1, dimmed as waiting cars are at 0."""
        return mix(self.colour(role), self.wait_to, self.wait_mix * (1 - level))


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(known)}"
