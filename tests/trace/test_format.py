"""The description of the file says what `events.py` says, every field in its own sentence."""

from __future__ import annotations

import re

from loopway.trace import events
from loopway.trace.format import FILE, format_text


def test_the_description_is_up_to_date() -> None:
    """FORMAT.md is made from `events.py`; write it anew with `python -m loopway.trace.format`."""
    assert FILE.read_text() == format_text()


def test_every_field_has_its_sentence() -> None:
    """No type and no field of the vocabulary is left without a description."""
    text = format_text()
    types = [*events.AnyEvent.__args__, events.Header, events.Wait, events.StackFrame]
    for kind in types:
        section = re.search(rf"^### {kind.__name__}\n\n(.+?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
        assert section is not None, kind
        for field in set(kind.__struct_fields__) - {"at"}:
            sentence = re.search(rf"^- `{field}` \(.+?\): (.*)$", section[1], re.MULTILINE)
            assert sentence is not None, (kind, field)
            assert len(sentence[1]) > 3, (kind, field)


def test_a_change_would_be_noticed() -> None:
    """A description in which one word differs is not up to date."""
    assert FILE.read_text().replace("ready", "red", 1) != format_text()
