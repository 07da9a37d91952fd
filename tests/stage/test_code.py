from __future__ import annotations

import pytest

from loopway.stage.hud.code import boards, scrolls
from loopway.stage.hud.sheet import Sheet
from loopway.stage.hud.standings import Lit, Moved, definitions
from loopway.stage.hud.tokens import colours, source_lines
from loopway.stage.shapes import WIDE
from loopway.stage.text import places
from loopway.stage.traffic import stage_of
from loopway.story import tell

from ..story import runs
from ..story.toy import Toy

GATHER = (
    "async def fetch(n):\n    await asyncio.sleep(n)\n    return n\n\nasync def main():\n    await asyncio.gather(1)\n"
)


def sheet(lines: int, columns: int = 20, prints: bool = False) -> Sheet:
    """The sheet of a script of so many equal lines."""
    return Sheet("\n".join(["x" * columns] * lines), WIDE, prints)


def test_colours_of_a_line() -> None:
    """Keyword, call, punctuation, name; an await and an `async with` stand on their plate as a whole."""
    assert colours(["async with lock:", "    return await f(x, 1)  # '"]) == [
        ((0, 10, "plate"), (11, 15, "text"), (15, 16, "punctuation")),
        (
            (4, 10, "keyword"),
            (11, 16, "plate"),
            (17, 18, "call"),
            (18, 19, "punctuation"),
            (19, 20, "text"),
            (20, 21, "punctuation"),
            (22, 23, "number"),
            (23, 24, "punctuation"),
            (26, 29, "comment"),
        ),
    ]


def test_strings_are_whole_on_every_interpreter() -> None:
    """An f-string with a field in it, and one over two lines, are strings from quote to quote."""
    assert colours(["print(f'{a + 1}!')"])[0][2] == (6, 17, "string")
    assert colours(['x = """one', 'two"""']) == [
        ((0, 1, "text"), (2, 3, "punctuation"), (4, 10, "string")),
        ((0, 6, "string"),),
    ]


def test_a_script_that_python_cannot_read_is_still_shown() -> None:
    """An open bracket costs the colours of nothing before it, and no error."""
    lines = source_lines("def f(:\n\tpass\n  (((\n'")
    assert lines == ["def f(:", "    pass", "  (((", "'"]
    assert all(end <= len(line) for line, spans in zip(lines, colours(lines), strict=True) for _, end, _ in spans)


@pytest.mark.parametrize(
    ("lines", "columns", "prints", "rows", "em"),
    [(10, 20, False, 10, 0.21), (10, 37, True, 10, 0.18), (11, 28, False, 11, 0.205), (40, 20, False, 10, 0.21)],
)
def test_how_large_the_code_is(lines: int, columns: int, prints: bool, rows: int, em: float) -> None:
    """Ten lines at .21; with a console at .18; a short script is shown whole; a long one scrolls."""
    made = sheet(lines, columns, prints)
    assert (made.rows, made.em) == (rows, em)
    foot = made.console_top if made.console_top is not None else made.box.y0
    assert made.y(made.rows - 1) - (0.49 * 1.62 - 0.27) * made.em >= foot - 1e-9


def test_a_long_line_ends_before_its_chips() -> None:
    """With every chip more a line keeps fewer columns, and never runs into a chip."""
    made = sheet(3, 80)
    widths = [places(made.line(1, chips)[0])[-1] for chips in range(4)]
    assert widths == sorted(widths, reverse=True)
    for chips in (1, 2, 3):
        text, spans = made.line(1, chips)
        left = made.chip_x(chips - 1) - made.em * 1.06 * 1.25 / 2
        assert made.text_x + places(text)[-1] * 0.6 * made.em <= left
        assert text.endswith("…") and spans[-1][1] == len(text)


def test_the_window_moves_only_when_the_line_would_leave_its_middle() -> None:
    """Of 40 lines 10 are shown: lines 3 to 8 keep the window, line 9 moves it by one, line 30 far, line 1 back."""
    lit = [Lit(float(at), line, "text", None) for at, line in enumerate((1, 3, 8, 9, None, 30, 40, 1))]
    assert scrolls(lit, 10, 40, 2) == [(3.0, 1.0), (5.0, 22.0), (6.0, 30.0), (7.0, 0.0)]
    assert scrolls(lit, 10, 9, 2) == []


def test_the_drivers_chip_is_first_and_full() -> None:
    """At one line the driver comes first, then the others in order; more than three become two and a count."""
    moves = [Moved(0.0, task, 2) for task in (1, 2, 3, 4)]
    made = boards(moves, [Lit(1.0, 2, "car.2", 3)], dict(enumerate("?ABCD")), dict.fromkeys(range(5), "c"), 3)
    before, driving = made
    assert [(task, token.slot, token.full) for task, token in before.tokens.items()] == [
        (1, 2.0, False),
        (2, 1.0, False),
        (-2, 0.0, False),
    ]
    assert [(task, token.full, token.label) for task, token in driving.tokens.items()] == [
        (3, True, "C"),
        (1, False, "A"),
        (-2, False, "+2"),
    ]


def test_where_functions_are_defined() -> None:
    """Every function's def, the first of several; nothing for a script that Python cannot read."""
    assert definitions(GATHER) == {"fetch": 1, "main": 5}
    assert definitions("def f(:") == {}


def test_one_ring_a_loop() -> None:
    """The first loop's ring is struck out when it closes; the second one's comes when it opens, and not before."""
    toy = Toy()
    for _ in range(2):
        toy.create("main()", 1)
        toy.open()
        toy.start(None, 2)
        toy.sleep(0.1, 3)
        toy.idle()
        toy.start(None, 4)
        toy.finish()
        toy.close()
    story = tell(toy.trace())
    first, second = story.roads

    def seen(t: float) -> list[tuple[str, float]]:
        return [(pose.id, pose.level) for pose in stage_of(story).at(t).poses if pose.role == "loop.ring"]

    assert seen(first.end - 0.01) == [("loop 1", 1.0)]
    assert seen(second.end - 0.01) == [("loop 2", 1.0), ("loop 1", 0.0)]


def test_a_single_loop_has_no_ring() -> None:
    """Where there is nothing to tell apart the header has the file's name alone."""
    stage = stage_of(tell(runs.gather()))
    assert [pose for pose in stage.at(stage.story.action_start + 3.0).poses if pose.role == "loop.ring"] == []
