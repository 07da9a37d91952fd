"""Film seconds of the small motions that the story does not time: fades, lamps, the line that moves up."""

from __future__ import annotations

import msgspec


class Tempo(msgspec.Struct, frozen=True, kw_only=True):
    """Film seconds, if nothing else is said."""

    lamps: float = 0.12
    """Part of a turn: headlights come up, and go down again before the gate."""
    sits_back: float = 0.08
    """Part of a turn: the car sits back."""
    rim: float = 0.15
    """Rim and signal change."""
    broken: float = 0.30
    """The rim of a blocked road breaks."""
    up: float = 0.55
    """The line moves up one place ..."""
    up_floor: float = 0.06
    up_early: float = 0.25
    """... and begins so long before the driver has covered one pitch."""
    cleared: float = 0.98
    """The driver has covered one pitch at this part of it."""
    wake: float = 0.20
    """Brightness comes back."""
    appear: float = 0.10
    """Words and boards at a stall come in the last moment of parking ..."""
    fade: float = 0.20
    """... and go as the car leaves ..."""
    fade_most: float = 0.35
    """... within this part of its way, so that it rolls over none."""
    chip: float = 0.20
    """A chip fills."""
    lets_park: float = 0.60
    """Who rolls out of a car park lets others in who come before this part of its way ..."""
    shortest_roll: float = 0.24
    """... if it has so much time left."""
    laid: float = 0.60
    taken_up: float = 0.40
    """The asphalt of a next loop's road is laid; that of a closed one is taken up."""
    paper: float = 0.60
    """A plan slides from its line to its board; and is gone so long after it was used up."""
    postmark: float = 0.18
    postmark_after: float = 0.60
    """A postmark strikes, so long after the letter was thrown away ..."""
    slip: float = 0.30
    slip_after: float = 0.40
    """... and then comes what Python says to it."""
    truck: float = 0.70
    """A truck comes so long before it pulls."""
    truck_shows: float = 0.25
    truck_backs: float = 0.75
    """Parts of that: the truck appears; it has backed up to the car."""
    truck_pulls: float = 0.80
    """Part of the way to the line on which it pulls."""
    lane_up: float = 0.45
    """Before a gate the cars move up one place ..."""
    lane_up_after: float = 0.25
    """... so long after the one before them has set out."""
    barrier: float = 0.25
    """A barrier goes up, or down ..."""
    barrier_open: float = 0.45
    """... and is up so long after the car has set out."""
    taut: float = 0.25
    """A rope goes taut when one of its children has failed."""
    wave: float = 0.80
    """A wave of the mast runs one wavelength."""
    crate: float = 0.35
    """A crate goes from a car to the dock, or from the dock to a car ..."""
    crate_up: float = 0.30
    """... the next one moves up ..."""
    crate_seen: float = 0.90
    """... and so long one sees on a car what it has taken, or will put down."""
    key: float = 0.20
    """A key changes hands."""
    grey: float = 0.30
    """A car that is told to stop turns grey."""
    hook: float = 0.40
    """Part of the way to the line that a cancelled car still stands."""
    raised: float = 0.40
    """Part of the turn at which an exception shows."""
    plate_goes: float = 0.60
    """The plate with its type goes, once the car has left the road."""
    blinker: float = 1.4
    """Hertz ..."""
    blinker_on: float = 0.60
    """... and the part of each period in which it shines."""
    brake: float = 0.25
    """A car that blocks the road comes to stand, and starts again."""
    plan_slides: float = 0.667
    """Part of a plan's way in which it slides; in the rest it fills with colour."""
    plan_shows: float = 0.15
    """Part of a plan's way in which it appears."""
    lane: float = 0.40
    """The finish lane moves down one place; it empties."""
    vanish: float = 1.0
    """A car that nothing can wake any more fades at the end of its loop."""
    glimpse: float = 0.15
    """A stay between two flashes that is shorter than this is not shown."""
    streak: float = 1.1
    """The running light goes round once."""
    entry: float = 0.60
    """The road moves from the opening card to its place ..."""
    card: float = 0.25
    """... meanwhile a card goes, and then the stage comes: never two writings in one place."""
    lap: float = 3.4
    """The car of the opening card goes round once."""
    overdue: float = 0.05
    """Trace seconds: what is due for less is not said to be late."""


TEMPO = Tempo()
