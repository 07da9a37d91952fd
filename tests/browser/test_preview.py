"""The preview in a real browser: it scrubs, steps, plays and follows the saves; by hand, by keys, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from loopway.publish.preview import Edition
from loopway.stage.shapes import LAYOUTS

from .previews import Visitors, count, counted, film, go, shown, state, written

SCRIPT = """\
import asyncio

async def nap(seconds):
    await asyncio.sleep(seconds)

async def main():
    await asyncio.gather(nap(1), nap(2))

asyncio.run(main())
"""
FOCUSED = """() => {
  const {activeElement: one} = document;
  const {outlineStyle, outlineWidth} = getComputedStyle(one.type === 'radio' ? one.nextElementSibling : one);
  return [one.name || one.id, outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2];
}"""
WRONG = """box => {
  box.hidden = false;
  box.querySelector('h2').textContent = 'the script is no Python';
  for (const part of box.querySelectorAll('dd')) part.textContent = 'gather.py:8';
}"""


@pytest.fixture(scope="module")
def gather() -> Edition:
    """Three fetches."""
    return film("gather")


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Whoever opens a preview; nothing goes wrong on the way."""
    found = Visitors(browser)
    yield found
    found.leave()
    assert found.told == []


@pytest.fixture
def page(visitors: Visitors, gather: Edition) -> Iterator[Page]:
    """The preview of three fetches."""
    with shown(gather) as address:
        yield visitors.open(address)


def expected(edition: Edition, picture: int) -> dict[str, Any]:
    """What must be seen of a picture, from the film alone."""
    about, instant = edition.about("wide"), edition.instant("wide", picture)
    event = max((number for number, step in enumerate(about.steps) if step.first <= picture), default=0)
    number, said = f"Event {event + 1} of {len(about.steps)}:", about.steps[event].said
    time = f"{picture / about.rate:.1f} / {about.pictures / about.rate:.1f} s"
    return {
        "picture": picture,
        "caption": instant.caption,
        "place": instant.place,
        "event": said,
        "number": number,
        "slider": picture,
        "words": f"{time}. {number} {said}",
        "playing": "false",
    }


def test_scrubbing_shows_any_picture(page: Page, gather: Edition) -> None:
    """Forwards, backwards and to the ends: slider, caption, place, event and time are those of the picture."""
    last = gather.about("wide").pictures - 1
    for picture in (700, 1500, 100, last, 0, 901):
        go(page, picture)
        found = state(page)
        assert {**found, "words": "", "playing": "false"} == {**expected(gather, picture), "words": ""}


def test_events_by_the_arrow_keys(page: Page, gather: Edition) -> None:
    """Every event one after the other, to the end and back; beyond the ends nothing happens."""
    stills = [step.still for step in gather.about("wide").steps]
    for still in [*stills, stills[-1]]:
        page.keyboard.press("ArrowRight")
        assert state(page) == expected(gather, still)
    for still in [*stills[-2::-1], stills[0]]:
        page.keyboard.press("ArrowLeft")
        assert state(page) == expected(gather, still)


def test_every_key(page: Page, gather: Edition) -> None:
    """Picture by picture, second by second, and to the ends."""
    last = gather.about("wide").pictures - 1
    for key, picture in {
        "End": last,
        "Home": 0,
        "PageUp": 60,
        ".": 61,
        ",": 60,
        "PageDown": 0,
    }.items():
        page.keyboard.press(key)
        assert state(page)["picture"] == picture


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Tab goes through all controls in the order in which they stand, each shows that it has the focus."""
    found = []
    for _ in range(6):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    assert found == [[name, True] for name in ("theme", "shape", "before", "play", "after", "slider")]


def test_a_control_keeps_its_own_keys(page: Page, gather: Edition) -> None:
    """Space presses the button that has the focus, once; arrows in the theme choose a theme and leave the film."""
    page.locator("#after").focus()
    page.keyboard.press("Space")
    assert state(page) == expected(gather, gather.about("wide").steps[0].still)
    page.get_by_label("night").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.theme") == "1"
    assert state(page)["picture"] == gather.about("wide").steps[0].still


def test_it_plays_and_stops(page: Page, gather: Edition) -> None:
    """Space runs the film from here, no picture earlier than the one before; space again stops it there."""
    go(page, 600)
    count(page)
    page.keyboard.press("Space")
    page.locator("#play[aria-pressed=true][aria-label=Pause]").wait_for()
    counted(page, 10)
    page.keyboard.press("Space")
    page.locator("#play[aria-pressed=false][aria-label=Play]").wait_for()
    stopped = state(page)
    seen = counted(page, 10)
    assert seen == sorted(seen)
    assert seen[0] >= 600
    assert stopped == expected(gather, stopped["picture"])


def test_it_stops_at_the_end_and_begins_anew(page: Page, gather: Edition) -> None:
    """The last picture stays; play then runs from the first one."""
    last = gather.about("wide").pictures - 1
    go(page, last - 5)
    page.locator("#play").click()
    page.locator("#play[aria-pressed=false]").wait_for()
    assert state(page) == expected(gather, last)
    count(page)
    page.locator("#play").click()
    counted(page, 3)
    page.locator("#play").click()
    assert counted(page, 3)[0] < last / 2


def test_less_motion(visitors: Visitors, gather: Edition) -> None:
    """Who wants less motion sees each event as a still while it plays."""
    stills = {step.still for step in gather.about("wide").steps}
    with shown(gather) as address:
        page = visitors.open(address, reduced_motion="reduce")
        count(page)
        page.locator("#play").click()
        assert set(counted(page, 3)) <= stills


@pytest.mark.parametrize("shape", LAYOUTS)
def test_each_shape_has_its_edges(page: Page, gather: Edition, shape: str) -> None:
    """The picture has the shape that is chosen, at the same film second."""
    go(page, 600)
    page.get_by_label(shape).check()
    page.locator(f"#picture[viewBox='{gather.about(shape).box}']").wait_for()
    assert state(page)["picture"] == 600
    assert page.locator("#trouble").is_hidden()


def test_a_shape_that_there_is_not(browser: Browser, gather: Edition) -> None:
    """It is refused in words, and the film stays as it was."""
    page = browser.new_page()
    with shown(gather) as address:
        page.goto(address)
        page.locator("html[data-shown]").wait_for()
        page.locator("[value=tall]").evaluate("one => { one.value = 'round' }")
        page.locator("[value=round]").check()
        page.locator("#trouble h2", has_text="there is no frame of shape 'round'").wait_for()
        assert page.locator("#kept").is_visible()
        assert page.locator("#picture").get_attribute("viewBox") == gather.about("wide").box
        page.locator("[value=wide]").check()
        page.locator("#trouble").wait_for(state="hidden")
    page.close()


def test_it_follows_the_saves(visitors: Visitors, tmp_path: Path) -> None:
    """A broken save is explained in four parts beside the last good film; a good one is shown at the same second."""
    script = tmp_path / "<img src=x>&'\".py"
    script.write_text(SCRIPT)
    with written(script) as address:
        page = visitors.open(address)
        assert page.locator("h1").text_content() == page.title().removesuffix(" · loopway preview") == script.name
        go(page, 300)
        before = page.locator("#picture > g").inner_html()

        script.write_text(SCRIPT.replace("gather(", "gather(("))
        page.locator("html[data-state=failed]").wait_for()
        trouble = page.locator("#trouble")
        assert trouble.get_attribute("role") == "alert"
        assert trouble.locator("h2").text_content() == "the script is no Python"
        parts = trouble.locator("dd").all_text_contents()
        assert parts == [f"{script}:7", "'(' was never closed: await asyncio.gather((nap(1), nap(2))", parts[2]]
        assert trouble.locator("#kept").is_visible()
        page.locator("#state", has_text="not filmed").wait_for()
        assert page.locator("#picture > g").inner_html() == before

        longer = page.locator("#slider").get_attribute("max")
        script.write_text(SCRIPT.replace("nap(2)", "nap(2), nap(3)"))
        page.locator("html[data-state=good]").wait_for()
        page.locator(f"#slider:not([max='{longer}'])").wait_for()
        assert trouble.is_hidden()
        assert state(page)["picture"] == 300


def test_a_film_that_is_not_there_yet(visitors: Visitors, browser: Browser, tmp_path: Path) -> None:
    """Before the first good save there is no picture, nothing to press, and the error says why."""
    script = tmp_path / "s.py"
    script.write_text("1 +\n")
    with written(script) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator("html[data-state=failed]").wait_for()
        assert page.locator("#kept").is_hidden()
        assert page.locator("#player :enabled").count() == 0
        page.keyboard.press("Space")
        script.write_text(SCRIPT)
        page.locator("html[data-shown]").wait_for()
        assert page.locator("#player :disabled").count() == 0
        page.close()


def test_a_preview_that_has_ended(browser: Browser, gather: Edition) -> None:
    """The page says so, and keeps its last picture."""
    page = browser.new_page()
    with shown(gather) as address:
        page.goto(address)
        page.locator("html[data-shown]").wait_for()
    page.locator("html[data-state=away]").wait_for()
    assert "has ended" in str(page.locator("#state").text_content())
    assert page.locator("#picture use").count() > 10
    page.close()


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(visitors: Visitors, gather: Edition, theme: str, width: int) -> None:
    """With a picture, and with an error above it: no violation, not even of a best practice."""
    with shown(gather) as address:
        page = visitors.open(address, viewport={"width": width, "height": 800})
        page.get_by_label(theme).check()
        go(page, 600)
        for _ in range(2):
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
            page.locator("#trouble").evaluate(WRONG)


def test_axe_can_find_something(page: Page) -> None:
    """A button without a name is found."""
    page.evaluate("for (const name of ['aria-label', 'title']) document.getElementById('play').removeAttribute(name)")
    assert {one["id"] for one in Axe().run(page).response["violations"]} == {"button-name"}


def test_a_narrow_screen(visitors: Visitors, gather: Edition) -> None:
    """At 320 pixels nothing stands beyond the edge, and every control can be hit."""
    with shown(gather, name="a" * 200) as address:
        page = visitors.open(address, viewport={"width": 320, "height": 640})
        go(page, 700)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        boxes = [one.bounding_box() for one in page.locator("button, input[type=range], label").all()]
        assert all(box and min(box["width"], box["height"]) >= 24 for box in boxes)
