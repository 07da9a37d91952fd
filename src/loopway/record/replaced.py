"""Things put in another's place for a while, and put back."""

from __future__ import annotations

_ABSENT = object()


class Replaced:
    """Remembers what stood where, so that everything can be left as it was found.

    >>> replaced = Replaced()
    >>> replaced.put(time, "sleep", lambda seconds: None)
    >>> replaced.put_back()
    """

    def __init__(self) -> None:
        self._found: list[tuple[object, str, object, object]] = []

    def put(self, owner: object, name: str, value: object) -> None:
        """Put a value in an attribute's place."""
        self._found.append((owner, name, vars(owner).get(name, _ABSENT), value))
        setattr(owner, name, value)

    def put_back(self) -> None:
        """Put everything back, the last first; what somebody else has replaced meanwhile stays."""
        while self._found:
            owner, name, found, ours = self._found.pop()
            if vars(owner).get(name, _ABSENT) is not ours:
                continue
            if found is _ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, found)
