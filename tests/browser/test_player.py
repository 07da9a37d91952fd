"""The page in a real browser: every event in its place, by every way that leads there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .conftest import Visit
from .reading import picture, pictures, score, shown, stage, until

FINE = 4.0
"""Levels of 255: two decoders may differ by so much on average, and two frames of a moving car by more."""


def expected(file: Path, number: int) -> dict[str, Any]:
    """What must be seen at an event, from the stage alone."""
    told, film = score(file), stage("gather")
    event = told["events"][number]
    second = (event["still"] + 0.5) / told["fps"]
    frame = film.at(event["still"] / told["fps"])
    driven = [line.number for line in frame.code.lines if line.current]
    minutes, seconds = divmod(event["still"] // told["fps"], 60)
    place = f"Event {number + 1} of {len(told['events'])}, {minutes}:{seconds:02}: "
    return {
        "slider": str(number + 1),
        "text": place + event["said"],
        "caption": frame.caption.text if frame.caption else "",
        "lines": driven or ([event["line"]] if "line" in event else []),
        "driven": len(driven),
        "second": pytest.approx(second, abs=1e-4),
        "paused": True,
    }


def without_transcript(found: dict[str, Any]) -> dict[str, Any]:
    """All but the transcript's line."""
    return {key: value for key, value in found.items() if key != "said"}


def test_every_event_forwards_and_backwards(visit: Visit, gather: Path) -> None:
    """By the arrow keys every event has its line, caption, slider and film second, as the stage says; both ways."""
    page = visit(gather)
    page.locator(".play").focus()
    count = len(score(gather)["events"])
    assert count > 20
    assert without_transcript(shown(page)) | {"second": 0, "paused": True} == {
        **expected(gather, 0),
        "caption": "",
        "second": 0,
    }
    for number in [*range(1, count), *range(count - 2, -1, -1)]:
        page.keyboard.press("ArrowRight" if number > int(shown(page)["slider"]) - 1 else "ArrowLeft")
        assert without_transcript(shown(page)) == expected(gather, number)


def test_the_transcript_seeks_and_follows(visit: Visit, gather: Path) -> None:
    """Each of its lines brings the film to its event, and is then the current one."""
    page = visit(gather)
    links = page.locator(".transcript a[data-event]")
    numbers = links.evaluate_all("all => all.map(link => Number(link.dataset.event))")
    assert sorted(numbers) == list(range(len(score(gather)["events"])))
    for place in range(0, len(numbers), 3):
        links.nth(place).click()
        found = shown(page)
        assert without_transcript(found) == expected(gather, numbers[place])
        assert links.nth(place).get_attribute("aria-current") == "true"
        assert page.locator(".transcript [aria-current]").count() == 1


def test_the_slider_and_the_buttons_seek(visit: Visit, gather: Path) -> None:
    """The slider's own keys, and the buttons for events and captions."""
    page = visit(gather)
    page.locator(".events").focus()
    page.keyboard.press("End")
    last = len(score(gather)["events"]) - 1
    assert without_transcript(shown(page)) == expected(gather, last)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert without_transcript(shown(page)) == expected(gather, 1)
    page.get_by_role("button", name="Next event").click()
    page.get_by_role("button", name="Next event").click()
    page.get_by_role("button", name="Previous event").click()
    assert without_transcript(shown(page)) == expected(gather, 2)
    said = [shown(page)["caption"]]
    for name in ("Next caption", "Next caption", "Previous caption"):
        page.get_by_role("button", name=name).click()
        said.append(shown(page)["caption"])
    captions = [caption["text"] for caption in score(gather)["captions"]]
    assert said == [captions[0], captions[1], captions[2], captions[1]]


@pytest.mark.parametrize("number", [0, 8, 13, 19, -1])
def test_the_frame_shown_is_the_films(visit: Visit, gather: Path, number: int) -> None:
    """What the canvas reads is the decoded frame of that event, and no frame a third of a second away."""
    told = score(gather)
    still = told["events"][number]["still"]
    page = visit(gather, f"#e={number % len(told['events']) + 1}")
    seen = picture(page).astype(int)
    film = pictures(gather)
    assert len(film) == told["frames"]
    assert np.abs(seen - film[still]).mean() < FINE
    distances = {
        frame: np.abs(seen - film[frame]).mean() for frame in range(max(0, still - 5), min(still + 6, len(film)))
    }
    assert distances[still] == min(distances.values())


def test_that_comparison_can_fail(gather: Path) -> None:
    """Frames of different events are further apart than the comparison allows."""
    told, film = score(gather), pictures(gather)
    here, there = (film[told["events"][number]["still"]].astype(int) for number in (8, 19))
    assert np.abs(here - there).mean() > FINE


@pytest.mark.parametrize(
    ("link", "frame"),
    [
        ("#e=7", lambda told: told["events"][6]["still"]),
        ("#t=12.5", lambda told: int(12.5 * told["fps"])),
        ("#e=9999", lambda told: told["events"][-1]["still"]),
        ("#t=9999", lambda told: told["frames"] - 1),
        ("#e=nothing", lambda told: 0),
        ("#t=-1&e=0", lambda told: 0),
    ],
)
def test_deep_links(visit: Visit, gather: Path, link: str, frame: Any) -> None:
    """A link leads to an event or a film second; beyond the end to the last; one that says nothing is left alone."""
    told = score(gather)
    second = shown(visit(gather, link))["second"]
    assert int(second * told["fps"]) == frame(told)


def test_a_link_that_is_followed_later(visit: Visit, gather: Path) -> None:
    """The page follows its address while it is open, and offers the address of where it stands."""
    page = visit(gather)
    page.evaluate("location.hash = '#e=4'")
    until(page, "document.querySelector('.events').value === '4'")
    assert without_transcript(shown(page)) == expected(gather, 3)
    assert page.locator(".link").get_attribute("href") == "#e=4"


def test_a_loop(visit: Visit, gather: Path) -> None:
    """`?loop=3-5` plays three events again and again; its button ends that."""
    page = visit(gather, "?loop=3-5")
    events = score(gather)["events"]
    assert without_transcript(shown(page)) == expected(gather, 2)
    page.locator("select").select_option("2")
    button = page.get_by_role("button", name="Events 3 to 5 again and again. End the loop")
    page.evaluate(
        "window.seen = []; document.querySelector('video').addEventListener('timeupdate',"
        " event => seen.push(event.target.currentTime))"
    )
    page.locator(".play").click()
    until(page, "seen.some((second, place) => place && second < seen[place - 1])")
    fps = score(gather)["fps"]
    seconds = page.evaluate("seen")
    assert events[2]["first"] / fps <= min(seconds) and max(seconds) <= (events[5]["first"] + 4) / fps
    button.click()
    assert not button.is_visible()
    until(page, f"seen.at(-1) > {(events[5]['first'] + 8) / fps}")


def test_it_pauses_at_every_await(visit: Visit, gather: Path) -> None:
    """With P pressed, playing stops at the still of each await, and goes on from there when asked."""
    page = visit(gather)
    page.locator("select").select_option("2")
    page.locator(".play").focus()
    page.keyboard.press("p")
    awaits = [number for number, event in enumerate(score(gather)["events"]) if event.get("awaits")]
    page.keyboard.press("]")
    for number in awaits[:2]:
        page.locator(".play").click()
        until(page, f"document.querySelector('.events').value === '{number + 1}'")
        until(page, "document.querySelector('video').paused")
        assert without_transcript(shown(page)) == expected(gather, number)


def test_playing_and_pausing(visit: Visit, gather: Path) -> None:
    """A click on the large button plays, one on the picture pauses; the button says what it would do."""
    page = visit(gather)
    play = page.locator(".play")
    assert (play.get_attribute("aria-label"), page.locator(".start").is_visible()) == ("Play", True)
    page.locator(".start").click()
    until(page, "document.querySelector('video').currentTime > .3")
    assert (play.get_attribute("aria-label"), page.locator(".start").is_visible()) == ("Pause", False)
    page.locator("video").click()
    until(page, "document.querySelector('video').paused")
    assert play.get_attribute("aria-label") == "Play"
