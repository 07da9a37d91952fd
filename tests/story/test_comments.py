"""What a script's own comments ask for, and what becomes of a film that obeys them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loopway.stage import stage_of
from loopway.story import Story, Telling, tell
from loopway.story.comments import NONE, comments
from loopway.story.story import StretchKind
from loopway.trace import Trace, jsonl

GATHER = Path(__file__).parent.parent.parent / "scenes" / "traces" / "gather.jsonl"


def with_comments(**lines: str) -> Trace:
    """The lesson's run as if its script had carried comments at the end of these lines (l4, l8, ...)."""
    trace = jsonl.read(GATHER)
    source = trace.header.source.split("\n")
    for name, words in lines.items():
        source[int(name[1:]) - 1] += f"  # loopway: {words}"
    return replace(trace, header=replace(trace.header, source="\n".join(source)))


def shape(story: Story) -> tuple[object, ...]:
    """What a story shows of the run itself: who, in which state, in which order."""
    return tuple((life.letter, tuple(span.state for span in life.spans)) for life in story.timeline.lives)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('# loopway: title="One"\nx = 1\n', {"title": "One", "hidden": {1}}),
        ("# loopway: title 'One'\nx = 1\n", {"title": "One", "hidden": {1}}),
        ('x = 1  # loopway: note "a"\n', {"notes": {1: "a"}, "cuts": {1: 7}}),
        ('# loopway: note "a"\n\n# plain\nx = 1\n', {"notes": {4: "a"}, "hidden": {1, 2}}),
        ("x = 1  # loopway: pause\n", {"pauses": {1}, "cuts": {1: 7}}),
        ("x = 1  # loopway: hide\ny = 2\n", {"hidden": {1}, "cuts": {1: 7}}),
        (
            "a = 1\n\n# loopway: hide\n@b\ndef f():\n    def g():\n        pass\n\n\ny = 2\n",
            {"hidden": {3, 4, 5, 6, 7, 8, 9}},
        ),
        ("def f():  # loopway: hide\n    pass\ny = 2\n", {"hidden": {1, 2}, "cuts": {1: 10}}),
        ('x = "# loopway: pause"\n', {}),
        ('x = (1,  # loopway: note "a"\n  2)\n', {"notes": {1: "a"}, "cuts": {1: 9}}),
        ("x = 1  # loopways: pause\n", {}),
    ],
)
def test_what_is_read(source: str, found: dict[str, object]) -> None:
    """A comment behind code speaks of its line, one on a line of its own of the next line that has code."""
    read = comments(source, "a.py")
    expected = {name: frozenset(value) if isinstance(value, set) else value for name, value in found.items()}
    assert read == replace(NONE, **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        ("pauze", "a.py:1: loopway knows no 'pauze' in a comment; did you mean pause?"),
        ("a fine tool", "a.py:1: loopway knows no 'a' in a comment; it knows title, note, pause, hide"),
        ("\x1b[31m", "a.py:1: loopway knows no '' in a comment; it knows title, note, pause, hide"),
        ("note 3", 'a.py:1: a note is a text in quotes: # loopway: note "..."'),
        ('note "', 'a.py:1: a note is a text in quotes: # loopway: note "..."'),
        ("note __import__('os').system('x')", 'a.py:1: a note is a text in quotes: # loopway: note "..."'),
        ('title=""', 'a.py:1: a title is a text in quotes: # loopway: title "..."'),
        ("pause 3", "a.py:1: pause stands alone"),
        (f'note "{"x" * 10_000}"', "a.py:1: this note has 10000 characters; it is cut to 68"),
    ],
)
def test_what_is_warned_of(words: str, warning: str) -> None:
    """A word that nobody knows is told with its line, and what was probably meant; nothing is executed."""
    assert comments(f"x = 1  # loopway: {words}\n", "a.py").warnings == (warning,)


def test_a_comment_without_code() -> None:
    """At the end of a script there is no line that it could belong to."""
    found = comments("x = 1\n# loopway: pause\n", "a.py")
    assert found.warnings == ("a.py:2: there is no line of code that this pause could belong to",)


@given(st.text(alphabet="# loopway:note pausehidtl=\"'\n\\()x\x00\x1b‮", max_size=200))
def test_any_text(text: str) -> None:
    """Whatever a trace carries as its source, reading its comments ends, and a note is one plain line."""
    found = comments("# loopway: pause\n" + text, "a.py")
    assert all(words.isprintable() and len(words) <= 68 for words in found.notes.values())


def test_a_title() -> None:
    """The script's own title goes before its file's name, and a lesson's before that."""
    trace = with_comments(l1='title="Three pots"')
    assert tell(trace).title == "Three pots"
    assert tell(trace, Telling(title="Mine")).title == "Mine"


def test_a_note_is_said_once_when_its_line_runs() -> None:
    """Three tasks run line 4; the first of them is told, at its line, and nothing else of the run changes."""
    story = tell(with_comments(l4='note "Nobody stands here."'))
    said = [beat for beat in story.beats if beat.caption == "Nobody stands here."]
    lit = [mark.at for mark in story.lines if mark.line == 4]
    assert [beat.key for beat in said] == ["note.4"]
    assert said[0].at >= lit[0]
    assert said[0].until - said[0].at >= 1.4
    assert shape(story) == shape(tell(jsonl.read(GATHER)))


def test_a_note_of_a_line_that_never_runs() -> None:
    """It is not said, and a warning says where it stands."""
    trace = jsonl.read(GATHER)
    source = trace.header.source + '\nif False:\n    pass  # loopway: note "never"\n'
    line = source.split("\n").index('    pass  # loopway: note "never"') + 1
    story = tell(replace(trace, header=replace(trace.header, source=source)))
    assert story.warnings == (f"gather.py:{line}: this note was not said; its line did not run, or too quickly",)


def test_a_pause_holds_the_picture() -> None:
    """For two film seconds the clock stands, and so does the driver at its line, once it has braked."""
    story = tell(with_comments(l5="pause"))
    (hold,) = [stretch for stretch in story.stretches if stretch.kind is StretchKind.HOLD]
    assert hold.end - hold.start == pytest.approx(2.0)
    assert hold.begins_at == hold.ends_at
    stage = stage_of(story)
    before, early, late = (stage.at(hold.start + after) for after in (-0.2, 0.7, 1.5))
    at = [{pose.id: (pose.x, pose.y) for pose in frame.poses if pose.role == "car"} for frame in (before, early, late)]
    assert at[1] == at[2] != at[0]
    assert early.clock.seconds == late.clock.seconds
    assert any(line.number == 5 and line.current for line in early.code.lines)


def test_hidden_lines_keep_their_numbers() -> None:
    """What is hidden is not shown; the other lines keep their numbers, and the current one is still the true one."""
    plain, hidden = tell(jsonl.read(GATHER)), tell(with_comments(l1="hide"))
    assert hidden.source.split("\n")[0] == plain.source.split("\n")[2]
    numbers = hidden.numbers
    assert numbers[0] == 3
    marks = [None if mark.line is None else numbers[mark.line - 1] for mark in hidden.lines]
    assert [line for line in marks if line] == [mark.line for mark in plain.lines if mark.line and mark.line >= 3]
    middle = hidden.length / 2
    first, second = stage_of(plain).at(middle).code.lines, stage_of(hidden).at(middle).code.lines
    current = [(line.number, line.text) for line in second if line.current]
    assert current == [(line.number, line.text) for line in first if line.current]
    assert all("loopway" not in line.text for line in second)
