"""How much of a car is drawn: less, the more of them there are at once."""

from __future__ import annotations

import msgspec

NAMED = 8
"""Up to so many cars at once show their names."""

LETTERED = 26
"""Up to so many cars carry letters; more of them are counted in words, and stand in car parks."""

WHOLE = 80
"""Up to so many cars are drawn in full; more of them are chips where they rest."""

CHIPS = 500
"""So many chips are drawn at most; of more cars one chip stands for several."""


class Level(msgspec.Struct, frozen=True):
    """The level of detail of a film with so many cars at once, at most, and so many in its largest plaza.

    >>> Level(3).named, Level(60).chips, Level(501, 500).each, Level(2001, 2000).each
    (True, False, 1, 4)
    """

    cars: int
    largest: int = 0

    @property
    def named(self) -> bool:
        """Names and seconds stand at the stalls."""
        return self.cars <= NAMED

    @property
    def lettered(self) -> bool:
        """Every car has its letter on its roof."""
        return self.cars <= LETTERED

    @property
    def counted(self) -> bool:
        """Who waits and who is ready is counted in words."""
        return self.cars > LETTERED

    @property
    def chips(self) -> bool:
        """A car at rest is a chip, and its own gauge."""
        return self.cars > WHOLE

    @property
    def each(self) -> int:
        """So many cars are one chip."""
        return max(1, -(-self.largest // CHIPS))

    def parks(self, stalls: int) -> bool:
        """Whether a plaza with so many stalls is a car park."""
        return self.counted and stalls > LETTERED

    def crowds(self, stalls: int) -> bool:
        """Whether the cars in a plaza with so many stalls are chips."""
        return self.chips and stalls > LETTERED
