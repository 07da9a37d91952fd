"""Every role of the traffic stage with one exact sentence: what its fields mean to whoever draws it.

This is the contract between `stage/traffic` (which fills Pieces and Poses) and everybody who draws them. Fields that
a sentence does not name are at their defaults. Lengths are frame units, angles radians, `u` is the stage unit.
"""

from __future__ import annotations

ROAD_PIECES: dict[str, str] = {
    "infield": "The grass: `points` two corners of the ring's centre line, `width` the corner radius; fill `infield`.",
    "casing.road": "Kerb of ramp and finish lane: a polyline `width` wide, ROUND caps; stroke `colour`.",
    "rim.glow": "The light on the kerb: the ring as a closed polyline, `width` the road's own width, `scale` u; three"
    " strokes in Frame.rim's colour, width + .42u at 5 %, + .30u at 7 %, + .20u at 10 %; nothing where the rim is"
    " `road_edge`.",
    "rim": "The kerb of the ring: a closed polyline `width` wide in Frame.rim's colour; broken: `danger` dashes of"
    " .22u every .40u on `ink`, both .10u wider.",
    "road": "Asphalt: a polyline `width` wide, ROUND caps, fill `road`; `id` is ramp, finish or ring (closed).",
    "chevron": "A mark on the road: an open angle at `points[0]`, pointing to `heading`: (-.085u, .106u), (.034u, 0),"
    " (-.085u, -.106u), stroke .032u in `mark` at 42 %; `scale` u.",
    "stop_line": "The bar before the merge curve: a line `width` wide, butt caps, `mark`.",
    "signal": "The housing of the light: centre `points[0]`, `width` x `height`, `ink` with a `road_edge` line .018u;"
    " lamps from Frame.signal: red left (-.10u, with a white bar), green right (+.10u), r .075u; `scale` u.",
    "ground": "Words painted on the ground: Inter SemiBold, baseline at `points[0]`, em `height`, `anchor`, `colour`.",
    "survey": "The pegs of a road that is not built: dashes along `points`, .026 wide, `road_edge` at 80 %; `scale` u."
    " With an `id` that begins with pegs only while Frame.laid is not the whole ring.",
    "chequer": "The finish line: 5 x 2 squares of side `height`, centre `points[0]`, every second one `mark` at 90 %.",
}
"""Pieces that are seen on the opening card too; Frame.road is their alpha."""

PLACE_PIECES: dict[str, str] = {
    "casing.lot": "Edge of a part of the lot: `points` two corners, `width` the corner radius; fill `bay_edge`.",
    "casing.exit": "Kerb of an exit: a polyline `width` wide, ROUND caps; stroke `colour`.",
    "lot": "Ground of the service area: `points` two corners, `width` the corner radius; fill `bay`.",
    "exit": "The green ramp of an exit: a polyline `width` wide, BUTT caps; `road` with 78 % `sign_exit`.",
    "exit.arrow": "The white arrow on it: an open angle at `points[0]`, pointing to `heading`: (-.09u, .10u), (.03u,"
    " 0), (-.09u, -.10u), stroke .05u white at 90 %, round; `scale` u.",
    "sign.sleep": "A service sign with the pump: left middle `points[0]`, `width` x `height`, `label` the words at"
    " the right of the pictogram (empty: pictogram alone), mono Medium of em .56 height (at least .18), `sign_srv`.",
    "sign.gate": "The same with a toll gate.",
    "sign.signal": "The same with a traffic light.",
    "sign.dock": "The same with crates.",
    "sign.network": "The same with an antenna.",
    "sign.thread": "The same with a side road.",
    "sign.meet": "The same with the meeting arrows.",
    "sign.other": "The same with the question mark.",
    "stall": "A place to park: `points` two corners, `width` the corner radius; fill bay + 5.5 % text, edge bay + 14"
    " % text, .014 x `scale` wide; `scale` k, the scale of the car that parks there.",
    "comb": "What is painted between the cars of a double row: the spine from `points[0]` to `points[1]`, bay + 16 %"
    " text, .012 wide; teeth every `width` along it, both ends included, `height` long, bay + 11 % text, .010 wide;"
    " butt caps.",
    "mast": "A lattice mast with its base: the middle `points[0]`, `height` of the lattice, `scale` k; its lamp stands"
    " .30k above.",
    "service.kerb": "Kerb of a service road: a polyline `width` wide, BUTT caps; stroke `road_edge`.",
    "service.road": "Its asphalt: a polyline `width` wide, BUTT caps; `road` mixed with the lot.",
    "service.mark": "A mark on it: drawn like `chevron`.",
    "lane.rim.glow": "The light on the edge of a single lane beside the ring: like `rim.glow`, in Frame.lane's colour.",
    "lane.rim": "The edge of that lane: like `rim`, in Frame.lane's colour.",
    "lane.bay": "A stall that lies across a road: `points` two corners, `width` the corner radius, `scale` u.",
    "bar.track": "The ground of the bars: `points` two corners, `width` the corner radius.",
    "way": "A way that is painted on the ground along `points`: dashes .045 `scale` wide, .13 of every .24 long,"
    " `text3` at 55 %.",
    "dock": "A platform: `points` two corners, bay + 20 % text, with yellow rails at its ends; `scale` k.",
    "gantry": "A beam from `points[0]` to `points[1]`, `width` thick, bay + 42 % text, butt caps; at both ends a foot,"
    " a square of side `height`, bay + 55 % text.",
    "barrier.post": "The post of a barrier: its hinge `points[0]`, `scale` u: a box .26u x .36u, .06u right of it.",
    "gauge.housing": "An empty upright gauge: centre `points[0]`, `width` x `height`, fill `gauge_bg`, edge"
    " `bay_edge` .016 x `scale`, three ticks at a quarter, half, three quarters of the height; `scale` k.",
}
"""Pieces of the service area; Frame.rest is their alpha. They move with Frame.view like the road."""

PANEL_PIECES: dict[str, str] = {
    "panel": "A panel's ground: `points` two corners, `width` the corner radius; fill `panel`, edge `panel_edge`"
    " .018; `id` is code or clock.",
    "panel.beak": "A beak of a panel: the middle of its foot `points[0]`, `heading`, `width` long, `height` broad; fill"
    " `panel`, edge `panel_edge` .018 on its two sides.",
    "panel.line": "A thin line in a panel: a polyline `width` wide, butt caps, `colour`.",
    "ruler": "The clock's ruler, 1e-6 at the left end to 1e2 at the right, or one of its ticks: a line `width` wide,"
    " butt caps, `colour`.",
    "title": "The film's title: Inter SemiBold, baseline at `points[0]`, em `height`.",
    "heading": "The name of a panel or a track: Inter SemiBold, baseline at `points[0]`, em `height`, `colour`.",
    "words": "Words in Inter Medium: baseline at `points[0]`, em `height`, `anchor`, `colour`.",
    "mono": "Words in JetBrains Mono Medium: baseline at `points[0]`, em `height`, `anchor`, `colour`.",
    "legend.drive": "Icon of the legend: a car that drives (beams .45 x scale long), centre `points[0]`, `scale` k.",
    "legend.exit": "Icon of the legend: a green plate .40 x .22 with the exit's arrow, centre `points[0]`.",
    "legend.plan": "Icon of the legend: a coroutine object, a dashed car.",
    "legend.wait": "Icon of the legend: a car that waits (paint level 0, tail lights on), centre `points[0]`.",
    "legend.ready": "Icon of the legend: a ready car (left blinker and tail lights on), centre `points[0]`.",
    "legend.fail": "Icon of the legend: a car with four blinkers on, centre `points[0]`.",
    "legend.blocks": "Icon of the legend: a car that stands on the road, four blinkers and tail lights on.",
    "legend.finished": "Icon of the legend: a finished car.",
    "legend.cancelled": "Icon of the legend: a cancelled car, all lamps off, centre `points[0]`.",
}
"""Pieces of panels, title and legend; Frame.rest is their alpha. Frame.view does not move them."""

PIECES: dict[str, str] = {**ROAD_PIECES, **PLACE_PIECES, **PANEL_PIECES}

CARD_POSES: dict[str, str] = {
    "card.car": "The car of the opening card: drawn like `car`, without a letter.",
    "card.trail": "Its trail: drawn like `trail`.",
}
"""Poses of the opening card; Frame.road is their alpha, Frame.view moves them."""

STAGE_POSES: dict[str, str] = {
    "bays": "The ground plate under the numbered bays of a meeting point: centre x, y, `width` x `height`, corner"
    " radius .05 `scale`; fill bay + 5.5 % text, edge bay + 14 % text; `points`: every two are the ends of a thin"
    " wall, .012 `scale` wide, bay + 14 % text; `alpha`.",
    "gauge": "The filling of a gauge: x, y the centre of its housing, `width` x `height` the housing's, `level` how"
    " full (0: nothing is drawn), `colour`, `scale` k: a round bar .045k narrower, .04k lower, from the foot.",
    "truck": "A tow truck: the middle of its bed x, y, `heading`, `scale` k; its hook .38k behind; `alpha`.",
    "crate": "A crate of side `width` round x, y, with `label` on it (empty: a line); `alpha`.",
    "crate.cell": "The empty cell of a dock, of side `width`.",
    "crate.wanted": "The dashed place of a crate that is waited for, of side `width`; `alpha`.",
    "drawing": "A plan on its board: centre x, y, sheet `width` x `height`, `scale` s, `label` its name; `level` 1 a"
    " dashed car, 0 the hole that it left; `alpha`.",
    "envelope": "A letter with the drawing in it: middle of its foot x, y, `width` x `height`, `scale` s, `label` what"
    " is written on it; `alpha`.",
    "postmark": "A round stamp, never awaited: centre x, y, `scale` its radius, `heading`; `alpha`.",
    "slip": "Python's own words on paper: centre x, y, `width` x `height`, `label` lines, `scale` their em; `alpha`.",
    "bar.fill": "As much of a bar as has happened: centre x, y, `width` x `height`, `colour`, `scale` the corner"
    " radius.",
    "hand": "The clock's hand on the bars: middle x, y, `height`, with a triangle .20 wide on top, `text`.",
    "dial": "A timeout's face: a disc of diameter `width` round x, y, amber; `level` how much of it is over, clockwise"
    " from the top; at 1 in `danger`; `alpha`.",
    "garage": "The walls of a shield: centre x, y, `width` x `height`, edge .055 `scale`; `alpha`.",
    "garage.roof": "Its seven slats, over the car, and a blue shield on its upper right corner; `scale` k; `alpha`.",
    "rope": "A rope along `points`, `width` thick, with a hook at its beginning and a knot of `height` at its end;"
    " `level` 0 slack, in `rope` .. 1 taut, in `danger`; `alpha`.",
    "frame": "A frame round a stall: centre x, y, `width` x `height`, `colour`, .035 `scale` wide; `alpha`.",
    "waves": "Waves from a mast's lamp at x, y towards `heading`, as far as `width`: four arcs of a radian, .055k wide,"
    " `level` of the way to where the next one was; `scale` k, `colour`, `alpha`.",
    "van": "A service van: centre x, y, `heading`, `scale` k (.74k long, .40k wide), steel, bonnet in `colour`; `level`"
    " 0: it pulls a second box, a process; `alpha`.",
    "lamp": "The light of an Event: a housing `width` x `height` round x, y, red left (-.17u, with a white bar), green"
    " right; `level` 0 red .. 1 green; `scale` u.",
    "barrier": "A red and white arm, its hinge at x, y: `width` long to the left, `height` high, `heading` 0 shut,"
    " -1.22 up; `scale` u.",
    "key": "A key on its board: centre x, y, `height` the scale of a key .53 long; `level` 1 bright: it hangs there, 0"
    " faint: it is out.",
    "key.place": "The empty place of a chip beside a key: centre x, y, `width` x `height`.",
    "key.badge": "The key that a car has with it: a disc of diameter `width` round x, y with a ring and a key; `scale`"
    " the car's k; `alpha`.",
    "loop.ring": "A loop in the code panel's header: a small ring, centre x, y, diameter `width`; `level` 1 open,"
    " `text` .. 0 closed, `text3` and struck out; `alpha`.",
    "housing": "The housing of a gauge that comes and goes with its car: centre x, y, drawn like `gauge.housing`.",
    "trail": "The way behind the driver: `points` oldest first, ending .35 behind its centre, `width` of the broad"
    " end, `colour`: 15 nested strokes of 4 %; `alpha`.",
    "streak": "The running light of a streak: like `trail`, without a car.",
    "blueprint": "A plan on its way to become a car: centre x, y, `heading`, `scale` k, dashed outline; `level` how"
    " much of the body is filled with `colour` from the rear, 0 .. 1; `alpha`.",
    "car": "A car: its centre x, y, `heading` (nose), `scale` k (.78k long, .42k wide), `colour`, `lamps`, `alpha`;"
    " `level` its paint: 1 full, 0 mixed with `wait_to` by the theme's `wait_mix`, between in proportion. lamps.head"
    " > 0 is the driver: white outline, halo, beams 1.1k long, all of them lamps.head strong. left and right both:"
    " four blinkers.",
    "crowd.waiting": "A chip: one car, or several, that wait: centre x, y, `heading` (nose; up or down), `scale` k (a"
    " chip is .78k long, .44k wide), `colour`, dimmed; `level` how full the tank is that is seen through its roof,"
    " always from the screen's bottom upward (0: none); `alpha`: the part of its cars that is there.",
    "crowd.ready": "The same in full colour, without a tank; lamps.left: its left blinker shines.",
    "crowd.finished": "The same in the finish lane, dimmed, without lamps.",
    "letter": "A letter on a car's roof, always upright: its centre x, y, em `height`, `label`, `colour` (`ink`, or"
    " `blueprint` on a plan), Inter Bold; `alpha`.",
    "chip": "A token of a car: centre x, y, `width` x `height`, `scale` its overshoot (1 at rest), `label` in Inter"
    " Bold .82 of the height, `colour`; `level` 0 hollow (edge in colour, letter `text2`) .. 1 solid (letter `ink`);"
    " `alpha`.",
    "warning": "A yellow triangle with an exclamation mark: centre x, y, `height`, `alpha`.",
    "words": "Words in Inter Medium at x, baseline y: em `height`, `label`, `colour`, `anchor`, `alpha`.",
    "mono": "Words in JetBrains Mono Medium at x, baseline y: em `height`, `label`, `colour`, `anchor`, `alpha`.",
    "mono.strong": "The same in SemiBold.",
    "plate": "A yellow plate (`plate`, ink words, mono Bold) with a warning triangle at its left: centre x, y,"
    " `width` x `height`, `label`, em .49 `height`; `points` two ends of its pole, .035 wide, from the car to the"
    " plate; drawn above all cars; `alpha`.",
}
"""Poses on the stage; Frame.rest is their alpha (times their own), Frame.view moves them."""

POSES: dict[str, str] = {**CARD_POSES, **STAGE_POSES}

COLOURS: dict[str, str] = {
    "car.0 .. car.6": "Tasks in order of creation (the eighth begins anew), or coroutine functions if there are more"
    " than eight tasks.",
    "main": "The task M.",
    "cancelled.0 .. cancelled.6, cancelled.main": "The same task once it was told to stop: 80 % grey.",
    "road_edge": "Nobody drives.",
    "text, text2, text3, on_road, danger, warn, ink, mark, bay_edge, panel_edge, line, blueprint": "The theme's own.",
    "fast": "The clock's words and needle while time is hurried.",
}

ROAD_ROLES: frozenset[str] = frozenset(ROAD_PIECES) | frozenset(CARD_POSES)
"""What Frame.road fades; everything else that is no card is faded by Frame.rest."""

STILL_ROLES: frozenset[str] = frozenset(PANEL_PIECES)
"""Pieces that Frame.view does not move; it moves every other Piece and every Pose (never code, clock, caption,"
    " card)."""
