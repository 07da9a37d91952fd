"""What the page is told of a film is what the film shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from loopway.errors import UsageError
from loopway.film import Outlines
from loopway.publish.preview import Edition
from loopway.publish.preview.edition import RATE
from loopway.stage import stage_of
from loopway.theme import DAY, NIGHT


def test_what_is_said_of_the_film(edition: Edition) -> None:
    """Its title, edges, length in pictures, and where it is worth to stop."""
    about = edition.about("wide")
    assert (about.title, about.box, about.warnings) == ("Gather", "-7.1111 -4 14.2222 8", ())
    assert about.pictures == round(edition.story.length * RATE)
    stills = [step.still for step in about.steps]
    assert stills == sorted(set(stills))
    assert 0 <= stills[0] < stills[-1] < about.pictures


def test_each_step_shows_what_happened(edition: Edition) -> None:
    """The stops one after the other say each caption and stand at each line, in the film's own order."""
    shown = [edition.instant("wide", step.still) for step in edition.about("wide").steps]
    said = [beat.caption for beat in edition.story.beats]
    assert [caption for caption in dict.fromkeys(one.caption for one in shown) if caption in said] == said
    lines = [int(one.place.partition(":")[2]) for one in shown if one.place]
    assert set(lines) == {mark.line for mark in edition.story.lines}


@pytest.mark.parametrize(
    ("second", "caption", "place", "line", "clock"),
    [
        (0.0, "Gather · recorded from a real run of · gather.py", "", "", "0 s 000 ms 000 µs"),
        (3.0, "The road opens for M: main().", "gather.py:11", "asyncio.run(main())", "0 s 000 ms 000 µs"),
        (
            8.0,
            "A takes the exit: it waits 1 s. B is next.",
            "gather.py:4",
            "await asyncio.sleep(n)",
            "0 s 000 ms 043 µs",
        ),
    ],
)
def test_an_instant_in_words(edition: Edition, second: float, caption: str, place: str, line: str, clock: str) -> None:
    """The caption or the card, the place in the script, the source line, the program's time."""
    instant = edition.instant("wide", round(second * RATE))
    assert (instant.caption, instant.place, instant.line, instant.clock) == (caption, place, line, clock)


def test_an_instant_is_the_films_own(edition: Edition) -> None:
    """Its uses are those of the stage at that film second; a picture beyond the end is the last one."""
    outlines = Outlines(stage_of(edition.story))
    last = edition.about("wide").pictures - 1
    for picture in (0, 300, 777, last):
        mine, theirs = edition.instant("wide", picture).uses, outlines.at(picture / RATE)
        assert [use[1:] for use in mine] == [use[1:] for use in theirs]
    assert edition.instant("wide", last + 100) == edition.instant("wide", last)
    assert edition.instant("wide", -5) == edition.instant("wide", 0)


def test_several_may_ask_at_once(edition: Edition) -> None:
    """Eight threads get the same outlines as one."""
    pictures = range(0, 1600, 100)

    def outlines(picture: int) -> dict[str, str]:
        looks = {use[0] for use in edition.instant("wide", picture).uses}
        return edition.symbols("wide", DAY, sorted(looks)) | edition.symbols("wide", NIGHT, sorted(looks))

    with ThreadPoolExecutor(8) as askers:
        assert list(askers.map(outlines, pictures)) == [outlines(picture) for picture in pictures]


def test_a_shape_that_there_is_not(edition: Edition) -> None:
    """It is refused by name."""
    with pytest.raises(UsageError, match="there is no frame of shape 'round'"):
        edition.about("round")
