"""The fixed baseline: a traffic scene as a practised Manim user would write it, of the kind and size of our films.

A ring road with eight exits, twenty cars that turn and leave, a label at each, a 24-line code panel with a sliding
highlight, a running clock, captions that fade. It uses what the Manim documentation teaches: updaters, `ValueTracker`,
`DecimalNumber`, `Code`, one `play` a second. It is never changed, so that ratios stay comparable.
"""

from __future__ import annotations

import math

import manim as mn
import numpy as np

CARS = 20
EXITS = 8
CENTRE = np.array([3.35, -0.1, 0.0])
RING, STATION = 2.35, 3.25
COLOURS = [mn.BLUE, mn.TEAL, mn.GREEN, mn.YELLOW, mn.GOLD, mn.RED, mn.MAROON, mn.PURPLE, mn.ORANGE, mn.PINK]
CAPTIONS = ["The event loop starts", "Cars drive until an await", "Each await takes an exit", "All tasks are done"]
CODE = """import asyncio
import random

async def fetch(name, delay):
    print(f"{name}: start")
    await asyncio.sleep(delay)
    data = {"name": name}
    await store(data)
    return data

async def store(data):
    async with lock:
        await asyncio.sleep(0.2)
        results.append(data)

async def main():
    global lock, results
    lock = asyncio.Lock()
    results = []
    async with asyncio.TaskGroup() as group:
        for i in range(20):
            delay = random.random()
            group.create_task(fetch(f"T{i}", delay))
"""


def whereabouts(car: int, time: float) -> tuple[float, float, float]:
    """x, y and heading: cars circle, and every so often leave for a station and come back."""
    lane = RING + (0.16 if car % 2 else -0.16)
    period = 6.0 + car % 5 * 0.7
    rounds, phase = divmod(time + car * 0.9, period)
    angle_now = (car * 3 + int(rounds) * 5) % EXITS * math.tau / EXITS
    angle_before = (car * 3 + (int(rounds) - 1) * 5) % EXITS * math.tau / EXITS
    driving = period - 2.4
    if phase < driving:
        turn = (angle_now - angle_before) % math.tau or math.tau
        angle = angle_before + turn * phase / driving
        return CENTRE[0] + lane * math.cos(angle), CENTRE[1] + lane * math.sin(angle), angle + math.pi / 2
    aside = (phase - driving) / 2.4
    out = min(aside / 0.25, (1 - aside) / 0.25, 1.0)
    radius = lane + (STATION - lane) * out
    return CENTRE[0] + radius * math.cos(angle_now), CENTRE[1] + radius * math.sin(angle_now), angle_now


def new_car(number: int) -> tuple[mn.VGroup, mn.Text]:
    """A body, a cabin, four wheels, two lights; and its label."""
    colour = COLOURS[number % len(COLOURS)]
    body = mn.RoundedRectangle(
        width=0.34, height=0.17, corner_radius=0.05, fill_color=colour, fill_opacity=1, stroke_width=1
    )
    cabin = mn.RoundedRectangle(
        width=0.15, height=0.12, corner_radius=0.03, fill_color=mn.GREY_E, fill_opacity=1, stroke_width=0
    )
    wheels = [
        mn.Rectangle(width=0.07, height=0.03, fill_color=mn.GREY_D, fill_opacity=1, stroke_width=0).move_to([x, y, 0])
        for x in (-0.1, 0.1)
        for y in (-0.09, 0.09)
    ]
    lights = [
        mn.Circle(radius=0.018, fill_color=mn.YELLOW_A, fill_opacity=1, stroke_width=0).move_to([0.16, y, 0])
        for y in (-0.05, 0.05)
    ]
    return mn.VGroup(*wheels, body, cabin.shift(mn.LEFT * 0.02), *lights), mn.Text(
        f"T{number:02d}", font="Inter", font_size=11
    )


def road() -> mn.VGroup:
    """The ring with its dashes and edges, eight exits, eight stations with their signs."""
    drawn = mn.VGroup()
    spokes = [np.array([math.cos(a), math.sin(a), 0]) for a in np.arange(EXITS) * math.tau / EXITS]
    drawn.add(*(mn.Line(CENTRE + RING * u, CENTRE + STATION * u, stroke_width=26, color=mn.GREY_D) for u in spokes))
    ring = mn.Annulus(
        inner_radius=RING - 0.36, outer_radius=RING + 0.36, fill_color=mn.GREY_D, fill_opacity=1, stroke_width=0
    )
    dashes = mn.DashedVMobject(mn.Circle(radius=RING, color=mn.WHITE, stroke_width=2).move_to(CENTRE), num_dashes=60)
    drawn.add(ring.move_to(CENTRE), dashes)
    drawn.add(
        *(mn.Circle(radius=RING + side, color=mn.YELLOW, stroke_width=2).move_to(CENTRE) for side in (-0.34, 0.34))
    )
    for number, spoke in enumerate(spokes):
        plate = mn.RoundedRectangle(
            width=0.5, height=0.36, corner_radius=0.06, fill_color=mn.BLUE_E, fill_opacity=1, stroke_width=1.5
        )
        pump = mn.Rectangle(width=0.1, height=0.2, fill_color=mn.RED_D, fill_opacity=1, stroke_width=0).shift(
            mn.LEFT * 0.14
        )
        lamp = mn.Circle(radius=0.05, fill_color=mn.YELLOW, fill_opacity=1, stroke_width=0).shift(mn.RIGHT * 0.12)
        sign = mn.Text(f"await {number}", font="Inter", font_size=10).shift(mn.DOWN * 0.27)
        drawn.add(mn.VGroup(plate, pump, lamp, sign).move_to(CENTRE + (STATION + 0.18) * spoke))
    return drawn


class Traffic(mn.Scene):
    """So many seconds of it."""

    seconds = 20

    def construct(self) -> None:
        """Add everything with its updaters, then play second by second."""
        font = {"font": "JetBrains Mono", "font_size": 16}
        code = mn.Code(code_string=CODE, language="python", formatter_style="monokai", paragraph_config=font)
        code.scale_to_fit_height(6.2).to_edge(mn.LEFT, buff=0.2).shift(mn.DOWN * 0.2)
        lines = [line for line in code.code_lines if line.family_members_with_points()]  # empty ones stand nowhere
        highlight = mn.Rectangle(
            width=code.width - 0.1, height=0.24, fill_color=mn.YELLOW, fill_opacity=0.25, stroke_width=0
        )
        highlight.move_to([code.get_x(), lines[0].get_y(), 0])
        self.add(code, road(), highlight)
        time = mn.ValueTracker(0)
        for number in range(CARS):
            self.add_car(number, time)
        clock = mn.DecimalNumber(0, num_decimal_places=2, mob_class=mn.Text, font_size=30).move_to(CENTRE)
        clock.add_updater(lambda mobject: mobject.set_value(time.get_value()).move_to(CENTRE))
        time.add_updater(lambda mobject, dt: mobject.increment_value(dt))
        caption = self.caption(0)
        self.add(clock, time, caption)
        for second in range(self.seconds):
            changes: list[mn.Animation] = [highlight.animate.set_y(lines[second * 2 % len(lines)].get_y())]
            if second % 2 == 0 and second:
                follower = self.caption(second // 2)
                changes += [mn.FadeOut(caption), mn.FadeIn(follower)]
                caption = follower
            self.play(*changes, run_time=0.3)
            self.wait(0.7)

    def add_car(self, number: int, time: mn.ValueTracker) -> None:
        """A car that follows the time, and a label that follows the car."""
        car, label = new_car(number)
        car.heading = 0.0

        def drive(mobject: mn.VGroup) -> None:
            x, y, heading = whereabouts(number, time.get_value())
            mobject.rotate(heading - mobject.heading)
            mobject.heading = heading
            mobject.move_to([x, y, 0])

        car.add_updater(drive, call_updater=True)
        label.add_updater(lambda mobject: mobject.move_to(car.get_center() + mn.UP * 0.2), call_updater=True)
        self.add(car, label)

    def caption(self, number: int) -> mn.Text:
        """The sentence at the top."""
        return mn.Text(CAPTIONS[number % len(CAPTIONS)], font="Inter", font_size=28).to_edge(mn.UP, buff=0.25)
