"""What a brand is: words and whole files, as a value that travels with a theme."""

from __future__ import annotations

import msgspec

PNG = b"\x89PNG\r\n\x1a\n"
"""How such a file begins."""


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the opening and the ending card beside the film's own words. It holds whole files: it travels."""

    title: str = ""
    accent: str = ""
    """"#rrggbb"; empty: the theme's own."""
    logo: bytes = b""
    """A PNG or an SVG; empty: none."""
    font: bytes = b""
    """A TrueType or OpenType font for all words that are not code; empty: the theme's own."""

    @property
    def vector(self) -> bool:
        """Whether the logo is an SVG."""
        return bool(self.logo) and not self.logo.startswith(PNG)
