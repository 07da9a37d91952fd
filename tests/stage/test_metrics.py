from __future__ import annotations

import pytest
from PIL import features

from loopway.stage import metrics, shaped
from loopway.stage.text import width

from .make_metrics import shaped as made_shaped
from .make_metrics import table


def test_the_table_equals_the_fonts() -> None:
    """metrics.py is what its generator makes of the fonts that come with the package."""
    names: dict[str, object] = {}
    exec(table(), names)
    assert (names["MONO"], names["WIDTHS"]) == (metrics.MONO, metrics.WIDTHS)


def test_widths_add_up() -> None:
    """Words are as wide as their characters together, at any em; a bolder face is wider."""
    assert width("ab", 2.0) == width("a", 2.0) + width("b", 2.0) == 2 * width("ab", 1.0)
    assert width("driving", 1.0, "sans.regular") < width("driving", 1.0) < width("driving", 1.0, "sans.bold")


@pytest.mark.skipif(not features.check("raqm"), reason="this Pillow cannot shape words")
def test_the_shaped_letters_equal_the_fonts() -> None:
    """shaped.py is what its generator makes of the fonts of loopway[ar]."""
    names: dict[str, object] = {}
    exec(made_shaped(), names)
    assert names["FORMS"] == shaped.FORMS
