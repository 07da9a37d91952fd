from __future__ import annotations

import msgspec
import pytest

from loopway.stage.hud.clock import ClockPanel, digits, mode_of, rounded, spoken
from loopway.stage.shapes import WIDE
from loopway.story.catalogue import english


class Steady(msgspec.Struct, frozen=True):
    """A clock of one factor."""

    rate: float

    def at(self, film: float) -> float:
        """Trace seconds."""
        return film * self.rate

    def factor(self, film: float) -> float:
        """The rate."""
        return self.rate

    def shown(self, film: float) -> float:
        """The rate."""
        return self.rate


def panel(rate: float) -> ClockPanel:
    """The panel of a film in which time runs at one rate."""
    return ClockPanel(WIDE.clock, WIDE.clock_lengths, Steady(rate), english())


@pytest.mark.parametrize(
    ("rate", "mode", "words", "lit"),
    [
        (4e-5, "slow", "slow motion, 25\u2009000× slower", (False, False, True)),
        (0.4, "slow", "slow motion, 2.5× slower", (True, True, False)),
        (1.04, "real", "real speed", (True, True, False)),
        (1.6, "fast", "hurried, 1.6× faster", (True, True, False)),
        (3600.0, "fast", "hurried, 3600× faster", (True, False, False)),
        (0.0, "still", "paused", (False, False, False)),
    ],
)
def test_the_clock_says_how_time_runs(rate: float, mode: str, words: str, lit: tuple[bool, ...]) -> None:
    """Mode, words and lit groups follow from the factor alone."""
    view = panel(rate).at(2.0)
    assert (view.mode, view.words, view.lit) == (mode, words, lit)


def test_the_needle_stands_on_a_logarithmic_ruler() -> None:
    """Each decade is as long as the next; beyond the ends the needle stays at them."""
    xs = [panel(rate).at(1.0).needle[0] for rate in (1e-9, 1e-6, 1e-5, 1e-4, 1.0, 1e2, 1e5)]
    assert xs[0] == xs[1] and xs[-1] == xs[-2]
    assert xs[2] - xs[1] == pytest.approx(xs[3] - xs[2])
    assert xs[4] == pytest.approx(panel(1.0).at(1.0).real)


def test_digits_are_cut_not_rounded() -> None:
    """A microsecond counts when it is over; float noise does not eat one."""
    assert digits(0.9999999) == ("0", "999", "999")
    assert digits(3.0001) == ("3", "000", "100")


def test_a_creeping_factor_is_said_in_steps() -> None:
    """While it changes only 1, 2, 5 are said, so that no digits boil; else two digits."""
    assert [round(1 / rounded(1 / n, True)) for n in (14_000, 16_000, 40_000, 80_000)] == [
        10_000,
        20_000,
        50_000,
        100_000,
    ]
    assert [spoken(mode_of(f), rounded(f, False), english()) for f in (1 / 1234, 2.3456)] == [
        "slow motion, 1200× slower",
        "hurried, 2.3× faster",
    ]


def test_all_words_stay_in_the_panel() -> None:
    """Even with a day on it the clock does not leave its panel; "elapsed" gives way first."""
    for at, elapsed in ((1.0, True), (86_400.0, False)):
        view = panel(1.0).at(at)
        assert any(words.text == "elapsed" for words in view.texts) is elapsed
        assert all(view.box.x0 < words.x < view.box.x1 and view.box.y0 < words.y < view.box.y1 for words in view.texts)
