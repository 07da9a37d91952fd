"""What must be told from what: pairs of roles, and how great their contrast is at least, after WCAG 2.2."""

from __future__ import annotations

from loopway.errors import UsageError
from loopway.theme.mixing import contrast
from loopway.theme.theme import Theme

WORDS = 4.5
"""Words on their ground, at least so many to one ..."""
LINES = 3.0
"""... and lines and marks."""
NEARLY = 0.005
"""What rounds to the number is good enough."""

READ = (
    *(("text", on) for on in ("bg", "bay", "panel")),
    *(("text2", on) for on in ("bg", "bay", "panel", "ground")),
    *(("text3", on) for on in ("bg", "bay", "panel")),
    ("on_road", "road"),
    *((role, "panel") for role in ("warn", "fast", "keyword", "string", "number", "call", "comment")),
    *(("danger", on) for on in ("bg", "bay")),
    ("sign_exit_text", "sign_exit"),
    ("sign_exit_text", "exit"),
    ("sign_srv_text", "sign_srv"),
    ("ink", "plate"),
    ("blueprint", "paper"),
    *(("ink", f"car.{number}") for number in range(7)),
    ("ink", "main"),
)
"""(words, what they stand on)."""
SEEN = (("ok", "bg"), ("mark", "road"))
"""(line, what it stands on)."""


def check_legible(theme: Theme) -> None:
    """UsageError, with the number, for the first words or lines of a theme that cannot be told from their ground."""
    for pairs, least in ((READ, WORDS), (SEEN, LINES)):
        for ink, ground in pairs:
            check_contrast(theme, ink, ground, least, f"{ink} ({theme.colour(ink)})")


def check_contrast(theme: Theme, ink: str, ground: str, least: float, what: str) -> None:
    """UsageError if two colours of a theme are nearer to each other than `least` to one; `what` names the first."""
    found = contrast(theme.colour(ink), theme.colour(ground))
    if found < least - NEARLY:
        kind = "words need" if least == WORDS else "lines and marks need"
        raise UsageError(
            f"{what} cannot be told from {ground} ({theme.colour(ground)}) of the theme {theme.name}",
            why=f"their contrast is {found:.2f}:1, and {kind} {least:g}:1",
            todo="choose a lighter colour, or a darker ground" if _is_dark(theme, ground) else "choose a darker colour",
        )


def _is_dark(theme: Theme, ground: str) -> bool:
    return contrast(theme.colour(ground), "#000000") < contrast(theme.colour(ground), "#ffffff")
