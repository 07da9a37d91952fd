"""Every role has a colour, everything that is read can be read, and cars can be told apart in every eye."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from loopway.errors import UsageError
from loopway.theme import DAY, NIGHT, THEMES, Theme, theme_named
from loopway.theme.legible import READ
from loopway.theme.mixing import components, contrast, mix

BOTH = pytest.mark.parametrize("theme", [NIGHT, DAY], ids=lambda theme: theme.name)

# Machado 2009, severity 1.0, on linear colours
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST_APART = {"normal": 25.0, "protan": 17.0, "deutan": 13.0, "tritan": 11.0}
"""CIE76 between the two cars that are nearest to each other."""


def poorly_read(theme: Theme) -> list[tuple[str, str, float]]:
    """Pairs of READ under 4.5 to one."""
    pairs = [(ink, ground, contrast(theme.colour(ink), theme.colour(ground))) for ink, ground in READ]
    return [pair for pair in pairs if pair[2] < 4.495]


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE L*a*b* as this eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in components(colour)]
    seen = [min(max(sum(m * c for m, c in zip(row, linear, strict=True)), 0), 1) for row in EYES[eye]]
    white = (0.9505, 1.0, 1.089)
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * c for m, c in zip(row, seen, strict=True)) / w for row, w in zip(rows, white, strict=True)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def nearest(colours: tuple[str, ...], eye: str) -> float:
    """The smallest distance between two of them."""
    seen = [lab(colour, eye) for colour in colours]
    pairs = [(a, b) for i, a in enumerate(seen) for b in seen[:i]]
    return min(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 for a, b in pairs)


@BOTH
def test_what_is_read_can_be_read(theme: Theme) -> None:
    """All words stand at least 4.5 to one on what they stand on."""
    assert poorly_read(theme) == []


def test_a_pale_text_is_noticed() -> None:
    """The measure can fail: grey words on grey are named."""
    pale = Theme(**{**{name: getattr(NIGHT, name) for name in NIGHT.__struct_fields__}, "text": "#3a485e"})
    assert ("text", "bay") in [pair[:2] for pair in poorly_read(pale)]


@BOTH
def test_letters_on_waiting_cars_can_be_read(theme: Theme) -> None:
    """Roof letters are large and bold: 3 to one on every dimmed paint, finished and cancelled ones too."""
    roles = [*(f"car.{number}" for number in range(7)), "main"]
    assert min(contrast(theme.ink, theme.paint(role, 0.0)) for role in roles) >= 3.0


def test_waiting_cars_stand_out_by_day() -> None:
    """The corrected day theme: waiting cars on the lot reach 1.9 to 3.8 to one."""
    found = [contrast(DAY.paint(role, 0.0), DAY.bay) for role in (*(f"car.{n}" for n in range(7)), "main")]
    assert min(found) >= 1.85
    assert max(found) <= 4.6


@pytest.mark.parametrize("eye", EYES)
def test_cars_can_be_told_apart(eye: str) -> None:
    """No two car colours come nearer than the palette's measured distance, in any eye."""
    assert nearest(NIGHT.cars, eye) >= LEAST_APART[eye] - 0.5
    assert nearest(DAY.cars, eye) >= LEAST_APART[eye] - 1.0


def test_two_violets_are_noticed() -> None:
    """The measure can fail: an earlier violet was all but the blue for some."""
    assert nearest(("#5CC3FF", "#A9A6FF"), "deutan") < LEAST_APART["deutan"]


def test_the_rim_stands_out_against_the_grass() -> None:
    """By day the driver's colour is darkened until it stands 2:1; by night, and without a driver, it is left alone."""
    for role in (*(f"car.{number}" for number in range(7)), "main"):
        assert contrast(DAY.rim(role), DAY.infield) >= 2.0
        assert NIGHT.rim(role) == NIGHT.colour(role)
    assert DAY.rim("road_edge") == DAY.road_edge
    assert DAY.rim("main") == DAY.colour("main")
    assert DAY.rim("car.3") != DAY.colour("car.3")


def test_tasks_never_wear_mains_violet() -> None:
    """Seven colours in order of creation, the eighth task begins anew, and none is main's."""
    tasks = [NIGHT.colour(f"car.{number}") for number in range(8)]
    assert tasks[0] == tasks[7] == "#FFA62B"
    assert len(set(tasks)) == 7
    assert NIGHT.colour("main") == "#9A84FF" not in tasks


def test_a_told_off_car_is_grey() -> None:
    """Four fifths grey, whoever it is."""
    assert NIGHT.colour("cancelled.0") == mix("#FFA62B", "#7D8794", 0.8)
    assert NIGHT.colour("cancelled.main") == mix("#9A84FF", "#7D8794", 0.8)


def test_an_unknown_role_is_refused() -> None:
    """A role that no theme has says what was meant."""
    with pytest.raises(UsageError) as caught:
        NIGHT.colour("road_edeg")
    assert str(caught.value).splitlines()[0] == "the theme night has no colour 'road_edeg'"
    assert caught.value.todo == "did you mean 'road_edge'?"


def test_themes_have_names() -> None:
    """By name, by the older name, as itself."""
    assert theme_named("night") is theme_named("dark") is NIGHT
    assert theme_named("day") is theme_named("light") is DAY
    assert theme_named(DAY) is DAY
    assert {theme.name for theme in THEMES.values()} == {"night", "day"}


def test_an_unknown_theme_is_refused() -> None:
    """It says which there are, and what was meant."""
    with pytest.raises(UsageError) as caught:
        theme_named("nigth")
    assert caught.value.what == "there is no theme 'nigth'"
    assert caught.value.todo == "did you mean 'night'?"


def test_a_theme_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`module:Name` brings any Theme; what is none, or cannot be found, is refused."""
    (tmp_path / "their_themes.py").write_text("from loopway.theme import NIGHT as SEPIA\nPLAIN = 3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert theme_named("their_themes:SEPIA") is NIGHT
    with pytest.raises(UsageError, match="'their_themes:PLAIN' is no theme"):
        theme_named("their_themes:PLAIN")
    with pytest.raises(UsageError, match="'their_themes:NONE' cannot be imported"):
        theme_named("their_themes:NONE")
    sys.modules.pop("their_themes", None)
